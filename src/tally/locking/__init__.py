"""Fetch a document, keep it, read its text, and find quotations in it."""
