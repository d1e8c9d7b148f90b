"""The stored passages, and the quotations found in them."""
