"""The page as one HTML file, the list of pages, and the feed."""
