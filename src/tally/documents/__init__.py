"""Fetch a document, keep it as it came, and tell a page that blocks readers from it."""
