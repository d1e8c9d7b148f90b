"""The chart of competing counts: each over its days, grouped by basis."""

import re
from datetime import date, timedelta

import pandas as pd

from tally.charts.alt import figure_link
from tally.charts.drawing import (
    BESIDE,
    EARLIER,
    EARLIER_WASH,
    INK,
    LATER,
    LATER_WASH,
    LINE,
    MUTED,
    NARROW,
    PAPER,
    RULE,
    SIZE,
    WIDE,
    Link,
    Point,
    Scale,
    Sheet,
    day_ticks,
    shortened,
    width_of,
    write_axis,
)
from tally.records.figures import Basis, Pair, count_with_unit, written_count
from tally.windows import Window

THICK, GAP, UNDER = 11.0, 9.0, 4.0  # pixels of a band, below it, and from its label to it
BEFORE, AFTER = timedelta(days=12), timedelta(days=60)  # shown beside the days of the two that are compared
FOOT = 28.0  # pixels below the axis
COLOURS = {"earlier": (EARLIER, EARLIER_WASH), "later": (LATER, LATER_WASH), "beside": (BESIDE, BESIDE)}
NAMED = re.compile(
    r"(?P<name>[^()]+) \((?:(?P<initials>[A-Z][A-Z-]+)|[^()]*)\)"
)  # with initials, or with an explanation
DASHES = {"solid": (), "dashed": (4.0, 2.0), "dotted": (1.5, 2.0)}


def rivals_chart(counts: pd.DataFrame, pair: Pair[str], width: float = NARROW) -> Sheet:
    """
    Draw all counts of the same thing over their days.

    Parameters
    ----------
    counts : DataFrame
        One row for each figure: `value`, `bound`, `unit`, `unit_one`, `window`, `basis`, `counter`.
    pair : Pair of str
        Ids of the two that are compared; their names are set in bold.
    width : float
        Of the sheet, in pixels.

    Returns
    -------
    Sheet
        A band for each figure under the heading of its basis, filled, dashed or dotted accordingly. If an edge is a
        range of days, a thin line shows the range. A unit is written if it is not that of the pair.
    """
    sheet = Sheet(width)
    bases = counts["basis"].map(Basis)
    groups = [(basis, counts[bases == basis]) for basis in Basis if (bases == basis).any()]
    reach = [counts.loc[name, "window"] for name in pair]
    first, last = min(window.first for window in reach) - BEFORE, max(window.last for window in reach) + AFTER
    scale, unit = Scale(first.toordinal(), last.toordinal(), 0, width), counts.loc[pair.later, "unit"]
    ticks, y, grid = day_ticks(scale, 9 if width >= WIDE else 6), 0.0, list[tuple[Point, Point]]()
    for basis, group in groups:
        sheet.write(basis.heading, 0, y + SIZE, bold=True, colour=COLOURS[basis.mark.colour][0])
        sheet.line([(0, y + LINE + 1), (width, y + LINE + 1)], stroke=RULE)
        y += LINE + GAP
        for name, row in group.sort_values("first", na_position="last", kind="stable").iterrows():
            count = count_with_unit(row) if row["unit"] != unit else written_count(row)
            top = y + SIZE + UNDER
            grid += [((scale(day), top - 1), (scale(day), top + THICK + 1)) for day, _ in ticks]  # clear of words
            link = figure_link(str(name), row, row_of=True)
            ends = _band(sheet, scale, row, top, link)
            _name(sheet, count, row["counter"], ends, y + SIZE, link, bold=name in pair)
            y = top + THICK + GAP
        y += GAP / 2
    sheet.grid(grid)
    sheet.line([(0, y), (width, y)], stroke=RULE)
    write_axis(sheet, scale, ticks, y)
    return sheet.finished(y + FOOT)


def _band(sheet: Sheet, scale: Scale, row: pd.Series, top: float, link: Link) -> tuple[float, float]:
    """Draw one figure: the days that it certainly covers, and the range of its edges; return its ends."""
    left, right = (date.fromordinal(int(day)) for day in (scale.low, scale.high))
    window: Window = row["window"]
    outer = (max(window.start.earliest, left) if window.start else left, window.end.latest if window.end else right)
    start = window.start.latest if window.start else outer[1] + timedelta(days=1)
    end = outer[1] if window.open_ended else window.end.earliest if window.end else outer[0]
    mark = Basis(row["basis"]).mark
    colour, wash = COLOURS[mark.colour]
    ends = (scale(outer[0].toordinal()), scale(scale.within(min(outer[1], right).toordinal() + 1)))
    middle = top + THICK / 2
    if end < start or (outer[0], min(outer[1], right)) != (max(start, left), min(end, right)):
        sheet.line([(ends[0], middle), (ends[1], middle)], stroke=colour, link=link)
    if end >= start:
        days = (max(start, left).toordinal(), min(end, right).toordinal() + 1)
        x0, x1 = (scale(scale.within(day)) for day in days)
        filling = {"full": colour, "wash": wash, "none": PAPER}[mark.filling]
        dash = DASHES[mark.line]
        sheet.box(x0, top, x1, top + THICK, fill=filling, stroke=colour, width=1.2, dash=dash, link=link)
    return ends


def _name(
    sheet: Sheet, count: str, counter: str, ends: tuple[float, float], y: float, link: Link, *, bold: bool
) -> None:
    """Write a count and its counter over its band; moved, without what explains the name, or cut, to fit."""
    label, named = f"{count} · {counter}", NAMED.fullmatch(counter)
    if named and width_of(label, bold=bold) > sheet.width:
        label = f"{count} · {named['initials'] or named['name']}"
    shown = shortened(label, sheet.width, bold=bold)
    wide = width_of(shown, bold=bold)
    far, fits = ends[0] > sheet.width / 2, (ends[0] + wide <= sheet.width, wide <= ends[1])
    last = fits[1] and (far or not fits[0])
    at, anchor = (ends[1], "end") if last else (min(ends[0], sheet.width - wide), "start")
    sheet.write(shown, at, y, bold=bold, colour=INK if bold else MUTED, link=link, anchor=anchor)
