"""Whether one level describes a series: the dispersion of neighbouring periods, and a test by random orders."""

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

ORDERS = 199  # random orders of the periods
GROWTH = 1.4  # from one length of a stretch of periods that is tried to the next
ALIKE = 1e-9


def neighbour_dispersion(counts: ArrayLike, days: ArrayLike) -> float:
    """
    Estimate the dispersion from neighbouring periods, which a change of level hardly raises.

    Parameters
    ----------
    counts, days : array, shape (n,)
        Counts and exposures in days.

    Returns
    -------
    float
        Mean of (difference of rates)² over its Poisson variance; pairs with no event are skipped. 1 without a pair.

    Notes
    -----
    After von Neumann's (1941) mean square successive difference, here scaled by the variance of each pair.
    """
    return float(_dispersions(np.asarray(counts, dtype=float)[None], np.asarray(days, dtype=float)[None])[0])


def probability_if_flat(counts: ArrayLike, days: ArrayLike, shortest: int) -> float:
    """
    Test whether one level describes a series.

    Parameters
    ----------
    counts, days : array, shape (n,)
        Counts and exposures in days, n at least twice `shortest`.
    shortest : int
        Fewest periods of one level.

    Returns
    -------
    float
        The share of orders of the periods, the true one included, in which two levels differ as much.

    Notes
    -----
    The statistic is the largest logarithm of the likelihood ratio of two levels against one, over all divisions in two
    and, if there can be three levels, all stretches of some lengths against the rest, divided by the dispersion of
    neighbours (at least 1). The periods, each with its days, are put in `ORDERS` random orders, always the same for a
    number of periods. If they are independent of each other and have one rate, each order is as likely, so that the
    test keeps its level whatever the dispersion (Pitman 1937). A change of level leaves neighbours alike in the true
    order alone, so that dividing by their dispersion makes it easier to see.
    """
    values, time = np.asarray(counts, dtype=float), np.asarray(days, dtype=float)
    orders = _orders(len(values))
    values, time = values[orders], time[orders]
    events, exposure = (np.pad(np.cumsum(numbers, 1), ((0, 0), (1, 0))) for numbers in (values, time))
    total, whole = events[:, -1:], exposure[:, -1:]
    best = np.zeros(len(orders))
    last = len(orders[0]) - shortest + 1
    stretches = [(events[:, shortest:last], exposure[:, shortest:last])]
    length = shortest if len(orders[0]) >= 3 * shortest else len(orders[0])
    while length <= len(orders[0]) // 2:
        stretches.append((events[:, length:] - events[:, :-length], exposure[:, length:] - exposure[:, :-length]))
        length = max(length + 1, int(length * GROWTH))
    for inside, spent in stretches:
        ratio = _likelihood(inside, spent) + _likelihood(total - inside, whole - spent)
        best = np.maximum(best, (ratio - _likelihood(total, whole)).max(1))
    statistic = best / np.maximum(_dispersions(values, time), 1)
    return float((statistic >= statistic[0] - ALIKE).mean())


@lru_cache(8)
def _orders(size: int) -> NDArray[np.intp]:
    """Return orders of some periods: the true one, and random ones."""
    random = np.random.default_rng(size).random((ORDERS, size))
    return np.vstack([np.arange(size), np.argsort(random, 1)])


def _likelihood(events: NDArray[np.float64], days: NDArray[np.float64]) -> NDArray[np.float64]:
    """Compute the largest logarithm of the likelihood of one rate, without what does not depend on it."""
    return np.where(events > 0, events * np.log(np.where(events > 0, events, 1) / days), 0.0)


def _dispersions(values: NDArray[np.float64], time: NDArray[np.float64]) -> NDArray[np.float64]:
    """Compute the dispersion of neighbours of each row."""
    both = values[:, 1:] + values[:, :-1]
    variance = both / (time[:, 1:] + time[:, :-1]) * (1 / time[:, 1:] + 1 / time[:, :-1])
    used = both > 0
    squares = np.where(used, np.diff(values / time, axis=1) ** 2 / np.where(used, variance, 1), 0.0)
    pairs = used.sum(1)
    return np.where(pairs > 0, squares.sum(1) / np.maximum(pairs, 1), 1.0)
