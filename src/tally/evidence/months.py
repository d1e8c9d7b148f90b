"""Counts on the same days of two years, the interval of a ratio, and how much the months of counted events vary."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tally.analysis import Change, Comparison, Interval, judge, measure
from tally.analysis.counted import with_dispersion
from tally.evidence.bounds import Range
from tally.evidence.exposures import exposure_numbers
from tally.evidence.floors import SameDaysNumbers, fall_number
from tally.evidence.numbers import Computed, Number, quoted_number
from tally.text import MILLION, digits_of_range, rounded, rounded_bound, rounded_end, words

CELL = "2-change#change"
MORE = 1.05  # times the variance of independent events
TEN = 10  # times from which a multiple is given without decimals


def dispersion_number(change: Change, counts: Sequence[Number], prefix: str = "") -> Number | None:
    """Return how many times the variance of independent events the months have; None if that is not known."""
    if change.dispersion is None:
        return None
    value = change.dispersion
    text = words.TIMES[0].format(f"{value:,.0f}" if value >= TEN else f"{value:.1f}")
    evidence = Computed(words.FORMULAS["dispersion"], tuple(counts), CELL)
    return Number(f"{prefix}dispersion", value, text, words.LABELS["dispersion"], evidence)


def interval_numbers(
    change: Change,
    digits: int,
    ends: Sequence[Sequence[Number]],
    counts: Sequence[Number],
    level: Number,
    prefix: str = "",
) -> tuple[Number, Number | None]:
    """
    Return the two ends of the interval of a change as numbers; there may be no upper one.

    Parameters
    ----------
    change : Change
        The change.
    digits : int
        How many significant digits are written.
    ends : sequence
        For each end the counts and days from which it follows if events are independent.
    counts : sequence of Number
        The two counts and their days, by which the months are weighed.
    level : Number
        The level of the interval.
    prefix : str
        What the ids of the numbers begin with.
    """
    dispersion = dispersion_number(change, counts, prefix)
    numbers = list[Number | None]()
    for name, value, inputs in zip(("low", "high"), (change.ratio.low, change.ratio.high), ends, strict=True):
        kind = f"ratio-{name}" if dispersion is None else f"dispersed-{name}"
        used = (*inputs, level) if dispersion is None else (*inputs, level, dispersion)
        evidence = Computed(words.FORMULAS[kind], used, CELL)
        label = words.LABELS[f"ratio-{name}"]
        text = "" if value is None else _written(value, change.ratio, digits)
        numbers.append(None if value is None else Number(f"{prefix}ratio-{name}", value, text, label, evidence))
    low, high = numbers
    if low is None:
        msg = "An interval always has a lower end."
        raise TypeError(msg)
    return low, high


def _written(value: float, ratio: Interval, digits: int) -> str:
    """Return an end of an interval; a very large one is said in words, unless the ratio is as large."""
    return rounded(value, digits) if (ratio.estimate or 0) > MILLION else rounded_end(value, digits)


@dataclass(frozen=True)
class CountedDays:
    """
    Two counts on the same days of two years, their ratio, and its interval.

    `count` is the one on the days of the shorter window, `beside` the other; `whole` is the longer count, of which
    `count` is a part. `fall` is the fall in per cent, None if it is none.
    """

    count: Number
    beside: Number
    whole: Number
    ratio: Number
    low: Number
    high: Number | None
    fall: Number | None
    change: Change

    @property
    def dispersed(self) -> bool:
        """Return whether the months vary more than independent events would, as far as it is written."""
        return (self.change.dispersion or 1) >= MORE

    @property
    def dispersion(self) -> Number | None:
        """Return how many times the variance of independent events the months have; None if that is not known."""
        is_earlier = self.count.id == f"figure-{self.change.earlier_id}"
        counts = (self.count, self.beside) if is_earlier else (self.beside, self.count)
        return dispersion_number(self.change, counts, "same-days-")


def counted_days_numbers(comparison: Comparison, level: Number) -> SameDaysNumbers | None:
    """Return the ratio on the same days of the year where both counts were counted; None if there is none."""
    longer = next((figure for figure in comparison.pair if figure.same_days), None)
    if longer is None or longer.same_days is None:
        return None
    is_earlier, part = longer is comparison.earlier, longer.same_days
    pair = judge(part, comparison.later) if is_earlier else judge(comparison.earlier, part)
    change = with_dispersion(measure(pair, float(level.value)), pair)
    lowest, highest, ratio = change.lowest.ratio.estimate, change.highest.ratio.estimate, change.ratio
    if not (lowest and highest and ratio.estimate):
        return None
    exposures = exposure_numbers(pair.earlier), exposure_numbers(pair.later)
    before, after = exposures[0].count, exposures[1].count
    digits = digits_of_range(ratio.estimate, ratio.low, ratio.high)
    lowest_number, highest_number = (
        Number(f"same-days-{name}", value, rounded(value, digits), words.LABELS[f"same-days-{name}"],
               Computed("({1} ÷ {3}) ÷ ({0} ÷ {2})",
                        (exposures[0].counted(reading.earlier), exposures[1].counted(reading.later),
                         exposures[0].days, exposures[1].days), CELL))
        for name, value, reading in (("low", lowest, change.lowest), ("high", highest, change.highest))
    )  # fmt: skip
    inputs = (before, exposures[0].days, after, exposures[1].days)
    low, high = interval_numbers(change, digits, (inputs, inputs), (before, after), level, "same-days-")
    times = Number(
        "same-days-ratio", ratio.estimate, rounded_bound(ratio.estimate, ratio.bound, digits),
        words.LABELS["same-days-ratio"],
        Computed("({1} ÷ {3}) ÷ ({0} ÷ {2})", (before, after, exposures[0].days, exposures[1].days), CELL),
    )  # fmt: skip
    fall = fall_number(change, times)
    fall = fall and replace(fall, id="same-days-fall")
    count = exposures[0 if is_earlier else 1]
    counts = Range(count.fewest or count.count, count.most or count.count)
    counted = CountedDays(
        count.count, after if is_earlier else before, quoted_number(longer), times, low, high, fall, change,
    )  # fmt: skip
    return SameDaysNumbers(part.window, counts, lowest_number, highest_number, counted)
