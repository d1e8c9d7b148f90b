"""What follows from the count of each day: rolling counts, and years to date."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate, groupby

from tally.analysis.counted.columns import Break, Column, Columns
from tally.analysis.counted.rolling import Rolling
from tally.analysis.counted.year_to_date import YearLine, year_line
from tally.windows import Step

NEW_YEAR = (1, 1)
USUAL = 30  # days of a rolling count


def days_of(
    first: date, daily: Sequence[int | None], *, settled: date, breaks: Sequence[Break] = ()
) -> Columns:  # fmt: skip
    """
    Return the days of a series.

    Parameters
    ----------
    first : date
        The first day.
    daily : sequence of int or None
        The count of each day from then on, by the first day of each event; None if it is not known.
    settled : date
        The last day to which no later release is expected to add events.
    breaks : sequence of Break
        The days on which the counter or the method changes.
    """
    columns = [
        Column(day, day, count, count, count, settled=day <= settled)
        for place, count in enumerate(daily)
        for day in [first + timedelta(place)]
    ]
    return Columns(Step.DAY, tuple(columns), breaks=tuple(breaks))


def rolling_days(days: Columns, length: int = USUAL) -> Rolling:
    """Return the rolling count of days; that of a window with a day that is not known is not known either."""
    columns = days.columns
    sums = [*accumulate((column.value or 0 for column in columns), initial=0)]
    unknown = [*accumulate((not column.known for column in columns), initial=0)]
    windows = list[Column]()
    for end in range(length, len(columns) + 1):
        start, last = end - length, columns[end - 1]
        count = None if unknown[end] > unknown[start] else sums[end] - sums[start]
        windows.append(Column(columns[start].first, last.last, count, count, count, settled=last.settled))
    return Rolling(length, tuple(windows), days.breaks)


def year_lines(days: Columns) -> tuple[YearLine, ...]:
    """Return the line of each year that is known from 1 January on, up to its last day that is known."""
    lines = list[YearLine]()
    for _, group in groupby(days.columns, lambda column: column.first.year):
        year = [*group]
        known = next((place for place, column in enumerate(year) if not column.known), len(year))
        sums = [*accumulate(column.value or 0 for column in year[:known])]
        if known and (year[0].first.month, year[0].first.day) == NEW_YEAR:
            line = year_line(year[0].first, [(count, count, count) for count in sums])
            lines += [line] if line else []
    return tuple(lines)
