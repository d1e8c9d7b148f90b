"""Counts over days, and what follows for their ratio where they are bounds or only about right."""

from dataclasses import dataclass, replace

from tally.errors import TallyError
from tally.records.figures import Figure, written_range
from tally.text import Bound, plural

KINDS = {Bound.AT_LEAST: "a lower bound", Bound.AT_MOST: "an upper bound"}
SAME_SIDE = {
    Bound.AT_LEAST: "are both lower bounds, so that the rate can have risen or fallen.",
    Bound.AT_MOST: "are both upper bounds, so that the rate can have risen or fallen.",
}


class ChangeError(TallyError, ValueError):
    """A change cannot be computed from these counts."""


@dataclass(frozen=True)
class Count:
    """
    A count and the number of days it covers, both ends included; `bound` says whether it is exact.

    `span` has the fewest and the most of events that were counted from a file which leaves open how many there were.
    """

    value: int
    days: int
    bound: Bound = Bound.EXACT
    span: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.value < 0 or self.days < 1:
            msg = f"{self.value} counted in {plural(self.days, 'day')}: a count is zero or more, over one day or more."
            raise ChangeError(msg)

    @property
    def written(self) -> str:
        """The count as it is written."""
        return written_range(*self.span) if self.span else self.bound.of(f"{self.value:,}")

    @property
    def limits(self) -> tuple[int, int | None]:
        """The fewest and the most that were counted, both included; the most is None for a lower bound."""
        return self.span or self.bound.limits(self.value)

    @property
    def side(self) -> Bound:
        """The side on which the count is open; an upper bound of zero is open on none, since it is zero."""
        one_sided = self.bound in (Bound.AT_LEAST, Bound.AT_MOST)
        return self.bound if one_sided and self.limits != (0, 0) else Bound.EXACT

    def read(self, *, low: bool) -> "Count":
        """Return a count that is only about right as the lowest or the highest that it can mean; any other as it is."""
        if self.bound is not Bound.ABOUT:
            return self
        fewest, most = self.limits
        return replace(self, value=fewest if low or most is None else most, bound=Bound.EXACT, span=None)

    @property
    def per_day(self) -> float:
        """The count per day."""
        return self.value / self.days

    @property
    def per_month(self) -> float:
        """The count per thirty days."""
        return self.value * 30 / self.days


def count_of(figure: Figure, days: int) -> Count:
    """Return the count of a figure over some days."""
    return Count(figure.value, days, figure.bound, figure.span)


def readings(earlier: Count, later: Count) -> tuple[tuple[Count, Count], tuple[Count, Count]]:
    """Return the two counts as they give the lowest and the highest ratio, where they are only about right."""
    return (earlier.read(low=False), later.read(low=True)), (earlier.read(low=True), later.read(low=False))


def bound_of(earlier: Count, later: Count) -> Bound:
    """
    Return the bound that the ratio of two counts is.

    It is a lower bound if the later count is one, or the earlier an upper bound; an upper bound if it is the other way
    round; and only about right if a count is, and neither is a bound.

    Raises
    ------
    ChangeError
        Both are bounds on the same side, so that the ratio can be anything.
    """
    sides = {later.side, {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST}.get(earlier.side, Bound.EXACT)}
    if {Bound.AT_LEAST, Bound.AT_MOST} <= sides:
        msg = "Both counts are bounds on the same side, so no ratio follows."
        raise ChangeError(msg)
    vague = any(count.read(low=True) != count.read(low=False) for count in (earlier, later))
    return next(filter(None, sides), Bound.ABOUT if vague else Bound.EXACT)


def ratio_fault(earlier: Figure, later: Figure) -> str:
    """
    Return why no ratio follows from the bounds of two counts, in one sentence; empty if one follows.

    None follows from a lower bound of zero, from two bounds on the same side, and from an upper bound beside a count
    of zero, since there may have been none on either side.
    """
    for figure in (earlier, later):
        if figure.bound is Bound.AT_LEAST and not figure.value:
            return f"{figure.id} is a lower bound of zero, which says nothing."
    sides = {figure.id: count_of(figure, 1).side for figure in (earlier, later)}
    if sides[earlier.id] and sides[earlier.id] is sides[later.id]:
        return f"{earlier.id} and {later.id} {SAME_SIDE[sides[later.id]]}"
    for figure, other in ((earlier, later), (later, earlier)):
        if sides[figure.id] is Bound.AT_MOST and other.limits == (0, 0):
            return f"{figure.id} is an upper bound and {other.id} is zero: there may have been none in either window."
    return ""


def ratio_note(earlier: Figure, later: Figure) -> str:
    """Return what the ratio of two counts is that are not both exact, and which of the counts makes it so."""
    bound = bound_of(count_of(earlier, 1), count_of(later, 1))
    ratio = f"the ratio is {KINDS.get(bound, 'a range')}." if bound else "it leaves no other number open."
    notes = [
        f"{'the' if place else 'The'} {side} count, {figure.id}, is {_kind(figure)}"
        for place, (side, figure) in enumerate(
            (side, figure) for side, figure in (("earlier", earlier), ("later", later)) if figure.bound
        )
    ]
    return f"{', and '.join(notes)}: {ratio}"


def _kind(figure: Figure) -> str:
    """Return what a count is, with the count and, if it is only about right, all that it can mean."""
    counted = figure.noun.counted(figure.written)
    if figure.span:
        return f"a range ({counted})"
    fewest, most = figure.limits
    reach = f", read as {fewest:,} to {most:,}" if figure.bound is Bound.ABOUT and most and fewest < most else ""
    return f"{KINDS.get(figure.bound, 'only about right')} ({counted}{reach})"
