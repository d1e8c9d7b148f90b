"""Numbers that carry their evidence, for each analysis, and the sentences that they stand in."""
