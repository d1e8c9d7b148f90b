"""Find what a file of events is refused for: missing columns, and cells that cannot be right."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tally.events.loading.layout import Check, Layout
from tally.events.loading.registry import likely_kind
from tally.events.loading.staging import Staged, other_separator
from tally.records.tables import DataError, Problem, shorten, suggest_name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Engine

MOST_SHOWN = 3  # places of one fault that are named
MOST_FAULTS = 20
MOST_NAMED = 5  # columns
LOOK = "Look at this line, and correct it, or tell those who publish the file."


def find_columns(staged: Staged, layout: Layout, columns: Mapping[str, str]) -> dict[str, int | None]:
    """Return the place of each column of a layout in a file; None for an optional one that it lacks."""
    cells = [cell.casefold() for cell in staged.header]
    wanted = {name: columns.get(name, name) for name in layout.columns}
    found = {name: cells.index(cell) if (cell := wanted[name].casefold()) in cells else None for name in wanted}
    place = f"line {staged.header_line:,}"
    twice = [name for name in wanted.values() if cells.count(name.casefold()) > 1]
    missing = [wanted[name] for name in layout.needed if found[name] is None]
    if not (missing or twice):
        return found
    present = any(column is not None for column in found.values())
    if separator := other_separator(staged.header, [*wanted.values()], staged.delimiter):
        words, remedy = (
            f"{separator} between the cells",
            "Name them, such as --delimiter semicolon, or export it with commas.",
        )
        raise DataError([Problem(staged.file, place, "all", words, "commas between the cells", remedy)])
    if twice:
        raise DataError([Problem(staged.file, place, twice[0], "the column twice", "each once", "Rename one of them.")])
    kind = likely_kind(staged.header)
    if kind and kind != layout.kind:
        remedy = f"These are the columns of --kind {kind}."
    elif not present:
        remedy = (
            f"The file begins with {', '.join(map(shorten, staged.header[:3]))}: take it with its header, as published."
        )
    else:
        remedy = f"{suggest_name(missing[0], staged.header)}Take the file as it was published."
    listed = ", ".join(missing[:MOST_NAMED]) + (" …" if len(missing) > MOST_NAMED else "")
    words = f"no column {listed}" if present else "no header"
    raise DataError([Problem(staged.file, place, missing[0], words, f"a header with {listed}", remedy)])


def find_faults(
    engine: "Engine", staged: Staged, layout: Layout, columns: Mapping[str, str], among: str
) -> list[Problem]:
    """Return what is refused, the first places of each fault."""
    problems = list[Problem]()
    span = f"({layout.normal['last']}) < ({layout.normal['first']})"
    end, lacking = layout.end_column or layout.day_column, f"({layout.normal['last']}) IS NULL"
    if layout.end_column:
        lacking += f' AND "{end}" IS NULL'
    checks = [
        *layout.checks,
        Check(end, span, "a last day that is not before the first", LOOK),
        Check(end, lacking, "the last day on which it can have happened", LOOK),
    ]
    tested = ", ".join(f"count(*) FILTER ({check.fault})" for check in checks)
    counts = engine.execute(f"SELECT {tested} FROM record WHERE {among}").fetchone() or ()  # noqa: S608  ours
    for check, count in ((check, count) for check, count in zip(checks, counts, strict=True) if count):
        query = f'SELECT line, "{check.column}" FROM record WHERE ({among}) AND ({check.fault}) \
ORDER BY line LIMIT {MOST_SHOWN}'  # noqa: S608  ours
        found = engine.execute(query).fetchall()
        known = {(problem.row, problem.column) for problem in problems}
        for line, cell in found:
            more = f" So are {count - MOST_SHOWN:,} more lines." if count > MOST_SHOWN and line == found[-1][0] else ""
            place, name = f"line {line:,}", columns.get(check.column, check.column)
            if (place, name) not in known:
                found_words = "nothing" if cell is None else cell
                problems.append(Problem(staged.file, place, name, found_words, check.expected, check.remedy + more))
    return (problems + _twice(engine, staged, layout, columns))[:MOST_FAULTS]


def _twice(engine: "Engine", staged: Staged, layout: Layout, columns: Mapping[str, str]) -> list[Problem]:
    """Return the ids that several records have."""
    identity = layout.normal["row"]
    query = f"SELECT {identity} AS name, list(line ORDER BY line)[1:{MOST_SHOWN}], count(*) FROM record \
WHERE {identity} IS NOT NULL GROUP BY name HAVING count(*) > 1 ORDER BY min(line) LIMIT {MOST_SHOWN}"  # noqa: S608
    remedy = "Rows may look alike, but each needs an id of its own: was the file joined from two?"
    column = identity.strip('"')
    return [
        Problem(
            staged.file, f"line {lines[1]:,}", columns.get(column, column), f"{name}, as in line {lines[0]:,}",
            f"each id once (this one is there {count:,} times)", remedy,
        )
        for name, lines, count in engine.execute(query).fetchall()
    ]  # fmt: skip
