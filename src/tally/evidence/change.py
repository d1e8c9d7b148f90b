"""Every number of a change, each with its evidence."""

import math
from dataclasses import dataclass

import pandas as pd

from tally.analysis import Bound, Change, Comparison, Count, Direction
from tally.display import Shown
from tally.evidence.between import NONE, Meanwhile, numbers_between
from tally.evidence.number import Chosen, Computed, Number, quoted_number
from tally.evidence.sentences import sentence_text
from tally.records.figures import Figure
from tally.text import Unit, percent, rounded_bound

DAY = Unit("days", "day")
DAYS_CELL, RATES_CELL, CHANGE_CELL = "1-figures#figures", "2-change#rates", "2-change#change"
EXACT = "days of the window of {0}, from its first to its last, both included"
OPEN_END = f"{EXACT}; it has no stated end, so this is as long as the reading that claims least takes it to be"
SUPPOSED = f"{EXACT}; it has no stated end, and the brief supposes (as_of) that it stopped on that last day"
SHORTEST, LONGEST = "fewest days that the window of {0} can have", "most days that the window of {0} can have"
BOUND = (
    "the exact (Clopper–Pearson) bound on the later count’s share of both counts, {0} and {2}, "
    "made a ratio of rates by the days, {1} and {3}, at the level {4}"
)


@dataclass(frozen=True)
class Exposure:
    """
    One figure's count, its days, and the rates that follow: the count per day and per thirty days.

    Where the window's edges are ranges, `days` are those of the reading that is used; `shortest` and `longest` are the
    fewest and the most that it can have, and None where there is only one number of days, or no cut-off.
    """

    figure: Figure
    count: Number
    days: Number
    per_day: Number
    per_month: Number
    shortest: Number | None = None
    longest: Number | None = None


@dataclass(frozen=True)
class ChangeNumbers(Shown):
    """
    A comparison and its change as numbers that can be followed.

    `ratio` and `high` are None where there is no such number, `raw` where nothing came before; `surplus`, `share` and
    `missed` are those of `rates.TippingPoint`. `lowest` and `highest` are the ratios between which the readings
    of vague windows lie, None where both windows have exact days or the later has no cut-off. `meanwhile` has the
    counts of the same kind between the two.
    """

    comparison: Comparison
    change: Change
    earlier: Exposure
    later: Exposure
    level: Number
    ratio: Number | None
    low: Number
    high: Number | None
    raw: Number | None
    surplus: Number
    share: Number
    missed: Number
    lowest: Number | None = None
    highest: Number | None = None
    meanwhile: Meanwhile = NONE

    @property
    def bound(self) -> Bound:
        """Whether the ratio is only the least or the most that it can be, one count being a lower bound."""
        return self.change.bound

    @property
    def has_curve(self) -> bool:
        """Whether the ratio moves with a cut-off that the later count does not state."""
        return self.comparison.later.window.open_ended and self.ratio is not None

    @property
    def direction(self) -> Direction:
        """Which way the rate went."""
        return self.change.direction

    @property
    def in_words(self) -> str:
        """The finding and its caveat, as the page has them."""
        return f"{sentence_text('finding', self)} {sentence_text('caveat', self)}"


def exposure_numbers(figure: Figure, used: int | None = None) -> Exposure:
    """Give a figure's days and rates their evidence. The days are the most that there can be, if none are `used`."""
    count, (fewest, most) = quoted_number(figure), figure.window.lengths
    tally, bound = Count(figure.value, used or most, figure.at_least), "at least" if figure.at_least else ""
    shortest = longest = None
    if figure.window.vague:
        shortest, longest = _days(figure, fewest, "-fewest", SHORTEST), _days(figure, most, "-most", LONGEST)
        days = shortest if tally.days == fewest else longest
    else:
        formula = SUPPOSED if figure.window.supposed else OPEN_END if figure.window.open_ended else EXACT
        days = _days(figure, tally.days, "", formula)
        if tally.days != most:
            longest = _days(figure, most, "-most", LONGEST)
    per_day, per_month = (
        Number(f"{name}-{figure.id}", value, text, f"{figure.noun.after(text)} {label}, {figure.window}",
               Computed(formula, (count, days), RATES_CELL))
        for name, value, text, label, formula in (
            ("per-day", tally.per_day, rounded_bound(tally.per_day, bound, 3), "per day", "{0} ÷ {1}"),
            ("per-month", tally.per_month, rounded_bound(tally.per_month, bound), "per thirty days",
             "{0} × thirty ÷ {1}"),
        )
    )  # fmt: skip
    return Exposure(figure, count, days, per_day, per_month, shortest, longest)


def _days(figure: Figure, days: int, which: str, formula: str) -> Number:
    """Make the number of days that a figure covers."""
    evidence = Computed(formula, (quoted_number(figure),), DAYS_CELL)
    return Number(f"days{which}-{figure.id}", days, f"{days:,}", f"{DAY.after(str(days))}, {figure.window}", evidence)


