"""Estimate trend, seasons and levels from the points of a series, or say why they cannot be estimated."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tally.analysis.series.change_points import FEWEST_FOR_LEVELS, MOST_PERIODS, Changes, find_changes
from tally.analysis.series.points import Point
from tally.analysis.series.seasons import FEWEST_YEARS, MONTHS, Seasons, fit_seasons
from tally.analysis.series.steps import Series
from tally.analysis.series.trend import (
    FEWEST,
    FEWEST_WITH_EVENTS,
    Monotone,
    Trend,
    TrendError,
    find_monotone,
    fit_trend,
)
from tally.text import WordedEnum
from tally.windows import Step, calendar_period


class Refusal(WordedEnum, table="REFUSALS"):
    """Why a trend or seasons are not estimated."""

    NONE = ""
    FEW = "few periods"
    ZERO = "all zero"
    FEW_WITH_EVENTS = "few periods with events"
    ONE_END = "all events at one end"
    NOT_MONTHS = "not months"
    FEW_YEARS = "few years"


@dataclass(frozen=True)
class Fits:
    """
    What is estimated from the points of a series without breaks.

    `refusal` says why there is no trend, `no_seasons` why there are no seasons. `monotone` is None without a trend,
    and `changes` if there are too few periods for two levels, too many, or no events.
    """

    trend: Trend | None = None
    refusal: Refusal = Refusal.NONE
    monotone: Monotone | None = None
    changes: Changes | None = None
    seasons: Seasons | None = None
    no_seasons: Refusal = Refusal.NONE


@dataclass(frozen=True)
class Used:
    """The points from which a trend, levels and seasons are estimated."""

    points: tuple[Point, ...]

    @property
    def counts(self) -> NDArray[np.float64]:
        """The counts, shape (n,)."""
        return np.array([point.value for point in self.points], dtype=float)

    @property
    def days(self) -> NDArray[np.float64]:
        """The days of exposure, shape (n,)."""
        return np.array([point.window.days for point in self.points], dtype=float)

    @property
    def rates(self) -> list[float]:
        """The counts per day; of windows of about a year the counts, so that a leap day makes no difference."""
        yearly = all(point.window.whole_years for point in self.points)
        return list(self.counts if yearly else self.counts / self.days)

    @property
    def middles(self) -> NDArray[np.float64]:
        """The middles of the windows in years of 365.25 days, shape (n,)."""
        ends = [(point.window.first.toordinal() + point.window.last.toordinal() + 1) / 2 for point in self.points]
        return np.array(ends) / 365.25

    def seasons(self) -> tuple[Seasons | None, Refusal]:
        """Return the factors of the months, from the full calendar years; or why there are none."""
        if not self.points or not all(map(_is_month, self.points)):
            return None, Refusal.NOT_MONTHS
        whole = Used(full_years(self.points))
        if len(whole.points) < FEWEST_YEARS * MONTHS:
            return None, Refusal.FEW_YEARS
        try:
            return fit_seasons(whole.counts, whole.days), Refusal.NONE
        except TrendError:
            return None, Refusal.FEW_WITH_EVENTS if whole.counts.any() else Refusal.ZERO


def full_years(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points of the calendar years of which each month is among these points."""
    months = Counter(point.window.first.year for point in points)
    return tuple(point for point in points if months[point.window.first.year] == MONTHS)


def used_points(series: Series) -> Used:
    """Return the points from which something can be estimated: of usual length, final, on days that are known."""
    return Used(tuple(point for point in series.known if point.final and _usable(point)))


def _usable(point: Point) -> bool:
    """Return whether a point has a count that is a number, or a range that was counted, over days that are known."""
    counted = point.figure is None or point.figure.counted is not None
    return (point.low == point.high or counted) and not (point.window.vague or point.window.open_ended)


def _is_month(point: Point) -> bool:
    """Return whether a point covers a calendar month."""
    month = calendar_period(point.window.first, Step.MONTH)
    return (month.first, month.last) == (point.window.first, point.window.last)


def fit(used: Used, level: float) -> Fits:
    """Estimate what can be estimated from some points; the interval of the trend has a level."""
    trend, refusal = _trend(used, level)
    seasons, no_seasons = used.seasons()
    monotone = find_monotone(used.rates) if trend else None
    enough = FEWEST_FOR_LEVELS <= len(used.points) <= MOST_PERIODS and used.counts.any()
    changes = find_changes(used.counts, used.days) if enough else None
    return Fits(trend, refusal, monotone, changes, seasons, no_seasons)


def _trend(used: Used, level: float) -> tuple[Trend | None, Refusal]:
    """Return the trend of some points; or why there is none."""
    counts = used.counts
    if len(counts) < FEWEST:
        return None, Refusal.FEW
    if not counts.any():
        return None, Refusal.ZERO
    if (counts > 0).sum() < FEWEST_WITH_EVENTS:
        return None, Refusal.FEW_WITH_EVENTS
    try:
        return fit_trend(counts, used.days, used.middles, level), Refusal.NONE
    except TrendError:
        return None, Refusal.ONE_END
