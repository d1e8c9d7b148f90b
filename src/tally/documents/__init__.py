"""Fetch a document, keep it, and read what kind it is."""
