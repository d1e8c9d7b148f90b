"""What two releases of a file have of one count, as numbers, and what would follow if the later count grew as much."""

from dataclasses import dataclass

from tally.analysis import Count
from tally.analysis.counted import grown_ratio
from tally.evidence.numbers.number import Computed, Number, quoted_number
from tally.records.events import Dataset, YearChange
from tally.records.figures import Figure, Growth
from tally.text import Bound, rounded_bound, words
from tally.windows import Window, read_window

CELL = "3-briefing#compose"
COLUMNS = ("old", "new", "added", "dropped", "changed")


@dataclass(frozen=True)
class YearRow:
    """The events of one year: in the old and the new release, added, dropped and changed."""

    year: Window
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class GrowthNumbers:
    """
    What two releases have of one count.

    `rows` are the years in which something differs, the latest first. `old` and `new` are the counts of the latest year
    that both cover, `times` how many times as many the new one is, `grown` the later count if it grew as much, and
    `ratio` the ratio that leads then; these three are None if the old release has none.
    """

    growth: Growth
    datasets: tuple[Dataset, Dataset]
    rows: tuple[YearRow, ...]
    old: Number
    new: Number
    times: Number | None
    grown: Number | None
    ratio: Number | None

    @property
    def window(self) -> Window:
        """The days of the latest year that both cover."""
        return self.growth.new.window


def growth_numbers(later: Figure, counts: tuple[Count, Count], ratio: Number | None) -> GrowthNumbers | None:
    """
    Return what two releases have of a count; None if that is not known.

    Parameters
    ----------
    later : Figure
        The later count, with its growth.
    counts : tuple of Count
        The two counts that are compared, with their days.
    ratio : Number or None
        Their ratio.
    """
    growth = later.growth
    if not isinstance(growth, Growth) or growth.old.counted is None or growth.new.counted is None:
        return None
    datasets = growth.old.counted.dataset, growth.new.counted.dataset
    old, new = quoted_number(growth.old), quoted_number(growth.new)
    rows = tuple(_row(year, (old, new)) for year in reversed(growth.change.years) if _differs(year))
    times = grown = raised = None
    if growth.old.value and growth.new.value:
        factor = growth.new.value / growth.old.value
        bound = Bound.ABOUT if growth.old.span or growth.new.span else Bound.EXACT
        times = _number("growth", factor, rounded_bound(factor, bound, 3), "{1} ÷ {0}", old, new)
        count = quoted_number(later)
        many = rounded_bound(round(later.value * factor), Bound.ABOUT)
        grown = _number("grown", later.value * factor, many, "{0} × {1}", count, times)
        after = grown_ratio(*counts, factor)
        if after and ratio:
            raised = _number("grown-ratio", after, rounded_bound(after, Bound.ABOUT), "{0} × {1}", ratio, times)
    return GrowthNumbers(growth, datasets, rows, old, new, times, grown, raised)


def _differs(year: YearChange) -> bool:
    """Return whether anything in a year is not the same in both releases."""
    return bool(year.added or year.dropped or year.changed or year.old != year.new)


def _row(year: YearChange, counts: tuple[Number, Number]) -> YearRow:
    """Return what differs in a year as numbers."""
    numbers = []
    for name in COLUMNS:
        value, label = getattr(year, name), words.RELEASE_COLUMNS[name].format(year.year)
        evidence = Computed(words.RELEASES[name], counts, CELL)
        numbers.append(Number(f"release-{year.year}-{name}", value, f"{value:,}", label, evidence))
    return YearRow(read_window(f"{year.year:04d}"), tuple(numbers))


def _number(name: str, value: float, text: str, formula: str, *inputs: Number) -> Number:
    """Return a number that follows from others."""
    return Number(name, value, text, words.LABELS[name], Computed(formula, inputs, CELL))
