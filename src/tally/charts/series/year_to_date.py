"""The chart of the year to date: how the counts of two or more years grew from the same day of the year on."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from tally.charts.drawing import (
    EARLIER,
    EARLIER_WASH,
    LATER,
    LATER_WASH,
    LINE,
    MUTED,
    PAPER,
    SIZE,
    WIDE,
    Box,
    Link,
    Point,
    Room,
    Scale,
    Sheet,
    shortened,
    width_of,
    write_axis,
)
from tally.charts.series.frame import FOOT, GAP, Frame
from tally.charts.series.lines import day_names, simplified, spread
from tally.text import words
from tally.windows import short_day

if TYPE_CHECKING:
    from tally.analysis.counted import YearLine
    from tally.evidence import Number, ToDateNumbers

HEIGHTS = {True: 270.0, False: 230.0}  # pixels of the drawing, wide and narrow
HEAD = 1.12  # of the highest count: the height of the scale
DASH, DOTTED = (4.0, 3.0), (1.0, 2.5)
LIFTS = tuple(range(0, 100, 4))  # pixels from a point to its count that are tried
DOTS = {"earlier": 3.5, "later": 4.5}  # the radius of the point at the cut-off
SMALL, BESIDE = 2.5, 14.0  # the radius of those of the years before, and the pixels from a line's end to its label
LOOKS = {"earlier": (EARLIER, EARLIER_WASH, 1.5), "later": (LATER, LATER_WASH, 2.8)}
FADING = ((EARLIER, 1.1), (MUTED, 1.1), (MUTED, 0.7))  # the years before, the newest first; the last is for all others


def year_to_date_chart(to_date: "ToDateNumbers", width: float = WIDE) -> Sheet:
    """
    Draw the counts of two or more years from the same day of the year on.

    Parameters
    ----------
    to_date : ToDateNumbers
        The counts of each day, and those at the cut-off.
    width : float
        Of the sheet, in pixels.

    Returns
    -------
    Sheet
        The day of the year is on the x-axis, the count since the first day on the y-axis. The later year is a bold
        line, the earlier one a thin line, dashed after the cut-off. Years before are thinner and greyer the older they
        are. A band reaches from the events that are certain to those that are possible, in the two years. A vertical
        line is at the cut-off, with the counts; those of three or more years are at the right.
    """
    years, before = to_date.years, to_date.before
    sheet, lines = Sheet(width), {"earlier": years.earlier, "later": years.later}
    first, every = years.later.first, (*years.others, *lines.values())
    top, most = LINE + GAP + LINE, max(line.counts[-1].high for line in every)
    length, margin = max(len(line.counts) for line in every), GAP
    if before:
        labels = [*before, *zip(to_date.names, (to_date.earlier, to_date.later), strict=True)]
        margin = BESIDE + max(width_of(_label(*label), bold=True) for label in labels)
    frame = Frame(sheet, top, HEIGHTS[width >= WIDE], max(most, 1) * HEAD, (-1, max(length - 1, 1)),
                  ticks=6 if width >= WIDE else 5, sides=(None, width - margin))  # fmt: skip
    left, bottom, days, counts = frame.left, frame.bottom, frame.days, frame.counts
    start = words.DAY_OF_YEAR.format(day=first.day, month=words.MONTHS[first.month - 1])
    heading = since = words.CHART["since"].format(to_date.noun.heading, start)
    if any(count.low < count.high for line in lines.values() for count in line.counts):
        heading = words.CHART["with-band"].format(heading)
    sheet.write(shortened(heading, width), 0, SIZE, colour=MUTED)
    if before:
        frame.right += GAP
    frame.write_counts(base=not before)
    if before:
        frame.draw_base()
    write_axis(sheet, days, day_names(first, length, 12 if frame.wide else 4 if before else 6), bottom)
    cut, drawn, ends = years.days - 1, list[Box](), dict[str, Point]()
    for (role, line), name in zip(lines.items(), to_date.names, strict=True):
        _draw_band(sheet, line, days, counts, LOOKS[role], words.TIPS["year-band"].format(name))
    sheet.line([(days(cut), top - 3), (days(cut), bottom)], stroke=MUTED)
    for place, (line, (name, number)) in enumerate(zip(years.others, before, strict=True)):
        colour, thick = _faded(len(before) - place - 1)
        ends[number.id] = _points(line, days, counts)[-1]
        tip = words.TIPS["year"].format(name, since)
        sheet.line(simplified(_points(line, days, counts)), stroke=colour, width=thick, tip=tip)
        sheet.dot(days(cut), counts(line.counts[cut].value), SMALL, fill=colour, link=_link(to_date, name, number))
    numbers = (to_date.earlier, to_date.later)
    for (role, line), number, name in zip(lines.items(), numbers, to_date.names, strict=True):
        colour, _, thick = LOOKS[role]
        points = _points(line, days, counts)
        ends[number.id] = points[-1]
        for part, dash in ((points[: cut + 2], ()), (points[cut + 1 :], DASH)):
            if len(part) > 1:
                tip = words.TIPS["year"].format(name, since)
                sheet.line(shown := simplified(part), stroke=colour, width=thick, dash=dash, tip=tip)
                drawn += [_box(*pair) for pair in pairwise(shown)]
    spots = [(days(cut), counts(count.value)) for count in years.same]
    drawn += [(left, counts(tick) - 0.5, width, counts(tick) + 0.5) for tick in frame.ticks]
    drawn.append((days(cut) - 1, top, days(cut) + 1, bottom))
    if before:
        _write_beside(frame, to_date, spots, ends)
    else:
        _write_labels(sheet, to_date, spots, (left, top, width, bottom), drawn)
    return sheet.finished(bottom + FOOT)


def _points(line: "YearLine", days: Scale, counts: Scale) -> list[Point]:
    """Return the points of a year's line."""
    return [(days(-1), counts(0)), *((days(at), counts(count.value)) for at, count in enumerate(line.counts))]


