"""The chart of periods: a column for the count of each month, year, quarter, week or day."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tally.charts.drawing import (
    INK,
    LATER,
    LATER_HATCH,
    LATER_WASH,
    LINE,
    MUTED,
    PAPER,
    RULE,
    SIZE,
    WIDE,
    Point,
    Scale,
    Sheet,
    day_ticks,
    even_ticks,
    shortened,
    width_of,
    write_axis,
    written,
)
from tally.text import Unit, words

if TYPE_CHECKING:
    from tally.analysis.counted import Column, Columns

HEIGHTS = {True: 250.0, False: 210.0}  # pixels of the drawing, wide and narrow
GAP, FOOT = 8.0, 34.0  # pixels beside the numbers at the left, and below the drawing
HEAD = 1.08  # of the highest count: the height of the scale
NARROWEST = 4.0  # pixels of a column, from which there is room between it and the next
BETWEEN = 1.0  # pixels between two such columns
KEY = 11.0  # pixels of a side of a square in the key
FLAT = 3.0  # pixels of the height of a level in the key
FINE = 0.01  # pixels by which neighbours may seem apart
CERTAIN, NOT_KNOWN, LEVEL = ({"fill": fill} for fill in (LATER, RULE, INK))
POSSIBLE: dict[str, Any] = {"fill": LATER_WASH, "stroke": LATER, "width": 0.6}
HATCHED: dict[str, Any] = {"fill": LATER_WASH, "hatch": LATER_HATCH, "stroke": LATER, "width": 0.8}


def periods_chart(series: "Columns", noun: Unit, width: float = WIDE) -> Sheet:
    """
    Draw the count of each period as a column.

    Parameters
    ----------
    series : Columns
        The periods in order, and the levels between changes.
    noun : Unit
        What was counted.
    width : float
        Of the sheet, in pixels.

    Returns
    -------
    Sheet
        Time is on the x-axis, the count of a period on the y-axis. A column is filled up to what is certain, and pale
        from there to what is possible. It is hatched if it is part of a period, or may still grow. What is
        not known, since the data have no such days, is grey. Levels are lines, each as high as the mean count of
        a whole period on its days. What is there has its square in the key.
    """
    sheet, wide, columns = Sheet(width), width >= WIDE, series.columns
    heading = words.CHART[f"by-{series.step}"].format(noun.heading)
    sheet.write(shortened(heading, width), 0, SIZE, colour=MUTED)
    top = _write_key(sheet, _key(series), LINE + GAP) + GAP
    bottom = top + HEIGHTS[wide]
    heights = [level.per_day * series.usual_days for level in series.levels]
    most = max([*(column.high or 0 for column in columns), *heights, 1])
    counts = Scale(0, most * HEAD, bottom, top)
    ticks = even_ticks(counts.high, 5, whole=True)
    left = max(width_of(written(tick)) for tick in ticks) + GAP
    days = Scale(columns[0].first.toordinal(), columns[-1].last.toordinal() + 1, left, width)
    for is_known, run in groupby(columns, lambda column: column.known):
        if not is_known:
            gap = [*run]
            sheet.box(days(gap[0].first.toordinal()), top, _end(gap[-1], days), bottom, **NOT_KNOWN)
    for tick in ticks[1:]:
        sheet.line([(left, counts(tick)), (width, counts(tick))], stroke=RULE)
    for tick in ticks:
        sheet.write(written(tick), 0, counts(tick) + SIZE * 0.35, colour=MUTED)
    write_axis(sheet, days, day_ticks(days, 9 if wide else 5), bottom)
    known = [column for column in columns if column.known]
    final, other = ([column for column in known if column.final is wanted] for wanted in (True, False))
    ranged = [column for column in known if column.ranged]
    crowded = (width - left) / len(columns) < NARROWEST
    possible = {"fill": LATER_WASH} if crowded else POSSIBLE
    for held, height, look in ((ranged, "high", possible), (final, "low", CERTAIN), (other, "low", HATCHED)):
        for points in _outlines(held, height, days, counts):
            sheet.line(points, **look)
    sheet.line([(left, bottom), (width, bottom)], stroke=INK)
    steps = list[Point]()
    for level, mean in zip(series.levels, heights, strict=True):
        ends = level.first.toordinal(), level.last.toordinal() + 1
        steps += [(days(days.within(end)), counts(mean)) for end in ends]
    if steps:
        sheet.line(steps, stroke=PAPER, width=5.0)
        sheet.line(steps, stroke=INK, width=2.0)
    return sheet.finished(bottom + FOOT)


def _end(column: "Column", days: Scale) -> float:
    """Return where a column ends."""
    return days(column.last.toordinal() + 1)


def _outlines(columns: Sequence["Column"], height: str, days: Scale, counts: Scale) -> Iterator[list[Point]]:
    """Yield the outlines of columns, those that are next to each other in one; columns of no height have none."""
    points, after = list[Point](), -1.0
    for column in columns:
        if not (count := getattr(column, height)):
            continue
        left, right = days(column.first.toordinal()), _end(column, days)
        shown = right - (BETWEEN if right - left >= NARROWEST else 0)
        if points and left > after + FINE:
            yield points
            points = []
        base = counts(0)
        if points and shown == right and points[-1][0] == left:
            points.pop()  # the base between two columns that touch
            points += [(left, counts(count)), (right, counts(count)), (right, base)]
        else:
            points += [(left, base), (left, counts(count)), (shown, counts(count)), (shown, base)]
        after = right
    if points:
        yield points


def _key(series: "Columns") -> list[tuple[str, dict[str, Any]]]:
    """Return what the looks in the chart mean, each with the look; nothing if all columns are alike."""
    known = [column for column in series.columns if column.known]
    part, growing = any(column.part for column in known), any(not column.settled for column in known)
    hatched = [words.CHART[name] for name, there in (("cut-off", part), ("may-grow", growing)) if there]
    ranged = any(column.ranged for column in known)
    items = [
        (words.CHART["certain"], CERTAIN, ranged),
        (words.CHART["possible"], POSSIBLE, ranged),
        (words.CHART["or"].join(hatched), HATCHED, bool(hatched)),
        (words.CHART["not-known"], NOT_KNOWN, len(known) < len(series.columns)),
        (words.CHART["level"], LEVEL, bool(series.levels)),
    ]
    return [(text, look) for text, look, there in items if there]


def _write_key(sheet: Sheet, items: Sequence[tuple[str, dict[str, Any]]], top: float) -> float:
    """Write the key in as many lines as it needs; return where they end."""
    x, y = 0.0, top
    for text, look in items:
        shown = shortened(text, sheet.width - KEY - 5)
        wide = KEY + 5 + width_of(shown)
        if x and x + wide > sheet.width:
            x, y = 0.0, y + LINE
        thin = (KEY - FLAT) / 2 if look is LEVEL else 0.0
        sheet.box(x, y + 2 + thin, x + KEY, y + 2 + KEY - thin, **look)
        sheet.write(shown, x + KEY + 5, y + SIZE - 1, colour=MUTED)
        x += wide + 14
    return y + LINE if items else top
