from .answerable import check_against
from .brief import Brief, BriefError, check_words, load_brief, make_brief

__all__ = [
    "Brief",
    "BriefError",
    "check_against",
    "check_words",
    "load_brief",
    "make_brief",
]
