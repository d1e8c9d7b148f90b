from .answerable import check_against
from .brief import Brief, BriefError, brief_from, check_words, load_brief, make_brief
from .findings import Findings, answer

__all__ = [
    "Brief",
    "BriefError",
    "Findings",
    "answer",
    "brief_from",
    "check_against",
    "check_words",
    "load_brief",
    "make_brief",
]
