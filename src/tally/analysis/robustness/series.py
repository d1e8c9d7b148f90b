"""How much the counts of one counter vary from period to period, and what that does to a ratio."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri

from tally.analysis import KIND, Comparison, Count, Interval, Reading, readings
from tally.records.figures import Basis, Figure, all_figures
from tally.text import Bound
from tally.windows import Window, same_days_of_the_year

FEWEST = 3  # counts from which a variation is estimated


@dataclass(frozen=True)
class Series:
    """
    Counts of one kind over periods of one length that share no day, in the order of their days.

    `variation` is their coefficient of variation: the sample standard deviation (n − 1) over the mean.
    """

    figures: tuple[Figure, ...]
    variation: float

    @property
    def whole_years(self) -> bool:
        """Return whether each period is a calendar year."""
        return all(figure.window.whole_years and figure.window.days < 367 for figure in self.figures)


def find_series(figures: pd.DataFrame, comparison: Comparison) -> Series | None:
    """
    Find the counts from which swings between periods can be estimated.

    Returns
    -------
    Series or None
        Exact counts of the counter, unit, basis, group and place of the two, over exact windows of one length (a leap
        day is ignored) that share no day. If no basis is stated, only counts of the same document are of one basis.
        The length is that of one of the two, since shorter periods vary differently; of both, the one with more counts
        is used. None if there are fewer than `FEWEST`, or if all counts are zero.
    """
    earlier, pair = comparison.earlier, [comparison.earlier, comparison.later]
    usable = (figures[KIND] == [getattr(earlier, name) for name in KIND]).all(axis="columns")
    usable &= (figures["repeats"] == "") & ~figures.index.isin([figure.repeats for figure in pair])
    if earlier.basis is Basis.UNSPECIFIED:
        usable &= figures["source"] == earlier.source
    ids = {figure.id for figure in pair}
    others = all_figures(figures[usable & ~figures.index.isin(ids)]).values()
    exact = [figure for figure in (*pair, *others) if figure.bound is Bound.EXACT and _exact(figure.window)]
    ranked = sorted(
        {tuple(figure.id for figure in group): group for group in map(_apart, _groups(exact))}.values(),
        key=lambda group: (any(figure.id in ids for figure in group), len(group), group[0].window.days),
    )
    lengths = [figure.window for figure in pair if _exact(figure.window)]
    chosen = next(
        (group for group in reversed(ranked) if len(group) >= FEWEST and _as_long(group[0].window, lengths)), ()
    )
    values = np.array([figure.value for figure in chosen], dtype=float)
    return Series(tuple(chosen), float(values.std(ddof=1) / values.mean())) if values.any() else None


def varied_ratio(reading: Reading, series: Series) -> Interval | None:
    """
    Compute the interval of a ratio if the rate itself varies from period to period as a series does.

    Returns
    -------
    Interval or None
        None if a count is zero, since a logarithm of the ratio does not exist.

    Notes
    -----
    The delta method: each count has the variance of its own chance and of the swing of its period, so the variance of
    the logarithm of the ratio is 2·cv² + 1/a + 1/b, with the coefficient of variation cv and the counts a and b. The
    counts of the series include those compared, and their own chance, so the swings are rather over- than
    underestimated.
    """
    ratio, (lowest, highest) = reading.ratio, readings(reading.earlier, reading.later)
    if not ratio.estimate or not all(count.value for count in (*lowest, *highest)):
        return None
    low, high = (later.per_day / earlier.per_day for earlier, later in (lowest, highest))
    below, above = (_spread(*counts, series, ratio.level) for counts in (lowest, highest))
    return Interval(
        ratio.estimate,
        0.0 if ratio.bound is Bound.AT_MOST else low / below,
        None if ratio.bound is Bound.AT_LEAST else high * above,
        ratio.level,
        ratio.bound,
    )


def _spread(earlier: Count, later: Count, series: Series, level: float) -> float:
    """Compute the factor by which the interval of a ratio extends to each side of it."""
    variance = 2 * series.variation**2 + 1 / earlier.value + 1 / later.value
    return math.exp(float(ndtri((1 + level) / 2)) * math.sqrt(variance))


def _exact(window: Window) -> bool:
    """Return whether a window has one first and one last day."""
    return not window.vague and not window.open_ended


def _as_long(window: Window, others: Iterable[Window]) -> bool:
    """Return whether a window is as long as one of others; one leap day is ignored."""
    return any(window.days == other.days or same_days_of_the_year(window, other) for other in others)


def _groups(figures: Sequence[Figure]) -> Iterable[list[Figure]]:
    """Group figures by the length of their windows, and by the days of the year, which ignores a leap day."""
    groups: dict[tuple[int, ...], list[Figure]] = {}
    for figure in figures:
        first, last, days = figure.window.first, figure.window.last, figure.window.days
        groups.setdefault((days,), []).append(figure)
        dates = (first.month, first.day, last.month, last.day, last.year - first.year)
        groups.setdefault(dates, []).append(figure)
    return groups.values()


def _apart(figures: Sequence[Figure]) -> list[Figure]:
    """Select as many figures as possible whose windows share no day; of one window, the first in the list."""
    selected: list[Figure] = []
    for figure in sorted(figures, key=lambda figure: figure.window.last):
        if not selected or selected[-1].window.last < figure.window.first:
            selected.append(figure)
    return selected
