"""Counts over days: rates, their ratio with its exact interval, and the tipping point."""

from dataclasses import dataclass

from tally.errors import TallyError
from tally.text import Bound, WordedEnum, plural

TINY = 1e-9  # a share that leaves less than this to the other side has no upper end that would say anything


class ChangeError(TallyError, ValueError):
    """A change cannot be worked out from these counts."""


class Direction(WordedEnum, table="DIRECTIONS"):
    """Which way the rate went."""

    RISE = "rise"
    FALL = "fall"
    SAME = "same"
    FROM_NONE = "from none"
    TO_NONE = "to none"
    NONE = "none"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Count:
    """A count and the days that it covers, both ends included; `at_least` where there can have been more."""

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

    `bound` says whether the estimate is only the least or the most that the ratio can be, one count being a lower
    bound; the interval is open on that side.
    """

    estimate: float | None
    low: float
    high: float | None
    level: float
    bound: Bound = Bound.EXACT


@dataclass(frozen=True)
class TippingPoint:
    """
    What would have to be wrong for the two rates to be equal.

    `surplus` is how many of the side with the higher rate would have to be wrong, `share` that as a part of its count,
    and `missed` how many of the other side would have to have been missed. All zero where the rates are equal.
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
        How many times as large the variance of the counts is as that of independent events. Two totals cannot tell.

    Returns
    -------
    Interval
        Ratio of daily rates with its exact bounds. `estimate` and `high` are None where nothing came before;
        with none on either side nothing bounds the ratio but 0. Where the later count is a lower bound, so are
        the estimate and `low`, and there is no `high`; where the earlier is, the estimate and `high` are upper bounds,
        and `low` is 0.

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
        msg = f"The level is {level!r}: it must lie between 0 and 1, such as 0.95."
        raise ChangeError(msg)
    one, two = earlier.value / factor, later.value / factor
    tail, scale = (1 - level) / 2, earlier.days / later.days
    low = _odds(tail, two, one + 1) if two else 0.0
    high = _odds(1 - tail, two + 1, one) if one else None
    estimate = later.value / earlier.value * scale if earlier.value else None
    bound = bound_of(earlier, later)
    low = 0.0 if bound is Bound.AT_MOST else (low or 0.0) * scale
    high = None if bound is Bound.AT_LEAST or high is None else high * scale
    return Interval(estimate, low, high, level, bound)


def bound_of(earlier: Count, later: Count) -> Bound:
    """
    Return on which side the ratio of two counts is open, of which one may be a lower bound.

    Raises
    ------
    ChangeError
        Both are lower bounds, so that the ratio can be anything.
    """
    if earlier.at_least and later.at_least:
        msg = "Both counts are lower bounds, so no ratio follows."
        raise ChangeError(msg)
    return Bound.AT_LEAST if later.at_least else Bound.AT_MOST if earlier.at_least else Bound.EXACT


def _odds(probability: float, one: float, two: float) -> float | None:
    """Turn a quantile of a beta distribution into odds; None where they are too large to be told from no bound."""
    from scipy.special import betaincinv  # takes longer than all the rest of loading a brief's figures

    rest = float(betaincinv(two, one, 1 - probability))
    return float(betaincinv(one, two, probability)) / rest if rest > TINY else None


def tipping_point(earlier: Count, later: Count) -> TippingPoint:
    """Work out how wrong either count would have to be for the two rates to be equal."""
    higher, lower = (later, earlier) if later.per_day >= earlier.per_day else (earlier, later)
    surplus = higher.value - lower.value * higher.days / lower.days
    missed = higher.value * lower.days / higher.days - lower.value
    return TippingPoint(surplus, surplus / higher.value if higher.value else 0.0, missed)


def direction(earlier: Count, later: Count) -> Direction:
    """
    Say which way the rate went; a count of zero on either side is a case of its own.

    It is undecided where a lower bound leaves it open: where the rate would fall if there were no more than that later,
    or rise if there were no more than that before.
    """
    way = _way(earlier, later)
    supported = {
        Bound.AT_LEAST: (Direction.RISE, Direction.FROM_NONE),
        Bound.AT_MOST: (Direction.FALL, Direction.TO_NONE),
        Bound.EXACT: tuple(Direction),
    }
    return way if way in supported[bound_of(earlier, later)] else Direction.UNDECIDED


def _way(earlier: Count, later: Count) -> Direction:
    """Say which way the rate went, the two counts taken as exact."""
    if not earlier.value or not later.value:
        if earlier.value == later.value:
            return Direction.NONE
        return Direction.TO_NONE if earlier.value else Direction.FROM_NONE
    one, two = earlier.value * later.days, later.value * earlier.days
    if one == two:
        return Direction.SAME
    return Direction.RISE if two > one else Direction.FALL
