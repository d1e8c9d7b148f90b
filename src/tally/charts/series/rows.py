"""The data of charts over time as the rows of a table, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tally.records.figures import written_range
from tally.text import Unit, rounded_bound, words
from tally.windows import Period, Step, calendar_period, long_day, short_day

if TYPE_CHECKING:
    from tally.analysis.counted import Column, Columns, Panel, PlaceRow, PlaceTable, Rolling
    from tally.analysis.series import SeriesAnswer
    from tally.evidence import ToDateNumbers
    from tally.records.figures import Figure


@dataclass(frozen=True)
class Rows:
    """The head and the rows of a table."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def written_count(column: "Column") -> str:
    """Return the count of a column as it is written: a range if some of its events are only possible."""
    if not column.known:
        return words.CHART["not-known"]
    if column.ranged:
        return words.CHART["range"].format(f"{column.low:,}", f"{column.high:,}")
    return f"{column.value:,}"


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
    )


def rolling_rows(rolling: "Rolling", noun: Unit) -> Rows:
    """Return the windows that end on the last days of months, the highest and the latest."""
    known = {rolling.highest, rolling.latest}
    shown = [
        window for window in rolling.windows
        if window in known or window.last == calendar_period(window.last, Step.MONTH).last
    ]  # fmt: skip
    head = (words.ROWS["window"].format(f"{rolling.days:,}"), noun.heading, words.ROWS["state"])
    return Rows(
        head, tuple((long_day(window.last), written_count(window), state_of(window)) for window in shown)
    )  # fmt: skip


def calendar_rows(series: "Columns", noun: Unit) -> Rows:
    """Return each month with the sum of its days that are known, and the highest count of a day."""
    rows = list[tuple[str, ...]]()
    for (first, _), days in groupby(series.columns, lambda column: calendar_period(column.first, Step.MONTH)):
        every = [*days]
        month = Period(first, calendar_period(first, Step.MONTH).last).window.short
        most = max([column.value or 0 for column in every])
        rows.append((month, written_sum(every), f"{most:,}" if any(column.known for column in every) else ""))
    return Rows((words.ROWS["month"], noun.heading, words.ROWS["most"]), tuple(rows))


def written_sum(days: "Sequence[Column]") -> str:
    """Return the sum of the days that are known as it is written, or that none is."""
    known = [column.value or 0 for column in days if column.known]
    return f"{sum(known):,}" if known else words.CHART["not-known"]


def to_date_rows(to_date: "ToDateNumbers") -> Rows:
    """Return each year with its count up to the cut-off, and up to the last day that is counted."""
    years, names = to_date.years, to_date.names
    lines = zip(
        (*years.others, years.earlier, years.later), (*to_date.before, (names[0], to_date.earlier),
        (names[1], to_date.later)), strict=True,
    )  # fmt: skip
    head = (words.ROWS["year"], words.CHART["up-to"].format(short_day(to_date.days.last)), words.ROWS["ends"])
    return Rows(
        head,
        tuple(
            (name, number.text, words.ROWS["until"].format(f"{line.counts[-1].value:,}", long_day(line.counts[-1].day)))
            for line, (name, number) in lines
        ),
    )


def multiples_rows(panels: "Sequence[Panel]") -> Rows:
    """Return each place with its count in each year, and the sum of all."""
    years = sorted({column.first.year for panel in panels for column in panel.columns.columns})
    rows = list[tuple[str, ...]]()
    for panel in panels:
        held = {year: [*part] for year, part in groupby(panel.columns.columns, lambda column: column.first.year)}
        sums = [written_sum(held[year]) if year in held else words.CHART["not-known"] for year in years]
        rows.append((panel.name or words.CHART["nowhere"], *sums, f"{panel.value:,}"))
    return Rows((words.ROWS["place"], *map(str, years), words.ROWS["sum"]), tuple(rows))


def written_place(row: "PlaceRow") -> str:
    """Return the count of a place as it is written: a range if some of its events are only possible."""
    return written_range(row.low, row.high) if row.ranged else f"{row.value:,}"


def place_rows(table: "PlaceTable", noun: Unit) -> Rows:
    """Return each place with its count, and at the end what has no known place."""
    rows = [(row.name, written_place(row)) for row in table.rows]
    if table.unknown:
        rows.append((words.CHART["nowhere"], written_place(table.unknown)))
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
    return Rows((days, answer.series.noun.heading, *others), tuple(rows))


def _figure_row(figure: "Figure", note: str) -> tuple[str, ...]:
    """Return the row of a figure; the rate is a range if its days are."""
    rates = dict.fromkeys(rounded_bound(figure.value / days, figure.bound) for days in reversed(figure.window.lengths))
    rate = words.CHART["range"].format(*rates) if len(rates) > 1 else next(iter(rates))
    return figure.window.short, figure.written, rate, figure.counter, figure.basis.words, note
