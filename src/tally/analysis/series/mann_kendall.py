"""Whether a series rises or falls throughout: the test of Mann and Kendall."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tally.analysis.series.trend import FEWEST, TrendError


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
