"""Report each fault once: what only follows from another fault, or says the same again, is left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tally.tables.rows import Problem

MOST_NAMED = 3
SOURCES = "sources.json"  # a fault of a document is the same fault for every record that was read in it


def root_causes(problems: Sequence[Problem]) -> list[Problem]:
    """
    Return the problems that somebody must mend, in their order.

    Left out are the second problem of one cell; a problem with a record that speaks of another one which has a fault
    of its own, or whose file cannot be read; and a record that cannot be found where the id of one was damaged.
    Problems that many records have with the same other record are said once, with their number.
    """
    unreadable = {table for table, name in map(_record, problems) if not name}
    faulty = set(map(_record, problems))
    lost = Counter(problem.record[0] for problem in problems if problem.loses_id)
    sought = Counter(table for table, _ in {one.names for one in problems if one.names and one.absent})
    kept: dict[object, list[Problem]] = {}
    cells = set()
    for problem in problems:
        if problem.names and _follows(problem, unreadable, faulty, lost, sought):
            continue
        if (cell := (problem.file, problem.row, problem.column)) in cells and problem.record[1]:
            continue
        cells.add(cell)
        shared = problem.names and (problem.absent or problem.names[0] == SOURCES)
        group: object = (problem.names, problem.absent or problem.expected) if shared else problem
        kept.setdefault(group, []).append(problem)
    return [replace(first, remedy=first.remedy + _others(others)) for first, *others in kept.values()]


def _record(problem: Problem) -> tuple[str, str]:
    """Name the record that a problem is about; without one, it is about the whole file."""
    return problem.record if problem.record[0] else (problem.file, "")


def _follows(
    problem: Problem,
    unreadable: set[str],
    faulty: set[tuple[str, str]],
    lost: Counter[str],
    sought: Counter[str],
) -> bool:
    """Return whether a problem is explained by a fault of the record that it speaks of."""
    table, name = problem.names or ("", "")
    if table in unreadable or ((table, name) in faulty and (table, name) != problem.record):
        return True
    return problem.absent and 0 < sought[table] <= lost[table]


def _others(others: Sequence[Problem]) -> str:
    """Say which other records have the same problem: the first few by their place, the rest by their number."""
    if not others:
        return ""
    places = list(dict.fromkeys(f"{other.file}, {other.row}" for other in others))
    named, rest = places[:MOST_NAMED], len(places) - MOST_NAMED
    return f" The same is true of {'; '.join(named)}{f' and {rest} more' if rest > 0 else ''}."
