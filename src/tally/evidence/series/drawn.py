"""The numbers of charts over days, years and places, for their headlines and what their marks lead to."""

from collections.abc import Sequence
from dataclasses import dataclass

from tally.analysis.counted import Column, Columns, PlaceRow, PlaceTable, Rolling, YearLine, align_years, year_lines
from tally.evidence.numbers import Chosen, Computed, Counted, InPeriod, Number, ToDateNumbers
from tally.evidence.series.periods import part_of
from tally.records.figures import written_range
from tally.text import Unit, words
from tally.windows import Period, Window

CELL = "series/2-series#drawn"
NAMED = 3  # places that a sentence names
MOST_YEARS = 6  # before the year that a chart of the year to date is about


@dataclass(frozen=True)
class RollingNumbers:
    """A rolling count, and its highest and its latest window as numbers."""

    rolling: Rolling
    noun: Unit
    highest: Number
    latest: Number

    @property
    def length(self) -> Number:
        """The number of days of a window."""
        days = self.rolling.days
        return Number("rolling-days", days, f"{days:,}", words.LABELS["rolling-days"], Chosen(*words.CHOSEN["rolling"]))

    @property
    def is_latest(self) -> bool:
        """Return whether the latest count is the highest."""
        return self.rolling.highest == self.rolling.latest

    @property
    def is_shared(self) -> bool:
        """Return whether several windows have the highest count; the highest is the first of them."""
        return sum(window.value == self.highest.value for window in self.rolling.known) > 1

    @property
    def highest_day(self) -> Window | None:
        """The last day of the window with the highest count."""
        return _day(self.rolling.highest)

    @property
    def latest_day(self) -> Window | None:
        """The last day of the latest window."""
        return _day(self.rolling.latest)


@dataclass(frozen=True)
class CalendarNumbers:
    """
    The days of a series, the highest count of a day, and the number of days with none.

    `other_days` are the days after `most_day` with as many, None if a sentence cannot name them all.
    """

    days: Columns
    noun: Unit
    most: Number
    most_day: Window
    other_days: tuple[Window, ...] | None
    none: Number
    known: Number


@dataclass(frozen=True)
class PlaceNumbers:
    """The counts by place, each as a number in the order of the table; and what has no known place."""

    table: PlaceTable
    noun: Unit
    whole: Number
    counts: tuple[Number, ...]
    unknown: Number | None

    @property
    def first(self) -> PlaceRow:
        """The place with the highest count."""
        return self.table.rows[0]

    @property
    def leading(self) -> tuple[PlaceRow, ...]:
        """The places with the highest count."""
        return tuple(row for row in self.table.rows if row.value == self.first.value)

    @property
    def is_shared(self) -> bool:
        """Return whether several places have the highest count."""
        return len(self.leading) > 1

    @property
    def too_many_lead(self) -> bool:
        """Return whether these are too many to be named in a sentence."""
        return len(self.leading) > NAMED

    def number_of(self, row: PlaceRow) -> Number:
        """Return the number of a row."""
        if self.unknown is not None and row == self.table.unknown:
            return self.unknown
        return self.counts[self.table.rows.index(row)]


def rolling_numbers(rolling: Rolling, whole: Number, noun: Unit) -> RollingNumbers | None:
    """Return the numbers of a rolling count, which was counted from the rows of `whole`; None if none is known."""
    highest, latest = rolling.highest, rolling.latest
    if highest is None or latest is None:
        return None
    return RollingNumbers(
        rolling, noun, _number("rolling-highest", highest, whole, noun), _number("rolling-latest", latest, whole, noun)
    )  # fmt: skip


