"""The scenarios in which a change is tested, and what remains of it."""

from dataclasses import dataclass

import pandas as pd
from scipy.special import betaincc

from tally.analysis import Change, Comparison, Count, Direction, Interval, Reading, rate_ratio, readings
from tally.analysis.robustness.cutoffs import Cutoff, printed_cutoffs
from tally.analysis.robustness.series import Series, find_series, varied_ratio

FACTORS = (2, 5, 10)  # by which the variance is multiplied
NOT_CERTAIN = 0.95  # the highest probability of a direction if the interval includes equal rates
SAME_SIZE = 2  # the size is robust if all intervals together span no more than this factor


@dataclass(frozen=True)
class Scenario:
    """
    The ratio under one assumption.

    `factor` is set if events come in clusters, `cutoff` if the later window ends on a day that a document gives,
    `series` if periods vary as those of a series, and `claims_most` if vague windows are read to claim most; none of
    them for independent events. `measured` says that the factor is that of the months of the two windows.
    """

    ratio: Interval
    factor: float | None = None
    cutoff: Cutoff | None = None
    series: Series | None = None
    claims_most: bool = False
    measured: bool = False


@dataclass(frozen=True)
class Robustness:
    """
    A change under weaker assumptions.

    Attributes
    ----------
    scenarios : tuple of Scenario
        The first is independent events. Clusters are tried by each factor that neither count is below: smaller counts
        would be less than one cluster.
        If the months of both windows tell how much they vary, that is used instead. All but the cut-offs and
        `claims_most` are on the reading that claims least.
    series : Series or None
        The counts from which swings from period to period are estimated, if there are enough.
    likelihood : float
        The probability of the direction at the highest factor tried, if the two counts are correct. It is not above
        `NOT_CERTAIN` if the interval at that factor includes equal rates, so that no word says more than the interval.
    """

    scenarios: tuple[Scenario, ...]
    series: Series | None
    likelihood: float

    @property
    def low(self) -> float:
        """The lowest end of all intervals."""
        return min(scenario.ratio.low for scenario in self.scenarios)

    @property
    def high(self) -> float | None:
        """The highest end of all intervals; None if any has no upper bound."""
        highs = [scenario.ratio.high for scenario in self.scenarios]
        return None if None in highs else max(high for high in highs if high is not None)

    @property
    def fails(self) -> Scenario | None:
        """The first scenario whose interval includes equal rates, if there is one."""
        return next((scenario for scenario in self.scenarios if includes_equal(scenario.ratio)), None)

    @property
    def size_stands(self) -> bool:
        """Return whether all intervals agree about the size of the change, within a factor of `SAME_SIZE`."""
        return self.high is not None and self.low > 0 and self.high / self.low <= SAME_SIZE

    @property
    def cutoffs(self) -> tuple[Cutoff, ...]:
        """The cut-offs that documents give for a later count that has none itself."""
        return tuple(scenario.cutoff for scenario in self.scenarios if scenario.cutoff)

    @property
    def factors(self) -> tuple[float, ...]:
        """The factors that were tried."""
        return tuple(scenario.factor for scenario in self.scenarios if scenario.factor)


def probability_of_rise(earlier: Count, later: Count, factor: float) -> float:
    """
    Compute the probability that the later rate is the higher one, with the variance multiplied by a factor.

    Given the total, the later count's share is bounded as in `rate_ratio`; the two Clopper-Pearson limits are averaged,
    which is the mid-P value (Lancaster 1961). Without events it is a half.
    """
    share = later.days / (earlier.days + later.days)
    before, after = earlier.value / factor, later.value / factor
    lower = float(betaincc(after, before + 1, share)) if after else 0.0
    upper = float(betaincc(after + 1, before, share)) if before else 1.0
    return (lower + upper) / 2


def stress(figures: pd.DataFrame, comparison: Comparison, change: Change) -> Robustness:
    """Compute the change under weaker assumptions about the independence of events and the unknown days of windows."""
    level = change.ratio.level
    least = Reading(change.earlier, change.later, change.ratio)
    tried: list[float]
    if change.dispersion is None:
        tried = [factor for factor in FACTORS if factor <= min(least.earlier.value, least.later.value)]
        ratios = [rate_ratio(least.earlier, least.later, level, factor) for factor in tried]
        scenarios = [Scenario(least.ratio), *map(Scenario, ratios, tried)]
    else:
        tried = [change.dispersion]
        independent = rate_ratio(least.earlier, least.later, level)
        scenarios = [Scenario(independent), Scenario(least.ratio, change.dispersion, measured=True)]
    scenarios += [
        Scenario(cutoff.reading.ratio, cutoff=cutoff)
        for cutoff in printed_cutoffs(figures, comparison, change.earlier, level)
    ]
    falling = change.direction in (Direction.FALL, Direction.TO_NONE)
    most = change.lowest if falling else change.highest
    if _vague(comparison, change):
        scenarios.append(Scenario(most.ratio, claims_most=True))
    series = find_series(figures, comparison)
    varied = varied_ratio(least, series) if series else None
    if varied:
        scenarios.append(Scenario(varied, series=series))
    counts = readings(least.earlier, least.later)[falling]  # the highest ratio claims least of a fall
    rise = probability_of_rise(*counts, max(tried, default=1))
    likelihood = 1 - rise if falling else rise
    if includes_equal(scenarios[len(tried)].ratio):
        likelihood = min(likelihood, NOT_CERTAIN)
    return Robustness(tuple(scenarios), series if varied else None, likelihood)


def includes_equal(interval: Interval) -> bool:
    """Return whether an interval includes equal rates."""
    return interval.low <= 1 and (interval.high is None or interval.high >= 1)


def _vague(comparison: Comparison, change: Change) -> bool:
    """Return whether windows in months or years allow several ratios, and none of the windows is open."""
    lowest, highest = change.lowest.ratio.estimate, change.highest.ratio.estimate
    windows = [figure.window for figure in comparison.pair]
    known = any(window.open_ended for window in windows) or not any(window.vague for window in windows)
    return not known and lowest is not None and highest is not None and lowest != highest
