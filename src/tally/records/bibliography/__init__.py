"""The documents that carry the figures, their CSL-JSON records and citations."""
