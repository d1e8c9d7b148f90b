"""Change rows of the project's tables, and leave every other byte as it is."""

import csv
import io
import json
import re
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path

from tally.errors import TallyError
from tally.project import Kind, read_file

CELL = re.compile(r',("(?:[^"]|"")*"|[^,]*)')  # one cell as it is written, after a comma
BREAKS = re.compile(r"[\r\n\0]")
ASIDE = {"id", "note", "seen", "repeats", "superseded_by", "superseded_because"}  # in which two rows may differ
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


class EditError(TallyError, ValueError):
    """A table cannot be changed as requested."""


def append_row(table: str, cells: Mapping[str, str]) -> str:
    """
    Add a row at the end of a CSV table.

    Parameters
    ----------
    table : str
        The whole file, with its line endings, and its byte order mark if it has one.
    cells : mapping
        A text for each column; other columns are left empty.

    Returns
    -------
    str
        The same text with one more line, which has the file's line ending and order of columns. Every cell is in
        quotes if every cell of the file is.

    Raises
    ------
    EditError
        A cell has a line break or a NUL, or the table has no such column.
    """
    records, rows = _split(table)
    header, ends = rows[0] if rows else [], [_end(record) for record in records if record]
    _check(cells, header)
    end = next(filter(None, ends), "\n")
    quoted = all(_format(row, _end(record), quoted=True) == record for record, row in _samples(records, rows))
    line = _format([cells.get(column, "") for column in header], end, quoted=quoted)
    return table + line if ends and ends[-1] else table + end + line


def set_cells(table: str, name: str, cells: Mapping[str, str]) -> str:
    """Change cells of the row whose first cell is `name`; every other byte is unchanged."""
    records, rows = _split(table)
    header = rows[0] if rows else []
    _check(cells, header)
    for place, (record, old) in enumerate(zip(records, rows, strict=True)):
        if place and old and old[0] == name:
            end = _end(record)
            quoted = _format(old, end, quoted=True) == record
            raw = CELL.findall(f",{record.removesuffix(end)}")
            current = raw if len(raw) == len(old) else [_format_cell(cell, quoted=quoted) for cell in old]
            parts = [
                _format_cell(cells[column], quoted=quoted) if column in cells and cells[column] != cell else part
                for column, cell, part in zip_longest(header, old, current, fillvalue="")
            ]
            line = ",".join(parts) + end
            mark = BOM if table.startswith(BOM) else ""
            return mark + "".join([*records[:place], line, *records[place + 1 :]])
    msg = f"No row has the id {name}."
    raise EditError(msg)


def find_twin(table: str, cells: Mapping[str, str]) -> str:
    """Return the id of the row that says the same as a new one: its id, notes and later changes aside; or nothing."""
    records = list[list[str]](csv.reader(io.StringIO(table.removeprefix(BOM), newline="")))
    header, *rows = records or [[]]
    content = [(place, cells.get(column, "")) for place, column in enumerate(header) if column not in ASIDE]
    for row in rows:
        if len(row) == len(header) and all(row[place] == cell for place, cell in content):
            return row[header.index("id")]
    return ""


def append_records(text: str, records: list[object]) -> str:
    """Add records at the end of a JSON list, indented like the others; every other byte is unchanged."""
    indent = re.search(r"\[\s*\n([ \t]+)", text)
    step: str | int = indent.group(1) if indent else 1
    body = text.rstrip()
    if not body.endswith("]"):
        msg = "The file is not a JSON list."
        raise EditError(msg)
    end = "\r\n" if "\r\n" in text else "\n"
    addition = json.dumps(records, ensure_ascii=False, indent=step)[1:-1].rstrip().replace("\n", end)
    start = body[:-1].rstrip()
    return f"{start}{'' if start.endswith('[') else ','}{addition}{end}]{text[len(body) :]}"


def read_whole(path: Path) -> str:
    """Read a file with its line endings and its byte order mark; raise `EditError` or `ReadError` if that fails."""
    try:
        return read_file(path, Kind.TABLE).decode("utf-8")
    except UnicodeDecodeError as error:
        msg = f"{path}: byte {error.start} is not UTF-8. Save the file again as UTF-8."
        raise EditError(msg) from error


def _check(cells: Mapping[str, str], header: list[str]) -> None:
    """Raise an error for cells that the table cannot have."""
    if unknown := set(cells) - set(header):
        msg = f"The table has no column {', '.join(sorted(unknown))}."
        raise EditError(msg)
    if broken := [column for column, cell in cells.items() if BREAKS.search(cell)]:
        msg = f"{', '.join(broken)}: found a line break or a NUL. Write the cell on one line."
        raise EditError(msg)


def _split(table: str) -> tuple[list[str], list[list[str]]]:
    """Split a table into its records; return them as they are written, with their line endings, and as cells."""
    lines = list(io.StringIO(table.removeprefix(BOM), newline=""))
    reader, records, rows, start = csv.reader(lines), [], [], 0
    for row in reader:
        records.append("".join(lines[start : reader.line_num]))
        rows.append(row)
        start = reader.line_num
    return records, rows


def _samples(records: list[str], rows: list[list[str]]) -> list[tuple[str, list[str]]]:
    """Return the records that show how a file is written: its rows, or its header if it has no rows."""
    samples = [(record, row) for record, row in zip(records, rows, strict=True) if row]
    return samples[1:] or samples


def _end(record: str) -> str:
    """Return the line ending of a record."""
    return record[len(record.rstrip("\r\n")) :]


def _format(cells: list[str], end: str, *, quoted: bool) -> str:
    """Format one record."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerow(cells)
    return buffer.getvalue()


def _format_cell(cell: str, *, quoted: bool) -> str:
    """Format one cell, in quotes if it needs them or all cells have them."""
    return _format([cell, ""], "", quoted=quoted).removesuffix(',""' if quoted else ",")
