"""Add documents: read their records of documents from BibTeX, CSL-JSON, and the documents themselves."""
