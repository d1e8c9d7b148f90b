"""Build briefings on several machines, which share nothing but a Dask scheduler."""
