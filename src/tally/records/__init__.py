"""Everything that a case holds, read, checked and selected for a brief."""
