"""The chart of periods: a column for the count of each month, year, quarter, week or day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tally.charts.drawing import (
    INK,
    LINE,
    PAPER,
    SIZE,
    WIDE,
    Link,
    Point,
    Sheet,
    width_of,
)
from tally.charts.series.columns import BAND, draw_columns, gaps_of, hint_columns, key_of, span_of
from tally.charts.series.frame import FOOT, GAP, Frame, breaks_in, write_breaks, write_heading, write_key
from tally.text import Unit, words
from tally.windows import Step

if TYPE_CHECKING:
    from tally.analysis.counted import Column, Columns

HEIGHTS = {True: 250.0, False: 210.0}  # pixels of the drawing, wide and narrow
HEAD = 1.08  # of the highest count: the height of the scale
WITH_NUMBERS = 1.16  # the same, if numbers are on top of the columns
FEW = 40  # columns, up to which each leads to its evidence
LinkOf = Callable[["Column"], Link | None]


def periods_chart(series: "Columns", noun: Unit, width: float = WIDE, link: LinkOf | None = None) -> Sheet:
    """
    Draw the count of each period as a column.

    Parameters
    ----------
    series : Columns
        The periods in order, the levels between changes, the changes, and the breaks.
    noun : Unit
        What was counted.
    width : float
        Of the sheet, in pixels.
    link : callable, optional
        Returns what a column leads to, and what it is. Called if the columns are few enough to be tapped.

    Returns
    -------
    Sheet
        Time is on the x-axis, the count of a period on the y-axis. A column is filled up to what is certain, and pale
        from there to what is possible. It is hatched if it is part of a period, or may still grow. What is
        not known, since the data have no such days, is grey. Levels are lines, each as high as the mean count of
        a whole period on its days; bands are the periods that may be the first of a new level. A dashed line is where
        the counter or the method changes. What is there has its square in the key. Columns have their numbers on top if
        all of these have room. A pointer on a column shows its period and its count.
    """
    sheet, columns = Sheet(width), series.columns
    top = write_key(
        sheet,
        key_of([series], width - 4 * SIZE),
        write_heading(sheet, words.CHART[f"by-{series.step}"].format(noun.heading)),
    )
    breaks = breaks_in(series.breaks, span_of(columns))
    top = write_breaks(sheet, breaks, top) + GAP + (LINE if breaks else 0)
    heights = [level.per_day * series.usual_days for level in series.levels]
    numbers = _numbers(columns, width)
    most = max([*(column.high or 0 for column in columns), *heights, 1]) * (WITH_NUMBERS if numbers else HEAD)
    frame = Frame(sheet, top, HEIGHTS[width >= WIDE], most, span_of(columns))
    frame.draw_gaps(gaps_of(columns))
    for change in series.changes:
        for start, end in _bands(change.plausible, frame):
            sheet.box(start, frame.top, end, frame.bottom, **BAND, tip=words.CHART["plausible"])
    frame.write_counts()
    _write_days(frame, series)
    draw_columns(frame, columns)
    frame.draw_base()
    _draw_levels(frame, series, heights)
    frame.draw_breaks(breaks)
    for column, text in ((column, text) for column, text in zip(columns, numbers, strict=False) if text):
        middle, tip = _middle(column, frame), link(column) if link and column.known else None
        height = frame.counts(column.high or 0)
        for level, mean in zip(series.levels, heights, strict=True):
            if (
                level.first <= column.last
                and level.last >= column.first
                and height > frame.counts(mean) > height - LINE
            ):
                height = frame.counts(mean)
        sheet.write(text, middle, height - 5, anchor="middle", link=tip)
    if numbers or not link or len(columns) > FEW:
        hint_columns(frame, columns)
    else:
        for column in columns:
            if tip := link(column) if column.known else None:
                sides = frame.days(column.first.toordinal()), frame.days(column.last.toordinal() + 1)
                sheet.box(sides[0], frame.counts(column.high or 0), sides[1], frame.bottom, link=tip)
    return sheet.finished(frame.bottom + FOOT)


def _write_days(frame: Frame, series: "Columns") -> None:
    """Write the axis of days: years below the middles of their columns, other days where they are."""
    if series.step is not Step.YEAR:
        return frame.write_days()
    return frame.write_years([(column.first, column.last) for column in series.columns])


def _draw_levels(frame: Frame, series: "Columns", heights: Sequence[float]) -> None:
    """Draw the levels as steps, which are interrupted at breaks."""
    runs, cuts = [list[Point]()], {change.day for change in series.breaks}
    for level, mean in zip(series.levels, heights, strict=True):
        if level.first in cuts:
            runs.append([])
        ends = level.first.toordinal(), level.last.toordinal() + 1
        runs[-1] += [(frame.days(frame.days.within(end)), frame.counts(mean)) for end in ends]
    for run in filter(None, runs):
        frame.sheet.line(run, stroke=PAPER, width=5.0)
        frame.sheet.line(run, stroke=INK, width=2.0, tip=words.CHART["level"])


def _bands(plausible: Sequence[tuple[date, date]], frame: Frame) -> Iterator[tuple[float, float]]:
    """Yield the ends of the bands of periods, those that follow each other in one."""
    start, after = 0.0, 0.0
    for first, last in plausible:
        left, right = (frame.days(frame.days.within(day)) for day in (first.toordinal(), last.toordinal() + 1))
        if after and left > after + 1:
            yield start, after
        start, after = (start if after and left <= after + 1 else left), right
    if after:
        yield start, after


def _middle(column: "Column", frame: Frame) -> float:
    """Return where the middle of a column is."""
    return (frame.days(column.first.toordinal()) + frame.days(column.last.toordinal() + 1)) / 2


def _numbers(columns: Sequence["Column"], width: float) -> list[str]:
    """Return the numbers on top of the columns; none if one is wider than its column."""
    span = span_of(columns)
    texts, scale = list[str](), (width - 4 * SIZE) / (span[1] - span[0])
    for column in columns:
        text = "" if not column.known else f"{column.low:,}"
        if column.ranged:
            text = words.CHART["ends"].format(text, f"{column.high:,}")
        if width_of(text) + 4 > column.period.days * scale:
            return []
        texts.append(text)
    return texts
