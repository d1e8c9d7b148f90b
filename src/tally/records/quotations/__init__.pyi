from .passages import MOST_PLACES, Passage, Place, find_places, mark_count, matches_quotation, read_passages
from .text_fragments import link_to

__all__ = [
    "MOST_PLACES",
    "Passage",
    "Place",
    "find_places",
    "link_to",
    "mark_count",
    "matches_quotation",
    "read_passages",
]
