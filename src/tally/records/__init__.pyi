from .columns import LOCKS, MILESTONES, STATEMENTS, Voice, Where
from .dating import newest_date
from .dossier import Dossier, load_dossier
from .locks import Lock
from .milestones import (
    ALL,
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
from .schemas import CASE_TABLES, PROFILE, case_resources
from .selection import hash_records, name_records, select_records
from .statements import Statement, read_statements

__all__ = [
    "ALL",
    "CASE_TABLES",
    "LOCKS",
    "MILESTONES",
    "PROFILE",
    "STATEMENTS",
    "Dossier",
    "Lock",
    "Milestone",
    "Statement",
    "Voice",
    "Where",
    "alike_names",
    "bears_on",
    "case_resources",
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
