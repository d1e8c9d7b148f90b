"""How much the months of two windows vary beyond chance, and what that does to the interval of their ratio."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tally.analysis import ChangeError, Count, Interval, rate_ratio

FEWEST_MONTHS = 6  # in each window, below which the variation is not told
HALF_MONTH = 14  # days from which a part of a month counts as one


@dataclass(frozen=True)
class Dispersion:
    """
    How much the months of two windows vary around the daily rate of their own window.

    `factor` is their variance as a multiple of that of independent events, as it was estimated; `freedom` are its
    degrees of freedom: the months, less one for each window whose rate is estimated from them.
    """

    factor: float
    freedom: int

    @property
    def used(self) -> float:
        """
        The factor that an interval uses: never below one.

        Months that vary less than independent events would are almost always a chance of few months. An interval that
        is narrower than that of independent events is not claimed from them.
        """
        return max(self.factor, 1.0)


def dispersion_of(earlier: Sequence[Count], later: Sequence[Count]) -> Dispersion | None:
    """
    Estimate the dispersion from the months of two windows.

    Parameters
    ----------
    earlier, later : sequence of Count
        The count of each month of a window with its days; the first and the last may be parts of months.

    Returns
    -------
    Dispersion or None
        None if a window has fewer than `FEWEST_MONTHS` months of `HALF_MONTH` days, or if both windows have no events:
        then the variation cannot be told. A window without events has no variation to add, and takes no degree of
        freedom.

    Notes
    -----
    Pearson's chi-square over its degrees of freedom, as in quasi-Poisson regression on the two windows with the days as
    exposure (McCullagh and Nelder 1989, section 4.5). A trend or a season within a window counts as variation.
    """
    windows = [months for months in (earlier, later) if sum(count.value for count in months)]
    enough = all(sum(count.days >= HALF_MONTH for count in months) >= FEWEST_MONTHS for months in (earlier, later))
    if not enough or not windows:
        return None
    square, freedom = 0.0, 0
    for months in windows:
        per_day = sum(count.value for count in months) / sum(count.days for count in months)
        square += sum((count.value - per_day * count.days) ** 2 / (per_day * count.days) for count in months)
        freedom += len(months) - 1
    return Dispersion(square / freedom, freedom)


def dispersed_ratio(earlier: Sequence[Count], later: Sequence[Count], level: float = 0.95) -> Interval | None:
    """
    Compute the interval of a ratio of daily rates if months vary as those of the two windows do.

    Parameters
    ----------
    earlier, later : sequence of Count
        The count of each month of a window with its days, exact.
    level : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    Interval or None
        None if the variation cannot be told; see `dispersion_of`. If one window has no events, its logarithm does not
        exist, and the interval is the exact one of both counts divided by the factor, as of fewer independent events.

    Raises
    ------
    ChangeError
        The level is not between 0 and 1.

    Notes
    -----
    The logarithm of the ratio has the variance φ·(1/a + 1/b), with the counts a and b and the factor φ, and its
    quantiles are those of Student's t. For one window without events see `tally.analysis.rate_ratio`.
    """
    found = dispersion_of(earlier, later)
    before, after = (
        Count(sum(count.value for count in months), sum(count.days for count in months) or 1)
        for months in (earlier, later)
    )
    if not 0 < level < 1:
        msg = f"The level is {level!r}. It must be between 0 and 1, such as 0.95."
        raise ChangeError(msg)
    if found is None:
        return None
    if not before.value or not after.value:
        return rate_ratio(before, after, level, found.used)
    from scipy.special import stdtrit

    ratio = after.per_day / before.per_day
    error = math.sqrt(found.used * (1 / before.value + 1 / after.value))
    reach = math.exp(float(stdtrit(found.freedom, (1 + level) / 2)) * error)
    return Interval(ratio, ratio / reach, ratio * reach, level)


def wider(exact: Interval, dispersed: Interval | None) -> Interval:
    """Return the wider of two intervals of one ratio, which is the one to lead with; the first if they are equal."""
    return dispersed if dispersed is not None and _width(dispersed) > _width(exact) else exact


def _width(interval: Interval) -> tuple[float, float]:
    """Return how wide an interval is on a logarithmic scale; of open ones, the one that reaches further is wider."""
    low, high = interval.low or 0.0, math.inf if interval.high is None else interval.high
    return (math.log(high / low) if low and high < math.inf else math.inf, high if not low else 1 / low)
