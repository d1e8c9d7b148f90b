"""The robustness card: a change under stress, each number with its evidence."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from tally.analysis import SAME_SIZE, Comparison, Interval, Robustness, Verdict
from tally.evidence.change import DAY, ChangeNumbers
from tally.evidence.estimative import YARDSTICK_NAME, Grounds, estimative
from tally.evidence.number import Chosen, Computed, Number
from tally.records.figures import Seen
from tally.text import percent, rounded_bound
from tally.windows import long_day

CELL = "2-change#robustness"
TO_CUTOFF = "{0} end of the exact interval, with the days to this cut-off"
CLAIMS_MOST = "{0} end of the exact interval from {{0}} and {{1}}, with the days that give the ratio {{2}}"
INFLATED = "{0} end of the exact interval with both counts divided by {{0}}, from {{1}}, {{2}}, {{3}} and {{4}} days"


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
            return f"variance inflated {self.factor} times"
        if self.cutoff:
            return f"cut-off on {long_day(self.cutoff)}"
        return "windows read to claim most" if self.claims_most else "no clustering"


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
    yardstick: str = YARDSTICK_NAME

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
            f"inflation-{factor}", factor, str(factor), "times the variance of independent events",
            Chosen("the project’s choice of factors", "Events come in clusters. Two totals cannot tell how strongly, "
                   "so a mild, a strong and a very strong clustering are tried."),
        )
        for factor, _ in robustness.inflations
    }  # fmt: skip
    most = factors[max(factors)]
    counts = (workings.earlier.count, workings.later.count, workings.earlier.days, workings.later.days)
    rows = [RobustnessRow(workings.ratio, workings.low, workings.high)]
    for factor, interval in robustness.inflations:
        low, high = _ends(f"inflated-{factor}", "variance inflated", interval, INFLATED, (factors[factor], *counts))
        rows.append(RobustnessRow(workings.ratio, low, high, factor=factors[factor]))
    for cutoff in robustness.cutoffs:
        if cutoff.reading.ratio == workings.change.ratio:
            rows.append(RobustnessRow(workings.ratio, workings.low, workings.high, None, cutoff.day, cutoff.figure))
            continue
        inputs = (*counts[:3], _days(cutoff.reading.later.days, cutoff.day, workings))
        name, formula = f"cutoff-{cutoff.day.isoformat()}", "({1} ÷ {3}) ÷ ({0} ÷ {2})"
        low, high = _ends(name, f"cut-off {long_day(cutoff.day)}", cutoff.reading.ratio, TO_CUTOFF, inputs)
        ratio = _number(f"{name}-ratio", cutoff.reading.ratio.estimate, "the later rate as a multiple of the earlier",
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
        low, high = _ends("claims-most", "the reading that claims most", reading.ratio, CLAIMS_MOST, given)
        rows.append(RobustnessRow(most_ratio, low, high, claims_most=True))
    ends = tuple(end for row in rows for end in (row.low, row.high) if end)
    outermost = "the {} of all these ends, and of those at each cut-off with the variance inflated"
    return RobustnessNumbers(
        tuple(rows),
        robustness.fails_at is None,
        _sure(_number("stress-low", robustness.low, "lowest end of all intervals", outermost.format("lowest"), ends)),
        _number("stress-high", robustness.high, "highest end of all intervals", outermost.format("highest"), ends),
        factors.get(robustness.fails_at or 0),
        most,
        Number("same-size", SAME_SIZE, str(SAME_SIZE), "factor within which a size is taken to stand",
               Chosen("the project’s choice of a factor", "A range narrower than a doubling still tells how large.")),
        robustness.size_stands,
        Number("likelihood", robustness.likelihood, _probability(robustness.likelihood), "probability of the direction",
               Computed("mid-P probability that the later count’s share lies on this side of equal rates, with "
                        "both counts, {1} and {2}, divided by {0}", (most, *counts), CELL)),
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
        return f"over {percent(99)}"
    return f"under {percent(1)}" if value < 0.01 else percent(value * 100)


def _ends(
    name: str, said: str, interval: Interval, formula: str, inputs: tuple[Number, ...]
) -> tuple[Number, Number | None]:
    """Make the two ends of an interval."""
    label = "{} end of the interval, {}"
    return (
        _sure(_number(f"{name}-low", interval.low, label.format("lower", said), formula.format("lower"), inputs)),
        _number(f"{name}-high", interval.high, label.format("upper", said), formula.format("upper"), inputs),
    )


def _days(days: int, cutoff: date, workings: ChangeNumbers) -> Number:
    """Make the number of days up to a cut-off."""
    formula = "days of the window of {0} up to this cut-off, both ends included"
    return Number(
        f"days-to-{cutoff.isoformat()}", days, f"{days:,}", f"{DAY.after(str(days))} to the printed cut-off",
        Computed(formula, (workings.later.count,), CELL),
    )  # fmt: skip


def _number(
    name: str, value: float | None, label: str, formula: str, inputs: tuple[Number, ...], bound: str = ""
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
