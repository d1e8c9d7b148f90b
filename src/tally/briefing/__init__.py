"""Everything that a page says, composed."""
