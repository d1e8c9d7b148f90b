from .answerable import check_against
from .answers import answer_brief
from .brief import BriefError, Fault, brief_from, check_words, load_brief, make_brief, require_briefs
from .counted import dataset_source
from .files import FilesError
from .kinds import COUNTED, MODELS, Brief, PairBrief, SeriesBrief, model_of
from .places import unjoined_places
from .question import question_doubt
from .records import load_records, with_all_counts, with_counts, with_uncounted
from .releases import absent_releases
from .suggestion import Suggestion, offer_places, suggest_series

__all__ = [
    "COUNTED",
    "MODELS",
    "Brief",
    "BriefError",
    "Fault",
    "FilesError",
    "PairBrief",
    "SeriesBrief",
    "Suggestion",
    "absent_releases",
    "answer_brief",
    "brief_from",
    "check_against",
    "check_words",
    "dataset_source",
    "load_brief",
    "load_records",
    "make_brief",
    "model_of",
    "offer_places",
    "question_doubt",
    "require_briefs",
    "suggest_series",
    "unjoined_places",
    "with_all_counts",
    "with_counts",
    "with_uncounted",
]
