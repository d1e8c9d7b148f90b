"""The same days of two years as numbers, for the chart of the year to date."""

from dataclasses import dataclass

from tally.analysis import Comparison
from tally.analysis.counted import YearLine, YearToDate, align_years, year_line
from tally.evidence.numbers.number import Number, quoted_number
from tally.text import Unit, words
from tally.windows import Edge, Window


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
    others : tuple of Number
        The counts at the cut-off in the years before, if there are such, in the order of `years.others`.
    """

    years: YearToDate
    noun: Unit
    earlier: Number
    later: Number
    sources: tuple[str, ...]
    ratio: Number | None = None
    others: tuple[Number, ...] = ()

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
    earlier, later = (quoted_number(figure.same_days or figure) for figure in comparison.pair)
    sources = tuple(dict.fromkeys(figure.source for figure in comparison.pair))
    return ToDateNumbers(align_years(lines[0], lines[1]), comparison.later.noun, earlier, later, sources)


def _window(line: YearLine, years: YearToDate) -> Window:
    """Return the days of a year up to the cut-off."""
    last = line.counts[years.days - 1].day
    return Window(f"{line.first}/{last}", Edge(line.first, line.first), Edge(last, last))


def _name(line: YearLine) -> str:
    """Return the year of a line, or both years if it goes on into the next."""
    last = line.counts[-1].day.year
    return f"{line.year}" if last == line.year else words.CHART["ends"].format(line.year, f"{last % 100:02}")
