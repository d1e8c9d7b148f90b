"""The robustness card: a change under stress, each number with its evidence."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from tally.analysis import SAME_SIZE, Comparison, Interval, Robustness, Verdict
from tally.evidence.change import ChangeNumbers, chosen, day_unit
from tally.evidence.estimative import Grounds, estimative
from tally.evidence.number import Computed, Number
from tally.records.figures import Seen
from tally.text import Bound, percent, rounded_bound, words
from tally.windows import long_day

CELL = "2-change#robustness"


@dataclass(frozen=True)
class RobustnessRow:
    """
    One reading of the change.

    `factor` is given where the variance is inflated, `cutoff` where the later window is taken to end on a printed day,
    and `claims_most` is true where vague windows are read that way; none of these for the interval as it stands.
    `ratio` and `high` are None where there is no such number.
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
        """What this reading assumes, in a few words."""
        if self.factor:
            return words.STRESSED["inflated-by"].format(self.factor)
        if self.cutoff:
            return words.STRESSED["cutoff-on"].format(long_day(self.cutoff))
        return words.STRESSED["read-to-claim-most" if self.claims_most else "as-it-is"]


@dataclass(frozen=True)
class RobustnessNumbers:
    """
    What survives of a change and what does not.

    `low` and `high` are the outermost ends of all intervals, `high` None where there is none. `fails_at` is the factor
    at which equal rates come into the interval, None where they are in it from the start or never, and `most` the
    greatest factor tried. `likelihood` is how probable the direction is at that factor, `estimate` the yardstick's
    word for it.
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
    def yardstick(self) -> str:
        """The name of the yardstick that the word of likelihood follows."""
        return words.YARDSTICK_NAME

    @property
    def table(self) -> pd.DataFrame:
        """The rows as a table: what is assumed, and the ratio with its interval."""
        return pd.DataFrame(
            {
                "assumed": [row.assumed for row in self.rows],
                "ratio": [row.ratio and row.ratio.text for row in self.rows],
                "low": [row.low.text for row in self.rows],
                "high": [row.high and row.high.text for row in self.rows],
            }
        ).set_index("assumed")


def robustness_numbers(robustness: Robustness, workings: ChangeNumbers) -> RobustnessNumbers:
    """Give each number of a change under stress its evidence."""
    factors = {
        factor: Number(
            f"inflation-{factor}", factor, str(factor), words.LABELS["inflation"], chosen("inflation")
        )
        for factor, _ in robustness.inflations
    }  # fmt: skip
    most = factors[max(factors)]
    counts = (workings.earlier.count, workings.later.count, workings.earlier.days, workings.later.days)
    rows = [RobustnessRow(workings.ratio, workings.low, workings.high)]
    for factor, interval in robustness.inflations:
        low, high = _ends(
            f"inflated-{factor}", words.STRESSED["inflated"], interval, "inflated", (factors[factor], *counts)
        )
        rows.append(RobustnessRow(workings.ratio, low, high, factor=factors[factor]))
    for cutoff in robustness.cutoffs:
        if cutoff.reading.ratio == workings.change.ratio:
            rows.append(RobustnessRow(workings.ratio, workings.low, workings.high, None, cutoff.day, cutoff.figure))
            continue
        inputs = (*counts[:3], _days(cutoff.reading.later.days, cutoff.day, workings))
        name, formula = f"cutoff-{cutoff.day.isoformat()}", "({1} ÷ {3}) ÷ ({0} ÷ {2})"
        low, high = _ends(
            name, words.STRESSED["cutoff"].format(long_day(cutoff.day)), cutoff.reading.ratio, "cutoff", inputs
        )
        ratio = _number(f"{name}-ratio", cutoff.reading.ratio.estimate, words.LABELS["ratio"],
                        formula, inputs, cutoff.reading.ratio.bound)  # fmt: skip
        rows.append(RobustnessRow(ratio, low, high, None, cutoff.day, cutoff.figure))
    if workings.lowest and workings.highest:
        change = workings.change
        most_ratio, reading = (
            (workings.highest, change.highest)
            if change.ratio == change.lowest.ratio
            else (workings.lowest, change.lowest)
        )
        given = (workings.earlier.count, workings.later.count, most_ratio)
        low, high = _ends("claims-most", words.STRESSED["claims-most"], reading.ratio, "claims-most", given)
        rows.append(RobustnessRow(most_ratio, low, high, claims_most=True))
    ends = tuple(end for row in rows for end in (row.low, row.high) if end)
    return RobustnessNumbers(
        tuple(rows),
        robustness.fails_at is None,
        _sure(_number("stress-low", robustness.low, words.LABELS["stress-low"], words.FORMULAS["stress-low"], ends)),
        _number("stress-high", robustness.high, words.LABELS["stress-high"], words.FORMULAS["stress-high"], ends),
        factors.get(robustness.fails_at or 0),
        most,
        Number("same-size", SAME_SIZE, str(SAME_SIZE), words.LABELS["same-size"], chosen("same-size")),
        robustness.size_stands,
        Number("likelihood", robustness.likelihood, _probability(robustness.likelihood), words.LABELS["likelihood"],
               Computed(words.FORMULAS["likelihood"], (most, *counts), CELL)),
        estimative(robustness.likelihood),
        grounds(workings.comparison),
    )  # fmt: skip


def grounds(comparison: Comparison) -> Grounds:
    """Ask of a comparison what confidence in it rests on."""
    pair = (comparison.earlier, comparison.later)
    return Grounds(
        locked=all(figure.seen is Seen.LOCKED for figure in pair),
        first_hand=all(figure.primary_seen for figure in pair),
        like_for_like=comparison.verdict is Verdict.LIKE_FOR_LIKE,
    )


def _probability(value: float) -> str:
    """Write a probability in per cent; beyond 99 and 1, where it says more than counts can, only that it is beyond."""
    if value > 0.99:
        return words.BEYOND["over"].format(percent(99))
    return words.BEYOND["under"].format(percent(1)) if value < 0.01 else percent(value * 100)


def _ends(
    name: str, said: str, interval: Interval, formula: str, inputs: tuple[Number, ...]
) -> tuple[Number, Number | None]:
    """Make the two ends of an interval."""
    low, high = (words.LABELS[f"stressed-{end}"].format(assumed=said) for end in ("low", "high"))
    return (
        _sure(_number(f"{name}-low", interval.low, low, words.FORMULAS[f"{formula}-low"], inputs)),
        _number(f"{name}-high", interval.high, high, words.FORMULAS[f"{formula}-high"], inputs),
    )


def _days(days: int, cutoff: date, workings: ChangeNumbers) -> Number:
    """Make the number of days up to a cut-off."""
    label = words.LABELS["days-to"].format(unit=day_unit().after(str(days)))
    return Number(
        f"days-to-{cutoff.isoformat()}", days, f"{days:,}", label,
        Computed(words.FORMULAS["days-to"], (workings.later.count,), CELL),
    )  # fmt: skip


def _number(
    name: str, value: float | None, label: str, formula: str, inputs: tuple[Number, ...], bound: Bound = Bound.EXACT
) -> Number | None:
    """Make a number of two significant digits, if there is one."""
    if value is None:
        return None
    return Number(name, value, rounded_bound(value, bound), label, Computed(formula, inputs, CELL))


def _sure(number: Number | None) -> Number:
    """Take a number that is always there."""
    if number is None:
        msg = "This end of an interval is always a number."
        raise TypeError(msg)
    return number
