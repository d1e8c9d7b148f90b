"""What the figures support: comparison, change, robustness, lineage, and bounds."""
