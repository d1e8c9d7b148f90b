"""Add a figure, a source or a brief, each checked before anything is written."""
