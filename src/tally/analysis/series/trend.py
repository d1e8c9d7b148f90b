"""A steady change in per cent a year with its interval, and the test of Mann and Kendall for a monotone trend."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tally.errors import TallyError

FEWEST = 4  # periods from which a trend and its scatter are estimated
FEWEST_WITH_EVENTS = 3  # periods with events: the others say little of the scatter
ROUNDS = 50
CLOSE = 1e-10
LARGEST = 30.0  # logarithms beyond this are a fit that runs away


class TrendError(TallyError, ValueError):
    """A trend cannot be estimated from these counts."""


@dataclass(frozen=True)
class Trend:
    """
    A constant change a year: `percent` with its bounds, and the numbers that they come from.

    `slope` is the change of the logarithm of the rate a year, `error` its standard error, `dispersion` the variance
    of the counts over that of independent events as Pearson's statistic gives it, `freedom` its degrees of freedom.
    """

    slope: float
    error: float
    low: float
    high: float
    level: float
    dispersion: float
    freedom: int

    @property
    def percent(self) -> float:
        """The change of the rate in per cent a year."""
        return 100 * float(np.expm1(self.slope))

    @property
    def bounds(self) -> tuple[float, float]:
        """The ends of the interval, in per cent a year."""
        return 100 * float(np.expm1(self.low)), 100 * float(np.expm1(self.high))

    @property
    def clear(self) -> bool:
        """Return whether the interval excludes an unchanged rate."""
        return self.low > 0 or self.high < 0


def fit_trend(counts: ArrayLike, days: ArrayLike, years: ArrayLike, level: float = 0.95) -> Trend:
    """
    Fit a steady change to counts.

    Parameters
    ----------
    counts, days, years : array, shape (n,)
        Counts of events, the days of exposure, and the middles of the periods in years (from any day).
    level : float
        Coverage of the interval.

    Raises
    ------
    TrendError
        There are fewer than 4 periods, or fewer than three with events, or the fit runs away.

    Notes
    -----
    Quasi-Poisson regression with the logarithm of the exposure as offset (Wedderburn 1974; McCullagh and Nelder 1989,
    chapter 9), by iteratively reweighted least squares. The dispersion is Pearson's statistic over n − 2; one below 1
    is taken as 1 for the interval, which uses Student's t. Its degrees of freedom are the periods with events less two,
    not n − 2: in sparse and clustered counts the empty periods say little of the dispersion, and with n − 2 the
    interval is too narrow. `docs/series.md` has the coverage by simulation.
    """
    from scipy.special import stdtrit

    values = np.asarray(counts, dtype=float)
    if len(values) < FEWEST:
        msg = f"A trend needs {FEWEST} periods; there are {len(values)}."
        raise TrendError(msg)
    if (several := int((values > 0).sum())) < FEWEST_WITH_EVENTS:
        few = f"A trend needs {FEWEST_WITH_EVENTS} periods with events; there are {several}."
        msg = few if several else "All counts are zero."
        raise TrendError(msg)
    slope, error, dispersion = (float(number) for number in loglinear(values, days, years))
    if not np.isfinite(slope):
        msg = "The counts have no steady change that could be estimated: all events are at one end."
        raise TrendError(msg)
    freedom = several - 2
    reach = error * float(stdtrit(freedom, (1 + level) / 2))
    return Trend(slope, error, slope - reach, slope + reach, level, dispersion, freedom)


def loglinear(
    counts: ArrayLike, days: ArrayLike, years: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """
    Fit many log-linear series at once.

    Parameters
    ----------
    counts : array, shape (..., n)
        Counts of each series, with at least two that are not zero.
    days, years : array, shape (n,)
        Exposures and middles of the periods, the same for all series.

    Returns
    -------
    slope, error, dispersion : array, shape (...)
        Change of the logarithm of the rate a year, its standard error with a dispersion of at least 1, and the
        dispersion by Pearson's statistic. The slope is NaN where the fit does not settle.
    """
    values, exposure = np.asarray(counts, dtype=float), np.asarray(days, dtype=float)
    times = np.asarray(years, dtype=float)
    times = times - times.mean()
    offset = np.log(exposure)
    level = np.log(values.sum(-1) / exposure.sum())
    slope = np.zeros_like(level)
    for _ in range(ROUNDS):
        logs = np.clip(level[..., None] + slope[..., None] * times + offset, -LARGEST, LARGEST)
        means = np.exp(logs)
        working = logs - offset + (values - means) / means
        total, first = means.sum(-1), (means * times).sum(-1)
        second = (means * times**2).sum(-1)
        spread = second - first**2 / total
        old = slope
        with np.errstate(all="ignore"):
            cross = (means * times * working).sum(-1) - first * (means * working).sum(-1) / total
            slope = cross / spread
            level = ((means * working).sum(-1) - slope * first) / total
        if np.nanmax(np.abs(slope - old), initial=0) < CLOSE:
            break
    means = np.exp(np.clip(level[..., None] + slope[..., None] * times + offset, -LARGEST, LARGEST))
    with np.errstate(all="ignore"):
        spread = (means * times**2).sum(-1) - (means * times).sum(-1) ** 2 / means.sum(-1)
        dispersion = ((values - means) ** 2 / means).sum(-1) / (values.shape[-1] - 2)
        error = np.sqrt(np.maximum(dispersion, 1) / spread)
    settled = np.abs(slope - old) < CLOSE * 1e4
    return np.where(settled, slope, np.nan), error, dispersion


@dataclass(frozen=True)
class Monotone:
    """
    The result of the test: Kendall's S, its variance, tau-b, and the two-sided probability under no trend.

    A high probability means that a *monotone* trend was not found: a rise and a fall cancel.
    """

    score: int
    variance: float
    tau: float
    probability: float


def find_monotone(values: Sequence[float]) -> Monotone:
    """
    Test for a monotone trend.

    Parameters
    ----------
    values : sequence of float, shape (n,)
        Rates (or counts over equal days), in the order of time; not independent of each other only by a trend.

    Raises
    ------
    TrendError
        There are fewer than 4 values.

    Notes
    -----
    Mann (1945) and Kendall (1975): S is the number of pairs that rise less those that fall; its variance allows for
    ties, and the normal approximation has a correction for continuity. If all values are equal, S, the variance and
    tau-b are 0 and the probability is 1.
    """
    from scipy.special import erfc

    series = np.asarray(values, dtype=float)
    size = len(series)
    if size < FEWEST:
        msg = f"A test for a trend needs {FEWEST} periods; there are {size}."
        raise TrendError(msg)
    upper = np.triu_indices(size, 1)
    score = int(np.sign(series[upper[1]] - series[upper[0]]).sum())
    ties = np.unique(series, return_counts=True)[1].astype(float)
    pairs = size * (size - 1) / 2
    variance = (size * (size - 1) * (2 * size + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18
    untied = pairs - (ties * (ties - 1) / 2).sum()
    if not untied:
        return Monotone(0, 0.0, 0.0, 1.0)
    z = max(abs(score) - 1, 0) / np.sqrt(variance)
    return Monotone(score, float(variance), float(score / np.sqrt(pairs * untied)), float(erfc(z / np.sqrt(2))))
