"""The forest plot: the ratio of each pair of counts for the question, on a logarithmic scale."""

from itertools import pairwise
from typing import Any

import pandas as pd

from tally.charts.drawing import (
    BESIDE,
    INK,
    LATER,
    LINE,
    MUTED,
    NARROW,
    PAPER,
    RULE,
    SIZE,
    Link,
    Scale,
    Sheet,
    multiple_ticks,
    shortened,
    width_of,
    wrapped,
    write_axis,
    written,
)
from tally.text import words

LANE, GAP = 22.0, 8.0  # pixels of the row of an interval, and below it
APART = 14.0  # pixels between the label of a pair and its ratio
BRACKET = 10.0  # pixels at the left for brackets
REACH = 8  # how many times beyond all ratios an interval is drawn; a longer one ends in an arrow
ARROW, TICK = 6.0, 6.0  # pixels of an arrow's head, and of the line at equal rates above and below an interval
FOOT = 28.0  # pixels below the axis


def forest_chart(rows: pd.DataFrame, width: float = NARROW) -> Sheet:
    """
    Draw the ratio of each pair of counts with its interval.

    Parameters
    ----------
    rows : DataFrame
        One row for each pair, the id of its evidence as the index: `label` and `detail`, in words; `ratio`, `low` and
        `high`, missing if there is none; `written`, the three in words; `family`, the same for pairs that are not
        independent of each other, which are next to each other; and `own`, whether it is the pair that is compared.
    width : float
        Of the sheet, in pixels.

    Returns
    -------
    Sheet
        A point and a line for each pair under its label; that of the pair that is compared is bold. A short vertical
        line in each row is at equal rates. A bracket joins pairs that are not independent of each other, and an arrow
        is at the end of an interval that has none or is far longer than the others.
    """
    sheet = Sheet(width)
    left = BRACKET if rows["family"].duplicated().any() else 0.0
    scale = Scale(*_limits(rows), left, width, logarithmic=True)
    sheet.write(shortened(words.CHART["multiple"], width), 0, SIZE, colour=MUTED)
    equal, half = scale(1), width_of(words.CHART["equal"]) / 2
    y = 2 * LINE + 2 * GAP
    sheet.write(words.CHART["equal"], min(max(equal, half), width - half), y - GAP, anchor="middle", colour=MUTED)
    spans = []
    for row in rows.itertuples():
        top = y
        link = Link(str(row.Index), words.TIPS["pair"].format(row.label, row.detail, row.written), row=True)
        y = _texts(sheet, row, left, y, link)
        _interval(sheet, scale, y + LANE / 2, row, link)
        y += LANE + GAP
        spans.append((top + 2, y - GAP))
    _brackets(sheet, rows, spans)
    sheet.line([(left, y), (width, y)], stroke=RULE)
    write_axis(sheet, scale, [(tick, written(tick)) for tick in multiple_ticks(scale, 7)], y)
    return sheet.finished(y + FOOT)


def _limits(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of the scale: those of all intervals, but not too far from the ratios and from equal rates."""
    ratios = [1.0, *(ratio for ratio in rows.ratio if ratio > 0)]
    ends = [*ratios, *(end for end in (*rows.low, *rows.high) if end > 0)]
    return max(min(ends), min(ratios) / REACH) / 1.25, min(max(ends), max(ratios) * REACH) * 1.25


def _interval(sheet: Sheet, scale: Scale, y: float, row: Any, link: Link) -> None:
    """Draw an interval and, if there is one, its ratio."""
    colour, line = (LATER, 2.6) if row.own else (INK, 1.4)
    ends = [scale.start, scale.end]
    sheet.line([(scale(1), y - TICK), (scale(1), y + TICK)], stroke=INK)
    if row.low > scale.low:
        ends[0] = scale(min(row.low, scale.high))
    if row.high < scale.high:
        ends[1] = scale(max(row.high, scale.low))
    sheet.line([(ends[0], y), (ends[1], y)], stroke=colour, width=line, link=link)
    for end, edge, back in ((ends[0], scale.start, ARROW), (ends[1], scale.end, -ARROW)):
        if end == edge:
            sheet.line([(end, y), (end + back, y - ARROW / 1.6), (end + back, y + ARROW / 1.6)], fill=colour)
    if row.ratio > 0:
        size = 5.0 if row.own else 4.0
        sheet.dot(scale(row.ratio), y, size, round=row.own, fill=colour, stroke=PAPER, link=link)


def _texts(sheet: Sheet, row: Any, left: float, y: float, link: Link) -> float:
    """Write the label of a pair, its ratio and its two counts above its interval; return where the next line is."""
    colour = LATER if row.own else INK
    sheet.write(row.written, sheet.width, y + SIZE, anchor="end", bold=True, colour=colour, link=link)
    room = sheet.width - left - width_of(row.written, bold=True) - APART
    lines = wrapped(row.label, room, bold=row.own) if room > SIZE * 4 else []
    if not lines or any(width_of(word, bold=row.own) > room for word in row.label.split()):
        lines = ["", *wrapped(row.label, sheet.width - left, bold=row.own)]
    for place, line in enumerate(lines):
        if line:
            sheet.write(line, left, y + SIZE + place * LINE, bold=row.own, colour=colour, link=link)
    y += len(lines) * LINE
    details = wrapped(row.detail, sheet.width - left)
    return sheet.write_lines(details, left, y + SIZE, colour=MUTED, link=link) - SIZE + 3


def _brackets(sheet: Sheet, rows: pd.DataFrame, spans: list[tuple[float, float]]) -> None:
    """Draw a bracket beside the rows of each family that has several."""
    places = list(enumerate(rows.family))
    starts = [0, *(place for (_, above), (place, below) in pairwise(places) if above != below), len(places)]
    for first, end in pairwise(starts):
        if end - first > 1:
            top, bottom = spans[first][0], spans[end - 1][1]
            sheet.line(
                [(5, top), (1, top), (1, bottom), (5, bottom)], stroke=BESIDE, width=1.3, tip=words.TIPS["family"]
            )
