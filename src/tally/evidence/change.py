"""Every number of a change, each with its evidence."""

import math
from dataclasses import dataclass
from datetime import date

import pandas as pd

from tally.analysis import Change, Comparison, Direction, break_even
from tally.analysis.bounds import SameDays
from tally.evidence.bounds import BoundTable
from tally.evidence.exposures import NONE, Exposure, Meanwhile, exposure_numbers, numbers_between
from tally.evidence.floors import (
    RATIO,
    SameDaysNumbers,
    allowed_ratios,
    count_ratio,
    fall_number,
    floor_number,
    same_days_numbers,
)
from tally.evidence.months import counted_days_numbers, dispersion_number, interval_numbers
from tally.evidence.numbers import Chosen, Computed, Number
from tally.evidence.sentences import sentence_text
from tally.text import Bound, Shown, Unit, digits_of_range, percent, rounded_bound, words

CELL = "2-change#change"


@dataclass(frozen=True)
class ChangeNumbers(Shown):
    """
    A comparison and its change as numbers with their evidence.

    `ratio` and `high` are None if there is no such number, `raw` if the earlier count is zero; `surplus`, `share` and
    `missed` are those of `rates.TippingPoint`. `lowest` and `highest` are the lowest and highest ratio that vague
    windows allow, None if both windows have exact days or the later has no cut-off. `meanwhile` has the counts of the
    same kind between the two. `meant` are the lowest and the highest ratio on exact days of counts that are only about
    right. `fall` is the fall of the rate in per cent, `floor` is `Change.floor`, `count_ratio` the
    ratio of the bare counts of windows that differ by leap days only, `same_days` the ratio on the same days of the
    year, `break_even` the cut-off at which the rates are equal, and `conflict` the counts that cannot all be true; each
    is None if there is none. `prefix` is what the ids of the change begin with.
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
    meant: tuple[Number, ...] = ()
    fall: Number | None = None
    floor: Number | None = None
    count_ratio: Number | None = None
    same_days: SameDaysNumbers | None = None
    break_even: date | None = None
    conflict: BoundTable | None = None
    prefix: str = ""

    @property
    def lead(self) -> "ChangeNumbers":
        """The numbers of the change that leads: on the same days of both years if they were counted."""
        return self.same_days.counted.numbers if self.same_days and self.same_days.counted else self

    @property
    def clear(self) -> bool:
        """Return whether the interval excludes equal rates."""
        return self.change.clear

    @property
    def times(self) -> Number | None:
        """The ratio as the finding gives it; without a clear change, of the bare counts if leap days are ignored."""
        return self.ratio if self.clear else self.count_ratio or self.ratio

    @property
    def clear_to_the_end(self) -> bool:
        """Return whether the interval excludes equal rates if the count without a cut-off ran to its last day."""
        lowest, highest = self.change.lowest.ratio, self.change.highest.ratio
        return (lowest.high or math.inf) < 1 if self.comparison.later.window.open_ended else highest.low > 1

    @property
    def bound(self) -> Bound:
        """The side on which the ratio is open because a count is a bound, or whether it is only about right."""
        return self.change.bound

    @property
    def readings(self) -> tuple[Number, ...]:
        """The ratios in the chart of readings: the floor, that on the same days, and that of the rates."""
        same = self.lead.ratio if self.lead is not self else self.same_days.low if self.same_days else None
        parts = (self.floor, same, self.ratio)
        return tuple(number for number in parts if number is not None)

    @property
    def has_curve(self) -> bool:
        """Return whether the ratio depends on a cut-off that the later count does not state."""
        return self.comparison.later.window.open_ended and self.ratio is not None

    @property
    def dispersion(self) -> Number | None:
        """Return how many times the variance of independent events the months have; None if that is not known."""
        return dispersion_number(self.change, (self.earlier.count, self.later.count), self.prefix)

    @property
    def direction(self) -> Direction:
        """The direction in which the rate changed."""
        return self.change.direction

    @property
    def in_words(self) -> str:
        """The finding and its caveat, as on the page."""
        return f"{sentence_text('finding', self)} {sentence_text('caveat', self)}"


def chosen(name: str) -> Chosen:
    """Return the evidence of a setting: where it is set, and why it has its value."""
    return Chosen(*words.CHOSEN[name])


def change_numbers(
    comparison: Comparison,
    change: Change,
    between: pd.DataFrame | None = None,
    same_days: SameDays | None = None,
    bounds: BoundTable | None = None,
) -> ChangeNumbers:
    """
    Return the numbers of a change with their evidence.

    Parameters
    ----------
    comparison : Comparison
        The two figures.
    change : Change
        Their change.
    between : DataFrame, optional
        The counts between the two, as from `counts_between`.
    same_days : SameDays, optional
        The count on the same days of the year, as from `count_on_same_days`.
    bounds : BoundTable, optional
        What the counts of their kind imply about each other.
    """
    earlier = exposure_numbers(comparison.earlier, change.earlier.days)
    later = exposure_numbers(comparison.later, change.later.days)
    level = Number(
        "level", change.ratio.level, percent(change.ratio.level * 100), words.LABELS["level"],
        chosen("level"),
    )  # fmt: skip
    used = (earlier.counted(change.earlier), earlier.days), (later.counted(change.later), later.days)
    ends = [
        (earlier.counted(reading.earlier), earlier.days, later.counted(reading.later), later.days)
        for reading in (change.lowest, change.highest)
    ]
    rising = change.later.per_day >= change.earlier.per_day
    higher = later if rising else earlier
    bound = change.bound
    least = Bound.AT_LEAST if bound in (Bound.AT_LEAST, Bound.AT_MOST) else bound  # on either side a lower bound
    sides = (*used[rising], *used[not rising])
    noun = higher.figure.noun
    surplus = _whole("surplus", change.tipping.surplus, *sides, bound=least, unit=noun)
    missed = _whole("missed", change.tipping.missed, *sides, bound=least, unit=noun)
    ratio = raw = None
    shown = None if change.direction is Direction.SAME else change.ratio.estimate
    digits = digits_of_range(shown, change.ratio.low, change.ratio.high)
    if change.ratio.estimate is not None:
        as_written = used[0][0] is earlier.count and used[1][0] is later.count
        rates, counts = (earlier.per_day, later.per_day), (used[0][0], used[1][0], earlier.days, later.days)
        formula, inputs = ("{1} ÷ {0}", rates) if as_written else (RATIO, counts)
        ratio = _number("ratio", change.ratio.estimate, formula, *inputs, bound=bound, significant=digits)
    if change.raw_percent is not None:
        raw = _percent("raw-percent", change.raw_percent, used[0][0], used[1][0])
        raw = raw.worded(bound.of(f"+{raw}" if change.raw_percent > 0 else str(raw).replace("-", "−")))
    allowed = allowed_ratios(comparison, change, earlier, later)
    vague = any(exposure.shortest for exposure in (earlier, later))
    return ChangeNumbers(
        comparison, change, earlier, later, level, ratio,
        *interval_numbers(change, digits, ends, (earlier.count, later.count), level), raw, surplus,
        _percent("surplus-share", 100 * surplus.value / (sides[0].value or 1), surplus, sides[0], bound=least),
        missed, *(allowed if vague else (None, None)),
        meanwhile=NONE if between is None else numbers_between(between),
        fall=fall_number(change, ratio),
        meant=tuple(filter(None, allowed)) if bound is Bound.ABOUT and not vague else (),
        floor=None if comparison.same_days else floor_number(change, *ends[change.direction is Direction.FALL][::2]),
        count_ratio=count_ratio(change, used[0][0], used[1][0]),
        same_days=counted_days_numbers(comparison, level, change_numbers)
        or (same_days_numbers(same_days, earlier.count, later.count) if same_days else None),
        break_even=break_even(comparison, change),
        conflict=bounds if bounds and bounds.remedies else None,
    )  # fmt: skip


def _number(
    name: str, value: float, formula: str, *inputs: Number, bound: Bound = Bound.EXACT, significant: int = 2
) -> Number:
    """Return a number of the change with some significant digits. A bound is written as a bound."""
    text = rounded_bound(value, bound, significant)
    return Number(name, value, text, words.LABELS[name], Computed(formula, inputs, CELL))


def _whole(name: str, value: float, *inputs: Number, bound: Bound, unit: Unit) -> Number:
    """Return a number of events as a whole number: the fewest that reach a value, since no part of one is counted."""
    whole = math.ceil(round(value, 6))
    text = rounded_bound(whole, bound) if bound is Bound.ABOUT else bound.of(f"{whole:,}")
    label = words.LABELS[name].format(unit=unit.after(text))
    return Number(name, whole, text, label, Computed(words.FORMULAS[name], inputs, CELL))


def _percent(name: str, value: float, *inputs: Number, bound: Bound = Bound.EXACT) -> Number:
    """Return a percentage of the change."""
    text = bound.of(percent(value if bound in (Bound.EXACT, Bound.ABOUT) else math.floor(value * 10) / 10))
    return Number(name, value, text, words.LABELS[name], Computed(words.FORMULAS[name], inputs, CELL))
