"""The same days of two years as numbers, for the chart of the year to date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tally.analysis import Comparison
from tally.analysis.counted import YearLine, YearToDate, align_years, year_line
from tally.evidence.numbers.number import Computed, Number, quoted_number
from tally.records.figures import Figure
from tally.text import Unit, words
from tally.windows import Edge, Period, Step, Window, calendar_period

CELL = "2-change#events"


@dataclass(frozen=True)
class MonthRow:
    """
    A month in both years: for each the least, the count by the first day of each event, and the most.

    `part` says that the days are not the whole month in both.
    """

    name: str
    part: bool
    earlier: tuple[Number, Number, Number]
    later: tuple[Number, Number, Number]


@dataclass(frozen=True)
class ToDateNumbers:
    """
    The same days of two years.

    Attributes
    ----------
    years : YearToDate
        The counts of both from the first day on.
    noun : Unit
        What was counted.
    earlier, later : Number
        The two counts at the cut-off, written as ranges where events may be on other days: “681 to 691”.
    sources : tuple of str
        The ids of the documents that the counts are from.
    ratio : Number or None
        How many times as many the later count is; None if it is not a single number.
    months : tuple of MonthRow
        The months of these days.
    others : tuple of Number
        The counts at the cut-off in the years before, if there are such, in the order of `years.others`.
    totals : tuple of Number
        The counts of each year up to its last day that is known, the oldest year first; none if these are not numbers.
    """

    years: YearToDate
    noun: Unit
    earlier: Number
    later: Number
    sources: tuple[str, ...]
    ratio: Number | None = None
    months: tuple[MonthRow, ...] = ()
    others: tuple[Number, ...] = ()
    totals: tuple[Number, ...] = ()

    @property
    def names(self) -> tuple[str, str]:
        """The years of the earlier and of the later line."""
        return _name(self.years.earlier), _name(self.years.later)

    @property
    def before(self) -> tuple[tuple[str, Number], ...]:
        """The years before the two, the oldest first, with their counts at the cut-off."""
        return tuple((_name(line), number) for line, number in zip(self.years.others, self.others, strict=True))

    @property
    def days(self) -> Window:
        """The days of the later count."""
        return _window(self.years.later, self.years)

    @property
    def same_days(self) -> Window:
        """The same days of the earlier year."""
        return _window(self.years.earlier, self.years)


def to_date_numbers(comparison: Comparison) -> ToDateNumbers | None:
    """Return the same days of two years; None if a count was not counted here, or if they start on other days."""
    lines = list[YearLine]()
    for figure in comparison.pair:
        line = year_line(figure.window.first, figure.counted.days) if figure.counted and figure.counted.days else None
        if line is None or (lines and (lines[0].first.month, lines[0].first.day) != (line.first.month, line.first.day)):
            return None
        lines.append(line)
    counted = [figure.same_days or figure for figure in comparison.pair]
    earlier, later = (quoted_number(figure) for figure in counted)
    sources = tuple(dict.fromkeys(figure.source for figure in comparison.pair))
    years = align_years(lines[0], lines[1])
    return ToDateNumbers(years, comparison.later.noun, earlier, later, sources, months=tuple(_months(*counted)))


def _months(earlier: Figure, later: Figure) -> Iterator[MonthRow]:
    """Yield the months of two counts, side by side; nothing where their days are not the same days of the year."""
    years = [figure.counted.months if figure.counted else () for figure in (earlier, later)]
    if [first[5:] for first, *_ in years[0]] != [first[5:] for first, *_ in years[1]]:
        return
    for before, after in zip(*years, strict=True):
        periods = [Period(*(date.fromisoformat(day) for day in month[:2])) for month in (before, after)]
        part = any(period != calendar_period(period.first, Step.MONTH) for period in periods)
        name = words.MONTHS[periods[0].first.month - 1]
        yield MonthRow(name, part, _month(earlier, periods[0], before[2:]), _month(later, periods[1], after[2:]))


def _month(figure: Figure, period: Period, counts: Sequence[int]) -> tuple[Number, Number, Number]:
    """Return what was counted in a month as numbers."""
    count, days = quoted_number(figure), period.window
    least, number, most = (
        Number(
            f"{kind}-{figure.id}-{period.first:%Y-%m}", value, f"{value:,}",
            words.LABELS[kind].format(unit=figure.noun.after(f"{value:,}"), window=days),
            Computed(words.FORMULAS[kind], (count,), CELL),
        )
        for kind, value in zip(("month-least", "month", "month-most"), counts, strict=True)
    )  # fmt: skip
    return least, number, most


def _window(line: YearLine, years: YearToDate) -> Window:
    """Return the days of a year up to the cut-off."""
    last = line.counts[years.days - 1].day
    return Window(f"{line.first}/{last}", Edge(line.first, line.first), Edge(last, last))


def _name(line: YearLine) -> str:
    """Return the year of a line, or both years if it goes on into the next."""
    last = line.counts[-1].day.year
    return f"{line.year}" if last == line.year else words.CHART["ends"].format(line.year, f"{last % 100:02}")
