"""The robustness card: a change under weaker assumptions, each number with its evidence."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from tally.analysis import Direction, Interval
from tally.analysis.robustness import (
    FACTORS,
    SAME_SIZE,
    Cutoff,
    Grounds,
    Robustness,
    Scenario,
    detect,
    estimate_words,
    weigh,
)
from tally.evidence.change import ChangeNumbers, chosen
from tally.evidence.detection import DetectionNumbers, detection_numbers
from tally.evidence.exposures import SeriesNumbers, day_unit, series_numbers
from tally.evidence.numbers import Computed, Number
from tally.text import Bound, digits_of_range, rounded_bound, rounded_end, words
from tally.windows import long_day

CELL = "2-change#robustness"
FALLS = (Direction.FALL, Direction.TO_NONE)


@dataclass(frozen=True)
class RobustnessRow:
    """
    One scenario.

    `factor` is set if events come in clusters, `cutoff` if the later window is assumed to end on a day that a document
    gives, `series` if periods vary as these counts, and `claims_most` if vague windows are read to claim most; none of
    these for independent events. `ratio` and `high` are None if there is no such number.
    """

    ratio: Number | None
    low: Number
    high: Number | None
    factor: Number | None = None
    cutoff: date | None = None
    figure: str = ""
    series: SeriesNumbers | None = None
    claims_most: bool = False

    @property
    def assumed(self) -> str:
        """The assumption of this scenario, in a few words."""
        if self.factor:
            return words.STRESSED["inflated-by"].format(self.factor)
        if self.cutoff:
            return words.STRESSED["cutoff-on"].format(long_day(self.cutoff))
        if self.series:
            return words.STRESSED["varied-by"].format(self.series.variation)
        return words.STRESSED["read-to-claim-most" if self.claims_most else "as-it-is"]


@dataclass(frozen=True)
class RobustnessNumbers:
    """
    The parts of a change that are robust, and those that are not.

    `fails` is the first scenario whose interval includes equal rates, None if none does. `most` is the highest factor
    tried, None if the counts are too small for any, and `skipped` whether they are too small for some. `low` and
    `high` are the outermost ends of all rows, `high` None if there is none. `estimate` has the scale's words for the
    probability of the direction at `most`. `detection` is what reporting alone would have to do, None if there is no
    change.
    """

    rows: tuple[RobustnessRow, ...]
    fails: RobustnessRow | None
    most: Number | None
    skipped: bool
    series: SeriesNumbers | None
    low: Number
    high: Number | None
    same_size: Number
    size_stands: bool
    estimate: str
    detection: DetectionNumbers | None
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


def robustness_numbers(
    robustness: Robustness, change_numbers: ChangeNumbers, grounds: Grounds | None = None
) -> RobustnessNumbers:
    """
    Return the numbers of a change under weaker assumptions, with their evidence.

    `grounds` are those for confidence; by default, those that the comparison alone gives.
    """
    rows = tuple(_row(scenario, change_numbers) for scenario in robustness.scenarios)
    ends = tuple(end for row in rows for end in (row.low, row.high) if end)
    tried = [row.factor for row in rows if row.factor]
    return RobustnessNumbers(
        rows,
        next((row for row, scenario in zip(rows, robustness.scenarios, strict=True) if scenario == robustness.fails),
             None),
        tried[-1] if tried else None,
        robustness.factors != FACTORS and change_numbers.dispersion is None,
        next((row.series for row in rows if row.series), None),
        _present(_outermost("stress-low", robustness.low, ends)),
        _outermost("stress-high", robustness.high, ends),
        Number("same-size", SAME_SIZE, str(SAME_SIZE), words.LABELS["same-size"], chosen("same-size")),
        robustness.size_stands,
        estimate_words(robustness.likelihood),
        detection_numbers(detect(change_numbers.change), change_numbers),
        grounds or weigh(change_numbers.comparison),
    )  # fmt: skip


def _row(scenario: Scenario, change_numbers: ChangeNumbers) -> RobustnessRow:
    """Return a scenario as numbers with their evidence."""
    earlier, later, change = change_numbers.earlier, change_numbers.later, change_numbers.change
    counts = (earlier.counted(change.earlier), later.counted(change.later), earlier.days, later.days)
    if scenario.factor and not scenario.measured:
        factor = Number(
            f"inflation-{scenario.factor}", scenario.factor,
            words.TIMES.get(int(scenario.factor), words.TIMES[0]).format(scenario.factor),
            words.LABELS["inflation"], chosen("inflation"),
        )  # fmt: skip
        low, high = _ends(f"inflated-{scenario.factor}", "inflated", scenario.ratio, (factor, *counts))
        return RobustnessRow(change_numbers.ratio, low, high, factor=factor)
    if scenario.series and change_numbers.ratio:
        series = series_numbers(scenario.series)
        inputs = (change_numbers.ratio, series.variation, *counts[:2], change_numbers.level)
        low, high = _ends("varied", "varied", scenario.ratio, inputs)
        return RobustnessRow(change_numbers.ratio, low, high, series=series)
    if scenario.cutoff:
        return _cutoff_row(scenario.cutoff, change_numbers)
    if scenario.claims_most:
        ratio = change_numbers.highest if change.direction not in FALLS else change_numbers.lowest
        low, high = _ends("claims-most", "claims-most", scenario.ratio, (earlier.count, later.count, _present(ratio)))
        return RobustnessRow(ratio, low, high, claims_most=True)
    if change_numbers.dispersion and not scenario.measured:
        return RobustnessRow(change_numbers.ratio, *_ends("independent", "independent", scenario.ratio, counts))
    measured = change_numbers.dispersion if scenario.measured else None
    return RobustnessRow(change_numbers.ratio, change_numbers.low, change_numbers.high, measured)


def _cutoff_row(cutoff: Cutoff, change_numbers: ChangeNumbers) -> RobustnessRow:
    """Return the scenario that the later count stopped on a day."""
    if cutoff.reading.ratio == change_numbers.change.ratio:
        ends = (change_numbers.low, change_numbers.high)
        return RobustnessRow(change_numbers.ratio, *ends, cutoff=cutoff.day, figure=cutoff.figure)
    earlier, later = change_numbers.earlier, change_numbers.later
    days, label = cutoff.reading.later.days, words.LABELS["days-to"]
    spanned = Number(
        f"days-to-{cutoff.day.isoformat()}", days, f"{days:,}", label.format(unit=day_unit().after(str(days))),
        Computed(words.FORMULAS["days-to"], (later.count,), CELL),
    )  # fmt: skip
    inputs, name = (earlier.count, later.count, earlier.days, spanned), f"cutoff-{cutoff.day.isoformat()}"
    low, high = _ends(name, "cutoff", cutoff.reading.ratio, inputs, long_day(cutoff.day))
    ratio = _number(f"{name}-ratio", cutoff.reading.ratio.estimate, words.LABELS["ratio"],
                    "({1} ÷ {3}) ÷ ({0} ÷ {2})", inputs, cutoff.reading.ratio.bound)  # fmt: skip
    return RobustnessRow(ratio, low, high, cutoff=cutoff.day, figure=cutoff.figure)


def _ends(
    name: str, formula: str, interval: Interval, inputs: tuple[Number, ...], day: str = ""
) -> tuple[Number, Number | None]:
    """Return the two ends of an interval as numbers."""
    assumed = words.STRESSED[formula].format(day)
    low, high = (words.LABELS[f"stressed-{end}"].format(assumed=assumed) for end in ("low", "high"))
    digits = digits_of_range(interval.estimate, interval.low, interval.high)
    return (
        _present(_number(f"{name}-low", interval.low, low, words.FORMULAS[f"{formula}-low"], inputs, digits=digits)),
        _number(f"{name}-high", interval.high, high, words.FORMULAS[f"{formula}-high"], inputs, digits=digits),
    )


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
        msg = "This number is never missing."
        raise TypeError(msg)
    return number
