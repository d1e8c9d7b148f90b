from .extras import ExtraError, ensure_extra, missing_packages
from .folders import Project, find_project
from .inputs import (
    NOTEBOOKS,
    PACKAGES,
    START_PAGE,
    BuildInputs,
    Inputs,
    Items,
    build_inputs,
    code_hashes,
    combine_hashes,
    hash_brief,
    hash_items,
)
from .outputs import NARROW, OPTIONAL, OUTPUTS, chart_files
from .sealing import CHANGED, RECORD, UNSEALED, edited_outputs, read_record, seal, signature
from .session import in_build, mark_build

__all__ = [
    "CHANGED",
    "NARROW",
    "NOTEBOOKS",
    "OPTIONAL",
    "OUTPUTS",
    "PACKAGES",
    "RECORD",
    "START_PAGE",
    "UNSEALED",
    "BuildInputs",
    "ExtraError",
    "Inputs",
    "Items",
    "Project",
    "build_inputs",
    "chart_files",
    "code_hashes",
    "combine_hashes",
    "edited_outputs",
    "ensure_extra",
    "find_project",
    "hash_brief",
    "hash_items",
    "in_build",
    "mark_build",
    "missing_packages",
    "read_record",
    "seal",
    "signature",
]
