"""Build briefings: check, run the notebooks, publish, and know what is up to date."""
