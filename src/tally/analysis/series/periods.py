"""Counts period by period: zero, gap, partial and provisional periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tally.errors import TallyError

DAY = timedelta(days=1)


class PeriodsError(TallyError, ValueError):
    """The periods and the counts do not fit together."""


class Step(StrEnum):
    """The length of a period."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"


class State(StrEnum):
    """What is known of a period."""

    KNOWN = "known"
    PARTIAL = "partial"
    PROVISIONAL = "provisional"
    GAP = "gap"


@dataclass(frozen=True)
class Period:
    """
    The days of a period that are covered by the data, both included, and the count: lowest, stated and highest.

    A gap has the days that nobody covered, and no count. `days` is the exposure: the number of covered days.
    """

    first: date
    last: date
    low: int | None
    value: int | None
    high: int | None
    state: State

    @property
    def days(self) -> int:
        """The exposure in days; zero for a gap."""
        return 0 if self.state is State.GAP else (self.last - self.first).days + 1

    @property
    def per_day(self) -> float | None:
        """The events per day; None for a gap."""
        return None if self.value is None else self.value / self.days


@dataclass(frozen=True)
class Periods:
    """Periods in the order of their days, which do not overlap."""

    periods: tuple[Period, ...]

    @property
    def counted(self) -> tuple[Period, ...]:
        """The periods with a count, which are all except gaps."""
        return tuple(period for period in self.periods if period.state is not State.GAP)

    @property
    def counts(self) -> NDArray[np.float64]:
        """The counts of the periods that are not gaps, shape (n,)."""
        return np.array([period.value for period in self.counted], dtype=float)

    @property
    def exposures(self) -> NDArray[np.float64]:
        """The exposures of the periods that are not gaps, in days, shape (n,)."""
        return np.array([period.days for period in self.counted], dtype=float)

    @property
    def middles(self) -> NDArray[np.float64]:
        """The middles of the periods that are not gaps, in years of 365.25 days from 2000-01-01, shape (n,)."""
        ends = [(period.first.toordinal() + period.last.toordinal() + 1) / 2 for period in self.counted]
        return (np.array(ends) - date(2000, 1, 1).toordinal()) / 365.25


def split_days(first: date, last: date, step: Step) -> tuple[tuple[date, date], ...]:
    """
    Split a span of days into calendar periods; the first and the last can be cut short.

    Raises
    ------
    PeriodsError
        The last day is before the first.
    """
    if last < first:
        msg = f"The series would end on {last}, before it starts on {first}."
        raise PeriodsError(msg)
    spans = []
    while first <= last:
        end = min(_whole(first, step)[1], last)
        spans.append((first, end))
        first = end + DAY
    return tuple(spans)


def make_periods(
    spans: Sequence[tuple[date, date]],
    counts: Sequence[tuple[int, int, int]],
    step: Step,
    covered: tuple[date, date],
    settled: date | None = None,
) -> Periods:
    """
    Combine spans of days with their counts.

    Parameters
    ----------
    spans : sequence of (date, date)
        First and last day of each period, in order.
    counts : sequence of (int, int, int)
        Lowest, stated and highest count of each period. Those of a period outside the coverage are ignored.
    step : Step
        The length of a whole period: a shorter one is partial.
    covered : (date, date)
        First and last day that the data cover. A period without events inside it is 0, one outside it is a gap, and
        one that is cut by it is partial: its exposure is the covered days.
    settled : date, optional
        Last day of which the data no longer grow; a period that ends later is provisional.

    Raises
    ------
    PeriodsError
        There are not as many counts as spans, spans overlap, or a count is not from its lowest to its highest.
    """
    if len(spans) != len(counts):
        msg = f"There are {len(spans)} periods and {len(counts)} counts."
        raise PeriodsError(msg)
    periods: list[Period] = []
    for (first, last), (low, value, high) in zip(spans, counts, strict=True):
        if last < first or (periods and first <= periods[-1].last):
            msg = f"The period from {first} to {last} overlaps the one before it, or ends before it starts."
            raise PeriodsError(msg)
        start, end = max(first, covered[0]), min(last, covered[1])
        if end < start:
            periods.append(Period(first, last, None, None, None, State.GAP))
            continue
        if not 0 <= low <= value <= high:
            msg = f"From {first} to {last}: the count {value} is not from {low} to {high}."
            raise PeriodsError(msg)
        partial = (start, end) != _whole(start, step)
        late = settled is not None and end > settled
        state = State.PARTIAL if partial else State.PROVISIONAL if late else State.KNOWN
        periods.append(Period(start, end, low, value, high, state))
    return Periods(tuple(periods))


def _whole(day: date, step: Step) -> tuple[date, date]:
    """Return the first and last day of the calendar period of a day."""
    if step is Step.WEEK:
        monday = day - day.weekday() * DAY
        return monday, monday + 6 * DAY
    months = {Step.YEAR: 12, Step.QUARTER: 3, Step.MONTH: 1}[step]
    start = (day.month - 1) // months * months + 1
    after = date(day.year + (start + months > 12), (start + months - 1) % 12 + 1, 1)
    return date(day.year, start, 1), after - DAY
