from .dating import newest_date
from .dossier import Dossier, load_dossier
from .locks import Lock
from .milestones import (
    ALL,
    MILESTONE_COLUMNS,
    Milestone,
    bears_on,
    milestones_between,
    read_milestones,
    select_milestones,
    shown_milestones,
    unusable_milestones,
)
from .names import alike_names
from .revise import load_changed, revise_case
from .selection import hash_records, name_records, select_records
from .statements import STATEMENT_COLUMNS, Statement, Voice, Where, read_statements

__all__ = [
    "ALL",
    "MILESTONE_COLUMNS",
    "STATEMENT_COLUMNS",
    "Dossier",
    "Lock",
    "Milestone",
    "Statement",
    "Voice",
    "Where",
    "alike_names",
    "bears_on",
    "hash_records",
    "load_changed",
    "load_dossier",
    "milestones_between",
    "name_records",
    "newest_date",
    "read_milestones",
    "read_statements",
    "revise_case",
    "select_milestones",
    "select_records",
    "shown_milestones",
    "unusable_milestones",
]