def change_numbers(comparison: Comparison, change: Change, between: pd.DataFrame | None = None) -> ChangeNumbers:
    """Give each number of a change its evidence, and those of `between`, if that has been asked."""
    earlier = exposure_numbers(comparison.earlier, change.earlier.days)
    later = exposure_numbers(comparison.later, change.later.days)
    level = Number(
        "level", change.ratio.level, percent(change.ratio.level * 100), "level of the interval",
        Chosen("level in the brief", "The share of such intervals that would contain the true ratio."),
    )  # fmt: skip
    counted = (earlier.count, earlier.days, later.count, later.days, level)
    higher, lower = (later, earlier) if change.later.per_day >= change.earlier.per_day else (earlier, later)
    bound, least = change.bound, Bound.AT_LEAST if change.bound else Bound.EXACT  # either way, the surplus is the least
    sides = (higher.count, higher.days, lower.count, lower.days)
    surplus = _number(
        "surplus", change.tipping.surplus, "{} that would have to be wrong for the rates to be equal",
        "{0} − {2} × {1} ÷ {3}", *sides, digits=1, bound=least, unit=higher.figure.noun,
    )  # fmt: skip
    missed = _number(
        "missed", change.tipping.missed, "{} that would have to have been missed for the rates to be equal",
        "{0} × {3} ÷ {1} − {2}", *sides, digits=1, bound=least, unit=higher.figure.noun,
    )  # fmt: skip
    ratio = high = raw = None
    if change.ratio.estimate is not None:
        label = "the later rate as a multiple of the earlier"
        ratio = _number("ratio", change.ratio.estimate, label, "{1} ÷ {0}", earlier.per_day, later.per_day,
                        bound=bound)  # fmt: skip
    if change.ratio.high is not None:
        high = _number("ratio-high", change.ratio.high, "upper end of the interval", f"upper end: {BOUND}", *counted)
    if change.raw_percent is not None:
        label, formula = "change between the bare counts", "({1} − {0}) ÷ {0}, in per cent"
        raw = _percent("raw-percent", change.raw_percent, label, formula, earlier.count, later.count)
        raw = raw.worded(f"+{raw}" if change.raw_percent > 0 else str(raw).replace("-", "−"))
        raw = raw.worded(" ".join(filter(None, (bound, str(raw)))))
    return ChangeNumbers(
        comparison, change, earlier, later, level, ratio,
        _number("ratio-low", change.ratio.low, "lower end of the interval", f"lower end: {BOUND}", *counted),
        high, raw, surplus,
        _percent("surplus-share", change.tipping.share * 100, "share of the count that would have to be wrong",
                 "{0} ÷ {1}, in per cent", surplus, higher.count, bound=least),
        missed, *_range(comparison, change, earlier, later),
        meanwhile=NONE if between is None else numbers_between(between),
    )  # fmt: skip


def _range(
    comparison: Comparison, change: Change, earlier: Exposure, later: Exposure
) -> tuple[Number | None, Number | None]:
    """Make the lowest and the highest ratio of vague windows."""
    low, high = change.lowest.ratio.estimate, change.highest.ratio.estimate
    open_ended = comparison.earlier.window.open_ended or comparison.later.window.open_ended
    if low is None or high is None or low == high or open_ended:
        return None, None
    label, formula = "{} ratio that the windows allow", "({1} ÷ {3}) ÷ ({0} ÷ {2})"
    return (
        _number("ratio-lowest", low, label.format("lowest"), formula, earlier.count, later.count,
                earlier.shortest or earlier.days, later.longest or later.days, bound=change.bound),
        _number("ratio-highest", high, label.format("highest"), formula, earlier.count, later.count,
                earlier.longest or earlier.days, later.shortest or later.days, bound=change.bound),
    )  # fmt: skip


def _number(
    name: str,
    value: float,
    label: str,
    formula: str,
    *inputs: Number,
    digits: int | None = None,
    bound: str = "",
    unit: Unit | None = None,
) -> Number:
    """
    Make a number of the change, to so many decimals, or to two significant digits if none are named.

    One that is only the least or the most that there can be says so. Where a unit is given, its words take the place
    of {} in the label.
    """
    if digits is None or bound:
        text = rounded_bound(value, bound, 2 if digits is None else max(2, len(f"{abs(value):.0f}") + digits))
        text = text if digits is None else text.removesuffix(".0")
    else:
        text = f"{value:z,.{digits}f}".removesuffix(".0")
    label = label.replace("{}", unit.after(text)) if unit else label
    return Number(name, value, text, label, Computed(formula, inputs, CHANGE_CELL))


def _percent(name: str, value: float, label: str, formula: str, *inputs: Number, bound: str = "") -> Number:
    """Make a percentage of the change."""
    text = f"{bound} {percent(math.floor(value * 10) / 10)}" if bound else percent(value)
    return Number(name, value, text, label, Computed(formula, inputs, CHANGE_CELL))
