from .answerable import check_against
from .brief import Brief, BriefError, brief_from, check_words, load_brief, make_brief, require_briefs
from .question import question_doubt
from .records import dataset_source, load_records, with_counts, with_uncounted

__all__ = [
    "Brief",
    "BriefError",
    "brief_from",
    "check_against",
    "check_words",
    "dataset_source",
    "load_brief",
    "load_records",
    "make_brief",
    "question_doubt",
    "require_briefs",
    "with_counts",
    "with_uncounted",
]
