from .accounts import Provenance, provenance_of, select_wordings, wording_table
from .compose import Briefing, compose_briefing
from .outputs import OPTIONAL, OUTPUTS

__all__ = [
    "OPTIONAL",
    "OUTPUTS",
    "Briefing",
    "Provenance",
    "compose_briefing",
    "provenance_of",
    "select_wordings",
    "wording_table",
]
