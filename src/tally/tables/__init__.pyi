from .cells import Flaw, name_flaw, spreadsheet_number, text_flaw
from .circles import circle_faults, find_circles
from .edits import BOM, EditError, append_records, append_row, read_whole, set_cells
from .faults import root_causes
from .plain_yaml import YamlError, read_yaml
from .rows import SEPARATORS, DataError, Problem, Row, read_rows, read_text, suggest_name

__all__ = [
    "BOM",
    "SEPARATORS",
    "DataError",
    "EditError",
    "Flaw",
    "Problem",
    "Row",
    "YamlError",
    "append_records",
    "append_row",
    "circle_faults",
    "find_circles",
    "name_flaw",
    "read_rows",
    "read_text",
    "read_whole",
    "read_yaml",
    "root_causes",
    "set_cells",
    "spreadsheet_number",
    "suggest_name",
    "text_flaw",
]
