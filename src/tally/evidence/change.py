"""Every number of a change, each with its evidence."""

import math
from dataclasses import dataclass

import pandas as pd

from tally.analysis import Change, Comparison, Count, Direction
from tally.display import Shown
from tally.evidence.between import NONE, Meanwhile, numbers_between
from tally.evidence.number import Chosen, Computed, Number, quoted_number
from tally.evidence.sentences import sentence_text
from tally.records.figures import Figure
from tally.text import Bound, Unit, percent, rounded_bound, words

DAYS_CELL, RATES_CELL, CHANGE_CELL = "1-figures#figures", "2-change#rates", "2-change#change"


@dataclass(frozen=True)
class Exposure:
    """
    One figure's count, its days, and the rates that follow: the count per day and per thirty days.

    If the window's edges are ranges, `days` are those of the reading that is used; `shortest` and `longest` are the
    fewest and the most days possible. They are None if there is only one number of days, or no cut-off.
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
    A comparison and its change as numbers with their evidence.

    `ratio` and `high` are None if there is no such number, `raw` if the earlier count is zero; `surplus`, `share` and
    `missed` are those of `rates.TippingPoint`. `lowest` and `highest` are the lowest and highest ratio that vague
    windows allow, None if both windows have exact days or the later has no cut-off. `meanwhile` has the counts of the
    same kind between the two.
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
        """The side on which the ratio is open, because one count is a lower bound."""
        return self.change.bound

    @property
    def has_curve(self) -> bool:
        """Return whether the ratio depends on a cut-off that the later count does not state."""
        return self.comparison.later.window.open_ended and self.ratio is not None

    @property
    def direction(self) -> Direction:
        """The direction in which the rate changed."""
        return self.change.direction

    @property
    def in_words(self) -> str:
        """The finding and its caveat, as on the page."""
        return f"{sentence_text('finding', self)} {sentence_text('caveat', self)}"


def exposure_numbers(figure: Figure, used: int | None = None) -> Exposure:
    """Return a figure's days and rates as numbers with their evidence, by default for the most days possible."""
    count, (fewest, most) = quoted_number(figure), figure.window.lengths
    tally, bound = Count(figure.value, used or most, figure.bound), figure.bound
    shortest = longest = None
    if figure.window.vague:
        shortest, longest = _days(figure, fewest, "-fewest", "shortest"), _days(figure, most, "-most", "longest")
        days = shortest if tally.days == fewest else longest
    else:
        formula = "supposed" if figure.window.supposed else "open-end" if figure.window.open_ended else "exact"
        days = _days(figure, tally.days, "", formula)
        if tally.days != most:
            longest = _days(figure, most, "-most", "longest")
    per_day, per_month = (
        Number(f"{name}-{figure.id}", value, text,
               words.LABELS[name].format(unit=figure.noun.after(text), window=figure.window),
               Computed(formula, (count, days), RATES_CELL))
        for name, value, text, formula in (
            ("per-day", tally.per_day, rounded_bound(tally.per_day, bound, 3), "{0} ÷ {1}"),
            ("per-month", tally.per_month, rounded_bound(tally.per_month, bound), words.FORMULAS["per-month"]),
        )
    )  # fmt: skip
    return Exposure(figure, count, days, per_day, per_month, shortest, longest)


def _days(figure: Figure, days: int, which: str, formula: str) -> Number:
    """Return the number of days that a figure covers."""
    evidence = Computed(words.FORMULAS[formula], (quoted_number(figure),), DAYS_CELL)
    label = words.LABELS["days"].format(unit=day_unit().after(str(days)), window=figure.window)
    return Number(f"days{which}-{figure.id}", days, f"{days:,}", label, evidence)


def day_unit() -> Unit:
    """Return the words for days."""
    return Unit(*words.DAYS)


def chosen(name: str) -> Chosen:
    """Return the evidence of a setting: where it is set, and why it has its value."""
    return Chosen(*words.CHOSEN[name])


