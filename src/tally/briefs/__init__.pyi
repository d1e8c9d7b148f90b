from .answerable import check_against
from .brief import Brief, BriefError, brief_from, check_words, load_brief, make_brief, require_briefs
from .question import question_doubt

__all__ = [
    "Brief",
    "BriefError",
    "brief_from",
    "check_against",
    "check_words",
    "load_brief",
    "make_brief",
    "question_doubt",
    "require_briefs",
]
