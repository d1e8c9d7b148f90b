"""Windows and counts as boundaries between days, for the integer program."""

from dataclasses import dataclass

from tally.windows import Window

Range = tuple[int, int]  # the first and the last boundary at which an edge can be, both included, as ordinals


@dataclass(frozen=True)
class Span:
    """
    A window between two boundaries, as date ordinals (days since 1 January of year 1).

    Boundary n is the midnight at which day n starts. The window covers the days from boundary `start` up to, but not
    including, boundary `end`. Each of the two is a range of boundaries, whose ends are equal where the source gives
    the day. It is None where the source does not limit that side.
    """

    start: Range | None
    end: Range | None

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

    @property
    def days_one_of(self) -> range:
        """
        The days (ordinals) of which every possible window contains at least one.

        A window that contains none of them would have no days.
        """
        if self.start is None or self.end is None:
            start, end = self.start, self.end
            first = end[0] - 1 if end else start[0] if start else 0
            return range(first, (start[1] if start else end[1] - 1 if end else 0) + 1)
        return range(min(self.end[0] - 1, self.start[1]), max(self.end[0] - 1, self.start[1]) + 1)

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
    """A reported count: its span, its value, and whether it is only a lower bound."""

    span: Span
    value: int
    at_least: bool = False

    @property
    def zero_with_empty_reading(self) -> bool:
        """Return whether the count is zero and its edges alone would permit a window without days."""
        return not self.value and not self.at_least and self.span.may_be_empty
