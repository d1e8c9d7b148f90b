"""Find records that refer to each other in a circle, so that none of them is the first."""

from collections.abc import Iterator, Mapping, Sequence

from tally.records.tables.problems import Problem
from tally.records.tables.rows import Row


def find_circles(following: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Find each circle of names, given the name that each of them refers to."""
    visited: set[str] = set()
    for name in following:
        path, current = list[str](), name
        while current in following and current not in visited and current not in path:
            path.append(current)
            current = following[current]
        if current in path:
            yield tuple(path[path.index(current) :])
        visited.update(path)


def circle_faults(rows: Sequence[Row], column: str, remedy: str) -> list[Problem]:
    """Return a problem for each circle of rows that refer to each other; a row that names itself is another fault."""
    known = {row.cells[row.key]: row for row in rows}
    following = {
        name: other for name, row in known.items() if (other := row.cells[column]) not in (name, "") and other in known
    }
    return [
        known[circle[0]].problem(column, "no circle", remedy, " → ".join([*circle, circle[0]]))
        for circle in find_circles(following)
    ]
