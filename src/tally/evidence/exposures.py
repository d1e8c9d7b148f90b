"""The counts as numbers: the two that are compared, with their days and rates, and those between them."""

from dataclasses import dataclass

import pandas as pd

from tally.analysis import FEW, Count, count_of
from tally.analysis.robustness import Series
from tally.evidence.numbers import Computed, Number, quoted_number
from tally.records.figures import Figure, all_figures
from tally.text import Unit, rounded, rounded_bound, words

DAYS_CELL, RATES_CELL, CHANGE_CELL = "1-figures#figures", "2-change#rates", "2-change#change"
ROBUSTNESS_CELL, RIVALS_CELL = "2-change#robustness", "2-change#rivals"


@dataclass(frozen=True)
class Exposure:
    """
    One figure's count, its days, and the rates that follow: the count per day and per thirty days.

    If the window's edges are ranges, `days` are those of the reading that is used; `shortest` and `longest` are the
    fewest and the most days possible. They are None if there is only one number of days, or no cut-off. If the count is
    only about right, `fewest` and `most` are the fewest and the most that it can mean.
    """

    figure: Figure
    count: Number
    days: Number
    per_day: Number
    per_month: Number
    shortest: Number | None = None
    longest: Number | None = None
    fewest: Number | None = None
    most: Number | None = None

    @property
    def numbers(self) -> tuple[Number, Number, Number]:
        """The count, and its rates per day and per thirty days."""
        return self.count, self.per_day, self.per_month

    def counted(self, count: Count) -> Number:
        """Return the number of a count as a reading of the change uses it."""
        return next((end for end in (self.fewest, self.most) if end and end.value == count.value), self.count)


@dataclass(frozen=True)
class Meanwhile:
    """
    Counts of the same kind whose days are between the two that are compared, in the order of their days.

    `named` are those that the finding names: all if they are few, or else the lowest and the highest. `total` is the
    number of all, None if all are named.
    """

    every: tuple[Number, ...] = ()
    named: tuple[Number, ...] = ()
    total: Number | None = None


NONE = Meanwhile()


@dataclass(frozen=True)
class Competing:
    """How many counts of the same thing there are, the two included, and how many are of their unit and basis."""

    every: Number
    alike: Number


def count_competing(rows: pd.DataFrame, later: Figure) -> Competing:
    """Return the numbers of counts in a table: of all, and of those with the unit and on the basis of a figure."""
    figures = list(all_figures(rows).values())
    alike = [figure for figure in figures if (figure.unit, figure.basis) == (later.unit, later.basis)]
    every, same = (
        Number(name, len(some), f"{len(some):,}", words.LABELS[name],
               Computed(words.FORMULAS["counted"], tuple(map(quoted_number, some)), RIVALS_CELL))
        for name, some in (("competing", figures), ("competing-alike", alike))
    )  # fmt: skip
    return Competing(every, same)


def numbers_between(rows: pd.DataFrame) -> Meanwhile:
    """
    Return the counts between the two as numbers with their evidence.

    Parameters
    ----------
    rows : DataFrame
        The rows from `counts_between`. A count is not named if the window of another contains its own, nor twice if
        two documents have the same count.
    """
    figures = list(all_figures(rows).values())
    numbers = tuple(quoted_number(figure) for figure in figures)
    widest = {
        (figure.window.first, figure.window.last, figure.value, figure.bound): figure
        for figure in reversed(figures)
        if not any(other.window.contains(figure.window) for other in figures)
    }
    named = sorted(widest.values(), key=lambda figure: (figure.window.first, figure.window.last, figure.value))
    if len(named) <= FEW:
        return Meanwhile(numbers, tuple(quoted_number(figure) for figure in named))
    lowest, highest = min(named, key=lambda figure: figure.value), max(named, key=lambda figure: figure.value)
    total = Number(
        "between", len(numbers), str(len(numbers)), words.LABELS["between"],
        Computed(words.FORMULAS["counted"], numbers, CHANGE_CELL),
    )  # fmt: skip
    return Meanwhile(numbers, (quoted_number(lowest), quoted_number(highest)), total)


def exposure_numbers(figure: Figure, used: int | None = None) -> Exposure:
    """Return a figure's days and rates as numbers with their evidence, by default for the most days possible."""
    count, (fewest, most) = quoted_number(figure), figure.window.lengths
    tally, bound = count_of(figure, used or most), figure.bound
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
    return Exposure(figure, count, days, per_day, per_month, shortest, longest, *_meant(figure, tally, count))


def _meant(figure: Figure, tally: Count, count: Number) -> tuple[Number | None, Number | None]:
    """Return the fewest and the most that a count can mean which is only about right; None for any other."""
    low, high = (
        Number(f"{name}-{figure.id}", reading.value, f"{reading.value:,}",
               words.LABELS[kind].format(unit=figure.noun.after(f"{reading.value:,}"), window=figure.window),
               Computed(words.FORMULAS[kind], (count,), RATES_CELL))
        for name, kind, reading in (
            ("fewest", "fewest-counted" if figure.span else "fewest", tally.read(low=True)),
            ("most-meant", "most-counted" if figure.span else "most-meant", tally.read(low=False)),
        )
    )  # fmt: skip
    return (low, high) if low.value != high.value else (None, None)


def _days(figure: Figure, days: int, which: str, formula: str) -> Number:
    """Return the number of days that a figure covers."""
    evidence = Computed(words.FORMULAS[formula], (quoted_number(figure),), DAYS_CELL)
    label = words.LABELS["days"].format(unit=day_unit().after(str(days)), window=figure.window)
    return Number(f"days{which}-{figure.id}", days, f"{days:,}", label, evidence)


def day_unit() -> Unit:
    """Return the words for days."""
    return Unit(*words.DAYS)


@dataclass(frozen=True)
class SeriesNumbers:
    """Counts of one kind, how many they are, and their coefficient of variation; `years` if they are of whole years."""

    counts: tuple[Number, ...]
    size: Number
    variation: Number
    years: bool

    @property
    def few(self) -> bool:
        """Return whether the counts are so few that a sentence can list them."""
        return len(self.counts) <= FEW


def series_numbers(series: Series) -> SeriesNumbers:
    """Return the counts of a series and their coefficient of variation as numbers with their evidence."""
    counts = tuple(quoted_number(figure) for figure in series.figures)
    size = Number("series-size", len(counts), f"{len(counts):,}", words.LABELS["series-size"],
                  Computed(words.FORMULAS["counted"], counts, ROBUSTNESS_CELL))  # fmt: skip
    variation = Number("variation", series.variation, rounded(series.variation), words.LABELS["variation"],
                       Computed(words.FORMULAS["variation"], counts, ROBUSTNESS_CELL))  # fmt: skip
    return SeriesNumbers(counts, size, variation, series.whole_years)
