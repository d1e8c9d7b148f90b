"""Reported counts: one figure, the table of them, and their rows in figures.csv."""
