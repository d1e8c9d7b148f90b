"""Add rows to the tables of a case, one or many at a time."""
