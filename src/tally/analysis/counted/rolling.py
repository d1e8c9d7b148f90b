"""Counts of windows of one length that end a day apart, and the columns of several places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tally.analysis import ChangeError
from tally.analysis.counted.columns import Break, Column, Columns, Counted
from tally.windows import Period


@dataclass(frozen=True)
class Rolling:
    """Counts of windows of so many days, each a day later than the one before, and the breaks in how they count."""

    days: int
    windows: tuple[Column, ...]
    breaks: tuple[Break, ...] = ()

    @property
    def known(self) -> tuple[Column, ...]:
        """The windows that the data cover."""
        return tuple(window for window in self.windows if window.known)

    @property
    def highest(self) -> Column | None:
        """The window with the highest count, the first of several; None if none is known."""
        return max(self.known, key=_value, default=None)

    @property
    def latest(self) -> Column | None:
        """The last window that is known."""
        return self.known[-1] if self.known else None


@dataclass(frozen=True)
class Panel:
    """The columns of one place; its id is empty for what has no known place."""

    id: str
    name: str
    columns: Columns

    @property
    def value(self) -> int:
        """The sum of the counts that are known."""
        return sum(_value(column) for column in self.columns.columns)


def rolling_of(
    periods: Sequence[Period], counts: Sequence[Counted], *, settled: date, breaks: Sequence[Break] = ()
) -> Rolling:
    """
    Return the windows of a rolling count.

    Parameters
    ----------
    periods : sequence of Period
        Windows of one length, each a day later than the one before.
    counts : sequence of tuple of int or None
        The lowest, middle and highest count of each.
    settled : date
        The last day to which no later release is expected to add events.
    breaks : sequence of Break
        The days on which the counter or the method changes.

    Raises
    ------
    ChangeError
        There are no windows, or they are not of one length and a day apart.
    """
    first = periods[0].first.toordinal() if periods else 0
    if not periods or any(
        period.days != periods[0].days or period.first.toordinal() != first + place
        for place, period in enumerate(periods)
    ):
        msg = "A rolling count needs windows of one length, each a day later than the one before."
        raise ChangeError(msg)
    windows = tuple(
        Column(first, last, low, value, high, settled=last <= settled)
        for (first, last), (low, value, high) in zip(periods, counts, strict=True)
    )
    return Rolling(periods[0].days, windows, tuple(breaks))


def _value(column: Column) -> int:
    """Return the count of a column, zero if it is not known."""
    return column.value or 0
