"""The trend, the levels and the seasons of a series as numbers with their evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from tally.analysis.series import FEWEST, FEWEST_WITH_EVENTS, Fits, Refusal, Seasons, Trend, full_years
from tally.evidence.numbers import Chosen, Computed, Number
from tally.evidence.series.placed import CELL, Placed, size_number, small
from tally.text import Unit, percent, rounded, words
from tally.windows import Window

LONG = 200  # days of a window from which rates are given by the year
YEAR, MONTH = 365.25, 30
TINY, CLEAR = 0.001, 0.05


@dataclass(frozen=True)
class TrendNumbers:
    """
    A trend, or why there is none.

    `percent`, `low` and `high` are without sign: `Trend` has it. `counts` is the number of counts from which it is
    estimated, `fewest` how many are needed, `events` how many are not zero; `monotone` is the probability by the test
    of Mann and Kendall. All but `counts`, `fewest` and `events` are None without a trend.
    """

    trend: Trend | None
    refusal: Refusal
    counts: Number
    events: Number
    fewest: Number
    percent: Number | None = None
    low: Number | None = None
    high: Number | None = None
    level: Number | None = None
    monotone: Number | None = None
    score: int = 0

    @property
    def clear(self) -> bool:
        """Return whether the interval excludes an unchanged rate."""
        return self.trend is not None and self.trend.clear

    @property
    def one_count(self) -> bool:
        """Return whether there is a single count."""
        return self.counts.value == 1

    @property
    def one_event(self) -> bool:
        """Return whether a single count is not zero."""
        return self.events.value == 1

    @property
    def monotone_rises(self) -> bool:
        """Return whether more pairs of counts rise than fall."""
        return self.score > 0

    @property
    def rises(self) -> bool:
        """Return whether the trend is a rise."""
        return self.trend is not None and self.trend.slope > 0

    @property
    def low_rises(self) -> bool:
        """Return whether the lower end of the interval is a rise."""
        return self.trend is not None and self.trend.low > 0

    @property
    def high_rises(self) -> bool:
        """Return whether the upper end of the interval is a rise."""
        return self.trend is not None and self.trend.high > 0

    @property
    def monotone_is_clear(self) -> bool:
        """Return whether the test finds a monotone trend, at one in twenty."""
        return self.monotone is not None and self.monotone.value < CLEAR


@dataclass(frozen=True)
class LevelChangeNumbers:
    """The first period of a new level, the first and last that are as plausible, and the rates before and after."""

    window: Window
    first: Window
    last: Window
    before: Number
    after: Number

    @property
    def is_certain(self) -> bool:
        """Return whether no other period is as plausible."""
        return self.first == self.last


@dataclass(frozen=True)
class SeasonNumbers:
    """The months with most and fewest events per day, against January, in the full years from `first` to `last`."""

    first: Window
    last: Window
    seasons: Seasons
    highest: tuple[str, Number]
    lowest: tuple[str, Number]
    probability: Number

    @property
    def base(self) -> str:
        """The month with which the others are compared."""
        return words.MONTHS[0]

    @property
    def clear(self) -> bool:
        """Return whether the months differ more than chance allows, at one in twenty."""
        return self.probability.value < CLEAR


def trend_numbers(name: str, fits: Fits, used: Sequence[Placed]) -> TrendNumbers:
    """Return the trend of a part of a series as numbers, or those that say why there is none."""
    counts = size_number(f"{name}-used", used, "trend") if used else small(f"{name}-used", 0, "size", (), "trend")
    positive = [item for item in used if item.number.value]
    events = (
        size_number(f"{name}-with-events", positive, "trend")
        if positive
        else small(f"{name}-with-events", 0, "size", (counts,), "trend")
    )
    fewest = FEWEST_WITH_EVENTS if fits.refusal is Refusal.FEW_WITH_EVENTS else FEWEST
    needed = needed_number(f"{name}-fewest", fewest, "fewest")
    trend = fits.trend
    if trend is None:
        return TrendNumbers(None, fits.refusal, counts, events, needed)
    level = Number(
        "level", trend.level, percent(trend.level * 100), words.LABELS["level"], Chosen(*words.CHOSEN["level"])
    )
    label, formula = words.SERIES["trend"]
    change = Number(f"{name}-trend", trend.percent, _percent(trend.percent), label,
                    Computed(formula, (counts,), f"{CELL}trend"))  # fmt: skip
    label, formula = words.SERIES["trend-end"]
    low, high = (
        Number(f"{name}-trend-{end}", value, _percent(value), label,
               Computed(formula, (change, level), f"{CELL}trend"))
        for end, value in zip(("low", "high"), trend.bounds, strict=True)
    )  # fmt: skip
    monotone = fits.monotone
    probability = _probability(f"{name}-monotone", monotone.probability, "monotone", counts) if monotone else None
    return TrendNumbers(
        trend, fits.refusal, counts, events, needed, change, low, high, level, probability,
        monotone.score if monotone else 0,
    )  # fmt: skip


def needed_number(name: str, value: int, reason: str) -> Number:
    """Return how many counts are needed, and why."""
    evidence = Chosen(*words.CHOSEN[reason])
    return Number(f"{name}-{value}", value, words.SMALL_NUMBERS[value], words.LABELS["needed"], evidence)


def _percent(value: float) -> str:
    """Return a percentage without its sign, rounded to two digits."""
    return words.PERCENT.format(rounded(abs(value)))


def _probability(name: str, value: float, kind: str, counts: Number) -> Number:
    """Return a probability as a number; a very small one is given in words."""
    label, formula = words.SERIES[kind]
    text = words.SERIES_UNITS["tiny"] if value < TINY else rounded(value)
    return Number(
        name, value, text, label, Computed(formula, (counts,), f"{CELL}{'trend' if kind == 'monotone' else kind}")
    )


def level_numbers(name: str, fits: Fits, used: Sequence[Placed], noun: Unit) -> tuple[LevelChangeNumbers, ...]:
    """Return the changes of level of a part of a series."""
    if fits.changes is None or not fits.changes.changes:
        return ()
    days, time = (
        (YEAR, words.SERIES_UNITS["year"]) if rates_by_year(used) else (MONTH, words.SERIES_UNITS["thirty-days"])
    )
    edges = [0, *(change.at for change in fits.changes.changes), len(used)]
    label, formula = words.SERIES["rate"]
    rates = [
        Number(f"{name}-level-{place}", rate * days, rounded(rate * days), label.format(noun.many, time),
               Computed(formula, (used[first].number, used[last - 1].number), f"{CELL}levels"))
        for place, (first, last, rate) in enumerate(zip(edges, edges[1:], fits.changes.rates, strict=False), start=1)
    ]  # fmt: skip
    return tuple(
        LevelChangeNumbers(
            used[change.at].window, used[change.plausible[0]].window, used[change.plausible[-1]].window, before, after
        )
        for change, before, after in zip(fits.changes.changes, rates, rates[1:], strict=False)
    )


def rates_by_year(used: Sequence[Placed]) -> bool:
    """Return whether rates are given by the year, since the windows are long, and not by thirty days."""
    return sorted(item.window.days for item in used)[len(used) // 2] > LONG


def season_numbers(name: str, fits: Fits, used: Sequence[Placed]) -> SeasonNumbers | None:
    """Return the seasons of a part of a series; None if none were estimated."""
    seasons = fits.seasons
    if seasons is None:
        return None
    days = {point.window.first for point in full_years([item.point for item in used])}
    behind = [item for item in used if item.window.first in days]
    counts = small(f"{name}-months", len(behind), "many", (behind[0].number, behind[-1].number), "seasons")
    label, formula = words.SERIES["factor"]
    ends = [max(range(12), key=seasons.factors.__getitem__), min(range(12), key=seasons.factors.__getitem__)]
    highest, lowest = (
        (words.MONTHS[month],
         Number(f"{name}-factor-{month + 1}", seasons.factors[month], rounded(seasons.factors[month]), label,
                Computed(formula, (counts,), f"{CELL}seasons")))
        for month in ends
    )  # fmt: skip
    probability = _probability(f"{name}-seasons", seasons.probability, "seasons", counts)
    return SeasonNumbers(behind[0].window, behind[-1].window, seasons, highest, lowest, probability)
