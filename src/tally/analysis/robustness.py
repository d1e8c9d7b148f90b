"""How far a change carries when what it assumes is loosened."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy.special import betaincc

from tally.analysis.change import Change, Reading, read
from tally.analysis.comparison import Comparison
from tally.analysis.rates import Count, Direction, Interval, rate_ratio

FACTORS = (2, 5, 10)  # by which the variance is inflated
SAME_SIZE = 2  # a size stands if all intervals together span no more than this factor


@dataclass(frozen=True)
class Cutoff:
    """A day that an account of the later count gives as its last, the figure that gives it, and the reading there."""

    day: date
    figure: str
    reading: Reading


@dataclass(frozen=True)
class Robustness:
    """
    A change under stress.

    Attributes
    ----------
    inflations : tuple of (int, Interval)
        The interval with the variance inflated so many times, on the reading that claims least.
    cutoffs : tuple of Cutoff
        The change at each cut-off that is printed, for a later count that gives none itself.
    low, high : float or None
        The outermost ends of all intervals; `high` is None where one has no upper bound.
    fails_at : int or None
        The least factor, 1 for none, at which the interval takes in equal rates; None if the direction survives all.
    likelihood : float
        How probable the direction is with the variance inflated most, the two counts taken as given.
    """

    inflations: tuple[tuple[int, Interval], ...]
    cutoffs: tuple[Cutoff, ...]
    low: float
    high: float | None
    fails_at: int | None
    likelihood: float

    @property
    def size_stands(self) -> bool:
        """Whether all intervals agree about the size of the change, within a factor of `SAME_SIZE`."""
        return self.high is not None and self.low > 0 and self.high / self.low <= SAME_SIZE


def probability_of_rise(earlier: Count, later: Count, factor: float) -> float:
    """
    Give the probability that the later rate is the higher one, the variance inflated by a factor.

    Given the total, the later count's share is bounded as in `rate_ratio`; the two Clopper-Pearson limits are averaged,
    which is the mid-P value (Lancaster 1961). Without any events it is a half.
    """
    share = later.days / (earlier.days + later.days)
    one, two = earlier.value / factor, later.value / factor
    lower = float(betaincc(two, one + 1, share)) if two else 0.0
    upper = float(betaincc(two + 1, one, share)) if one else 1.0
    return (lower + upper) / 2


def printed_cutoffs(figures: pd.DataFrame, comparison: Comparison, earlier: Count, level: float) -> tuple[Cutoff, ...]:
    """
    Find the cut-offs that are printed for a later count without one: its as-of day, and those of its repeats.

    `earlier` is the other count, with the days of the reading that is used.
    """
    later = comparison.later
    if later.window.as_of is None:
        return ()
    days = {later.window.as_of: later.id}
    repeats = figures[(figures["repeats"] == later.id) & (figures["value"] == later.value)]
    for name, window in repeats["window"].items():
        if not window.open_ended and not window.vague and window.start == later.window.start:
            days.setdefault(window.last, str(name))
    return tuple(
        Cutoff(day, name, read(earlier, Count(later.value, (day - later.window.first).days + 1, later.at_least), level))
        for day, name in sorted(days.items())
    )


def cutoff_curve(comparison: Comparison, change: Change) -> pd.DataFrame:
    """
    Work out the ratio for every cut-off that a later count without one can have.

    Returns
    -------
    DataFrame
        One row a day, from the window's first to its as-of day, whatever the brief supposes: `days`, and the ratio's
        `low`, `estimate` and `high`.
    """
    window = comparison.later.window
    stops = pd.date_range(pd.Timestamp(window.first), pd.Timestamp(window.as_of))
    days = (stops - pd.Timestamp(window.first)).days + 1
    curve = pd.DataFrame({"days": days}, index=stops)
    scale = change.lowest.later.days / days
    for name in ("low", "estimate", "high"):
        end = getattr(change.lowest.ratio, name)
        curve[name] = np.nan if end is None else end * scale
    return curve


def stress(figures: pd.DataFrame, comparison: Comparison, change: Change) -> Robustness:
    """Loosen what a change assumes: independence of events, and the days that its windows do not give."""
    level = change.ratio.level
    least = Reading(change.earlier, change.later, change.ratio)
    cutoffs = printed_cutoffs(figures, comparison, change.earlier, level)
    readings = [least, *(cutoff.reading for cutoff in cutoffs)]
    if not comparison.later.window.open_ended and not comparison.earlier.window.open_ended:
        readings += [change.lowest, change.highest]
    inflations = tuple((factor, rate_ratio(least.earlier, least.later, level, factor)) for factor in FACTORS)
    every = [rate_ratio(one.earlier, one.later, level, factor) for one in readings for factor in (1, *FACTORS)]
    highs = [interval.high for interval in every if interval.high is not None]
    rise = probability_of_rise(least.earlier, least.later, FACTORS[-1])
    return Robustness(
        inflations, cutoffs,
        low=min(interval.low for interval in every),
        high=max(highs) if len(highs) == len(every) else None,
        fails_at=next((factor for factor, ends in ((1, change.ratio), *inflations) if _takes_in_one(ends)), None)
        if change.direction is not Direction.UNDECIDED else 1,
        likelihood=1 - rise if change.direction in (Direction.FALL, Direction.TO_NONE) else rise,
    )  # fmt: skip


def _takes_in_one(interval: Interval) -> bool:
    """Whether equal rates lie within an interval."""
    return interval.low <= 1 and (interval.high is None or interval.high >= 1)
