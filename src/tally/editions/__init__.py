"""Editions: what each build of a briefing said, kept, so that the next can say what has changed."""
