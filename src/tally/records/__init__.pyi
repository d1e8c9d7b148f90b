from .claim_table import StatedClaim, claims_in, read_claims, unlisted_claims
from .columns import CLAIMS, LOCKS, MILESTONES, STATEMENTS, Voice, Where
from .dating import newest_date
from .dossier import Dossier, load_dossier
from .locks import Lock
from .milestones import (
    ALL,
    Milestone,
    concerns,
    milestones_between,
    read_milestones,
    select_milestones,
    shown_milestones,
    unusable_milestones,
)
from .names import alike_names
from .package import read_package
from .revise import load_changed, revise_case
from .schemas import CASE_TABLES, EVENT_TABLES, PROFILE, RULE_TABLES, case_resources, with_tables
from .selection import claims_about, hash_records, name_records, select_records
from .statements import Statement, read_statements

__all__ = [
    "ALL",
    "CASE_TABLES",
    "CLAIMS",
    "EVENT_TABLES",
    "LOCKS",
    "MILESTONES",
    "PROFILE",
    "RULE_TABLES",
    "STATEMENTS",
    "Dossier",
    "Lock",
    "Milestone",
    "StatedClaim",
    "Statement",
    "Voice",
    "Where",
    "alike_names",
    "case_resources",
    "claims_about",
    "claims_in",
    "concerns",
    "hash_records",
    "load_changed",
    "load_dossier",
    "milestones_between",
    "name_records",
    "newest_date",
    "read_claims",
    "read_milestones",
    "read_package",
    "read_statements",
    "revise_case",
    "select_milestones",
    "select_records",
    "shown_milestones",
    "unlisted_claims",
    "unusable_milestones",
    "with_tables",
]
