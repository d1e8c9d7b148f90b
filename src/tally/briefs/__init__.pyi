from .answerable import check_against
from .brief import Brief, BriefError, check_words, load_brief, make_brief
from .correction import named_figures, split_notice

__all__ = [
    "Brief",
    "BriefError",
    "check_against",
    "check_words",
    "load_brief",
    "make_brief",
    "named_figures",
    "split_notice",
]
