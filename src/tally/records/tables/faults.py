"""Select the faults to report: each once, without those that only follow from another fault."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tally.records.tables.problems import Problem, shorten

MOST_NAMED = 3
MOST_ABSENT = 5  # records that one table lacks; more of them are one fault of that table
SOURCES = "sources.json"  # the fault of a document is one fault for all records that were read in it


def root_causes(problems: Sequence[Problem]) -> list[Problem]:
    """
    Return the problems that must be corrected, in their order.

    Left out are the second problem of one cell; a problem with another record that has a fault of its own, or whose
    file cannot be read; and a record that cannot be found in a table where an id was damaged. Problems of many records
    with the same other record are one problem, which lists these records.
    """
    unreadable = {table for table, name in map(_record, problems) if not name}
    faulty = set(map(_record, problems))
    lost = Counter(problem.record[0] for problem in problems if problem.loses_id)
    sought = Counter(table for table, _ in {problem.names for problem in problems if problem.names and problem.absent})
    groups: dict[object, list[Problem]] = {}
    cells = set()
    for problem in problems:
        if problem.names and _follows(problem, unreadable, faulty, lost, sought):
            continue
        if (cell := (problem.file, problem.row, problem.column)) in cells and problem.record[1]:
            continue
        cells.add(cell)
        shared = problem.names and (problem.absent or problem.names[0] == SOURCES)
        group: object = (problem.names, problem.absent or problem.expected) if shared else problem
        if problem.names and problem.absent and sought[problem.names[0]] > MOST_ABSENT:
            group = problem.names[0]
        groups.setdefault(group, []).append(problem)
    return [replace(first, remedy=first.remedy + _others(first, others)) for first, *others in groups.values()]


def _record(problem: Problem) -> tuple[str, str]:
    """Return the record that has a problem, by its table and id; without an id, it is the whole file."""
    return problem.record if problem.record[0] else (problem.file, "")


def _follows(
    problem: Problem,
    unreadable: set[str],
    faulty: set[tuple[str, str]],
    lost: Counter[str],
    sought: Counter[str],
) -> bool:
    """Return whether a problem follows from a fault of the record that it names."""
    table, name = problem.names or ("", "")
    if table in unreadable or ((table, name) in faulty and (table, name) != problem.record):
        return True
    return problem.absent and 0 < sought[table] <= lost[table]


def _others(first: Problem, others: Sequence[Problem]) -> str:
    """Return a sentence about the other records that have the same problem: the first few places, and how many more."""
    if not others:
        return ""
    places = list(dict.fromkeys(f"{other.file}, {shorten(other.row)}" for other in others))
    some, rest = places[:MOST_NAMED], len(places) - MOST_NAMED
    names = {other.names for other in others if other.names} - {first.names}
    lacking = f", and of {len(names)} other ids" if names else ""
    return f" The same is true of {'; '.join(some)}{f' and {rest} more' if rest > 0 else ''}{lacking}."
