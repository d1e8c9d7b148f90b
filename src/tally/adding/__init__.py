"""Add sources, figures, wordings, dated events and briefs, each checked before anything is written."""
