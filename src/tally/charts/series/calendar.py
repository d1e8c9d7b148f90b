"""The calendar of days: a square for each day, the larger the more was counted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise
from math import nan
from typing import TYPE_CHECKING

from tally.charts.drawing import (
    INK,
    LATER,
    LATER_HATCH,
    LATER_WASH,
    LINE,
    MUTED,
    RULE,
    SIZE,
    WIDE,
    Point,
    Sheet,
    width_of,
)
from tally.charts.series.frame import GAP, Look, write_heading
from tally.charts.series.rows import written_sum
from tally.text import Unit, words
from tally.windows import Step, calendar_period, short_day

if TYPE_CHECKING:
    from tally.analysis.counted import Column, Columns

MOST = 3  # years that are drawn: the last ones
HALVES = {True: (range(1, 13),), False: (range(1, 7), range(7, 13))}  # months of a row, wide and narrow
WEEK = 7
CLASSES = 5
SIDES = (0.3, 0.48, 0.66, 0.84, 1.0)  # of a cell: a side of the square of each class
ROUND = (1, 2, 3, 5, 7, 10)
KNOWN, GROWING, UNKNOWN = "known", "growing", "unknown"
GROUNDS: dict[str, Look] = {
    KNOWN: {"fill": LATER_WASH}, GROWING: {"fill": LATER_WASH, "hatch": LATER_HATCH}, UNKNOWN: {"fill": RULE},
}  # fmt: skip
BETWEEN = 1.0  # pixels between two cells


def calendar_chart(series: "Columns", noun: Unit, width: float = WIDE) -> Sheet:
    """
    Draw the count of each day in a calendar.

    Parameters
    ----------
    series : Columns
        The days in order.
    noun : Unit
        What was counted.
    width : float
        Of the sheet, in pixels.

    Returns
    -------
    Sheet
        A week is a column, a day of the week a row; a year has one row of weeks, in the narrow form two. The square of
        a day has one of a few sizes, which the key explains; a day without events has none. The ground is pale where
        days are known, hatched where they may still grow, and grey where they are not known. If there are many years,
        the last ones are drawn. Next to a year is its sum. A pointer on a week shows the counts of its days.
    """
    sheet, years = Sheet(width), years_of(series)
    shown = [*years_of(drawn_days(series))]
    title = words.CHART["by-day"].format(noun.heading)
    if len(shown) < len(years):
        title = words.CHART["of-year"].format(title, words.CHART["ends"].format(shown[0], shown[-1]))
    days = [column for year in shown for column in years[year]]
    edges = class_edges(_most(days))
    top = write_heading(sheet, title)
    left = max(width_of(name) for name in words.WEEKDAYS) + GAP
    cell = min((width - left) / (54 if width >= WIDE else 28), 14.0)
    top = _write_key(sheet, edges, cell, top, days) + GAP
    for year in shown:
        sheet.write(words.CHART["of-year"].format(year, written_sum(years[year])), 0, top + SIZE, bold=True)
        top += LINE + 2
        for months in HALVES[width >= WIDE]:
            part = [column for column in years[year] if column.first.month in months]
            if part:
                top = _draw_row(sheet, months, part, (left, top, cell), edges)
    return sheet.finished(top)


def drawn_days(series: "Columns") -> "Columns":
    """Return the days that are drawn: those of the last years."""
    first = series.columns[-1].first.year - MOST + 1
    return replace(series, columns=tuple(column for column in series.columns if column.first.year >= first))


def years_of(series: "Columns") -> dict[int, list["Column"]]:
    """Return the days of each year."""
    return {year: [*days] for year, days in groupby(series.columns, lambda column: column.first.year)}


def class_edges(most: int) -> list[int]:
    """Return the lowest count of each class of days: from one to the most, in round numbers and about equal steps."""
    if most <= CLASSES:
        return list(range(1, most + 1))
    edges = [1]
    for place in range(1, CLASSES):
        value = most ** (place / CLASSES)
        power = 10 ** (len(str(int(value))) - 1)
        edges.append(max(next(step * power for step in ROUND if step * power >= value - 1e-9), edges[-1] + 1))
    return edges


def _draw_row(
    sheet: Sheet, months: range, days: "Sequence[Column]", place: tuple[float, float, float], edges: Sequence[int]
) -> float:
    """Draw one row of weeks, with the names of months above and of weekdays beside it; return where it ends."""
    (left, top, cell), year = place, days[0].first.year
    top, start = top + LINE, calendar_period(date(year, months[0], 1), Step.WEEK).first
    corners = {
        column.first: (left + since // WEEK * cell, top + since % WEEK * cell)
        for column in days
        for since in [(column.first - start).days]
    }
    for weekday, name in enumerate(words.WEEKDAYS):
        if weekday % 2 == 0:
            sheet.write(name, 0, top + (weekday + 0.5) * cell + SIZE * 0.35, colour=MUTED)
    _draw_ground(sheet, days, corners, cell)
    counted = [column for column in days if column.value]
    for at, (low, high) in enumerate(pairwise([*edges, float("inf")])):
        held = [corners[column.first] for column in counted if low <= (column.value or 0) < high]
        _draw_squares(sheet, held, cell, SIDES[at] * (cell - BETWEEN), stroke=LATER)
    for first, week in groupby(days, lambda column: calendar_period(column.first, Step.WEEK).first):
        x = left + (first - start).days // WEEK * cell
        sheet.hint(x, top, x + cell, top + WEEK * cell, _week([*week]))
    for month in months:
        first = date(year, month, 1)
        since = (first - start).days
        x, y = left + since // WEEK * cell, top + since % WEEK * cell
        if month > months[0] and days[0].first <= first <= days[-1].first:
            bottom, right = top + WEEK * cell, x + cell
            edge = [(right, top), (right, y), (x, y), (x, bottom)] if y > top else [(x, top), (x, bottom)]
            sheet.line([(across - BETWEEN / 2, down - BETWEEN / 2) for across, down in edge], stroke=INK, width=0.8)
        if days[0].first.month <= month <= days[-1].first.month:
            sheet.write(words.SHORT_MONTHS[month - 1], x + (cell if y > top else 0), top - 5, colour=MUTED)
    return top + WEEK * cell + GAP


def _draw_ground(sheet: Sheet, days: "Sequence[Column]", corners: dict[date, Point], cell: float) -> None:
    """Draw the ground of days, by what is known of them; days of one weekday that are alike and a week apart in one."""
    boxes = dict[str, list[list[float]]]()
    for column in sorted(days, key=lambda column: (column.first.weekday(), column.first)):
        (x, y), held = corners[column.first], boxes.setdefault(_status(column), [])
        if held and held[-1][1] == y and x - held[-1][2] < cell / 2:
            held[-1][2] = x + cell - BETWEEN
        else:
            held.append([x, y, x + cell - BETWEEN])
    for status, runs in boxes.items():
        for left, top, right in runs:
            sheet.box(left, top, right, top + cell - BETWEEN, **GROUNDS[status])


def _week(days: "Sequence[Column]") -> str:
    """Return the days of a week, and on which of them how much was counted."""
    counted = [words.TIPS["day"].format(words.WEEKDAYS[day.first.weekday()], f"{day.value:,}")
               for day in days if day.value]  # fmt: skip
    nothing = words.CHART["no-events" if any(day.known for day in days) else "not-known"]
    return words.TIPS["week"].format(short_day(days[0].first), ", ".join(counted) or nothing)


def _status(column: "Column") -> str:
    """Return whether a day is known, may still grow, or is not known."""
    return (KNOWN if column.settled else GROWING) if column.known else UNKNOWN


def _draw_squares(sheet: Sheet, corners: Sequence[Point], cell: float, side: float, **look: str) -> None:
    """Draw squares of one size in the middle of cells, as one line that is as thick as they are."""
    edge, half = (cell - BETWEEN - side) / 2, (cell - BETWEEN) / 2
    points = [point for x, y in corners for point in ((x + edge, y + half), (x + edge + side, y + half), (nan, nan))]
    if points:
        sheet.line(points[:-1], width=side, **look)


def _write_key(sheet: Sheet, edges: Sequence[int], cell: float, top: float, days: "Sequence[Column]") -> float:
    """Write what the squares and the ground mean, in as many lines as that needs; return where they end."""
    names = [f"{low:,}" if high - low == 1 else words.CHART["ends"].format(f"{low:,}", f"{high - 1:,}")
             for low, high in pairwise([*edges, _most(days) + 1])]  # fmt: skip
    items: list[tuple[str, float, Look]] = [(words.CHART["no-events"], 0.0, GROUNDS[KNOWN])]
    items += [(name, side * (cell - BETWEEN), GROUNDS[KNOWN]) for name, side in zip(names, SIDES, strict=False)]
    states = ((GROWING, words.CHART["may-grow"]), (UNKNOWN, words.CHART["not-known"]))
    items += [(text, 0.0, GROUNDS[state]) for state, text in states if any(_status(day) == state for day in days)]
    x, y = 0.0, top
    for text, side, look in items:
        wide = cell + 4 + width_of(text)
        if x and x + wide > sheet.width:
            x, y = 0.0, y + LINE
        corner = (x, y + (LINE - cell) / 2)
        sheet.box(*corner, corner[0] + cell - BETWEEN, corner[1] + cell - BETWEEN, **look)
        _draw_squares(sheet, [corner] if side else [], cell, side, stroke=LATER)
        sheet.write(text, x + cell + 4, y + SIZE - 1, colour=MUTED)
        x += wide + GAP
    return y + LINE


def _most(days: "Sequence[Column]") -> int:
    """Return the highest count of a day."""
    return max([column.value or 0 for column in days], default=0)
