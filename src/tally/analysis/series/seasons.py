"""Whether some months of the year have more events than others."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tally.analysis.series.trend import TrendError

MONTHS = 12
FEWEST_YEARS = 3
ROUNDS = 200
CLOSE = 1e-13


@dataclass(frozen=True)
class Seasons:
    """
    The factors of twelve months against January, and the test of whether there are any.

    `statistic` is F with `freedom` degrees (numerator, denominator), `probability` that of a higher one without
    seasons, `dispersion` the variance of the counts over that of independent events.
    """

    factors: tuple[float, ...]
    statistic: float
    freedom: tuple[int, int]
    probability: float
    dispersion: float


def fit_seasons(counts: ArrayLike, days: ArrayLike) -> Seasons:
    """
    Estimate the factors of the months, and test them.

    Parameters
    ----------
    counts, days : array, shape (12 · years,)
        Counts of the months of whole calendar years from a January on, and the days of each month.

    Returns
    -------
    Seasons
        Factors against the first month (or, if that never has an event, against their mean).

    Raises
    ------
    TrendError
        There are fewer than three full years, the counts are not whole years, or fewer than two years have events.

    Notes
    -----
    Quasi-Poisson regression with a factor for each year and each month and the days as exposure; analysis of deviance
    with F (McCullagh and Nelder 1989); a dispersion below 1 is taken as 1 there. In this two-way table the maximum-
    likelihood fit has the same sums as the counts by year and by month, which iterative proportional fitting reaches.
    Years without any event carry no information on months, and are left out.
    """
    from scipy.special import fdtrc

    values, exposure = (np.asarray(numbers, dtype=float) for numbers in (counts, days))
    if len(values) != len(exposure) or len(values) % MONTHS or len(values) < FEWEST_YEARS * MONTHS:
        msg = f"Seasons need {FEWEST_YEARS} full years of months or more; there are {len(values)} months."
        raise TrendError(msg)
    table, time = values.reshape(-1, MONTHS), exposure.reshape(-1, MONTHS)
    time, table = time[table.any(1)], table[table.any(1)]
    years = len(table)
    if years < 2:
        msg = "Fewer than two years have events, so that seasons cannot be told from them."
        raise TrendError(msg)
    flat = time * (table.sum(1) / time.sum(1))[:, None]
    factors = np.ones(MONTHS)
    for _ in range(ROUNDS):
        level = table.sum(1) / (time * factors).sum(1)
        new = table.sum(0) / (time * level[:, None]).sum(0)
        if np.abs(new - factors).max() < CLOSE:
            break
        factors = new
    fitted = time * (table.sum(1) / (time * factors).sum(1))[:, None] * factors
    possible = int((factors > 0).sum())
    freedom = (possible - 1, (years - 1) * (possible - 1))
    with np.errstate(all="ignore"):
        dispersion = float(np.nansum((table - fitted) ** 2 / fitted) / freedom[1]) if freedom[1] else 0.0
    gain = _deviance(table, flat) - _deviance(table, fitted)
    statistic = gain / freedom[0] / max(dispersion, 1.0)
    probability = float(fdtrc(*freedom, statistic)) if freedom[1] else 1.0
    base = factors[0] or factors.mean()
    return Seasons(tuple(map(float, factors / base)), statistic, freedom, probability, dispersion)


def _deviance(values: np.ndarray, fitted: np.ndarray) -> float:
    """Compute the Poisson deviance; a count of zero has no logarithm."""
    logs = np.log(np.where(values > 0, values, 1) / np.where(values > 0, fitted, 1))
    return float(2 * (values * logs - (values - fitted)).sum())
