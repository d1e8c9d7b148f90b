"""Add documents, described by BibTeX, CSL-JSON, or the documents themselves."""
