"""Counts over days: rates, their ratio with its exact interval, and the tipping point."""

from dataclasses import dataclass

from tally.errors import TallyError
from tally.text import Bound, WordedEnum, plural

TINY = 1e-9  # odds whose denominator is below this are too large to mean anything


class ChangeError(TallyError, ValueError):
    """A change cannot be computed from these counts."""


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
class Count:
    """A count and the number of days it covers, both ends included; `at_least` if it is a lower bound."""

    value: int
    days: int
    at_least: bool = False

    def __post_init__(self) -> None:
        if self.value < 0 or self.days < 1:
            msg = f"{self.value} counted in {plural(self.days, 'day')}: a count is zero or more, over one day or more."
            raise ChangeError(msg)

    @property
    def per_day(self) -> float:
        """The count per day."""
        return self.value / self.days

    @property
    def per_month(self) -> float:
        """The count per thirty days."""
        return self.value * 30 / self.days


@dataclass(frozen=True)
class Interval:
    """
    A ratio of daily rates and its bounds. `estimate` and `high` are None where there is no such number.

    `bound` says on which side the interval is open, because one count is a lower bound.
    """

    estimate: float | None
    low: float
    high: float | None
    level: float
    bound: Bound = Bound.EXACT


@dataclass(frozen=True)
class TippingPoint:
    """
    How many events would have to be miscounted for the two rates to be equal.

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
        The variance of the counts, as a multiple of that of independent events. Two totals cannot tell it.

    Returns
    -------
    Interval
        Ratio of daily rates with its exact bounds. `estimate` and `high` are None if the earlier count is zero; if
        both are zero, `low` is 0. If the later count is a lower bound, so are `estimate` and `low`, and there is no
        `high`. If the earlier is a lower bound, `estimate` and `high` are upper bounds, and `low` is 0.

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
    before, after = earlier.value / factor, later.value / factor
    tail, scale = (1 - level) / 2, earlier.days / later.days
    low = _odds(tail, after, before + 1) if after else 0.0
    high = _odds(1 - tail, after + 1, before) if before else None
    estimate = later.value / earlier.value * scale if earlier.value else None
    bound = bound_of(earlier, later)
    low = 0.0 if bound is Bound.AT_MOST else (low or 0.0) * scale
    high = None if bound is Bound.AT_LEAST or high is None else high * scale
    return Interval(estimate, low, high, level, bound)


def bound_of(earlier: Count, later: Count) -> Bound:
    """
    Return the side on which the ratio of two counts is open, because one is a lower bound.

    Raises
    ------
    ChangeError
        Both are lower bounds, so that the ratio can be anything.
    """
    if earlier.at_least and later.at_least:
        msg = "Both counts are lower bounds, so no ratio follows."
        raise ChangeError(msg)
    return Bound.AT_LEAST if later.at_least else Bound.AT_MOST if earlier.at_least else Bound.EXACT


def _odds(probability: float, alpha: float, beta: float) -> float | None:
    """Convert a quantile of a beta distribution to odds; None if they are too large to be a bound."""
    from scipy.special import betaincinv  # slower to import than loading all figures of a brief

    rest = float(betaincinv(beta, alpha, 1 - probability))
    return float(betaincinv(alpha, beta, probability)) / rest if rest > TINY else None


def tipping_point(earlier: Count, later: Count) -> TippingPoint:
    """Compute how wrong either count would have to be for the two rates to be equal."""
    higher, lower = (later, earlier) if later.per_day >= earlier.per_day else (earlier, later)
    surplus = higher.value - lower.value * higher.days / lower.days
    missed = higher.value * lower.days / higher.days - lower.value
    return TippingPoint(surplus, surplus / higher.value if higher.value else 0.0, missed)


def direction(earlier: Count, later: Count) -> Direction:
    """
    Return the direction in which the rate changed; counts of zero have directions of their own.

    It is undecided if a count is a lower bound and a higher value could change the direction.
    """
    way = _way(earlier, later)
    supported = {
        Bound.AT_LEAST: (Direction.RISE, Direction.FROM_NONE),
        Bound.AT_MOST: (Direction.FALL, Direction.TO_NONE),
        Bound.EXACT: tuple(Direction),
    }
    return way if way in supported[bound_of(earlier, later)] else Direction.UNDECIDED


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
