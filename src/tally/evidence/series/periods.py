"""The periods of a counted series: the figure of each, and the column that is drawn for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from tally.analysis.counted import Break, Change, Column, Columns, Level, columns_of
from tally.evidence.numbers import InPeriods, Number
from tally.records.events import EventCount
from tally.records.figures import Figure
from tally.text import Bound, words
from tally.windows import Period, Step, Window, WindowText, calendar_period, periods_in

if TYPE_CHECKING:
    from tally.analysis.series import SeriesAnswer
    from tally.evidence.series.findings import SeriesFindings

MOST_ROWS = 72  # periods with a row of their own on a page
SHORT = {Step.YEAR: len("2021"), Step.MONTH: len("2021-03")}  # letters of a date that name a period


def period_figures(whole: Figure, step: Step) -> tuple[Figure | None, ...]:
    """
    Return the figure of each period of a series that was counted as a whole; None for one that is not known.

    The count of a period has the query and the file of the whole, but no rows: those of the whole are enough.
    """
    if whole.counted is None:
        return ()
    return tuple(_figure(whole, whole.counted, step, *period) for period in whole.counted.periods)


def _figure(
    whole: Figure, count: EventCount, step: Step, first: str, last: str, low: int | None, value: int | None,
    high: int | None,
) -> Figure | None:  # fmt: skip
    """Return the figure of one period."""
    if low is None or value is None or high is None:
        return None
    window = Period(date.fromisoformat(first), date.fromisoformat(last)).window
    return part_of(whole, count, f"{name_of(window.first, step)}-of-{whole.id}", window, (low, value, high))


def part_of(whole: Figure, count: EventCount, name: str, window: Window, counted: tuple[int, int, int]) -> Figure:
    """Return the figure of some days of a count, with its lowest, middle and highest number, and without rows."""
    low, value, high = counted
    row = replace(count.row, id=name, window=window.text)
    part = replace(
        count, row=row, low=low, value=value, high=high, certain=(), by_date=(), by_name=(), left_out=(),
        first_rows=(), months=(), days=(), periods=(), daily=(), by_place=(),
    )  # fmt: skip
    bound = Bound.ABOUT if low < high else Bound.EXACT
    return replace(
        whole, id=row.id, value=value, low=low, high=high, bound=bound, window=window, counted=part, note="",
        same_days=None,
    )  # fmt: skip


def name_of(first: date, step: Step) -> str:
    """Return the name of the period of the calendar that begins on a day or contains it: 2021, 2021-q3, 2021-03."""
    start = calendar_period(first, step).first
    if step is Step.QUARTER:
        return f"{start.year:04d}-q{(start.month + 2) // 3}"
    return start.isoformat()[: SHORT.get(step, len("2021-03-01"))]


def counted_columns(whole: EventCount, step: Step) -> Columns:
    """Return the columns of a counted series, those that are not known included."""
    periods = [Period(date.fromisoformat(first), date.fromisoformat(last)) for first, last, *_ in whole.periods]
    counts = [(low, value, high) for _, _, low, value, high in whole.periods]
    dataset = whole.dataset
    return columns_of(step, periods, counts, settled=dataset.settled)


def with_levels(columns: Columns, answer: "SeriesAnswer", breaks: Sequence[Break] = ()) -> Columns:
    """Return columns with the levels that were found, the periods that may begin a new one, and the breaks."""
    levels, changes = list[Level](), list[Change]()
    for part in answer.parts:
        found = part.fits.changes
        if found is None or not found.changes:
            continue
        days = [Period(point.window.first, point.window.last) for point in part.used]
        starts = [0, *(change.at for change in found.changes)]
        ends = [*starts[1:], len(days)]
        levels += [
            Level(days[start].first, days[end - 1].last, rate)
            for start, end, rate in zip(starts, ends, found.rates, strict=True)
        ]
        changes += [
            Change(days[change.at].first, tuple(days[place] for place in change.plausible)) for change in found.changes
        ]
    return replace(columns, levels=tuple(levels), changes=tuple(changes), breaks=tuple(breaks))


def quoted_columns(figures: Sequence[Figure]) -> Columns:
    """Return the columns of quoted counts, in the order of their days, with the periods that none of them covers."""
    step = common_step(figures)
    columns, after = list[Column](), None
    for figure in figures:
        first, last = figure.window.first, figure.window.last
        if after is not None and after < first:
            columns += [Column(*gap, None, None, None) for gap in periods_in(after, _before(first), step)]
        fewest, most = figure.limits
        part = (first, last) != calendar_period(first, step)
        columns.append(Column(first, last, fewest, figure.value, figure.value if most is None else most, part=part))
        after = date.fromordinal(last.toordinal() + 1)
    return Columns(step, tuple(columns))


def _before(day: date) -> date:
    """Return the day before a day."""
    return date.fromordinal(day.toordinal() - 1)


def common_step(figures: Sequence[Figure]) -> Step:
    """Return the longest period of the calendar that each window begins with, and that most windows are."""
    windows = [Period(figure.window.first, figure.window.last) for figure in figures]
    steps = [Step.YEAR, Step.QUARTER, Step.MONTH, Step.WEEK]
    return max(steps, key=lambda step: sum(window == calendar_period(window.first, step) for window in windows))


@dataclass(frozen=True)
class PeriodRow:
    """One row of the table of periods: its days, and its count, None if it is not known."""

    window: Window
    count: Number | None
    column: Column

    @property
    def state(self) -> str:
        """The words for what is known of it."""
        return words.PERIOD_STATES[self.column.state]


def period_rows(found: "SeriesFindings") -> tuple[PeriodRow, ...]:
    """Return the rows of the table of periods; of more than `MOST_ROWS` counted ones, a row for each year."""
    numbers = {figure.window.first: found.number_of(figure) for figure in found.counts}
    rows = tuple(
        PeriodRow(column.period.window, numbers.get(column.first) if column.known else None, column)
        for column in found.columns.columns
    )
    if found.whole_number is None or len(rows) <= MOST_ROWS:
        return rows
    years = groupby(rows, lambda row: row.column.first.year)
    return tuple(_year_row(year, [*parts], found.whole_number) for year, parts in years)


def _year_row(year: int, parts: Sequence[PeriodRow], whole: Number) -> PeriodRow:
    """Return the row of a year, whose count leads to those of its periods."""
    first, last = parts[0].column.first, parts[-1].column.last
    known = [row.column.value for row in parts if row.column.value is not None]
    total = sum(known) if known else None
    column = Column(
        first, last, total, total, total,
        part=len(known) < len(parts) or any(row.column.part for row in (parts[0], parts[-1])),
        settled=all(row.column.settled for row in parts),
    )  # fmt: skip
    window = Period(first, last).window
    if total is None:
        return PeriodRow(window, None, column)
    texts = tuple((WindowText(row.window), row.count.text if row.count else words.CHART["not-known"]) for row in parts)
    label = words.LABELS["in-year"].format(window)
    return PeriodRow(window, Number(f"year-{year}", total, f"{total:,}", label, InPeriods(whole, texts)), column)
