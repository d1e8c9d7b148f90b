"""Counts period by period: zero, gap, partial and provisional periods; and sums of days in rolling windows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tally.analysis.counted import Column, State
from tally.errors import TallyError
from tally.windows import Period, Step, calendar_period


class PeriodsError(TallyError, ValueError):
    """The periods and the counts do not fit together."""


@dataclass(frozen=True)
class Periods:
    """Periods in the order of their days, which do not overlap."""

    periods: tuple[Column, ...]

    @property
    def counted(self) -> tuple[Column, ...]:
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


def make_periods(
    spans: Sequence[Period],
    counts: Sequence[tuple[int, int, int]],
    step: Step,
    covered: tuple[date, date],
    settled: date | None = None,
) -> Periods:
    """
    Combine spans of days with their counts.

    Parameters
    ----------
    spans : sequence of Period
        The days of each period, in order; see `tally.windows.periods_in`.
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
    periods: list[Column] = []
    for (first, last), (low, value, high) in zip(spans, counts, strict=True):
        if last < first or (periods and first <= periods[-1].last):
            msg = f"The period from {first} to {last} overlaps the one before it, or ends before it starts."
            raise PeriodsError(msg)
        days = Period(max(first, covered[0]), min(last, covered[1]))
        if days.last < days.first:
            periods.append(Column(first, last, None, None, None))
            continue
        if not 0 <= low <= value <= high:
            msg = f"From {first} to {last}: the count {value} is not from {low} to {high}."
            raise PeriodsError(msg)
        part, final = days != calendar_period(days.first, step), settled is None or days.last <= settled
        periods.append(Column(*days, low, value, high, part=part, settled=final))
    return Periods(tuple(periods))


def rolling(daily: Sequence[int], days: int = 30) -> NDArray[np.int64]:
    """
    Compute the count of each day and those just before it.

    Parameters
    ----------
    daily : sequence of int
        Events of each day, none left out, shape (n,).
    days : int
        Length of the window, in days.

    Returns
    -------
    array, shape (n − days + 1,)
        The first is that of the windows that end on day `days`: no window reaches beyond the data. Empty if there
        are fewer days.
    """
    total = np.concatenate([[0], np.cumsum(np.asarray(daily, dtype=np.int64))])
    return total[days:] - total[:-days] if len(total) > days else np.zeros(0, dtype=np.int64)