def _faded(age: int) -> tuple[str, float]:
    """Return the colour and the width of the line of a year before, the newest of which has the age 0."""
    return FADING[min(age, len(FADING) - 1)]


def _label(name: str, number: "Number") -> str:
    """Return the label of a year."""
    return words.CHART["of-year"].format(name, number.text)


def _link(to_date: "ToDateNumbers", name: str, number: "Number") -> Link:
    """Return what the point of a year leads to, and what it is."""
    return Link(number.id, words.CHART["of-year"].format(name, to_date.noun.counted(number.text)), row=True)


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


def _write_day(sheet: Sheet, day: str, x: float, top: float) -> None:
    """Write the day of the cut-off above its line."""
    half = width_of(day) / 2
    sheet.write(day, min(max(x, half), sheet.width - half), top - GAP, anchor="middle", colour=MUTED)


def _write_beside(frame: Frame, to_date: "ToDateNumbers", spots: Sequence[Point], ends: dict[str, Point]) -> None:
    """Write the counts of all years at the right, each beside the end of its line or as near as there is room."""
    sheet, x = frame.sheet, frame.right - GAP
    _write_day(sheet, words.CHART["up-to"].format(short_day(to_date.days.last)), spots[0][0], frame.top)
    pair = zip(LOOKS, to_date.names, (to_date.earlier, to_date.later), spots, strict=True)
    labels = [(name, number, _faded(len(to_date.before) - place - 1)[0], False)
              for place, (name, number) in enumerate(to_date.before)]  # fmt: skip
    for role, name, number, (cut, height) in pair:
        link = _link(to_date, name, number)
        sheet.dot(cut, height, DOTS[role], fill=LOOKS[role][0], stroke=PAPER, link=link)
        labels.append((name, number, LOOKS[role][0], role == "later"))
    room = int((frame.bottom - frame.top) / LINE)
    shown = sorted(labels[-room:], key=lambda label: ends[label[1].id][1])
    heights = spread([ends[number.id][1] for _, number, *_ in shown], LINE, frame.top + SIZE / 2, frame.bottom - 2)
    for (name, number, colour, bold), height in zip(shown, heights, strict=True):
        link = _link(to_date, name, number)
        end, y = ends[number.id]
        sheet.line(
            [(end + 2, y), (max(x, end + 2), y), (x + BESIDE - 3, height)], stroke=colour, width=0.8, dash=DOTTED
        )
        sheet.write(_label(name, number), x + BESIDE, height + SIZE * 0.35, bold=bold, colour=colour, link=link)


def _write_labels(
    sheet: Sheet, to_date: "ToDateNumbers", spots: Sequence[Point], frame: Box, lines: Sequence[Box]
) -> None:
    """Write the day of the cut-off above its line, and the two counts beside it, the lower one below the higher."""
    day, x, (left, top, right, bottom) = short_day(to_date.days.last), spots[0][0], frame
    _write_day(sheet, day, x, top)
    pairs = zip(LOOKS, (to_date.earlier, to_date.later), to_date.names, spots, strict=True)
    for role, number, name, (_, height) in sorted(pairs, key=lambda pair: pair[3][1]):
        colour, bold, text = LOOKS[role][0], role == "later", _label(name, number)
        link = _link(to_date, name, number)
        sheet.dot(x, height, DOTS[role], fill=colour, stroke=PAPER, link=link)
        room = Room(sheet, (left, top, right, bottom), (), lines, LIFTS)
        room.write([[text]], (x, height - DOTS[role], x, height + DOTS[role]), must=True, bold=bold, colour=colour,
                   link=link)  # fmt: skip
        if LINE < (other := max(place for _, place in spots)) - height and bottom - other > 3 * LINE:
            top = other if other - height < 4 * LINE else height  # the other label is below its point, or this one
