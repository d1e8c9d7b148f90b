"""The chart of the year to date: how the counts of two years grew from the same day of the year on."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from matplotlib.path import Path

from tally.charts.drawing import (
    EARLIER,
    EARLIER_WASH,
    INK,
    LATER,
    LATER_WASH,
    LINE,
    MUTED,
    PAPER,
    RULE,
    SIZE,
    WIDE,
    Box,
    Link,
    Point,
    Room,
    Scale,
    Sheet,
    even_ticks,
    shortened,
    width_of,
    write_axis,
    written,
)
from tally.text import words
from tally.windows import short_day

if TYPE_CHECKING:
    from tally.analysis.counted import YearLine
    from tally.evidence import ToDateNumbers

HEIGHTS = {True: 270.0, False: 230.0}  # pixels of the drawing, wide and narrow
GAP, FOOT = 8.0, 34.0  # pixels beside the numbers at the left, and below the drawing
HEAD = 1.12  # of the highest count: the height of the scale
FINE = 0.5  # pixels by which a line may be simplified
DASH = (4.0, 3.0)
LIFTS = tuple(range(0, 100, 4))  # pixels from a point to its count that are tried
DOTS = {"earlier": 3.5, "later": 4.5}  # the radius of the point at the cut-off
COMMON = 2001  # a year without 29 February, whose months stand for those of any year
FEW_MONTHS = 2  # beginnings of months, up to which days are written instead
LOOKS = {"earlier": (EARLIER, EARLIER_WASH, 1.5), "later": (LATER, LATER_WASH, 2.8)}


def year_to_date_chart(to_date: "ToDateNumbers", width: float = WIDE) -> Sheet:
    """
    Draw the counts of two years from the same day of the year on.

    Parameters
    ----------
    to_date : ToDateNumbers
        The counts of each day, and the two at the cut-off.
    width : float
        Of the sheet, in pixels.

    Returns
    -------
    Sheet
        The day of the year is on the x-axis, the count since the first day on the y-axis. The later year is a bold
        line, the earlier one a thin line, dashed after the cut-off. A band reaches from the events that are certain to
        those that are possible. A vertical line is at the cut-off, with both counts.
    """
    years, wide = to_date.years, width >= WIDE
    sheet, lines = Sheet(width), {"earlier": years.earlier, "later": years.later}
    first = years.later.first
    top, most = LINE + GAP + LINE, max(line.counts[-1].high for line in lines.values())
    bottom = top + HEIGHTS[wide]
    counts = Scale(0, max(most, 1) * HEAD, bottom, top)
    ticks = even_ticks(counts.high, 6 if wide else 5, whole=True)
    left = max(width_of(written(tick)) for tick in ticks) + GAP
    length = max(len(line.counts) for line in lines.values())
    days = Scale(-1, max(length - 1, 1), left, width - GAP)
    start = words.DAY_OF_YEAR.format(day=first.day, month=words.MONTHS[first.month - 1])
    heading = since = words.CHART["since"].format(to_date.noun.heading, start)
    if any(count.low < count.high for line in lines.values() for count in line.counts):
        heading = words.CHART["with-band"].format(heading)
    sheet.write(shortened(heading, width), 0, SIZE, colour=MUTED)
    for tick in ticks:
        sheet.line([(left, counts(tick)), (width, counts(tick))], stroke=INK if not tick else RULE)
        sheet.write(written(tick), 0, counts(tick) + SIZE * 0.35, colour=MUTED)
    write_axis(sheet, days, day_names(first, length, 12 if wide else 6), bottom)
    cut, drawn = years.days - 1, list[Box]()
    names = dict(zip(lines, to_date.names, strict=True))
    for role, line in lines.items():
        _draw_band(sheet, line, days, counts, LOOKS[role], words.TIPS["year-band"].format(names[role]))
    sheet.line([(days(cut), top - 3), (days(cut), bottom)], stroke=MUTED)
    for role, line in lines.items():
        colour, _, thick = LOOKS[role]
        points = [(days(-1), counts(0)), *((days(at), counts(count.value)) for at, count in enumerate(line.counts))]
        for part, dash in ((points[: cut + 2], ()), (points[cut + 1 :], DASH)):
            if len(part) > 1:
                tip = words.TIPS["year"].format(names[role], since)
                sheet.line(shown := simplified(part), stroke=colour, width=thick, dash=dash, tip=tip)
                drawn += [_box(*ends) for ends in pairwise(shown)]
    spots = [(days(cut), counts(count.value)) for count in years.same]
    drawn += [(left, counts(tick) - 0.5, width, counts(tick) + 0.5) for tick in ticks]
    drawn.append((days(cut) - 1, top, days(cut) + 1, bottom))
    _write_labels(sheet, to_date, spots, (left, top, width, bottom), drawn)
    return sheet.finished(bottom + FOOT)


def day_names(first: date, days: int, most: int) -> list[tuple[float, str]]:
    """Return the days that are written at an axis from a day of the year on: the first ones of months, or any."""
    start = first.replace(year=COMMON, day=min(first.day, 28) if first.month == 2 else first.day)
    every = [start + timedelta(at) for at in range(days)]
    months = [at for at, day in enumerate(every) if day.day == 1]
    if len(months) > FEW_MONTHS:
        return [(at, words.SHORT_MONTHS[every[at].month - 1]) for at in months[:: math.ceil(len(months) / most)]]
    return [(at, short_day(every[at])) for at in range(0, days, math.ceil(2 * days / most))]


def simplified(points: Sequence[Point]) -> list[Point]:
    """Return the points of a line without those that change nothing that can be seen."""
    path = Path(points)
    path.should_simplify, path.simplify_threshold = True, FINE
    return [(float(x), float(y)) for x, y in path.cleaned(simplify=True).vertices[:-1]]


def _box(start: Point, end: Point) -> Box:
    """Return the box around a straight line."""
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])


def _draw_band(
    sheet: Sheet, line: "YearLine", days: Scale, counts: Scale, look: tuple[str, str, float], tip: str
) -> None:
    """Draw a band from the least to the most that was counted up to each day, where the two differ."""
    if any(count.low < count.high for count in line.counts):
        lows, highs = (
            simplified([(days(-1), counts(0)), *((days(at), counts(value)) for at, value in enumerate(values))])
            for values in ([count.low for count in line.counts], [count.high for count in line.counts])
        )
        sheet.line([*lows, *reversed(highs)], fill=look[1], stroke=look[0], width=0.5, tip=tip)


def _write_labels(
    sheet: Sheet, to_date: "ToDateNumbers", spots: Sequence[Point], frame: Box, lines: Sequence[Box]
) -> None:
    """Write the day of the cut-off above its line, and the two counts beside it, the lower one below the higher."""
    day, x, (left, top, right, bottom) = short_day(to_date.days.last), spots[0][0], frame
    half = width_of(day) / 2
    sheet.write(day, min(max(x, half), sheet.width - half), top - GAP, anchor="middle", colour=MUTED)
    pairs = zip(LOOKS, (to_date.earlier, to_date.later), to_date.names, spots, strict=True)
    for role, number, name, (_, height) in sorted(pairs, key=lambda pair: pair[3][1]):
        colour, bold, text = LOOKS[role][0], role == "later", words.CHART["of-year"].format(name, number.text)
        link = Link(number.id, words.CHART["of-year"].format(name, to_date.noun.counted(number.text)), row=True)
        sheet.dot(x, height, DOTS[role], fill=colour, stroke=PAPER, link=link)
        room = Room(sheet, (left, top, right, bottom), (), lines, LIFTS)
        room.write([[text]], (x, height - DOTS[role], x, height + DOTS[role]), must=True, bold=bold, colour=colour,
                   link=link)  # fmt: skip
        if LINE < (other := max(place for _, place in spots)) - height and bottom - other > 3 * LINE:
            top = other if other - height < 4 * LINE else height  # the other label is below its point, or this one
