"""The possible ratios of two counts: the bare counts, per day, and on the same days of the year."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pandas as pd

from tally.analysis import Comparison
from tally.analysis.bounds import SameDays, count_on_same_days, counted_on_same_days
from tally.records.figures import Figure, all_figures
from tally.text import Bound
from tally.windows import Window

Limit = Fraction | float  # a float only where it is infinite


@dataclass(frozen=True)
class RatioRange:
    """The lowest and the highest possible ratio of the later count to the earlier."""

    low: Limit
    high: Limit

    def times(self, low: Limit, high: Limit) -> "RatioRange":
        """Return the range, multiplied by a range."""
        return RatioRange(self.low * low, self.high * high)


@dataclass(frozen=True)
class Readings:
    """
    The ratios that two counts support.

    `bare` is that of the counts as they are; `per_day` that of the daily rates, the same if the counts are like for
    like; `same_days` that on the same days of the year, if the windows differ in length and other counts limit it.
    `days` are the fewest and the most days of each window that were used, and `on_same_days` what `same_days` is from.
    """

    bare: RatioRange
    per_day: RatioRange
    same_days: RatioRange | None
    days: tuple[tuple[int, int], tuple[int, int]]
    on_same_days: SameDays | None

    @property
    def known(self) -> tuple[RatioRange, ...]:
        """All of these ranges."""
        return (self.bare, self.per_day, *([self.same_days] if self.same_days else []))


def readings_of(figures: pd.DataFrame, comparison: Comparison) -> Readings | None:
    """
    Return the ratios that two comparable counts support; None if the earlier count may be zero.

    A window without a cut-off ends between the first cut-off that an account of the same count gives and its as-of
    day. If no account gives one, the window may be as short as a day.
    """
    earlier, later = comparison.pair
    before, after = possible_values(earlier), possible_values(later)
    if not before[0] and earlier.bound is not Bound.AT_MOST:
        return None
    bare = RatioRange(_divided(after[0], before[1]), _divided(after[1], before[0]))
    days = (possible_days(earlier, figures), possible_days(later, figures))
    (earlier_least, earlier_most), (later_least, later_most) = days
    per_day = bare.times(Fraction(earlier_least, later_most), Fraction(earlier_most, later_least))
    if comparison.same_days:
        return Readings(bare, bare, None, days, None)
    same = counted_on_same_days(comparison) or count_on_same_days(figures, comparison)
    return Readings(bare, per_day, _on_same_days(comparison, same) if same else None, days, same)


def possible_values(figure: Figure) -> tuple[Limit, Limit]:
    """Return the lowest and the highest true value of a count."""
    low, high = figure.limits
    return Fraction(low), math.inf if high is None else Fraction(high)


def possible_days(figure: Figure, figures: pd.DataFrame) -> tuple[int, int]:
    """Return the fewest and the most days that a window covers; see `readings_of`."""
    fewest, most = figure.window.lengths
    if not figure.window.open_ended or figure.window.vague:
        return fewest, most
    named = [day for day in _named_ends(figure, figures) if figure.window.first <= day <= figure.window.last]
    return ((min(named) - figure.window.first).days + 1 if named else fewest), most


def _named_ends(figure: Figure, figures: pd.DataFrame) -> list[date]:
    """List the cut-offs that other accounts of a count give."""
    accounts = all_figures(figures[figures["repeats"] == figure.id]).values()
    return [
        account.window.last
        for account in accounts
        if account.value == figure.value and not account.window.open_ended and not account.window.vague
    ]


def part_counts(figures: pd.DataFrame, whole: Figure, values: Sequence[Limit]) -> list[Figure]:
    """Return the counts of the same kind, for a part of a window, with a value between two limits."""
    kind = (figures["group"] == whole.group) & (figures["place"] == whole.place) & (figures["unit"] == whole.unit)
    candidates = all_figures(figures[kind & (figures["counter"] == whole.counter)]).values()
    return [
        figure
        for figure in candidates
        if values[0] <= figure.value <= values[1] and _is_part(figure.window, whole.window)
    ]


def _is_part(window: Window, whole: Window) -> bool:
    """Return whether a window is within another and shorter."""
    if None in (window.start, window.end, whole.start, whole.end):
        return False
    return whole.contains(window)


def _on_same_days(comparison: Comparison, same: SameDays) -> RatioRange:
    """Return the ratios on the same days of the year: one count as it is, of the other the part on these days."""
    least, most = Fraction(same.bound.least), math.inf if same.bound.most is None else Fraction(same.bound.most)
    if same.longer.id == comparison.earlier.id:
        low, high = possible_values(comparison.later)
        return RatioRange(_divided(low, most), _divided(high, least))
    low, high = possible_values(comparison.earlier)
    return RatioRange(_divided(least, high), _divided(most, low))


def _divided(over: Limit, under: Limit) -> Limit:
    """Return a quotient; zero over anything is zero, and anything else over zero is infinite."""
    if not over or under == math.inf:
        return Fraction(0)
    return over / under if under else math.inf
