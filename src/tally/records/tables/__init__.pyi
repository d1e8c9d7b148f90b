from .cell_checks import cell_faults
from .cells import Flaw, cell_flaw, name_flaw, spreadsheet_number, text_flaw
from .circles import circle_faults, find_circles
from .columns import ID_EXPECTED, ID_FORM, Column, Table, id_column, note_column, one_of, quoted
from .edits import BOM, EditError, append_records, append_row, find_twin, read_whole, set_cells
from .faults import root_causes
from .fields import plain_fields
from .memory import Memory, remembered
from .plain_yaml import YamlError, read_yaml
from .problems import DataError, Problem, first_lines, shorten
from .rows import SEPARATORS, Row, read_optional, read_rows, suggest_name
from .texts import decode, read_raw, read_text

__all__ = [
    "BOM",
    "ID_EXPECTED",
    "ID_FORM",
    "SEPARATORS",
    "Column",
    "DataError",
    "EditError",
    "Flaw",
    "Memory",
    "Problem",
    "Row",
    "Table",
    "YamlError",
    "append_records",
    "append_row",
    "cell_faults",
    "cell_flaw",
    "circle_faults",
    "decode",
    "find_circles",
    "find_twin",
    "first_lines",
    "id_column",
    "name_flaw",
    "note_column",
    "one_of",
    "plain_fields",
    "quoted",
    "read_optional",
    "read_raw",
    "read_rows",
    "read_text",
    "read_whole",
    "read_yaml",
    "remembered",
    "root_causes",
    "set_cells",
    "shorten",
    "spreadsheet_number",
    "suggest_name",
    "text_flaw",
]
