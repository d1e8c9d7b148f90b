"""The alternative text of charts over time: what each shows, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tally.charts.series.rows import multiples_rows, steps_rows, written_count, written_place, written_sum
from tally.charts.series.steps import breaks_of
from tally.text import Unit, words
from tally.windows import long_day

if TYPE_CHECKING:
    from tally.analysis.counted import Break, Column, Columns, Panel, PlaceTable, Rolling
    from tally.analysis.series import SeriesAnswer
    from tally.evidence import ToDateNumbers

OWN = ("", words.CHART["cut-off"])  # the notes of counts of the series itself


def describe_to_date(to_date: "ToDateNumbers") -> str:
    """Describe a chart of the year to date: the counts of both years at the cut-off, and of those before."""
    first, last = (
        words.DAY_OF_YEAR.format(day=day.day, month=words.MONTHS[day.month - 1])
        for day in (to_date.days.first, to_date.days.last)
    )
    (before, year), (after, next_year) = zip((to_date.earlier, to_date.later), to_date.names, strict=True)
    shown = [words.ALT["to-date"].format(to_date.noun.many, first, last, after.text, next_year, before.text, year)]
    if to_date.before:
        counts = [words.ALT["year-count"].format(number.text, name) for name, number in reversed(to_date.before)]
        shown.append(words.ALT["years-before"].format(", ".join(counts)))
    return " ".join(shown)


def describe_periods(series: "Columns", noun: Unit) -> str:
    """Describe a chart of periods: its days, its highest and lowest count, its changes, and what is not known."""
    known = [column for column in series.columns if column.known]
    heading = words.CHART[f"by-{series.step}"].format(noun.many)
    shown = [words.ALT["periods"].format(heading, *_days(series))]
    for form, found in (("peak-in", _highest(known)), ("lowest", _lowest(known))):
        if len(found) == 1:
            shown.append(words.ALT[form].format(written_count(found[0]), found[0].period.window.when))
        elif found:
            times = words.ALT["times"].format(len(found))
            shown.append(words.ALT[form].format(written_count(found[0]), times))
    if series.changes:
        periods = {column.first: column.period.window for column in series.columns}
        days = [str(periods.get(change.day, long_day(change.day))) for change in series.changes]
        shown.append(words.ALT["changes"].format(", ".join(days)))
    shown += _breaks(series.breaks)
    if len(known) < len(series.columns):
        shown.append(words.ALT["unknown"].format(len(series.columns) - len(known), len(series.columns)))
    return " ".join(shown)


def _highest(columns: "Sequence[Column]") -> "list[Column]":
    """Return the columns with the highest count; none if ranges leave open which these are."""
    most = max(columns, key=lambda column: column.low or 0, default=None)
    found = [column for column in columns if most and (column.high or 0) >= (most.low or 0)]
    return found if len({(column.low, column.high) for column in found}) == 1 or len(found) == 1 else []


def _lowest(columns: "Sequence[Column]") -> "list[Column]":
    """Return the final columns with the lowest count; none if ranges leave open which these are."""
    final = [column for column in columns if column.final]
    least = min(final, key=lambda column: column.high or 0, default=None)
    found = [column for column in final if least and (column.low or 0) <= (least.high or 0)]
    return found if len({(column.low, column.high) for column in found}) == 1 or len(found) == 1 else []


def describe_steps(answer: "SeriesAnswer") -> str:
    """Describe a chart of quoted counts: for each, its count, its days and its rate, and where something changes."""
    noun, rows = answer.series.noun, steps_rows(answer).rows
    texts = [words.ALT["figure"].format(noun.counted(str(row[1])), row[0], row[2]) for row in rows if row[-1] in OWN]
    shown = [words.ALT["steps"].format(noun.many, "; ".join(texts)), *_breaks(breaks_of(answer.series.steps))]
    if others := dict.fromkeys(words.named(rival.counter) for rival in answer.rivals):
        shown.append(words.ALT["others"].format(", ".join(others)))
    return " ".join(shown)


def describe_rolling(rolling: "Rolling", noun: Unit) -> str:
    """Describe a chart of a rolling count: its days, the highest and the latest count, and its breaks."""
    ends = (long_day(rolling.windows[place].last) for place in (0, -1))
    shown = [words.ALT["rolling"].format(noun.many, f"{rolling.days:,}", *ends)]
    for form, window in (("peak", rolling.highest), ("latest", rolling.latest)):
        shown += [words.ALT[form].format(written_count(window), long_day(window.last))] if window else []
    return " ".join([*shown, *_breaks(rolling.breaks)])


def describe_calendar(series: "Columns", noun: Unit) -> str:
    """Describe a calendar of days: the sum of each year."""
    years = list(dict.fromkeys(column.first.year for column in series.columns))
    sums = [
        words.ALT["year-count"].format(written_sum([day for day in series.columns if day.first.year == year]), year)
        for year in years
    ]
    ends = long_day(series.columns[0].first), long_day(series.columns[-1].last)
    return words.ALT["calendar"].format(noun.many, *ends, ", ".join(sums))


def describe_multiples(panels: "Sequence[Panel]", noun: Unit) -> str:
    """Describe small charts by place: the sum of each."""
    sums = [words.CHART["of-year"].format(row[0], row[-1]) for row in multiples_rows(panels).rows]
    heading = words.CHART[f"by-{panels[0].columns.step}"].format(noun.many)
    return words.ALT["multiples"].format(heading, *_days(panels[0].columns), "; ".join(sums))


def describe_places(table: "PlaceTable", noun: Unit) -> str:
    """Describe a map: the count of each place, and how much has no known place."""
    texts = [words.CHART["of-year"].format(row.name, written_place(row)) for row in table.rows if row.high]
    none = sum(not row.high for row in table.rows)
    shown = [words.ALT["map"].format(noun.many, "; ".join(texts) or words.CHART["no-events"])]
    shown += [words.ALT["without"].format(none)] if none else []
    if table.unknown and table.unknown.high:
        shown.append(words.ALT["nowhere"].format(written_place(table.unknown)))
    return " ".join(shown)


def _days(series: "Columns") -> tuple[str, str]:
    """Return the first and the last period, or the first and the last day if these cut a period off."""
    first, last = series.columns[0], series.columns[-1]
    if first.part or last.part:
        return long_day(first.first), long_day(last.last)
    return str(first.period.window), str(last.period.window)


def _breaks(breaks: "Sequence[Break]") -> list[str]:
    """Return what changes at breaks, in one sentence, or nothing."""
    texts = [words.CHART["break"].format(long_day(change.day), change.what) for change in breaks]
    return [words.ALT["breaks"].format("; ".join(texts))] if texts else []
