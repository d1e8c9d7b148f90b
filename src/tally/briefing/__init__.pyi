from .accounts import CheckedClaim, Provenance, checked_claims, provenance_of, select_wordings, wording_table
from .compose import Briefing, compose_briefing

__all__ = [
    "Briefing",
    "CheckedClaim",
    "Provenance",
    "checked_claims",
    "compose_briefing",
    "provenance_of",
    "select_wordings",
    "wording_table",
]
