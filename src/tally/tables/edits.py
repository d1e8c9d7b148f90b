"""Change the project's tables without disturbing what else stands in them."""

import csv
import io
import json
import re
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path

from tally.errors import TallyError

CELL = re.compile(r',("(?:[^"]|"")*"|[^,]*)')  # one cell as it is written, after a comma
BREAKS = re.compile(r"[\r\n\0]")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


class EditError(TallyError, ValueError):
    """A table cannot be changed as it was asked."""


def append_row(table: str, cells: Mapping[str, str]) -> str:
    """
    Put a row at the end of a CSV table.

    Parameters
    ----------
    table : str
        The whole file, with its line ends, and its byte order mark if it has one.
    cells : mapping
        A text for each column; a column that is not named stays empty.

    Returns
    -------
    str
        The same text, and one line more in the file's own manner: its line ends, its columns' order, every cell in
        quotes where every cell of every row is.

    Raises
    ------
    EditError
        A cell holds a line break or a NUL, or names no column.
    """
    records, rows = _cut(table)
    header, ends = rows[0] if rows else [], [_end(record) for record in records if record]
    _check(cells, header)
    end = next(filter(None, ends), "\n")
    quoted = all(_written(row, _end(record), quoted=True) == record for record, row in _told(records, rows))
    written = _written([cells.get(column, "") for column in header], end, quoted=quoted)
    return table + written if ends and ends[-1] else table + end + written


def set_cells(table: str, name: str, cells: Mapping[str, str]) -> str:
    """Change cells of the row whose first cell is `name`; every other cell and row stays, to the byte."""
    records, rows = _cut(table)
    header = rows[0] if rows else []
    _check(cells, header)
    for place, (record, old) in enumerate(zip(records, rows, strict=True)):
        if place and old and old[0] == name:
            end = _end(record)
            quoted = _written(old, end, quoted=True) == record
            raw = CELL.findall(f",{record.removesuffix(end)}")
            kept = raw if len(raw) == len(old) else [_cell(cell, quoted=quoted) for cell in old]
            parts = [
                _cell(cells[column], quoted=quoted) if column in cells and cells[column] != cell else part
                for column, cell, part in zip_longest(header, old, kept, fillvalue="")
            ]
            written = ",".join(parts) + end
            mark = BOM if table.startswith(BOM) else ""
            return mark + "".join([*records[:place], written, *records[place + 1 :]])
    msg = f"No row is called {name}."
    raise EditError(msg)


def append_records(text: str, records: list[object]) -> str:
    """Put records at the end of a JSON list that is indented, as it is: what stands in it stays to the byte."""
    indent = re.search(r"\[\s*\n([ \t]+)", text)
    step: str | int = indent.group(1) if indent else 1
    body = text.rstrip()
    if not body.endswith("]"):
        msg = "The file is not a JSON list."
        raise EditError(msg)
    end = "\r\n" if "\r\n" in text else "\n"
    added = json.dumps(records, ensure_ascii=False, indent=step)[1:-1].rstrip().replace("\n", end)
    kept = body[:-1].rstrip()
    return f"{kept}{'' if kept.endswith('[') else ','}{added}{end}]{text[len(body) :]}"


def read_whole(path: Path) -> str:
    """Read a file with its line ends and its byte order mark."""
    return path.read_bytes().decode("utf-8")


def _check(cells: Mapping[str, str], header: list[str]) -> None:
    """Refuse cells that the table has no place for."""
    if unknown := set(cells) - set(header):
        msg = f"The table has no column {', '.join(sorted(unknown))}."
        raise EditError(msg)
    if broken := [column for column, cell in cells.items() if BREAKS.search(cell)]:
        msg = f"{', '.join(broken)}: a cell is one line, without a NUL."
        raise EditError(msg)


def _cut(table: str) -> tuple[list[str], list[list[str]]]:
    """Cut a table into its records, each as it stands with its line end, and as its cells."""
    lines = list(io.StringIO(table.removeprefix(BOM), newline=""))
    reader, records, rows, start = csv.reader(lines), [], [], 0
    for row in reader:
        records.append("".join(lines[start : reader.line_num]))
        rows.append(row)
        start = reader.line_num
    return records, rows


def _told(records: list[str], rows: list[list[str]]) -> list[tuple[str, list[str]]]:
    """Take the records that tell how a file is written: its rows, or its header where there are none."""
    told = [(record, row) for record, row in zip(records, rows, strict=True) if row]
    return told[1:] or told


def _end(record: str) -> str:
    """Take the line end of a record."""
    return record[len(record.rstrip("\r\n")) :]


def _written(cells: list[str], end: str, *, quoted: bool) -> str:
    """Write one record."""
    drawn = io.StringIO(newline="")
    csv.writer(drawn, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerow(cells)
    return drawn.getvalue()


def _cell(cell: str, *, quoted: bool) -> str:
    """Write one cell, in quotes where it needs them or where all are."""
    return _written([cell, ""], "", quoted=quoted).removesuffix(',""' if quoted else ",")
