"""Read the project's tables strictly, and list everything that is wrong in them."""

import csv
import difflib
import io
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tally.records.tables.cells import cell_flaw
from tally.records.tables.columns import Table
from tally.records.tables.problems import Problem, shorten
from tally.records.tables.texts import read_text
from tally.text import plural

CELL_LIMIT = 20_000  # characters; a longer cell is a mistake, or a whole article
MOST_COLUMNS, MOST_ROWS, MOST_FAULTS = 200, 20_000, 1_000  # of a table; after that many faults it is read no further
MOST_NAMED = 3  # unknown columns for which a similar name is looked for
LONGEST_NAME, MOST_COMPARED = 100, 10  # of a name for which a similar one is looked for, and of those
WEB_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True)
class Row:
    """One line of a table: its place, for messages, its cells as text, and the column of its id."""

    file: str
    place: str
    cells: dict[str, str]
    key: str = "id"

    def problem(
        self,
        column: str,
        expected: str,
        remedy: str,
        found: str | None = None,
        names: tuple[str, str] | None = None,
        *,
        absent: bool = False,
    ) -> Problem:
        """Return a problem with one of this row's cells; `names` is the record that the cell refers to."""
        return Problem(
            self.file, self.place, column, self.cells.get(column, "") if found is None else found, expected, remedy,
            (self.file, self.cells.get(self.key, "") or self.place), names, absent, column == self.key,
        )  # fmt: skip

    @property
    def flaws(self) -> list[Problem]:
        """The faults that no cell may have: it is too long, garbled, has hidden characters, or is a formula."""
        problems = []
        for column, cell in self.cells.items():
            if len(cell) > CELL_LIMIT:
                problems.append(
                    self.problem(column, f"at most {CELL_LIMIT} characters", "Keep only the words that are needed.")
                )
            elif flaw := cell_flaw(cell):
                problems.append(self.problem(column, flaw.expected, flaw.remedy, flaw.found))
        return problems


def suggest_name(name: str, known: Iterable[str]) -> str:
    """Return a sentence with the known name most like a misspelt one; an empty text if no name is close."""
    if len(name) > LONGEST_NAME:
        return ""
    pairs = _pairs(name)
    near = sorted(known, key=lambda other: len(pairs & _pairs(other)), reverse=True)  # comparing them all takes long
    if not (close := difflib.get_close_matches(name, near[:MOST_COMPARED])):
        return ""
    from rapidfuzz.distance import OSA  # seldom needed: it counts letters in the wrong order as one slip

    return f"Did you mean '{min(close, key=lambda other: OSA.distance(name, other))}'? "


@lru_cache(20_000)
def _pairs(name: str) -> frozenset[str]:
    """Return the pairs of letters that follow each other in a name."""
    return frozenset(map("".join, zip(f" {name}", f"{name} ", strict=True)))


def read_rows(path: Path, columns: Sequence[str]) -> tuple[list[Row], list[Problem]]:
    """
    Read a CSV table whose first column is its unique id.

    Parameters
    ----------
    path : Path
        A comma-separated file with one header line, in UTF-8; a byte order mark is accepted, and so are the empty
        rows and the empty columns at the right that a spreadsheet leaves.
    columns : sequence of str
        The columns that the table must have, in any order, and no other.

    Returns
    -------
    rows, problems
        The rows that have the right form, and the problems of the others or of the table.
    """
    text, problems = read_text(path)
    if problems:
        return [], problems
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = next(lines, [])
        width = len(header)
        while header and not header[-1]:
            header.pop()
        if faults := _header_faults(path.name, header, columns):
            return [], faults
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if len(rows) + len(problems) >= MOST_ROWS or len(problems) >= MOST_FAULTS:
                return [], [*problems, _too_many(path.name, lines.line_num, len(problems))]
            named = dict(zip(header, cells, strict=False))
            place = f"line {lines.line_num} ({shorten(named.get(columns[0], ''))})"
            row = Row(path.name, place, named, columns[0])
            if len(cells) != width:
                remedy = "Quote cells that hold a comma."
                problems.append(row.problem("all", plural(width, "cell"), remedy, plural(len(cells), "cell")))
            elif stray := next(filter(None, cells[len(header) :]), ""):
                remedy = "It is to the right of the table, under no heading: remove it."
                problems.append(row.problem("all", "nothing", remedy, stray))
            elif row.flaws:
                problems += row.flaws
            else:
                rows.append(row)
    except csv.Error as error:
        problems.append(_unreadable(path.name, lines.line_num, str(error)))
    return rows, problems + duplicates(rows, columns[0])


