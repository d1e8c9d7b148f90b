"""Windows and counts as the constraints of a program see them: boundaries between days."""

from dataclasses import dataclass

from tally.windows import Window

Range = tuple[int, int]  # the boundaries that an edge can be, first and last


@dataclass(frozen=True)
class Span:
    """
    The boundaries between days, as ordinals, that a window can run between.

    The window covers the days from boundary `start` up to the day before boundary `end`; each is a range, of one where
    the source gives the day. None is a side that the source leaves out.
    """

    start: Range | None
    end: Range | None

    @classmethod
    def of(cls, window: Window) -> "Span":
        """Turn a window's days into boundaries."""
        start, end = window.start, window.end
        return cls(
            (start.earliest.toordinal(), start.latest.toordinal()) if start else None,
            (end.earliest.toordinal() + 1, end.latest.toordinal() + 1) if end else None,
        )

    @classmethod
    def at(cls, boundary: int) -> "Span":
        """Name a boundary, as a span of no days."""
        return cls((boundary, boundary), (boundary, boundary))

    @property
    def days_one_of(self) -> range:
        """
        List the days of which every reading of the window covers one, as boundaries before them.

        A window that covers none would have no days at all.
        """
        if self.start is None or self.end is None:
            start, end = self.start, self.end
            first = end[0] - 1 if end else start[0] if start else 0
            return range(first, (start[1] if start else end[1] - 1 if end else 0) + 1)
        return range(min(self.end[0] - 1, self.start[1]), max(self.end[0] - 1, self.start[1]) + 1)

    @property
    def may_be_empty(self) -> bool:
        """Whether the edges by themselves would allow a window of no days."""
        return self.start is None or self.end is None or self.start[1] >= self.end[0]

    @property
    def readings(self) -> "tuple[Span, ...]":
        """Split a window whose edges' ranges meet into ones whose ranges do not, by a day that it covers."""
        start, end = self.start, self.end
        if start is None or end is None or not self.may_be_empty:
            return (self,)
        return tuple(Span((start[0], min(start[1], day)), (max(end[0], day + 1), end[1])) for day in self.days_one_of)

    @property
    def edges(self) -> tuple[Range | None, Range | None]:
        """The two sides."""
        return (self.start, self.end)


@dataclass(frozen=True)
class CountConstraint:
    """One reported count: its span, its value, and whether it is only a lower bound."""

    span: Span
    value: int
    at_least: bool = False

    @property
    def quiet(self) -> bool:
        """Whether this is a count of none over a window whose edges alone would let it have no days."""
        return not self.value and not self.at_least and self.span.may_be_empty
