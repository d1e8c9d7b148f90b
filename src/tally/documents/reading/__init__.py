"""The text that a reader of a document sees."""
