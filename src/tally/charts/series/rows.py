"""The data of charts over time as the rows of a table, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tally.evidence import Number, in_parts
from tally.records.figures import written_range
from tally.text import Unit, rounded_bound, words
from tally.windows import Period, Step, calendar_period, long_day, short_day

if TYPE_CHECKING:
    from tally.analysis.counted import Column, Columns, Panel, PlaceRow, PlaceTable, Rolling
    from tally.analysis.series import SeriesAnswer
    from tally.evidence import ToDateNumbers
    from tally.records.figures import Figure


MOST = 48  # windows of a rolling count that a table has: of more, it has those that end with longer periods
Cell = str | Number | tuple[Number | str, ...]


@dataclass(frozen=True)
class Rows:
    """
    The head and the rows of a table, with what it leaves out.

    A cell with evidence is a number, or texts and numbers that follow each other; any other is a text. The last
    `remarks` columns are words.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    remarks: int = 0
    note: str = ""


def written_count(column: "Column") -> str:
    """Return the count of a column as it is written: a range if some of its events are only possible."""
    if column.low is None or column.high is None:
        return words.CHART["not-known"]
    return written_range(column.low, column.high)


def state_of(column: "Column") -> str:
    """Return what keeps a count from being final, in words; empty if nothing does."""
    found = [words.CHART[name] for name, there in (("cut-off", column.part), ("may-grow", not column.settled)) if there]
    return words.CHART["or"].join(found) if column.known else ""


def periods_rows(series: "Columns", noun: Unit) -> Rows:
    """Return each period with its count and what keeps it from being final."""
    head = (words.ROWS["period"], noun.heading, words.ROWS["state"])
    return Rows(
        head,
        tuple((column.period.window.short, written_count(column), state_of(column)) for column in series.columns),
        remarks=1,
    )


def rolling_rows(rolling: "Rolling", noun: Unit, cell: Callable[["Column"], Cell] = written_count) -> Rows:
    """
    Return the windows that end on the last days of months, the highest and the latest.

    Of very many, those that end on the last days of quarters or years are enough. `cell` returns the count of a window.
    """
    known = {rolling.highest, rolling.latest}
    for step in (Step.MONTH, Step.QUARTER, Step.YEAR):
        shown = [
            window
            for window in rolling.windows
            if window in known or window.last == calendar_period(window.last, step).last
        ]
        if len(shown) <= MOST + len(known):
            break
    head = (words.ROWS["window"].format(f"{rolling.days:,}"), noun.heading, words.ROWS["state"])
    return Rows(
        head, tuple((long_day(window.last), cell(window), state_of(window)) for window in shown), 1,
        words.ROWS[f"at-{step}"],
    )  # fmt: skip


def calendar_rows(series: "Columns", noun: Unit, cell: Callable[[Period], Cell | None] = lambda _: None) -> Rows:
    """
    Return each month with the sum of its days that are known, and the highest count of a day.

    `cell` may return a number for the count of a month.
    """
    rows = list[tuple[Cell, ...]]()
    for _, days in groupby(series.columns, lambda column: calendar_period(column.first, Step.MONTH)):
        every = [*days]
        month = Period(every[0].first, every[-1].last)
        most = max([column.value or 0 for column in every])
        largest = f"{most:,}" if any(column.known for column in every) else ""
        rows.append((month.window.short, cell(month) or written_sum(every), largest))
    return Rows((words.ROWS["month"], noun.heading, words.ROWS["most"]), tuple(rows))


def written_sum(days: "Sequence[Column]") -> str:
    """Return the sum of the days that are known as it is written, or that none is."""
    known = [column.value or 0 for column in days if column.known]
    return f"{sum(known):,}" if known else words.CHART["not-known"]


def _of_year(parts: "Sequence[Column]") -> str:
    """Return the count of a year as its chart has it: a range if some of its events are only possible."""
    return written_count(parts[0]) if len(parts) == 1 else written_sum(parts)


def to_date_rows(to_date: "ToDateNumbers") -> Rows:
    """Return each year with its count up to the cut-off, and up to the last day that is counted."""
    years, names = to_date.years, to_date.names
    lines = zip(
        (*years.others, years.earlier, years.later), (*to_date.before, (names[0], to_date.earlier),
        (names[1], to_date.later)), strict=True,
    )  # fmt: skip
    head = (words.ROWS["year"], words.ROWS["up-to"].format(short_day(to_date.days.last)), words.ROWS["ends"])
    ends: Sequence[Number | str] = to_date.totals or [
        f"{line.counts[-1].value:,}" for line in (*years.others, years.earlier, years.later)
    ]
    return Rows(
        head,
        tuple(
            (name, number, in_parts(words.ROWS["until"], end, long_day(line.counts[-1].day)))
            for (line, (name, number)), end in zip(lines, ends, strict=True)
        ),
        remarks=1,
    )


def multiples_rows(panels: "Sequence[Panel]", cell: Callable[["Panel"], Cell | None] = lambda _: None) -> Rows:
    """Return each place with its count in each year, and the sum of all, for which `cell` may return a number."""
    years = sorted({column.first.year for panel in panels for column in panel.columns.columns})
    rows = list[tuple[Cell, ...]]()
    for panel in panels:
        held = {year: [*part] for year, part in groupby(panel.columns.columns, lambda column: column.first.year)}
        sums = [_of_year(held[year]) if year in held else words.CHART["not-known"] for year in years]
        rows.append((panel.name or words.CHART["nowhere"], *sums, cell(panel) or f"{panel.value:,}"))
    parts = {column.first.year for panel in panels for column in panel.columns.columns if column.part}
    heads = [words.ROWS["part"].format(year) if year in parts else f"{year}" for year in years]
    return Rows((words.ROWS["place"], *heads, words.ROWS["sum"]), tuple(rows))


def written_place(row: "PlaceRow") -> str:
    """Return the count of a place as it is written: a range if some of its events are only possible."""
    return written_range(row.low, row.high)


def place_rows(table: "PlaceTable", noun: Unit, cell: Callable[["PlaceRow"], Cell] = written_place) -> Rows:
    """Return each place with its count, as `cell` returns it, and at the end what has no known place."""
    rows = [(row.name, cell(row)) for row in table.rows]
    if table.unknown:
        rows.append((words.CHART["nowhere"], cell(table.unknown)))
    return Rows((words.ROWS["place"], noun.heading), tuple(rows))


def steps_rows(answer: "SeriesAnswer") -> Rows:
    """Return each count of a series with its days, its rate and who counted it; then the former ones and the others."""
    rows = [
        _figure_row(point.figure, words.CHART["cut-off"] if point.partial else "")
        for point in answer.series.known
        if point.figure
    ]
    for name, figures in (
        ("former", [old.figure for former in answer.revisions.values() for old in former]),
        ("other", [figure for rival in answer.rivals for figure in rival.figures]),
    ):
        rows += [_figure_row(figure, words.CHART[name]) for figure in figures]
    heads = ("period", "per-day", "counter", "basis", "note")
    days, *others = (words.ROWS[head] for head in heads)
    return Rows((days, answer.series.noun.heading, *others), tuple(rows), len(others) - 1)


def _figure_row(figure: "Figure", note: str) -> tuple[str, ...]:
    """Return the row of a figure; the rate is a range if its days are."""
    rates = dict.fromkeys(rounded_bound(figure.value / days, figure.bound) for days in reversed(figure.window.lengths))
    rate = words.CHART["range"].format(*rates) if len(rates) > 1 else next(iter(rates))
    return figure.window.short, figure.written, rate, figure.counter, figure.basis.words, note
