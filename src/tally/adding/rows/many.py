"""Add many rows from a CSV file: all of them or none, with a message about every fault."""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tally.adding import PromptError
from tally.adding.rows.entry import Form, check_new, fill_row, form_ids, read_table, with_rows
from tally.errors import TallyError
from tally.project import Kind, Project
from tally.records import Dossier, load_changed, load_dossier, revise_case
from tally.records.tables import (
    SEPARATORS,
    DataError,
    Problem,
    Table,
    append_row,
    first_lines,
    read_text,
    shorten,
    suggest_name,
)

MOST_LINES, MOST_FAULTS = 10_000, 1_000  # of a file
PLACE = re.compile(r"line (\d+)")
Cells = Mapping[str, str]
Fill = Callable[[Dossier, Sequence[str], Sequence[Cells], Cells], dict[str, str]]


@dataclass(frozen=True)
class Line:
    """One row of the file: its line, and its cells by their columns."""

    number: int
    cells: dict[str, str]

    def fault(self, words: str) -> str:
        """Return a message about a fault of this row."""
        name = f" ({shorten(self.cells['id'])})" if self.cells.get("id") else ""
        return f"line {self.number}{name}: {words}"


def add_many(
    project: Project, case: str, table: Table, columns: Sequence[str], path: Path, fill: Fill
) -> tuple[list[str], Path]:
    """
    Add the rows of a CSV file to a table.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    table : Table
        The description of the table.
    columns : sequence of str
        The columns that the file may have.
    path : Path
        The file: comma-separated, in UTF-8, with a header line.
    fill : callable
        Returns a row with the cells that the file leaves out, given all records, the ids that are taken, the cells of
        all rows, and those of this row.

    Returns
    -------
    tuple
        The ids of the new rows, and the table.

    Raises
    ------
    PromptError, DataError
        A row has a fault. The message lists every fault with its line. Nothing was written.
    """
    dossier, lines = load_dossier(project, case), _read(path, columns)
    old = read_table(project.tables(case), table)
    used_ids = [*form_ids(old), *(line.cells["id"] for line in lines if line.cells.get("id"))]
    start = len(list(io.StringIO(old, newline="")))
    rows, faults, text = [], [], old
    for line in lines:
        try:
            row = fill(dossier, used_ids, [other.cells for other in lines], line.cells)
            check_new(text, row, line.cells.get("id"))
            text = append_row(text, row)
        except TallyError as error:
            faults.append(line.fault(str(error)))
            continue
        rows.append(row)
        used_ids.append(row["id"])
    if not faults:
        try:
            load_changed(project, case, {table.file: text})
        except DataError as error:
            faults = [_as_line(problem, table.file, start, lines) for problem in error.problems]
    if faults:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise PromptError("\n".join([f"{count} in {path.name}:", *(f"  {fault}" for fault in first_lines(faults)), ""]))

    revise_case(project, case, lambda folder: with_rows(folder, table, rows))
    return [row["id"] for row in rows], project.tables(case) / table.file


def add_rows(
    project: Project, case: str, form: Form, path: Path, answers: Mapping[str, str | None]
) -> tuple[list[str], Path]:
    """Add the rows of a CSV file to a table; a column that the file leaves empty gets its answer. See `add_many`."""

    def fill(dossier: Dossier, used_ids: Sequence[str], _: Sequence[Cells], row: Cells) -> dict[str, str]:
        return fill_row(form, dossier, used_ids, {**answers, **{name: cell for name, cell in row.items() if cell}})

    return add_many(project, case, form.table, tuple(form.table.questions), path, fill)


def _read(path: Path, columns: Sequence[str]) -> list[Line]:
    """Read the rows of the file."""
    text, problems = read_text(path, Kind.LIST)
    if problems:
        raise DataError(problems)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines, faults = [], []
    try:
        header = next(reader, [])
        if len(header) == 1 and (separator := next((sign for sign in SEPARATORS if sign in header[0]), "")):
            msg = f"{path.name}, line 1: found {SEPARATORS[separator]} between the cells, expected commas."
            raise PromptError(msg)
        for column in header:
            if column not in columns or header.count(column) > 1:
                hint = suggest_name(column, columns)
                msg = (
                    f"{path.name}, line 1: found the column {shorten(column)!r}, expected each column once, of these: "
                    f"{', '.join(columns)}. {hint}"
                )
                raise PromptError(msg)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                found = f"found {len(cells)} cells, expected {len(header)}. Quote cells that hold a comma."
                faults.append(f"line {reader.line_num}: {found}")
            lines.append(Line(reader.line_num, dict(zip(header, cells, strict=False))))
            if len(lines) > MOST_LINES or len(faults) > MOST_FAULTS:
                msg = (
                    f"{path.name}, line {reader.line_num}: found more than {MOST_LINES:,} rows or {MOST_FAULTS} faults."
                )
                raise PromptError(f"{msg} Add the rows in several files.")
    except csv.Error as error:
        msg = f"{path.name}, line {reader.line_num}: {error}. Perhaps a quote before it is never closed."
        raise PromptError(msg) from error
    if faults:
        raise PromptError(
            "\n".join([f"{path.name} cannot be read:", *(f"  {fault}" for fault in first_lines(faults)), ""])
        )
    if not lines:
        msg = f"{path.name} has no rows below its header line."
        raise PromptError(msg)
    return lines


def _as_line(problem: Problem, table: str, start: int, lines: Sequence[Line]) -> str:
    """Return the message about a problem of the table, with the line of the file that it comes from."""
    place = PLACE.match(problem.row)
    number = int(place[1]) - start - 1 if place and problem.file == table else -1
    if not 0 <= number < len(lines):
        return str(problem)
    return lines[number].fault(f"{problem.column}: {problem.words}")
