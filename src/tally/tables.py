"""Read the project's tables strictly, and say everything that is wrong in one list."""

import csv
import difflib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

CELL_LIMIT = 20_000  # characters; a longer cell is a slip, or somebody's whole article


@dataclass(frozen=True)
class Problem:
    """One thing wrong in the data: where it stands, what was found, what was expected, what to do."""

    file: str
    row: str
    column: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        found = self.found if len(self.found) <= 80 else self.found[:77] + "…"
        return f"{self.file}, {self.row}, {self.column}: found {found!r}, expected {self.expected}. {self.remedy}"


class DataError(ValueError):
    """The data cannot be used as it is. The message lists every problem, one a line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__("\n".join([f"{count} in the data; nothing was loaded.", *(f"  {p}" for p in self.problems)]))


@dataclass(frozen=True)
class Row:
    """One line of a table: its place, for messages, and its cells as text."""

    file: str
    place: str
    cells: dict[str, str]

    def problem(self, column: str, expected: str, remedy: str, found: str | None = None) -> Problem:
        """Describe what is wrong with one of this row's cells."""
        return Problem(
            self.file, self.place, column, self.cells.get(column, "") if found is None else found, expected, remedy
        )


def nearest(name: str, known: Iterable[str]) -> str:
    """Suggest the known name most like a misspelt one, as a sentence; an empty text if none is close."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"Did you mean '{close[0]}'? " if close else ""


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """Read a UTF-8 text, with or without a byte order mark."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return "", [Problem(path.name, "the file", "all", "no file", "a UTF-8 text", f"Put it back: {path}.")]
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        found = repr(error.object[error.start : error.start + 1])[2:-1]
        return "", [Problem(path.name, place, "all", found, "UTF-8", "Save the file again as “CSV UTF-8”.")]
    if "\0" in text:
        return "", [Problem(path.name, "the file", "all", "a NUL character", "text", "Remove the character U+0000.")]
    return text, []


def read_rows(path: Path, columns: Sequence[str]) -> tuple[list[Row], list[Problem]]:
    """
    Read a CSV table whose first column is its unique id.

    Parameters
    ----------
    path : Path
        A comma-separated file with one header line, in UTF-8; a byte order mark is accepted.
    columns : sequence of str
        The columns that the table must have, in any order, and no other.

    Returns
    -------
    rows, problems
        The rows that have the right shape, and what is wrong with the others or with the table.
    """
    text, problems = read_text(path)
    if problems:
        return [], problems
    name = path.name
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval=None, strict=True)
    header = list(reader.fieldnames or [])
    for column in header:
        if column not in columns:
            remedy = nearest(column, columns) + f"The columns are: {', '.join(columns)}."
            problems.append(Problem(name, "line 1", column, column, "a known column", remedy))
    for column in columns:
        if header.count(column) != 1:
            found = "no such column" if column not in header else "the column twice"
            problems.append(Problem(name, "line 1", column, found, "the column once", "Put the header line right."))
    if problems:
        return [], problems

    rows: list[Row] = []
    try:
        for cells in reader:
            row = Row(name, f"line {reader.line_num} ({cells[columns[0]]})", cells)
            if None in cells.values() or "" in cells:
                found = f"{sum(value is not None for value in cells.values())} cells"
                problems.append(row.problem("all", f"{len(header)} cells", "Quote cells that hold a comma.", found))
            elif long := [column for column, value in cells.items() if len(value) > CELL_LIMIT]:
                problems.append(row.problem(long[0], f"at most {CELL_LIMIT} characters", "Keep only the short span."))
            else:
                rows.append(row)
    except csv.Error as error:
        place = f"line {reader.line_num}"
        problems.append(Problem(name, place, "all", str(error), "a well-formed CSV line", "Check the quotes there."))
    problems += duplicates(rows, columns[0])
    return rows, problems


def duplicates(rows: Sequence[Row], column: str) -> list[Problem]:
    """Find the rows whose id stands in an earlier row."""
    first: dict[str, Row] = {}
    problems = []
    for row in rows:
        earlier = first.setdefault(row.cells[column], row)
        if earlier is not row:
            remedy = f"{earlier.place} has it already: give one of them another id."
            problems.append(row.problem(column, "an id of its own", remedy))
    return problems
