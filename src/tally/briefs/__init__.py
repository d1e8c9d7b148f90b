"""Briefs: the notebooks' parameters, checked against the data."""
