"""Find records that point to each other in a circle, so that none of them comes first."""

from collections.abc import Iterator, Mapping, Sequence

from tally.tables.rows import Problem, Row


def find_circles(following: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Find the circles in which one comes round, going from each name to the one that it points to; each once."""
    done: set[str] = set()
    for name in following:
        passed, at = list[str](), name
        while at in following and at not in done and at not in passed:
            passed.append(at)
            at = following[at]
        if at in passed:
            yield tuple(passed[passed.index(at) :])
        done.update(passed)


def circle_faults(rows: Sequence[Row], column: str, remedy: str) -> list[Problem]:
    """Report each circle of rows that point to each other in a column; a row that names itself is another fault."""
    places = {row.cells[row.key]: row for row in rows}
    following = {
        name: to for name, row in places.items() if (to := row.cells[column]) not in (name, "") and to in places
    }
    return [
        places[circle[0]].problem(column, "no circle", remedy, " → ".join([*circle, circle[0]]))
        for circle in find_circles(following)
    ]
