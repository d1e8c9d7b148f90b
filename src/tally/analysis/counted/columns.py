"""The counts of a series of periods as they are drawn: which are certain, which may still grow, which are not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tally.windows import Period, Step, calendar_period


class State(StrEnum):
    """What is known of a period."""

    KNOWN = "known"
    PARTIAL = "partial"
    PROVISIONAL = "provisional"
    GAP = "gap"


@dataclass(frozen=True)
class Column:
    """
    The count of one period.

    Attributes
    ----------
    first, last : date
        Its days, both included.
    low, value, high : int or None
        What is certain, what is counted by the first day of each event, and what is possible; None if not known.
    part : bool
        Whether it is only a part of a period of the calendar, so that it is lower than it would be.
    settled : bool
        Whether no later release is expected to add events.
    """

    first: date
    last: date
    low: int | None
    value: int | None
    high: int | None
    part: bool = False
    settled: bool = True

    @property
    def known(self) -> bool:
        """Return whether all its days are covered by the data."""
        return self.value is not None

    @property
    def ranged(self) -> bool:
        """Return whether some of its events are only possible."""
        return self.low != self.high

    @property
    def final(self) -> bool:
        """Return whether it is known, a whole period of the calendar, and not expected to grow."""
        return self.state is State.KNOWN

    @property
    def state(self) -> State:
        """The state; a part that may also grow is partial."""
        if not self.known:
            return State.GAP
        return State.PARTIAL if self.part else State.KNOWN if self.settled else State.PROVISIONAL

    @property
    def days(self) -> int:
        """The exposure: its number of days; zero if they are not covered by the data."""
        return self.period.days if self.known else 0

    @property
    def per_day(self) -> float | None:
        """The events per day; None if the count is not known."""
        return None if self.value is None else self.value / self.period.days

    @property
    def period(self) -> Period:
        """The days."""
        return Period(self.first, self.last)


@dataclass(frozen=True)
class Level:
    """A time with one rate: its days, and the events in a day."""

    first: date
    last: date
    per_day: float


@dataclass(frozen=True)
class Change:
    """A change from one level to the next: the first day of the new one, and the periods that may begin it as well."""

    day: date
    plausible: tuple[Period, ...] = ()


@dataclass(frozen=True)
class Break:
    """A day on which the counter or the method changes, and what changes, in words."""

    day: date
    what: str


@dataclass(frozen=True)
class Columns:
    """The counts of all periods, in order, the length of a period, and the levels, their changes and the breaks."""

    step: Step
    columns: tuple[Column, ...]
    levels: tuple[Level, ...] = ()
    changes: tuple[Change, ...] = ()
    breaks: tuple[Break, ...] = ()

    @property
    def usual_days(self) -> float:
        """The mean number of days of a whole period."""
        whole = [column.period.days for column in self.columns if not column.part] or [
            calendar_period(self.columns[0].first, self.step).days
        ]
        return sum(whole) / len(whole)


Counted = tuple[int | None, int | None, int | None]


def columns_of(
    step: Step,
    periods: Sequence[Period],
    counts: Sequence[Counted],
    *,
    settled: date,
    levels: Sequence[Level] = (),
    changes: Sequence[Change] = (),
    breaks: Sequence[Break] = (),
) -> Columns:
    """
    Return the columns of a series.

    Parameters
    ----------
    step : Step
        How long a period of the calendar is.
    periods : sequence of Period
        The periods, in order.
    counts : sequence of tuple of int or None
        The lowest, middle and highest count of each.
    settled : date
        The last day to which no later release is expected to add events.
    levels, changes, breaks
        The levels, the changes from one to the next, and the days on which the counter or the method changes.
    """
    columns = [
        Column(
            first, last, low, value, high, part=(first, last) != calendar_period(first, step), settled=last <= settled
        )
        for (first, last), (low, value, high) in zip(periods, counts, strict=True)
    ]
    return Columns(step, tuple(columns), tuple(levels), tuple(changes), tuple(breaks))