def calendar_numbers(days: Columns, whole: Number, noun: Unit) -> CalendarNumbers | None:
    """Return the numbers of the days of a series, which were counted from the rows of `whole`; None if none is."""
    known = [day for day in days.columns if day.known]
    if not known:
        return None
    most = max(known, key=lambda day: day.value or 0)
    others = [day.period.window for day in known if day.value == most.value and day != most]
    none = sum(not day.value for day in known)
    return CalendarNumbers(
        days, noun, _number("day-most", most, whole, noun), most.period.window,
        tuple(others) if len(others) < NAMED else None,
        *(
            Number(f"days-{name}", value, f"{value:,}", words.LABELS[f"days-{name}"],
                   Computed(words.FORMULAS[f"days-{name}"], (whole,), CELL))
            for name, value in (("none", none), ("known", len(known)))
        ),
    )  # fmt: skip


def years_to_date(days: Columns, whole: Number, noun: Unit, sources: Sequence[str]) -> ToDateNumbers | None:
    """
    Return the last year to date beside those before it.

    Parameters
    ----------
    days : Columns
        The days of the series.
    whole : Number
        The count over all of them.
    noun : Unit
        What was counted.
    sources : sequence of str
        The ids of the documents that the counts are from.

    Returns
    -------
    ToDateNumbers or None
        The last year whose days are known from 1 January on, and up to `MOST_YEARS` before it; None if there is no
        other.
    """
    lines = year_lines(days)[-MOST_YEARS - 1 :]
    if len(lines) < 2:
        return None
    years = align_years(lines[-2], lines[-1], lines[:-2])

    def number(name: str, line: YearLine, place: int) -> Number:
        count = line.counts[place]
        column = Column(line.first, count.day, count.low, count.value, count.high)
        return _number(f"{name}-{line.year}", column, whole, noun)

    aligned = (*years.others, years.earlier, years.later)
    *others, earlier, later = numbers = [number("to-date", line, years.days - 1) for line in aligned]
    totals = [
        at_cutoff if len(line.counts) == years.days else number("up-to-end", line, -1)
        for line, at_cutoff in zip(aligned, numbers, strict=True)
    ]
    return ToDateNumbers(years, noun, earlier, later, tuple(sources), others=tuple(others), totals=tuple(totals))


def place_numbers(table: PlaceTable, whole: Number, noun: Unit) -> PlaceNumbers | None:
    """Return the numbers of places, which were counted from the rows of `whole`; None if there is no place."""
    if not table.rows:
        return None
    counts = tuple(_place(f"place-{place}", row, whole, noun) for place, row in enumerate(table.rows, start=1))
    unknown = _place("place-unknown", table.unknown, whole, noun) if table.unknown else None
    return PlaceNumbers(table, noun, whole, counts, unknown)


def _number(name: str, column: Column, whole: Number, noun: Unit) -> Number:
    """Return the count of some days of a series as a number."""
    text, days = _written(column.low, column.value, column.high), Period(column.first, column.last).window
    label = words.LABELS["month"].format(unit=noun.after(text), window=days)
    evidence: InPeriod | Computed = Computed(words.FORMULAS["days-of"], (whole,), CELL)
    if isinstance(whole.evidence, Counted) and whole.evidence.figure.counted:
        figure = whole.evidence.figure
        counts = column.low or 0, column.value or 0, column.high or 0
        evidence = InPeriod(part_of(figure, whole.evidence.figure.counted, name, days, counts), whole)
    return Number(name, column.value or 0, text, label, evidence)


def _place(name: str, row: PlaceRow, whole: Number, noun: Unit) -> Number:
    """Return the count of a place as a number."""
    text, where = _written(row.low, row.value, row.high), row.name.replace("{", "(").replace("}", ")")
    kind = "place" if row.name else "nowhere"
    return Number(
        name, row.value, text, words.LABELS[kind].format(unit=noun.after(text), place=row.name),
        Computed(words.FORMULAS[kind].format("{0}", where), (whole,), CELL),
    )  # fmt: skip


def _written(low: int | None, value: int | None, high: int | None) -> str:
    """Return a count as it is written: a range if some of its events are only possible."""
    return f"{value or 0:,}" if low == high or low is None or high is None else written_range(low, high)


def _day(column: Column | None) -> Window | None:
    """Return the last day of a window."""
    return Period(column.last, column.last).window if column else None
