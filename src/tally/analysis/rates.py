"""Counts over days: rates, their ratio with its exact interval, and the tipping point."""

from dataclasses import dataclass

from tally.analysis.counts import ChangeError, Count, bound_of, readings
from tally.text import Bound, WordedEnum

SMALLEST = 1e-300  # a share below this is taken to be this, so that odds stay finite
TINY = 1e-9  # a share below this says nothing if the variance was multiplied, since less than one event is left


class Direction(WordedEnum, table="DIRECTIONS"):
    """The direction in which the rate changed."""

    RISE = "rise"
    FALL = "fall"
    SAME = "same"
    FROM_NONE = "from none"
    TO_NONE = "to none"
    NONE = "none"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Interval:
    """
    A ratio of daily rates and its bounds. `estimate` and `high` are None where there is no such number.

    `bound` says on which side the interval is open because a count is a lower or an upper bound, or that the
    estimate is only about right because a count is.
    """

    estimate: float | None
    low: float
    high: float | None
    level: float
    bound: Bound = Bound.EXACT


@dataclass(frozen=True)
class TippingPoint:
    """
    The miscounts that would make the two rates equal.

    `surplus` is how many events too many the count with the higher rate would have to include, `share` is that as a
    part of this count, and `missed` how many events the other count would have to have missed. All are zero if the
    rates are equal.
    """

    surplus: float
    share: float
    missed: float


def rate_ratio(earlier: Count, later: Count, level: float = 0.95, factor: float = 1) -> Interval:
    """
    Estimate how many times as frequent the later events were, per day.

    Parameters
    ----------
    earlier, later : Count
        The counts and the days they cover, both ends included.
    level : float
        Coverage of the interval, between 0 and 1.
    factor : float
        The variance of the counts, as a multiple of that of independent events. It is not known from two totals.

    Returns
    -------
    Interval
        Ratio of daily rates with its exact bounds. `estimate` and `high` are None if the earlier count is zero; if
        both are zero, `low` is 0.

        If the later count is a lower bound or the earlier an upper one, `estimate` and `low` are lower bounds, and
        there is no `high`. If it is the other way round, `estimate` and `high` are upper bounds, and `low` is 0. If a
        count is only about right, `low` and `high` are the outermost ends of the intervals of all its readings; the
        estimate is that of the counts as they are written or, if the other count makes it a bound, the one that claims
        least.

    Raises
    ------
    ChangeError
        The level is not between 0 and 1.

    Notes
    -----
    Given the total, the later count is binomial; Clopper-Pearson bounds on its share give bounds on the ratio
    (Przyborowski & Wilenski 1940). For a larger variance both counts are first divided by the factor, as Korn and
    Graubard (1998) do with an effective sample size.
    """
    if not 0 < level < 1:
        msg = f"The level is {level!r}. It must be between 0 and 1, such as 0.95."
        raise ChangeError(msg)
    bound, scale = bound_of(earlier, later), earlier.days / later.days
    lowest, highest = readings(earlier, later)
    first, last = {Bound.AT_LEAST: lowest, Bound.AT_MOST: highest}.get(bound, (earlier, later))
    low = _end(*lowest, factor, (1 - level) / 2, upper=False)
    high = _end(*highest, factor, (1 - level) / 2, upper=True)
    return Interval(
        last.value / first.value * scale if first.value else None,
        0.0 if bound is Bound.AT_MOST or low is None else low * scale,
        None if bound is Bound.AT_LEAST or high is None else high * scale,
        level, bound,
    )  # fmt: skip


def _end(earlier: Count, later: Count, factor: float, tail: float, *, upper: bool) -> float | None:
    """Compute the lower or the upper Clopper-Pearson bound on the later count's share, as odds; None without any."""
    from scipy.special import betaincinv  # slower to import than loading all figures of a brief

    before, after = earlier.value / factor, later.value / factor
    if not (before if upper else after):
        return None
    probability, alpha, beta = (1 - tail, after + 1, before) if upper else (tail, after, before + 1)
    share, rest = float(betaincinv(alpha, beta, probability)), float(betaincinv(beta, alpha, 1 - probability))
    return None if factor > 1 and rest <= TINY else share / max(rest, SMALLEST)


def tipping_point(earlier: Count, later: Count) -> TippingPoint:
    """Compute how wrong either count would have to be for the two rates to be equal."""
    higher, lower = (later, earlier) if later.per_day >= earlier.per_day else (earlier, later)
    surplus = higher.value - lower.value * higher.days / lower.days
    missed = higher.value * lower.days / higher.days - lower.value
    return TippingPoint(surplus, surplus / higher.value if higher.value else 0.0, missed)


def direction(earlier: Count, later: Count) -> Direction:
    """
    Return the direction in which the rate changed; counts of zero have directions of their own.

    It is undecided if a count is a bound, or only about right, and another value that this permits changes it.
    """
    supported = {
        Bound.AT_LEAST: (Direction.RISE, Direction.FROM_NONE),
        Bound.AT_MOST: (Direction.FALL, Direction.TO_NONE),
    }.get(bound_of(earlier, later), tuple(Direction))
    ways = {_way(*counts) for counts in readings(earlier, later)}
    way = ways.pop()
    return way if way in supported and not ways else Direction.UNDECIDED


def _way(earlier: Count, later: Count) -> Direction:
    """Return the direction in which the rate changed if both counts are exact."""
    if not earlier.value or not later.value:
        if earlier.value == later.value:
            return Direction.NONE
        return Direction.TO_NONE if earlier.value else Direction.FROM_NONE
    before, after = earlier.value * later.days, later.value * earlier.days
    if before == after:
        return Direction.SAME
    return Direction.RISE if after > before else Direction.FALL
