from .ending import remove_leftovers, staging, temporary_folder
from .extras import ExtraError, ensure_extra, missing_packages
from .folders import Project, find_project, passage_files
from .guarding import describe, guarded, write_details
from .inputs import (
    PACKAGES,
    BuildInputs,
    Inputs,
    Items,
    build_inputs,
    code_hashes,
    combine_hashes,
    hash_brief,
    hash_cells,
    hash_items,
    hash_tables,
    input_states,
)
from .journal import editing, publishing
from .plan import Content, JournalError
from .printing import OutputError, ask, note, say
from .reading import JsonError, Kind, ReadError, parse_json, read_file, read_json
from .sealing import CHANGED, RECORD, UNSEALED, UNSETTLED, edited_outputs, read_record, seal, signature
from .session import CELL_SECONDS, REPORTS, in_build, mark_build
from .steps import START_PAGE, WRITERS, StepError, find_unnumbered, find_writer, read_cells, tidy_notebook
from .writing import write_file

__all__ = [
    "CELL_SECONDS",
    "CHANGED",
    "PACKAGES",
    "RECORD",
    "REPORTS",
    "START_PAGE",
    "UNSEALED",
    "UNSETTLED",
    "WRITERS",
    "BuildInputs",
    "Content",
    "ExtraError",
    "Inputs",
    "Items",
    "JournalError",
    "JsonError",
    "Kind",
    "OutputError",
    "Project",
    "ReadError",
    "StepError",
    "ask",
    "build_inputs",
    "code_hashes",
    "combine_hashes",
    "describe",
    "edited_outputs",
    "editing",
    "ensure_extra",
    "find_project",
    "find_unnumbered",
    "find_writer",
    "guarded",
    "hash_brief",
    "hash_cells",
    "hash_items",
    "hash_tables",
    "in_build",
    "input_states",
    "mark_build",
    "missing_packages",
    "note",
    "parse_json",
    "passage_files",
    "publishing",
    "read_cells",
    "read_file",
    "read_json",
    "read_record",
    "remove_leftovers",
    "say",
    "seal",
    "signature",
    "staging",
    "temporary_folder",
    "tidy_notebook",
    "write_details",
    "write_file",
]
