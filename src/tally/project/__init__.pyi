from .extras import ExtraError, ensure_extra, missing_packages
from .folders import Project, find_project, passage_files
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
from .sealing import CHANGED, RECORD, UNSEALED, edited_outputs, read_record, seal, signature
from .session import CELL_SECONDS, in_build, mark_build
from .writing import write_file

__all__ = [
    "CELL_SECONDS",
    "CHANGED",
    "NOTEBOOKS",
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
    "passage_files",
    "read_record",
    "seal",
    "signature",
    "write_file",
]
