"""Where the level of a series changes, how sure that is, and the periods that are as plausible."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tally.analysis.series.flatness import SHORT, neighbour_dispersion, probability_if_flat
from tally.errors import TallyError

FEWEST_PERIODS = 3  # periods of one level
FEWEST_FOR_LEVELS = 9  # periods of a series: with six there is a single place at which two levels could meet
MOST_CHANGES = 6
MOST_PERIODS = 50 * 12  # fifty years of months
RARE = 0.03  # the probability of so large a difference between levels, if there is only one, up to which it counts
RARE_IF_SHORT = 0.047  # in few periods, where a doubling is hard to see: almost the 5 % that are promised
LEAST_EVENTS = 8.0  # events that a level as short as the shortest must be worth, at the mean rate of the whole
PLAUSIBLE = 3.841458820694124  # the 95 % point of chi-squared with one degree of freedom


class ChangesError(TallyError, ValueError):
    """Changes of level cannot be looked for in these counts."""


@dataclass(frozen=True)
class LevelChange:
    """The place of the first period of a new level, counted from 0, and all places that are as plausible."""

    at: int
    plausible: tuple[int, ...]


@dataclass(frozen=True)
class Changes:
    """
    The changes of level; none if one level describes the counts as well.

    `rates` has the events per day of each level, `dispersion` that of neighbouring periods, `gain` the improvement of
    2F/φ + 2K ln n over one level, and `probability` that of levels that differ so much if there is only one.
    """

    changes: tuple[LevelChange, ...]
    rates: tuple[float, ...]
    dispersion: float
    gain: float
    probability: float = 1.0


def find_changes(
    counts: ArrayLike,
    days: ArrayLike,
    shortest: int = FEWEST_PERIODS,
    most: int = MOST_CHANGES,
    changes: int | None = None,
) -> Changes:
    """
    Find the periods at which the level changes.

    Parameters
    ----------
    counts, days : array, shape (n,)
        Counts and exposures in days, n up to 600.
    shortest : int
        Fewest periods of one level.
    most : int
        Most changes.
    changes : int, optional
        How many changes to place; chosen by the criterion if left out.

    Raises
    ------
    ChangesError
        Counts and days are not equally many, a period has no days, or there are more than 600 periods.

    Notes
    -----
    The division with the least Poisson deviance for each number K of changes, by exact dynamic programming (Auger and
    Lawrence 1989). There is none if the periods in random orders show levels that differ as much with a probability of
    more than `RARE` (`RARE_IF_SHORT`, if they are few); see `probability_if_flat`. Otherwise K has the most of the
    modified Bayesian information criterion (Zhang and Siegmund 2007), since the ordinary one finds too many changes:
    2 (F₀ − F) / max(φ, 1) − 3 K ln n − Σ ln(nᵢ / n), where F is minus the logarithm of the likelihood, φ the dispersion
    of neighbours and nᵢ the periods of level i. Where events are few for their scatter, levels are as long as it takes
    for `LEAST_EVENTS` at the mean rate, divided by φ: a cluster of events is not a level.
    Places are as plausible if, with the other changes fixed, twice the loss of likelihood is at most 3.84 max(φ, 1).
    """
    values, time = np.asarray(counts, dtype=float), np.asarray(days, dtype=float)
    size = len(values)
    if len(time) != size or size > MOST_PERIODS or (time <= 0).any():
        msg = f"{size} counts over {len(time)} periods: up to {MOST_PERIODS} periods of one day or more are needed."
        raise ChangesError(msg)
    dispersion = neighbour_dispersion(values, time)
    scale = max(dispersion, 1.0)
    probability, differs = 1.0, changes is not None
    if changes is None and size >= 2 * shortest and values.any():
        probability = probability_if_flat(values, time, shortest)
        differs = probability <= (RARE if size >= SHORT else RARE_IF_SHORT)
        shortest = max(shortest, min(int(np.ceil(LEAST_EVENTS * scale / values.mean())), size // 2))
    highest = max(min(most if changes is None else changes, size // shortest - 1), 0) if differs else 0
    cost = _costs(values, time, shortest)
    best, before = _divide(cost, highest) if size >= shortest else (np.zeros(1), [])
    places, gain = _choose(2 * (best[0] - best) / scale, before, size, changes)
    edges = [0, *places, size]
    found = tuple(
        LevelChange(at, _plausible(cost, left, at, right, scale))
        for left, at, right in zip(edges, places, edges[2:], strict=False)
    )
    rates = tuple(float(values[a:b].sum() / time[a:b].sum()) for a, b in itertools.pairwise(edges) if b > a)
    return Changes(found, rates, dispersion, gain, probability)


def _costs(values: NDArray[np.float64], time: NDArray[np.float64], shortest: int) -> NDArray[np.float64]:
    """Compute minus the log-likelihood of each stretch as one level, [start, end); infinite if it is too short."""
    sums, lengths = (np.concatenate([[0.0], np.cumsum(numbers)]) for numbers in (values, time))
    events = sums[None, :] - sums[:, None]
    exposure = lengths[None, :] - lengths[:, None]
    rate = np.where((events > 0) & (exposure > 0), events, 1) / np.where(exposure > 0, exposure, 1)
    cost = np.where(events > 0, -events * np.log(rate), 0.0)
    index = np.arange(len(sums))
    cost[index[None, :] - index[:, None] < shortest] = np.inf
    return cost


def _divide(cost: NDArray[np.float64], most: int) -> tuple[NDArray[np.float64], list[NDArray[np.intp]]]:
    """Compute the least cost of each number of changes, and where the last level starts for each end."""
    least, before = cost[0], []
    best = [least[-1]]
    for _ in range(most):
        total = least[:, None] + cost
        start = total.argmin(0)
        least = np.take_along_axis(total, start[None], 0)[0]
        before.append(start)
        best.append(least[-1])
    return np.array(best), before


def _choose(
    gains: NDArray[np.float64], before: list[NDArray[np.intp]], size: int, changes: int | None
) -> tuple[list[int], float]:
    """Return the places of the changes, as many as the criterion or the caller says, and the improvement."""
    divisions = [_trace(before, number, size) for number in range(len(gains))]
    logs = np.log(max(size, 1))
    improved = gains - 2 * np.arange(len(gains)) * logs
    if changes is not None:
        return divisions[-1], float(improved[-1])
    lengths = [np.diff([0, *places, size]) / max(size, 1) for places in divisions]
    criterion = [
        gain - 3 * number * logs - (np.log(parts).sum() if number else 0)
        for number, (gain, parts) in enumerate(zip(gains, lengths, strict=True))
    ]
    chosen = 1 + int(np.argmax(criterion[1:])) if len(criterion) > 1 else 0
    return divisions[chosen], float(improved[chosen])


def _trace(before: list[NDArray[np.intp]], changes: int, size: int) -> list[int]:
    """Return the first periods of the new levels, in order."""
    places: list[int] = []
    end = size
    for start in reversed(before[:changes]):
        end = int(start[end])
        places.insert(0, end)
    return places


def _plausible(cost: NDArray[np.float64], left: int, at: int, right: int, scale: float) -> tuple[int, ...]:
    """Return the places between two other changes that are about as plausible as the best."""
    totals = cost[left, left + 1 : right] + cost[left + 1 : right, right]
    near = 2 * (totals - totals[at - left - 1]) <= PLAUSIBLE * scale
    return tuple(int(place) + left + 1 for place in np.flatnonzero(near))
