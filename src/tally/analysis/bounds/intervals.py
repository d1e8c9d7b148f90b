"""Windows and counts as boundaries between days, for the integer program."""

from collections.abc import Sequence
from dataclasses import dataclass

from tally.text import Bound
from tally.windows import Window

Range = tuple[int, int]  # the first and the last boundary at which an edge can be, both included, as ordinals


@dataclass(frozen=True)
class Span:
    """
    A window between two boundaries, as date ordinals (days since 1 January of year 1).

    Boundary n is the midnight at which day n starts. The window covers the days from boundary `start` up to, but not
    including, boundary `end`. Each of the two is a range of boundaries, whose ends are equal where the source gives
    the day. It is None where the source does not limit that side. Boundaries with which the window would have no day
    are left out of both ranges.
    """

    start: Range | None
    end: Range | None

    def __post_init__(self) -> None:
        start, end = self.start, self.end
        if start and end and start[0] < end[1]:
            object.__setattr__(self, "start", (start[0], min(start[1], end[1] - 1)))
            object.__setattr__(self, "end", (max(end[0], start[0] + 1), end[1]))

    @classmethod
    def of(cls, window: Window) -> "Span":
        """Convert a window, whose days include both ends, to boundaries: its end is one day later."""
        start, end = window.start, window.end
        return cls(
            (start.earliest.toordinal(), start.latest.toordinal()) if start else None,
            (end.earliest.toordinal() + 1, end.latest.toordinal() + 1) if end else None,
        )

    @classmethod
    def at(cls, boundary: int) -> "Span":
        """Return a span without days, which starts and ends at one boundary (an ordinal)."""
        return cls((boundary, boundary), (boundary, boundary))

    def framed(self, first: int, last: int) -> "Span":
        """Return the span with its missing sides reaching as far as two boundaries, which lie beyond all others."""
        start, end = self.start, self.end
        if start is None and end is not None:
            return Span((first, end[1] - 1), end)
        if end is None and start is not None:
            return Span(start, (start[0] + 1, last))
        return self

    @property
    def days_one_of(self) -> range:
        """
        The days (ordinals) of which every possible window contains at least one; the span has both sides.

        A window that contains none of them would have no days.
        """
        start, end = self.start or (0, 0), self.end or (0, 0)
        return range(min(end[0] - 1, start[1]), max(end[0] - 1, start[1]) + 1)

    @property
    def may_be_empty(self) -> bool:
        """Return whether the edges alone would permit a window without days."""
        return self.start is None or self.end is None or self.start[1] >= self.end[0]

    @property
    def readings(self) -> "tuple[Span, ...]":
        """
        The spans that together allow the same windows, except those without days.

        If the ranges of the two edges overlap, there is one span for each day in `days_one_of`, which contains that
        day. If they do not overlap, the only span is this one.
        """
        start, end = self.start, self.end
        if start is None or end is None or not self.may_be_empty:
            return (self,)
        return tuple(Span((start[0], min(start[1], day)), (max(end[0], day + 1), end[1])) for day in self.days_one_of)

    @property
    def edges(self) -> tuple[Range | None, Range | None]:
        """The start and the end."""
        return (self.start, self.end)


@dataclass(frozen=True)
class CountConstraint:
    """A reported count: its span, its value, and whether that is exact, a bound, or only about right."""

    span: Span
    value: int
    bound: Bound = Bound.EXACT

    @property
    def limits(self) -> tuple[int, int | None]:
        """The fewest and the most that the window can contain, both included; the most is None for a lower bound."""
        return self.bound.limits(self.value)

    @property
    def needs_a_day(self) -> bool:
        """
        Return whether the count can be zero and its edges alone would permit a window without days.

        Some day of the window then has no more than the count, which must be required. A count that cannot be zero
        is in no window without days.
        """
        fewest, most = self.limits
        return not fewest and most is not None and self.span.may_be_empty


def frame(spans: Sequence[Span]) -> tuple[int, int]:
    """Return two boundaries, before and after all edges of spans, far enough for every missing side to have its own."""
    days = [day for span in spans for edge in span.edges if edge for day in edge]
    room = 2 * len(spans) + 2
    return min(days) - room, max(days) + room
