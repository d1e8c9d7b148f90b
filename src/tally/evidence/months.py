"""Counts on the same days of two years, the interval of a ratio, and how much the months of counted events vary."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tally.analysis import Change, Comparison, Interval, judge, measure
from tally.analysis.counted import with_dispersion
from tally.evidence.bounds import Range
from tally.evidence.floors import SameDaysNumbers
from tally.evidence.numbers import Computed, Number, quoted_number
from tally.text import MILLION, digits_of_range, rounded, rounded_end, words

if TYPE_CHECKING:
    from tally.evidence.change import ChangeNumbers

CELL = "2-change#change"
MORE = 1.05  # times the variance of independent events
PREFIX = "same-days-"  # of the ids of numbers that are also there for the whole windows
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
    """
    dispersion = dispersion_number(change, counts)
    numbers = list[Number | None]()
    for name, value, inputs in zip(("low", "high"), (change.ratio.low, change.ratio.high), ends, strict=True):
        kind = f"ratio-{name}" if dispersion is None else f"dispersed-{name}"
        used = (*inputs, level) if dispersion is None else (*inputs, level, dispersion)
        evidence = Computed(words.FORMULAS[kind], used, CELL)
        label = words.LABELS[f"ratio-{name}"]
        text = "" if value is None else _written(value, change.ratio, digits)
        numbers.append(None if value is None else Number(f"ratio-{name}", value, text, label, evidence))
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
    Two counts on the same days of two years.

    `count` is the one on the days of the shorter window, `beside` the other; `whole` is the longer count, of which
    `count` is a part. `numbers` are those of the change on these days.
    """

    count: Number
    beside: Number
    whole: Number
    numbers: "ChangeNumbers"

    @property
    def change(self) -> Change:
        """The change on these days."""
        return self.numbers.change

    @property
    def dispersed(self) -> bool:
        """Return whether the months vary more than independent events would, as far as it is written."""
        return (self.change.dispersion or 1) >= MORE


def counted_days_numbers(
    comparison: Comparison, level: Number, numbers_of: Callable[[Comparison, Change], "ChangeNumbers"]
) -> SameDaysNumbers | None:
    """
    Return the ratio on the same days of the year where both counts were counted; None if there is none.

    Parameters
    ----------
    comparison : Comparison
        The whole windows.
    level : Number
        The level of the interval.
    numbers_of : callable
        What returns the numbers of a change.
    """
    longer = next((figure for figure in comparison.pair if figure.same_days), None)
    if longer is None or longer.same_days is None:
        return None
    is_earlier, part = longer is comparison.earlier, longer.same_days
    pair = judge(part, comparison.later) if is_earlier else judge(comparison.earlier, part)
    change = with_dispersion(measure(pair, float(level.value)), pair)
    lowest, highest = change.lowest.ratio.estimate, change.highest.ratio.estimate
    if not (lowest and highest and change.ratio.estimate):
        return None
    numbers = _apart(numbers_of(pair, change))
    earlier, later = numbers.earlier, numbers.later
    digits = digits_of_range(change.ratio.estimate, change.ratio.low, change.ratio.high)
    lowest_number, highest_number = (
        Number(f"{PREFIX}{name}", value, rounded(value, digits), words.LABELS[f"{PREFIX}{name}"],
               Computed("({1} ÷ {3}) ÷ ({0} ÷ {2})",
                        (earlier.counted(reading.earlier), later.counted(reading.later), earlier.days, later.days),
                        CELL))
        for name, value, reading in (("low", lowest, change.lowest), ("high", highest, change.highest))
    )  # fmt: skip
    count, beside = (earlier, later) if is_earlier else (later, earlier)
    counts = Range(count.fewest or count.count, count.most or count.count)
    counted = CountedDays(count.count, beside.count, quoted_number(longer), numbers)
    return SameDaysNumbers(part.window, counts, lowest_number, highest_number, counted)


def _apart(numbers: "ChangeNumbers") -> "ChangeNumbers":
    """Return the numbers of a change on the same days, whose ids are not those of the whole windows."""
    fields = {name: value for name, value in vars(numbers).items() if isinstance(value, Number) and name != "level"}
    own = {number.id for number in (*fields.values(), *numbers.meant)} | {"dispersion"}

    def renamed(number: Number) -> Number:
        if number.id not in own:
            return number
        name, evidence = f"{PREFIX}{number.id}", number.evidence
        if isinstance(evidence, Computed):
            evidence = replace(evidence, inputs=tuple(map(renamed, evidence.inputs)))
        return replace(number, id=name, label=words.LABELS.get(name, number.label), evidence=evidence)

    changed: dict[str, Any] = {name: renamed(number) for name, number in fields.items()}
    return replace(numbers, prefix=PREFIX, meant=tuple(map(renamed, numbers.meant)), **changed)
