"""The robustness card: a change under weaker assumptions, each number with its evidence."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from tally.analysis import SAME_SIZE, Comparison, Direction, Interval, Robustness, Verdict
from tally.evidence.change import ChangeNumbers, chosen
from tally.evidence.estimative import Grounds, estimative
from tally.evidence.exposures import day_unit
from tally.evidence.number import Computed, Number
from tally.records.figures import Seen
from tally.text import Bound, digits_of_range, percent, rounded_bound, rounded_end, words
from tally.windows import long_day

CELL = "2-change#robustness"


@dataclass(frozen=True)
class RobustnessRow:
    """
    One reading of the change.

    `factor` is set if the variance is multiplied, `cutoff` if the later window is assumed to end on a day that a
    document gives, and `claims_most` if vague windows are read to claim most; none of these for the interval itself.
    `ratio` and `high` are None if there is no such number.
    """

    ratio: Number | None
    low: Number
    high: Number | None
    factor: Number | None = None
    cutoff: date | None = None
    figure: str = ""
    claims_most: bool = False

    @property
    def assumed(self) -> str:
        """The assumption of this reading, in a few words."""
        if self.factor:
            return words.STRESSED["inflated-by"].format(self.factor)
        if self.cutoff:
            return words.STRESSED["cutoff-on"].format(long_day(self.cutoff))
        return words.STRESSED["read-to-claim-most" if self.claims_most else "as-it-is"]


@dataclass(frozen=True)
class RobustnessNumbers:
    """
    The parts of a change that are robust, and those that are not.

    `low` and `high` are the outermost ends of all intervals, `high` None if there is none. `fails_at` is the factor
    at which the interval first includes equal rates, None if it always or never does, and `most` the highest factor
    tried. `likelihood` is the probability of the direction at that factor, `estimate` the scale's word for it.
    """

    rows: tuple[RobustnessRow, ...]
    direction_stands: bool
    low: Number
    high: Number | None
    fails_at: Number | None
    most: Number
    same_size: Number
    size_stands: bool
    likelihood: Number
    estimate: str
    grounds: Grounds

    @property
    def scale_name(self) -> str:
        """The name of the scale from which the word of likelihood is."""
        return words.LIKELIHOOD_SCALE_NAME

    @property
    def table(self) -> pd.DataFrame:
        """The rows as a table: the assumption, and the ratio with its interval."""
        return pd.DataFrame(
            {
                "assumed": [row.assumed for row in self.rows],
                "ratio": [row.ratio and row.ratio.text for row in self.rows],
                "low": [row.low.text for row in self.rows],
                "high": [row.high and row.high.text for row in self.rows],
            }
        ).set_index("assumed")


def robustness_numbers(robustness: Robustness, change_numbers: ChangeNumbers) -> RobustnessNumbers:
    """Return the numbers of a change under weaker assumptions, with their evidence."""
    factors = {
        factor: Number(
            f"inflation-{factor}", factor, str(factor), words.LABELS["inflation"], chosen("inflation")
        )
        for factor, _ in robustness.inflations
    }  # fmt: skip
    most = factors[max(factors)]
    counts = (
        change_numbers.earlier.counted(change_numbers.change.earlier),
        change_numbers.later.counted(change_numbers.change.later),
        change_numbers.earlier.days,
        change_numbers.later.days,
    )
    rows = [RobustnessRow(change_numbers.ratio, change_numbers.low, change_numbers.high)]
    for factor, interval in robustness.inflations:
        low, high = _ends(
            f"inflated-{factor}", words.STRESSED["inflated"], interval, "inflated", (factors[factor], *counts)
        )
        rows.append(RobustnessRow(change_numbers.ratio, low, high, factor=factors[factor]))
    for cutoff in robustness.cutoffs:
        if cutoff.reading.ratio == change_numbers.change.ratio:
            rows.append(
                RobustnessRow(
                    change_numbers.ratio, change_numbers.low, change_numbers.high, None, cutoff.day, cutoff.figure
                )
            )
            continue
        inputs = (*counts[:3], _days(cutoff.reading.later.days, cutoff.day, change_numbers))
        name, formula = f"cutoff-{cutoff.day.isoformat()}", "({1} ÷ {3}) ÷ ({0} ÷ {2})"
        low, high = _ends(
            name, words.STRESSED["cutoff"].format(long_day(cutoff.day)), cutoff.reading.ratio, "cutoff", inputs
        )
        ratio = _number(f"{name}-ratio", cutoff.reading.ratio.estimate, words.LABELS["ratio"],
                        formula, inputs, cutoff.reading.ratio.bound)  # fmt: skip
        rows.append(RobustnessRow(ratio, low, high, None, cutoff.day, cutoff.figure))
    if change_numbers.lowest and change_numbers.highest:
        change = change_numbers.change
        ratio, reading = (
            (change_numbers.highest, change.highest)
            if change.direction not in (Direction.FALL, Direction.TO_NONE)
            else (change_numbers.lowest, change.lowest)
        )
        used = (change_numbers.earlier.count, change_numbers.later.count, ratio)
        low, high = _ends("claims-most", words.STRESSED["claims-most"], reading.ratio, "claims-most", used)
        rows.append(RobustnessRow(ratio, low, high, claims_most=True))
    ends = tuple(end for row in rows for end in (row.low, row.high) if end)
    return RobustnessNumbers(
        tuple(rows),
        robustness.fails_at is None,
        _present(_outermost("stress-low", robustness.low, ends)),
        _outermost("stress-high", robustness.high, ends),
        factors.get(robustness.fails_at or 0),
        most,
        Number("same-size", SAME_SIZE, str(SAME_SIZE), words.LABELS["same-size"], chosen("same-size")),
        robustness.size_stands,
        Number("likelihood", robustness.likelihood, _probability(robustness.likelihood), words.LABELS["likelihood"],
               Computed(words.FORMULAS["likelihood"], (most, *counts), CELL)),
        estimative(robustness.likelihood),
        grounds(change_numbers.comparison),
    )  # fmt: skip


def grounds(comparison: Comparison) -> Grounds:
    """Return the grounds for confidence in a comparison."""
    pair = (comparison.earlier, comparison.later)
    return Grounds(
        locked=all(figure.seen is Seen.LOCKED for figure in pair),
        first_hand=all(figure.primary_seen for figure in pair),
        like_for_like=comparison.verdict is Verdict.LIKE_FOR_LIKE,
    )


def _probability(value: float) -> str:
    """Format a probability in per cent; above 99 and below 1, only as a bound, since counts cannot say more."""
    if value > 0.99:
        return words.BEYOND["over"].format(percent(99))
    return words.BEYOND["under"].format(percent(1)) if value < 0.01 else percent(value * 100)


def _ends(
    name: str, assumed: str, interval: Interval, formula: str, inputs: tuple[Number, ...]
) -> tuple[Number, Number | None]:
    """Return the two ends of an interval as numbers."""
    low, high = (words.LABELS[f"stressed-{end}"].format(assumed=assumed) for end in ("low", "high"))
    digits = digits_of_range(interval.estimate, interval.low, interval.high)
    return (
        _present(_number(f"{name}-low", interval.low, low, words.FORMULAS[f"{formula}-low"], inputs, digits=digits)),
        _number(f"{name}-high", interval.high, high, words.FORMULAS[f"{formula}-high"], inputs, digits=digits),
    )


def _days(days: int, cutoff: date, change_numbers: ChangeNumbers) -> Number:
    """Return the number of days up to a cut-off."""
    label = words.LABELS["days-to"].format(unit=day_unit().after(str(days)))
    return Number(
        f"days-to-{cutoff.isoformat()}", days, f"{days:,}", label,
        Computed(words.FORMULAS["days-to"], (change_numbers.later.count,), CELL),
    )  # fmt: skip


def _number(
    name: str,
    value: float | None,
    label: str,
    formula: str,
    inputs: tuple[Number, ...],
    bound: Bound = Bound.EXACT,
    digits: int = 2,
) -> Number | None:
    """Return a number with some significant digits, or None if there is no value."""
    if value is None:
        return None
    text = rounded_bound(value, bound, digits) if bound else rounded_end(value, digits)
    return Number(name, value, text, label, Computed(formula, inputs, CELL))


def _outermost(name: str, value: float | None, ends: tuple[Number, ...]) -> Number | None:
    """Return the outermost end of all intervals, written as in the row that has it."""
    number = _number(name, value, words.LABELS[name], words.FORMULAS[name], ends)
    return number and number.worded(next((end.text for end in ends if end.value == value), number.text))


def _present(number: Number | None) -> Number:
    """Return a number that is never missing."""
    if number is None:
        msg = "This end of an interval is always a number."
        raise TypeError(msg)
    return number
