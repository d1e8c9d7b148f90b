"""Whether one level describes a series: the dispersion of neighbouring periods, and a test by random orders."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

ORDERS, ORDERS_IF_SHORT = 199, 999  # random orders of the periods
SHORT = 18  # periods: in fewer, several changes are seldom looked for
SELDOM = 0.03  # the weight of a stretch there, against that of one change
FIRST_ORDERS = 40  # the true one included, after which the test ends if the probability is clearly not small
CLEARLY = 0.25
GROWTH = 1.4  # from one length of a stretch of periods that is tried to the next
CALM = 1 / 6  # of the periods: the weight of how little neighbours differ
LEAST = 1e-6  # of the deviance of one level, left by two
ALIKE = 1e-9
ROUNDED = 1e-12  # of the events: a deviance that is nothing but rounding


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
        The share of orders of the periods, the true one included, in which levels differ as much.

    Notes
    -----
    For n periods, a division into two levels that leaves the share q of the deviance of one level counts as q to the
    power −(n − 2)/2: its likelihood, whatever the dispersion (as for Student's t). The statistic is the mean of it over
    the places of one change, plus, if there can be three levels, the mean over all stretches of some lengths against
    the rest, divided by the dispersion of neighbours (at least 1) to the power n/6. A mean misses fewer changes than
    the largest, and both shapes have the same weight, since there are many more stretches than places. A change of
    level leaves neighbours alike in the true order alone, which shows several changes. In fewer than `SHORT` periods
    there is too little to look for all alike: the place after k periods has the weight 4 k (n − k) / n², since near an
    end chance looks like a level; a stretch has the weight `SELDOM`, so that a very clear one is found; and neighbours
    are left out.

    The periods, each with its days, are put in `ORDERS` random orders (`ORDERS_IF_SHORT`, if they are few), always the
    same for the same counts. If they are independent of each other and have one rate, each order is as likely, so
    that the test keeps its level whatever the dispersion (Pitman 1937). It ends after `FIRST_ORDERS` if `CLEARLY` many
    show as much (Besag and Clifford 1991).
    """
    values, time = np.asarray(counts, dtype=float), np.asarray(days, dtype=float)
    whole = float(_likelihood(values.sum(keepdims=True), time.sum(keepdims=True))[0])
    deviance = 2 * (float(_likelihood(values, time).sum()) - whole)
    if deviance <= ROUNDED * values.sum():
        return 1.0
    orders = _orders(values)
    statistic = _differences(values[orders[:FIRST_ORDERS]], time[orders[:FIRST_ORDERS]], shortest, whole, deviance)
    share = float((statistic >= statistic[0] - ALIKE).mean())
    if share >= CLEARLY:
        return share
    others = _differences(values[orders[FIRST_ORDERS:]], time[orders[FIRST_ORDERS:]], shortest, whole, deviance)
    return float((np.concatenate([statistic, others]) >= statistic[0] - ALIKE).mean())


def _differences(
    values: NDArray[np.float64], time: NDArray[np.float64], shortest: int, whole: float, deviance: float
) -> NDArray[np.float64]:
    """Compute how much the levels of each row differ: the logarithm of the statistic."""
    size = values.shape[1]
    before = np.arange(shortest, size - shortest + 1)
    places, stretch, calm = (1.0, 1.0, CALM) if size >= SHORT else (4 * before * (size - before) / size**2, SELDOM, 0.0)
    events, exposure = (np.pad(np.cumsum(numbers, 1), ((0, 0), (1, 0))) for numbers in (values, time))

    def likelihoods(inside: NDArray[np.float64], spent: NDArray[np.float64]) -> NDArray[np.float64]:
        ratio = _likelihood(inside, spent) + _likelihood(events[:, -1:] - inside, exposure[:, -1:] - spent) - whole
        return np.asarray(np.log(np.maximum(1 - 2 * ratio / deviance, LEAST)) * (1 - size / 2))

    halves = likelihoods(events[:, shortest : size - shortest + 1], exposure[:, shortest : size - shortest + 1])
    shapes = [_log_mean(halves + np.log(places))]
    length, stretches = shortest, []
    while 3 * shortest <= size and length <= size // 2:
        stretches.append(
            likelihoods(events[:, length:] - events[:, :-length], exposure[:, length:] - exposure[:, :-length])
        )
        length = max(length + 1, int(length * GROWTH))
    if stretches:
        shapes.append(_log_mean(np.hstack(stretches)) + np.log(stretch))
    return np.asarray(np.logaddexp.reduce(shapes) - calm * size * np.log(np.maximum(_dispersions(values, time), 1)))


def _log_mean(logarithms: NDArray[np.float64]) -> NDArray[np.float64]:
    """Compute the logarithm of the mean of each row of numbers, from their logarithms."""
    most = logarithms.max(1, keepdims=True)
    return np.asarray(most[:, 0] + np.log(np.exp(logarithms - most).mean(1)))


def _orders(values: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return orders of the periods: the true one, and random ones, which the counts alone decide."""
    size = len(values)
    generator = np.random.default_rng([size, *values.astype(np.uint64)])
    random = generator.random((ORDERS if size >= SHORT else ORDERS_IF_SHORT, size))
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
