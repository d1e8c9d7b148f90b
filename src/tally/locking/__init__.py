"""Find quotations in documents, and put on record where they are."""
