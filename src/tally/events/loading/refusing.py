"""Find what a file of events is refused for: missing columns, and cells that cannot be right."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tally.events.loading.layout import Check, Layout
from tally.events.loading.registry import likely_kind
from tally.events.loading.staging import Staged, other_separator
from tally.tables import DataError, Problem, suggest_name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Engine

MOST_SHOWN = 3  # places of one fault that are named
MOST_FAULTS = 20
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
    if separator := other_separator(staged.header, [*wanted.values()], staged.delimiter):
        words, remedy = (
            f"{separator} between the cells",
            "Save it as “CSV UTF-8 (comma delimited)”, or choose the comma.",
        )
        raise DataError([Problem(staged.file, place, "all", words, "commas between the cells", remedy)])
    if twice:
        raise DataError([Problem(staged.file, place, twice[0], "the column twice", "each once", "Rename one of them.")])
    if not any(places is not None for places in found.values()):
        kind = likely_kind(staged.header)
        remedy = (
            f"These are the columns of --kind {kind}." if kind else "Take the file with its first line, as published."
        )
        header = ", ".join(staged.header[:4])
        expected = f"a header with {', '.join(missing[:4])} …"
        raise DataError([Problem(staged.file, place, "all", f"no header: {header}", expected, remedy)])
    kind = likely_kind(staged.header)
    hint = f"These are the columns of --kind {kind}. " if kind and kind != layout.kind else ""
    remedy = hint or suggest_name(missing[0], staged.header) or ""
    problems = [
        Problem(
            staged.file, place, name, "no such column", f"the column {name}", remedy + "Take the file as published."
        )
        for name in missing
    ]
    raise DataError(problems[:MOST_FAULTS])


def find_faults(
    engine: "Engine", staged: Staged, layout: Layout, columns: Mapping[str, str], among: str
) -> list[Problem]:
    """Return what is refused, the first places of each fault."""
    problems = list[Problem]()
    span = f"({layout.normal['last']}) < ({layout.normal['first']})"
    checks = [
        *layout.checks,
        Check(layout.end_column or layout.day_column, span, "a last day that is not before the first", LOOK),
    ]
    for check in checks:
        query = f'SELECT line, "{check.column}", count(*) OVER () FROM record WHERE ({among}) AND ({check.fault}) \
ORDER BY line LIMIT {MOST_SHOWN}'  # noqa: S608  ours
        found = engine.execute(query).fetchall()
        known = {(problem.row, problem.column) for problem in problems}
        for line, cell, count in found:
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
