from .accounts import Provenance, provenance_of, select_wordings, wording_table
from .compose import Briefing, compose_briefing

__all__ = [
    "Briefing",
    "Provenance",
    "compose_briefing",
    "provenance_of",
    "select_wordings",
    "wording_table",
]
