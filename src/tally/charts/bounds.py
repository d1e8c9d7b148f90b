"""The chart of bounds: what is certain, what is possible, and what is ruled out, as lengths."""

import pandas as pd

from tally.charts.drawing import (
    LATER,
    LATER_HATCH,
    LATER_WASH,
    LINE,
    MUTED,
    NARROW,
    RULE,
    SIZE,
    Link,
    Point,
    Scale,
    Sheet,
    even_ticks,
    shortened,
    width_of,
    wrapped,
    write_axis,
    written,
)
from tally.text import capitalised, words

THICK, GAP = 20.0, 12.0  # pixels of a bar, and between a bar and the next label
APART = 14.0  # pixels between the label of a bar and its numbers
BEYOND = 1.12  # times the largest number: the length of the scale
FOOT = 28.0  # pixels below the axis


def bounds_chart(rows: pd.DataFrame, width: float = NARROW) -> Sheet:
    """
    Draw bounds as ranges.

    Parameters
    ----------
    rows : DataFrame
        One row for each bound, its id as the index: `label`; `least` and `most`, the latter missing if nothing limits
        it; `unit`, the same in all rows; and `whole`, the count of which they are a part, missing for a window.
    width : float
        Of the sheet, in pixels.

    Returns
    -------
    Sheet
        A bar from zero for each bound: filled up to what is certain, hatched up to what is possible, and empty up to
        the whole.
    """
    sheet = Sheet(width)
    unit = rows["unit"].iloc[0]
    sheet.write(shortened(capitalised(unit), width), 0, SIZE, colour=MUTED)
    reach = float(rows[["least", "most", "whole"]].max().max()) * BEYOND or 1.0
    scale, ticks = Scale(0, reach, 0, width), even_ticks(reach, 5, whole=True)
    y = LINE + GAP
    bars = []
    for name, row in rows.iterrows():
        text = bound_text(row["least"], row["most"])
        link = Link(f"{name}-least", words.TIPS["bound"].format(row["label"], text, unit), row=True)
        beside = width - width_of(text, bold=True) - APART
        lines = wrapped(row["label"], beside if beside > width / 2 else width)
        below = beside <= width / 2
        y = sheet.write_lines(lines, 0, y + SIZE)
        sheet.write(text, width, y if below else y - LINE, anchor="end", bold=True, colour=LATER, link=link)
        top = y + (LINE if below else 0) - SIZE + 3
        bars.append((top, row, link))
        y = top + THICK + GAP
    grid = list[tuple[Point, Point]]()
    for top, row, link in bars:
        grid += [((scale(tick), top - 2), (scale(tick), top + THICK + 2)) for tick in ticks]  # clear of words
        most = reach if pd.isna(row["most"]) else row["most"]
        ends = [scale(end) for end in (0, row["least"], most)]
        if not pd.isna(row["whole"]):
            sheet.box(0, top, scale(row["whole"]), top + THICK, stroke=MUTED, link=link)
        sheet.box(ends[0], top, ends[1], top + THICK, fill=LATER, link=link)
        sheet.box(ends[1], top, ends[2], top + THICK, fill=LATER_WASH, hatch=LATER_HATCH, link=link)
    sheet.grid(grid)
    sheet.line([(0, y), (width, y)], stroke=RULE)
    write_axis(sheet, scale, [(tick, written(tick)) for tick in ticks], y)
    return sheet.finished(y + FOOT)


def bound_text(least: float, most: float) -> str:
    """Format a bound; there is no upper bound if `most` is missing."""
    if pd.isna(most):
        return words.CHART["or-more"].format(f"{least:,.0f}") if least else words.CHART["any"]
    return f"{least:,.0f}" if least == most else words.CHART["range"].format(f"{least:,.0f}", f"{most:,.0f}")
