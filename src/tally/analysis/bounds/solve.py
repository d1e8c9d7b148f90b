"""The fewest and the most incidents that a window can contain, according to the reported counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from tally.analysis.bounds.constraints import Model, Point
from tally.analysis.bounds.intervals import CountConstraint, Range, Span, frame
from tally.errors import TallyError
from tally.text import Shown

START, END = 0, 1  # the sides of a span, as in `Point`
CONTRADICTION = "The counts contradict each other: no daily counts agree with all of them."


class ContradictionError(TallyError, ValueError):
    """The counts cannot all be true, so nothing follows from them."""


@dataclass(frozen=True)
class Bound(Shown):
    """The fewest and the most that agree with the counts, both included. `most` is None where nothing limits it."""

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


def bounds(counts: Sequence[CountConstraint], query: Span) -> Bound:
    """
    Compute the fewest and the most that a window can contain.

    Parameters
    ----------
    counts : sequence of CountConstraint
        The reported counts, all of one counter, group, place, unit and basis.
    query : Span
        The window. Where an edge is a range of days, the bounds hold for every day of it; where a side is missing,
        for every day on that side.

    Returns
    -------
    Bound
        For each of the two ends there are whole daily counts that agree with every reported count and reach it.

    Raises
    ------
    ContradictionError
        No daily counts agree with all reported counts.

    Notes
    -----
    Method: the total in the window is minimised and maximised by two integer programs over running totals (see
    `constraints.Model`), solved by branch and bound in HiGHS (Huangfu and Hall 2018) through `scipy.optimize.milp`. A
    maximum above the sum of all counts contains something that no source counted, so there is no upper bound.
    """
    framed = query.framed(*frame([query, *(count.span for count in counts)]))
    return _union(
        [_between(Model(counts, [reading]), (len(counts), START), (len(counts), END)) for reading in framed.readings]
    )


def agree(counts: Sequence[CountConstraint]) -> bool:
    """Return whether some daily counts agree with all reported counts."""
    return Model(counts).solve({}).x is not None


def _union(candidates: Sequence[Bound | None]) -> Bound:
    """Combine the bounds of all readings that agree with the counts into the narrowest one that contains them."""
    possible = [bound for bound in candidates if bound]
    if not possible:
        raise ContradictionError(CONTRADICTION)
    mosts = [bound.most for bound in possible if bound.most is not None]
    return Bound(min(bound.least for bound in possible), max(mosts) if len(mosts) == len(possible) else None)


def part(counts: Sequence[CountConstraint], whole: int, until: int) -> Bound:
    """
    Compute how much of a reported count can have fallen before a day.

    Parameters
    ----------
    counts : sequence of CountConstraint
        The reported counts, as for `bounds`.
    whole : int
        The position of the count to split. It must be exact, and must have a start and an end.
    until : int
        The day, as an ordinal. It is not included: the result is about the days before it.

    Returns
    -------
    Bound
        It holds for every possible start and end of the window.

    Raises
    ------
    ContradictionError
        No daily counts agree with all reported counts.
    ValueError
        The count cannot be split.
    """
    count = counts[whole]
    start, end = count.span.start, count.span.end
    if count.bound or start is None or end is None:
        msg = "Only an exact count with a start and an end can be split."
        raise ValueError(msg)

    def narrowed(new_start: Range, new_end: Range) -> list[CountConstraint]:
        """Return the counts, the split one with narrower edges."""
        return [*counts[:whole], CountConstraint(Span(new_start, new_end), count.value), *counts[whole + 1 :]]

    candidates: list[Bound | None] = []
    if start[1] >= until:  # the window may start only on that day or later
        candidates.append(_known(narrowed((max(start[0], until), start[1]), end), 0))
    if end[0] <= until:  # the window may end before that day
        candidates.append(_known(narrowed(start, (end[0], min(end[1], until))), count.value))
    if start[0] < until < end[1]:
        cut = narrowed((start[0], min(start[1], until)), (max(end[0], until), end[1]))
        candidates.append(_between(Model(cut, [Span.at(until)]), (whole, START), (len(counts), START)))
    return _union(candidates)


def _between(model: Model, first: Point, last: Point) -> Bound | None:
    """Compute the bound between two edges; None if the counts contradict each other."""
    lowest = model.solve({last: 1, first: -1})
    highest = model.solve({last: -1, first: 1})
    if lowest.x is None or highest.x is None:
        return None
    most = round(-highest.fun)
    return Bound(round(lowest.fun), None if most >= model.ceiling else most)


def _known(counts: Sequence[CountConstraint], total: int) -> Bound | None:
    """Return a total that is certain for these edges, or None if the counts then contradict each other."""
    return Bound(total, total) if agree(counts) else None
