"""Convert the records of a file into the normal form, in a Parquet file, or refuse them line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tally.events.loading.engine import LoadingError, open_engine
from tally.events.loading.layout import COLUMNS, LISTS, NOBODY, Layout
from tally.events.loading.refusing import find_columns, find_faults
from tally.events.loading.staging import Staged
from tally.records.tables import DataError, Problem
from tally.text import WordedEnum

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Engine

MOST_LINES = 20  # of those that are left out for one reason
EMPTY = dict.fromkeys(LISTS, NOBODY)
REJECTED = {
    "MISSING COLUMNS": ("too few cells", "Is a line broken within a cell that has no quotation marks?"),
    "TOO MANY COLUMNS": ("too many cells", "A cell with a comma in it must be in quotation marks."),
}
UNSOUND = ("a quotation mark out of place", "A quotation mark within a cell is written twice.")


class Dropped(WordedEnum, table="DROPPED"):
    """Why a row of a file is not an event."""

    EMPTY = "an empty row"
    UNDATED = "no date"


@dataclass(frozen=True)
class Loaded:
    """
    What was loaded.

    Attributes
    ----------
    rows : int
        Records of the file, without headers.
    events : int
        Those that are events.
    dropped : mapping
        For each reason, a `Dropped`, how many of the others there are; and in `lines` the first lines of these.
    first, last : str
        The days of the first and of the last event; empty if there is none.
    broken : int
        Events whose numbers of deaths cannot be used.
    alike : int
        Events that agree with another in days, place, parties and deaths. They are not duplicates.
    tags : int
        The line of a second header; 0 if there is none.
    """

    rows: int
    events: int
    dropped: dict[str, int]
    lines: dict[str, list[int]]
    first: str
    last: str
    broken: int
    alike: int
    tags: int


def convert(staged: Staged, layout: Layout, columns: dict[str, str], target: Path, room: Path) -> Loaded:
    """
    Write the events of a file in the normal form.

    Parameters
    ----------
    staged : Staged
        The records of the file.
    layout : Layout
        How they become events.
    columns : dict
        For each column of the layout its name in the header, where that is another.
    target : Path
        The new Parquet file.
    room : Path
        A folder for temporary files.

    Raises
    ------
    DataError
        Columns are missing, or records cannot be read. The message lists line, column, what was found and what to do.
    """
    places = find_columns(staged, layout, columns)
    records = room / "records.parquet"
    with open_engine([staged.path, records, target], room) as engine:
        for name, value in {
            "nulls": [],
            "between": "",
            "day_form": "",
            **layout.parameters,
            "records": str(records),
        }.items():
            engine.execute(f"SET VARIABLE {name} = ?", [value])
        _read_records(engine, staged, places, records)
        engine.execute("CREATE VIEW record AS FROM read_parquet(getvariable('records'))")
        full = " OR ".join(f'"{name}" IS NOT NULL' for name in places)
        dated = layout.day_column
        dropped = {
            Dropped.EMPTY: _lines(engine, f"NOT ({full})"),
            Dropped.UNDATED: _lines(engine, f'({full}) AND "{dated}" IS NULL'),
        }
        if faults := find_faults(engine, staged, layout, columns, f'({full}) AND "{dated}" IS NOT NULL'):
            raise DataError(faults)
        normal = ", ".join(f'({_expression(layout, name)})::{kind} AS "{name}"' for name, kind in COLUMNS.items())
        statement = f'SELECT {normal} FROM record WHERE "{dated}" IS NOT NULL ORDER BY first, row'  # noqa: S608  ours
        engine.execute(f"COPY ({statement}) TO ? (FORMAT parquet, USE_TMP_FILE false)", [str(target)])
        return _summary(engine, staged, target, dropped)


def _read_records(engine: "Engine", staged: Staged, places: Mapping[str, int | None], target: Path) -> None:
    """Write the needed columns of all records to a Parquet file, without spaces around, NULL where they are empty."""
    cells = {f"c{place}": "VARCHAR" for place in range(len(staged.header))}
    listed = ", ".join(f"'{name}': '{kind}'" for name, kind in {"line": "INTEGER", **cells}.items())
    chosen = ", ".join(f'{_cell(place)} AS "{name}"' for name, place in places.items())
    query = f"""COPY (SELECT line, {chosen} FROM read_csv(?, header = false, auto_detect = false, delim = ?, \
quote = '"', escape = '"', strict_mode = true, store_rejects = true, rejects_limit = 100, \
max_line_size = 4000000, new_line = '\\n', columns = {{{listed}}})) TO ? (FORMAT parquet, USE_TMP_FILE false)"""  # noqa: S608  ours
    engine.execute(query, [str(staged.path), staged.delimiter, str(target)])
    found = engine.execute("SELECT error_type::VARCHAR, csv_line FROM reject_errors ORDER BY line").fetchall()
    problems = list[Problem]()
    for kind, text in {text: (kind, text) for kind, text in found}.values():
        words, remedy = REJECTED.get(kind, UNSOUND)
        line = text.partition(staged.delimiter)[0]
        place = f"line {int(line):,}" if line.isdecimal() else "the file"
        expected = f"{len(staged.header)} cells, as in the header"
        problems.append(Problem(staged.file, place, "all", words, expected, remedy))
    if problems:
        raise DataError(problems)
    count = engine.execute("SELECT count(*) FROM read_parquet(?)", [str(target)]).fetchone()
    if count != (staged.rows,):
        words = f"{count[0] if count else 0:,} rows and {staged.rows:,} records"
        raise DataError([Problem(staged.file, "the file", "all", words, "as many rows as records", UNSOUND[1])])


def _cell(place: int | None) -> str:
    """Return SQL for the text of a cell; NULL if it is empty or one of the texts for nothing."""
    if place is None:
        return "NULL::VARCHAR"
    cell = f"trim(c{place})"
    return f"CASE WHEN {cell} <> '' AND NOT list_contains(getvariable('nulls'), {cell}) THEN {cell} END"


def _expression(layout: Layout, name: str) -> str:
    """Return the SQL of a column of the normal form."""
    return layout.normal.get(name, "line" if name == "line" else "TRUE" if name == "clear" else EMPTY.get(name, "NULL"))


def _lines(engine: "Engine", condition: str) -> list[int]:
    """Return the lines of the records for which a condition holds."""
    found = engine.execute(f"SELECT line FROM record WHERE {condition} ORDER BY line").fetchall()  # noqa: S608  ours
    return [line for (line,) in found]


def _summary(engine: "Engine", staged: Staged, target: Path, dropped: Mapping[Dropped, list[int]]) -> Loaded:
    """Return what was loaded, from the normal form."""
    query = "SELECT count(*), min(day), max(day), count(broken) FROM read_parquet(?)"
    events, first, last, broken = engine.execute(query, [str(target)]).fetchone() or (0, None, None, 0)
    query = """SELECT coalesce(sum(number), 0)::BIGINT FROM (SELECT count(*) AS number FROM read_parquet(?) \
GROUP BY first, last, actor_a, actor_b, "by", country, admin1, admin2, lat, lon, best HAVING count(*) > 1)"""
    (alike,) = engine.execute(query, [str(target)]).fetchone() or (0,)
    counts: dict[str, int] = {reason: len(lines) for reason, lines in dropped.items() if lines}
    lost = staged.rows - events - sum(counts.values())
    if lost:
        msg = f"{staged.file}: {lost} of {staged.rows} records are neither events nor left out with a reason."
        raise LoadingError(msg)
    days = (str(first), str(last)) if first else ("", "")
    lines: dict[str, list[int]] = {reason: dropped[reason][:MOST_LINES] for reason in dropped if dropped[reason]}
    return Loaded(staged.rows, events, counts, lines, *days, broken, alike, staged.tags)
