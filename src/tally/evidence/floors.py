"""How far the counts go without assumptions: floors and the same days of the year; and a fall in per cent."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from tally.analysis import Change, Comparison, Direction, Verdict
from tally.analysis.bounds import SameDays
from tally.evidence.bounds import Range, range_numbers
from tally.evidence.exposures import Exposure
from tally.evidence.numbers import Computed, Given, Number, in_parts, quoted_number
from tally.text import Bound, digits_of_range, percent, rounded, rounded_bound, words
from tally.windows import Window

if TYPE_CHECKING:
    from tally.evidence.change import ChangeNumbers
    from tally.evidence.months import CountedDays

Written = tuple[Number | str, ...]
CELL, RATIO = "2-change#change", "({1} ÷ {3}) ÷ ({0} ÷ {2})"


@dataclass(frozen=True)
class SameDaysNumbers:
    """
    The ratio of the two counts on the same days of the year.

    `count` is the number on those days of the longer window, `window` these days, `low` and `high` the ends of the
    ratio; `high` is None if the count can be zero. `counted` has more if it was counted, and not inferred.
    """

    window: Window
    count: Range
    low: Number
    high: Number | None
    counted: "CountedDays | None" = None

    @property
    def exact(self) -> bool:
        """Return whether only one ratio is possible."""
        if self.high is None:
            return False
        return self.low.text == self.high.text if self.counted else self.low.value == self.high.value


def same_days_numbers(same_days: SameDays, earlier: Number, later: Number) -> SameDaysNumbers | None:
    """Return the ratio on the same days of the year as numbers; None if they are not exact, or do not limit it."""
    used = tuple(quoted_number(figure) for figure in same_days.figures)
    label = words.ASKED["in"].format(same_days.window)
    if any(isinstance(count.evidence, Given) and count.evidence.figure.bound for count in (earlier, later)):
        return None
    count = range_numbers("same-days", same_days.bound, same_days.longer.noun, label, used)
    if count.most is None or not count.least.value:
        return None
    split_earlier = isinstance(earlier.evidence, Given) and earlier.evidence.figure.id == same_days.longer.id
    pairs = [(end, later) if split_earlier else (earlier, end) for end in (count.least, count.most)]
    ratios = sorted(((after.value / before.value, before, after) for before, after in pairs), key=lambda ends: ends[0])
    low, high = (
        Number(f"same-days-{end}", value, rounded(value), words.LABELS[f"same-days-{end}"],
               Computed("{1} ÷ {0}", (before, after), CELL))
        for end, (value, before, after) in zip(("low", "high"), ratios, strict=True)
    )  # fmt: skip
    return SameDaysNumbers(same_days.window, count, low, high)


def fall_number(change: Change, ratio: Number | None) -> Number | None:
    """Return the fall of the rate in per cent, rounded to a whole number unless that would be all."""
    if ratio is None or change.direction is not Direction.FALL or change.bound is Bound.AT_LEAST:
        return None
    value = (1 - ratio.value) * 100
    text = percent(value if value > 99 or value < 1 else round(value))
    if change.bound is Bound.AT_MOST:
        text = Bound.AT_LEAST.of(percent(math.floor(value)))
    text = text if change.bound is not Bound.ABOUT else Bound.ABOUT.of(text)
    return Number(
        "fall-percent",
        value,
        text,
        words.LABELS["fall-percent"],
        Computed(words.FORMULAS["fall-percent"], (ratio,), CELL),
    )


def count_ratio(change: Change, earlier: Number, later: Number) -> Number | None:
    """Return the ratio of the bare counts if the windows differ by ignored leap days only."""
    if change.verdict is not Verdict.LIKE_FOR_LIKE or change.earlier.days == change.later.days or not earlier.value:
        return None
    ratio = change.later.value / change.earlier.value
    text = rounded_bound(ratio, change.bound, digits_of_range(ratio, change.ratio.low, change.ratio.high))
    return Number("count-ratio", ratio, text, words.LABELS["floor"], Computed("{1} ÷ {0}", (earlier, later), CELL))


def floor_number(change: Change, earlier: Number, later: Number) -> Number | None:
    """Return the ratio of the bare counts if it bounds that of the rates."""
    if change.floor is None:
        return None
    side = Bound.AT_LEAST if change.direction is Direction.RISE else Bound.AT_MOST
    text = rounded(change.floor) if not change.bound else rounded_bound(change.floor, side).split()[-1]
    return Number("floor", change.floor, text, words.LABELS["floor"], Computed("{1} ÷ {0}", (earlier, later), CELL))


def allowed_ratios(
    comparison: Comparison, change: Change, earlier: Exposure, later: Exposure
) -> tuple[Number | None, Number | None]:
    """Return the lowest and the highest ratio that vague windows, and counts that are only about right, allow."""
    low, high = change.lowest.ratio.estimate, change.highest.ratio.estimate
    open_ended = comparison.earlier.window.open_ended or comparison.later.window.open_ended
    if low is None or high is None or low == high or open_ended:
        return None, None
    bound, digits = Bound.EXACT if change.bound is Bound.ABOUT else change.bound, digits_of_range(low, high)
    days = (
        (earlier.shortest or earlier.days, later.longest or later.days),
        (earlier.longest or earlier.days, later.shortest or later.days),
    )
    lowest, highest = (
        Number(name, value, rounded_bound(value, bound, digits), words.LABELS[name],
               Computed(RATIO, (earlier.counted(reading.earlier), later.counted(reading.later), *covered), CELL))
        for name, value, reading, covered in (
            ("ratio-lowest", low, change.lowest, days[0]), ("ratio-highest", high, change.highest, days[1]),
        )
    )  # fmt: skip
    return lowest, highest


def readings_table(numbers: "ChangeNumbers") -> pd.DataFrame:
    """
    Return how many times as many there were, by what is assumed, for a chart.

    Returns
    -------
    DataFrame
        Up to three rows, with the columns of `charts.forest_chart`: the floor of the bare counts, the range on the same
        days of the year, and the ratio of the daily rates with its interval. The index is the id of the evidence;
        `parts` are the texts and numbers that `written` consists of.
    """
    earlier, later = numbers.comparison.pair
    rows: dict[str, tuple[str, str, float, float, float, Written, bool]] = {}
    if floor := numbers.floor:
        rise = numbers.direction is Direction.RISE
        ends = (floor.value, math.nan) if rise else (math.nan, floor.value)
        written = in_parts((Bound.AT_LEAST if rise else Bound.AT_MOST).of("{0}"), floor)
        counts = words.CHART["pair"].format(earlier.written, earlier.window.short, later.written, later.window.short)
        rows[floor.id] = (words.READINGS["floor"], counts, math.nan, *ends, written, False)
    lead, same = numbers.lead, numbers.same_days
    if lead is not numbers and lead.ratio:
        detail = words.READINGS["spread"].format(numbers.level)
        rows[lead.ratio.id] = (words.READINGS["same-days"], detail, *_with_ends(lead.ratio, lead), True)
    elif same:
        low, high = same.low, same.high or same.low
        there = words.CHART["range"].format(same.count.least, same.count.most)
        counts = words.READINGS["there"].format(same.window.short, same.count.least if same.count.exact else there)
        written = in_parts("{0}" if same.exact else words.CHART["ends"], low, high)
        rows[low.id] = (words.READINGS["same-days"], counts, math.nan, low.value, high.value, written, False)
    if rows and (ratio := numbers.ratio):
        detail = words.READINGS["spread"].format(numbers.level)
        rows[ratio.id] = (words.READINGS["per-day"], detail, *_with_ends(ratio, numbers), lead is numbers)
    columns = ["label", "detail", "ratio", "low", "high", "parts", "own"]
    table = pd.DataFrame(list(rows.values()), index=list(rows), columns=columns)
    texts = ["".join(str(part) for part in parts) for parts in table["parts"]]
    return table.assign(written=texts, family=range(len(table)))


def _with_ends(ratio: Number, numbers: "ChangeNumbers") -> tuple[float, float, float, Written]:
    """Return a ratio, the ends of its interval, and all of them as they are written."""
    form = words.CHART["ratio-range" if numbers.high else "ratio-or-more"]
    high = numbers.high.value if numbers.high else math.nan
    return ratio.value, numbers.low.value, high, in_parts(form, ratio, numbers.low, numbers.high or "")