def change_numbers(comparison: Comparison, change: Change, between: pd.DataFrame | None = None) -> ChangeNumbers:
    """Return the numbers of a change, and of the counts `between` if given, with their evidence."""
    earlier = exposure_numbers(comparison.earlier, change.earlier.days)
    later = exposure_numbers(comparison.later, change.later.days)
    level = Number(
        "level", change.ratio.level, percent(change.ratio.level * 100), words.LABELS["level"],
        chosen("level"),
    )  # fmt: skip
    counted = (earlier.count, earlier.days, later.count, later.days, level)
    higher, lower = (later, earlier) if change.later.per_day >= change.earlier.per_day else (earlier, later)
    bound, least = (
        change.bound,
        Bound.AT_LEAST if change.bound else Bound.EXACT,
    )  # on either side, the surplus is a lower bound
    sides = (higher.count, higher.days, lower.count, lower.days)
    surplus = _number(
        "surplus", change.tipping.surplus,
        "{0} − {2} × {1} ÷ {3}", *sides, digits=1, bound=least, unit=higher.figure.noun,
    )  # fmt: skip
    missed = _number(
        "missed", change.tipping.missed,
        "{0} × {3} ÷ {1} − {2}", *sides, digits=1, bound=least, unit=higher.figure.noun,
    )  # fmt: skip
    ratio = high = raw = None
    if change.ratio.estimate is not None:
        ratio = _number("ratio", change.ratio.estimate, "{1} ÷ {0}", earlier.per_day, later.per_day, bound=bound)
    if change.ratio.high is not None:
        high = _number("ratio-high", change.ratio.high, words.FORMULAS["ratio-high"], *counted)
    if change.raw_percent is not None:
        raw = _percent("raw-percent", change.raw_percent, earlier.count, later.count)
        raw = raw.worded(f"+{raw}" if change.raw_percent > 0 else str(raw).replace("-", "−"))
        raw = raw.worded(bound.of(str(raw)))
    return ChangeNumbers(
        comparison, change, earlier, later, level, ratio,
        _number("ratio-low", change.ratio.low, words.FORMULAS["ratio-low"], *counted),
        high, raw, surplus,
        _percent("surplus-share", change.tipping.share * 100, surplus, higher.count, bound=least),
        missed, *_range(comparison, change, earlier, later),
        meanwhile=NONE if between is None else numbers_between(between),
    )  # fmt: skip


def _range(
    comparison: Comparison, change: Change, earlier: Exposure, later: Exposure
) -> tuple[Number | None, Number | None]:
    """Return the lowest and the highest ratio that vague windows allow."""
    low, high = change.lowest.ratio.estimate, change.highest.ratio.estimate
    open_ended = comparison.earlier.window.open_ended or comparison.later.window.open_ended
    if low is None or high is None or low == high or open_ended:
        return None, None
    formula = "({1} ÷ {3}) ÷ ({0} ÷ {2})"
    return (
        _number("ratio-lowest", low, formula, earlier.count, later.count,
                earlier.shortest or earlier.days, later.longest or later.days, bound=change.bound),
        _number("ratio-highest", high, formula, earlier.count, later.count,
                earlier.longest or earlier.days, later.shortest or later.days, bound=change.bound),
    )  # fmt: skip


def _number(
    name: str,
    value: float,
    formula: str,
    *inputs: Number,
    digits: int | None = None,
    bound: Bound = Bound.EXACT,
    unit: Unit | None = None,
) -> Number:
    """
    Return a number of the change, with `digits` decimals, or with two significant digits by default.

    A bound is written as a bound. If a unit is given, its words are in the label.
    """
    if digits is None or bound:
        text = rounded_bound(value, bound, 2 if digits is None else max(2, len(f"{abs(value):.0f}") + digits))
        text = text if digits is None else text.removesuffix(".0")
    else:
        text = f"{value:z,.{digits}f}".removesuffix(".0")
    label = words.LABELS[name].format(unit=unit.after(text) if unit else "")
    return Number(name, value, text, label, Computed(formula, inputs, CHANGE_CELL))


def _percent(name: str, value: float, *inputs: Number, bound: Bound = Bound.EXACT) -> Number:
    """Return a percentage of the change."""
    text = bound.of(percent(math.floor(value * 10) / 10)) if bound else percent(value)
    return Number(name, value, text, words.LABELS[name], Computed(words.FORMULAS[name], inputs, CHANGE_CELL))
