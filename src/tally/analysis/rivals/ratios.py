"""The ratio of two ratios of rates, and the direction that an interval supports."""

import math
from enum import StrEnum
from statistics import NormalDist

from tally.analysis import Change, Direction, Interval
from tally.text import Bound


class Way(StrEnum):
    """The direction of a change that its interval supports."""

    RISE = "rise"
    FALL = "fall"
    UNCLEAR = "unclear"


def clear_change(change: Change) -> Way:
    """Return the direction of a change whose interval excludes equal rates however its windows are read."""
    if change.lowest.ratio.low > 1:
        return Way.RISE
    high = change.highest.ratio.high
    return Way.FALL if high is not None and high < 1 else Way.UNCLEAR


def changed(change: Change) -> bool:
    """Return whether a ratio follows from a change that can be set against another ratio: both counts are exact."""
    return change.bound is Bound.EXACT and change.direction is not Direction.NONE and change.ratio.estimate is not None


def ratio_of_ratios(one: Change, other: Change, level: float = 0.95) -> Interval | None:
    """
    Estimate how many times as large the higher of two independent ratios of rates is.

    Parameters
    ----------
    one, other : Change
        Two changes. Nothing tells here whether they are independent.
    level : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    Interval
        The higher ratio divided by the lower, so 1 or more, with its approximate bounds. None if one of the four counts
        is zero or is only a bound.

    Notes
    -----
    The logarithms of two independent estimates are subtracted and their variances added (Altman and Bland 2003,
    “Interaction revisited”, BMJ 326). The variance of the logarithm of a ratio of two counts, if both are Poisson
    counts, is approximately the sum of their reciprocals (Breslow and Day 1987, section 2.3), so here 1/a + 1/b + 1/c +
    1/d. For small counts the normal approximation is rough. Counts of the same events by two counters are positively
    correlated: then the interval is too wide.
    """
    counts = [count.value for change in (one, other) for count in (change.earlier, change.later)]
    if not all(counts) or not changed(one) or not changed(other):
        return None
    logs = [math.log(change.ratio.estimate or 1) for change in (one, other)]
    difference = abs(logs[0] - logs[1])
    spread = NormalDist().inv_cdf((1 + level) / 2) * math.sqrt(sum(1 / count for count in counts))
    return Interval(math.exp(difference), math.exp(difference - spread), math.exp(difference + spread), level)
