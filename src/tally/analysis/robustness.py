"""The robustness of a change: what remains of it under weaker assumptions."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from scipy.special import betaincc

from tally.analysis.change import Change, Reading, read
from tally.analysis.comparison import Comparison
from tally.analysis.counts import Count
from tally.analysis.counts import readings as readings_of
from tally.analysis.rates import Direction, Interval, rate_ratio

FACTORS = (2, 5, 10)  # by which the variance is multiplied
SAME_SIZE = 2  # the size is robust if all intervals together span no more than this factor


@dataclass(frozen=True)
class Cutoff:
    """A last day that a document gives for the later count, the figure that has it, and the reading for that day."""

    day: date
    figure: str
    reading: Reading


@dataclass(frozen=True)
class Robustness:
    """
    A change under weaker assumptions.

    Attributes
    ----------
    inflations : tuple of (int, Interval)
        The interval with the variance multiplied by each factor, on the reading that claims least.
    cutoffs : tuple of Cutoff
        The change at each cut-off that a document gives, for a later count that has none itself.
    low, high : float or None
        The outermost ends of all intervals; `high` is None if any has no upper bound.
    fails_at : int or None
        The lowest factor (1: unchanged variance) at which the interval includes equal rates; None if there is none.
    likelihood : float
        The probability of the direction at the highest factor, if the two counts are correct.
    """

    inflations: tuple[tuple[int, Interval], ...]
    cutoffs: tuple[Cutoff, ...]
    low: float
    high: float | None
    fails_at: int | None
    likelihood: float

    @property
    def size_stands(self) -> bool:
        """Return whether all intervals agree about the size of the change, within a factor of `SAME_SIZE`."""
        return self.high is not None and self.low > 0 and self.high / self.low <= SAME_SIZE


def probability_of_rise(earlier: Count, later: Count, factor: float) -> float:
    """
    Compute the probability that the later rate is the higher one, with the variance multiplied by a factor.

    Given the total, the later count's share is bounded as in `rate_ratio`; the two Clopper-Pearson limits are averaged,
    which is the mid-P value (Lancaster 1961). Without events it is a half.
    """
    share = later.days / (earlier.days + later.days)
    before, after = earlier.value / factor, later.value / factor
    lower = float(betaincc(after, before + 1, share)) if after else 0.0
    upper = float(betaincc(after + 1, before, share)) if before else 1.0
    return (lower + upper) / 2


def printed_cutoffs(figures: pd.DataFrame, comparison: Comparison, earlier: Count, level: float) -> tuple[Cutoff, ...]:
    """
    Find the cut-offs in the data for a later count without one: its as-of day, and the last days of its repetitions.

    `earlier` is the other count, with the days of the reading that is used.
    """
    later = comparison.later
    if later.window.as_of is None:
        return ()
    days = {later.window.furthest: later.id}
    repeats = figures[(figures["repeats"] == later.id) & (figures["value"] == later.value)]
    for name, window in repeats["window"].items():
        exact = not window.open_ended and not window.vague
        if exact and window.start == later.window.start and window.last <= later.window.furthest:
            days.setdefault(window.last, str(name))
    return tuple(
        Cutoff(day, name, read(earlier, Count(later.value, (day - later.window.first).days + 1, later.bound), level))
        for day, name in sorted(days.items())
    )


def cutoff_curve(comparison: Comparison, change: Change) -> pd.DataFrame:
    """
    Compute the ratio for every possible cut-off of a later count without one.

    Returns
    -------
    DataFrame
        One row for each day, from the window's first to its as-of day, whatever the brief supposes: `days`, and the
        ratio's `low`, `estimate` and `high`.
    """
    window = comparison.later.window
    stops = pd.date_range(pd.Timestamp(window.first), pd.Timestamp(window.furthest))
    days = (stops - pd.Timestamp(window.first)).days + 1
    curve = pd.DataFrame({"days": days}, index=stops)
    base = rate_ratio(
        replace(change.earlier, days=change.lowest.earlier.days), replace(change.later, days=change.lowest.later.days),
        change.ratio.level,
    )  # fmt: skip
    scale = change.lowest.later.days / days
    for name in ("low", "estimate", "high"):
        end = getattr(base, name)
        curve[name] = np.nan if end is None else end * scale
    return curve


def stress(figures: pd.DataFrame, comparison: Comparison, change: Change) -> Robustness:
    """Compute the change under weaker assumptions about the independence of events and the unknown days of windows."""
    level = change.ratio.level
    least = Reading(change.earlier, change.later, change.ratio)
    cutoffs = printed_cutoffs(figures, comparison, change.earlier, level)
    readings = [least, *(cutoff.reading for cutoff in cutoffs)]
    if not comparison.later.window.open_ended and not comparison.earlier.window.open_ended:
        readings += [change.lowest, change.highest]
    inflations = tuple((factor, rate_ratio(least.earlier, least.later, level, factor)) for factor in FACTORS)
    intervals = [
        rate_ratio(reading.earlier, reading.later, level, factor) for reading in readings for factor in (1, *FACTORS)
    ]
    highs = [interval.high for interval in intervals if interval.high is not None]
    falls = change.direction in (Direction.FALL, Direction.TO_NONE)
    counts = readings_of(least.earlier, least.later)[falls]  # the highest ratio claims least of a fall
    rise = probability_of_rise(*counts, FACTORS[-1])
    return Robustness(
        inflations, cutoffs,
        low=min(interval.low for interval in intervals),
        high=max(highs) if len(highs) == len(intervals) else None,
        fails_at=next((factor for factor, ends in ((1, change.ratio), *inflations) if _takes_in_one(ends)), None)
        if change.direction is not Direction.UNDECIDED else 1,
        likelihood=1 - rise if falls else rise,
    )  # fmt: skip


def _takes_in_one(interval: Interval) -> bool:
    """Return whether an interval includes equal rates."""
    return interval.low <= 1 and (interval.high is None or interval.high >= 1)
