from .accounts import CheckedClaim, Provenance, checked_claims, provenance_of, select_wordings, wording_table
from .compose import Briefing, compose_briefing
from .composed import Composed
from .series import AnyBriefing, SeriesBriefing, compose_any, compose_series

__all__ = [
    "AnyBriefing",
    "Briefing",
    "CheckedClaim",
    "Composed",
    "Provenance",
    "SeriesBriefing",
    "checked_claims",
    "compose_any",
    "compose_briefing",
    "compose_series",
    "provenance_of",
    "select_wordings",
    "wording_table",
]