def _header_faults(name: str, header: Sequence[str], columns: Sequence[str]) -> list[Problem]:
    """Return the problem with a table's first line, if there is one."""
    if WEB_PAGE.match(",".join(header[:1])):
        remedy = "Save the table itself as “CSV UTF-8”, not the page that shows it."
        return [Problem(name, "line 1", "all", "a web page", "a table with commas between the cells", remedy)]
    if len(header) > MOST_COLUMNS:
        remedy = f"The columns are: {', '.join(columns)}."
        return [Problem(name, "line 1", "all", f"{len(header):,} columns", f"at most {MOST_COLUMNS}", remedy)]
    for separator, words in SEPARATORS.items():
        if len(set(separator.join(header).split(separator)) & set(columns)) > len(set(header) & set(columns)):
            remedy = "Save it from the spreadsheet as “CSV UTF-8 (comma delimited)”, or choose the comma on export."
            return [Problem(name, "line 1", "all", f"{words} between the cells", "commas between the cells", remedy)]
    unknown = [column for column in header if column not in columns]
    missing = [column for column in columns if column not in header]
    repeated = [column for column in columns if header.count(column) > 1]
    if not (unknown or missing or repeated):
        return []
    found = [f"{column or 'a column without a name'}" for column in unknown]
    found += [f"{column} twice" for column in repeated] + ([] if unknown or repeated else [f"no column {missing[0]}"])
    expected = f"the column {', '.join(missing)}" if missing else "each column once, and a known column"
    hint = "".join(suggest_name(column, missing or columns) for column in unknown[:MOST_NAMED])
    if len(unknown) == len(missing) == 1 and not hint:
        hint = f"Is {shorten(unknown[0])!r} meant to be {missing[0]!r}? "
    remedy = f"{hint}The columns are: {', '.join(columns)}."
    return [Problem(name, "line 1", (unknown or repeated or missing)[0] or "all", ", ".join(found), expected, remedy)]


def _too_many(name: str, line: int, faults: int) -> Problem:
    """Return the problem with a table that is read no further, because of its faults or its length."""
    if faults >= MOST_FAULTS:
        found, expected, remedy = "many more faults", "a table that can be read", "Correct those before it first."
    else:
        found, expected, remedy = "more rows", f"at most {MOST_ROWS:,} rows", "Restore the table from git."
    return Problem(name, f"line {line}", "all", found, expected, remedy)


def _unreadable(name: str, line: int, error: str) -> Problem:
    """Return the problem with a line that cannot be read as CSV."""
    if "field larger" in error:
        remedy = "Keep only the words that are needed. If the cell is short, a quote before it is never closed."
        found = f"more than {csv.field_size_limit():,} characters in a cell"
        return Problem(name, f"line {line}", "all", found, f"at most {CELL_LIMIT} characters", remedy)
    remedy = "Check the quotes there; perhaps a quote before it is never closed."
    return Problem(name, f"line {line}", "all", error, "a well-formed CSV line", remedy)


def duplicates(rows: Sequence[Row], column: str) -> list[Problem]:
    """Find the rows that have the id of an earlier row."""
    first: dict[str, Row] = {}
    problems = []
    for row in rows:
        earlier = first.setdefault(row.cells[column], row)
        if earlier is not row:
            remedy = f"{earlier.place} has it already: give one of them another id."
            problems.append(row.problem(column, "an id of its own", remedy))
    return problems


def read_optional(folder: Path, table: Table, listed: Collection[str] = ()) -> tuple[list[Row], list[Problem]]:
    """Read a table that a case need not have; one that is listed in its Data Package must be there."""
    path = folder / table.file
    return read_rows(path, table.names) if table.file in listed or path.exists() else ([], [])
