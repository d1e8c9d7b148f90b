"""The least and the most that a window can hold, given what has been reported."""

from collections.abc import Sequence
from dataclasses import dataclass

from tally.analysis.bounds.constraints import Model, Point
from tally.analysis.bounds.intervals import CountConstraint, Range, Span
from tally.display import Shown
from tally.errors import TallyError

START, END = 0, 1
CONTRADICTION = "The counts contradict each other: no daily counts agree with all of them."


class ContradictionError(TallyError, ValueError):
    """The counts cannot all be true, so nothing follows from them."""


@dataclass(frozen=True)
class Bound(Shown):
    """The fewest and the most that agree with the counts. `most` is None where nothing limits them."""

    least: int
    most: int | None

    @property
    def in_words(self) -> str:
        """The range."""
        if self.least == self.most:
            return f"exactly {self.least:,}"
        if self.most is None:
            return f"{self.least:,} or more" if self.least else "any number"
        return f"{self.least:,} to {self.most:,}" if self.least else f"at most {self.most:,}"


def bounds(givens: Sequence[CountConstraint], asked: Span) -> Bound:
    """
    Bound the count in a window.

    Parameters
    ----------
    givens : sequence of Given
        The counts, of one counter, group, place, unit and basis.
    asked : Span
        The window that is asked for. Where an edge is a range of days, every reading is taken in.

    Returns
    -------
    Bound
        Both ends are reached by some whole daily counts that agree with every given.

    Raises
    ------
    ContradictionError
        No daily counts agree with all givens.

    Notes
    -----
    Integer programs over running totals (see `constraints`), solved by HiGHS through `scipy.optimize.milp`. A total
    above the sum of all counts holds something that none of them counted, so nothing limits it.
    """
    if None in asked.edges:
        msg = "A window that lacks an end cannot be asked for."
        raise ValueError(msg)
    found = [_between(Model(givens, [reading]), (len(givens), START), (len(givens), END)) for reading in asked.readings]
    return _union(found)


def _union(found: Sequence[Bound | None]) -> Bound:
    """Take the outermost ends of the bounds on all readings that agree with the counts."""
    possible = [bound for bound in found if bound]
    if not possible:
        raise ContradictionError(CONTRADICTION)
    mosts = [bound.most for bound in possible if bound.most is not None]
    return Bound(min(bound.least for bound in possible), max(mosts) if len(mosts) == len(possible) else None)


def part(givens: Sequence[CountConstraint], whole: int, until: int) -> Bound:
    """
    Bound how much of one of the counts fell before a boundary.

    Parameters
    ----------
    givens : sequence of Given
        The counts, as for `bounds`.
    whole : int
        The position among them of the one that is split. It may not be a lower bound, and has both its ends.
    until : int
        The boundary, as an ordinal: the days before it are asked for.

    Returns
    -------
    Bound
        Over every reading of the window's edges.
    """
    given = givens[whole]
    start, end = given.span.start, given.span.end
    if given.at_least or start is None or end is None:
        msg = "Only an exact count with a start and an end can be split."
        raise ValueError(msg)

    def reading(one: Range, two: Range) -> list[CountConstraint]:
        """Take the count with narrower edges."""
        return [*givens[:whole], CountConstraint(Span(one, two), given.value), *givens[whole + 1 :]]

    found: list[Bound | None] = []
    if start[1] >= until:  # it may start only after the boundary
        found.append(_known(reading((max(start[0], until), start[1]), end), 0))
    if end[0] <= until:  # it may end before the boundary
        found.append(_known(reading(start, (end[0], min(end[1], until))), given.value))
    if start[0] < until < end[1]:
        cut = reading((start[0], min(start[1], until)), (max(end[0], until), end[1]))
        found.append(_between(Model(cut, [Span.at(until)]), (whole, START), (len(givens), START)))
    return _union(found)


def _between(model: Model, first: Point, last: Point) -> Bound | None:
    """Bound the count between two edges; None if the counts contradict each other."""
    lowest = model.solve({last: 1, first: -1})
    highest = model.solve({last: -1, first: 1})
    if lowest.x is None or highest.x is None:
        return None
    most = round(-highest.fun)
    return Bound(round(lowest.fun), None if most >= model.ceiling else most)


def _known(givens: Sequence[CountConstraint], count: int) -> Bound | None:
    """Return a count that is certain on one reading, if that reading agrees with the counts at all."""
    return Bound(count, count) if Model(givens).solve({}).x is not None else None
