"""The chart of quoted counts one after another: each is as wide as its days, and its area is the count."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from tally.analysis import Aspect
from tally.analysis.counted import Break
from tally.charts.drawing import (
    BESIDE,
    INK,
    LATER,
    LATER_HATCH,
    LATER_WASH,
    LINE,
    MUTED,
    WIDE,
    Box,
    Link,
    Room,
    Sheet,
)
from tally.charts.series.frame import (
    CHANGED,
    FOOT,
    GAP,
    NOT_KNOWN,
    Frame,
    Look,
    write_breaks,
    write_heading,
    write_key,
)
from tally.text import Bound, words

if TYPE_CHECKING:
    from tally.analysis.series import Point, SeriesAnswer, SeriesStep
    from tally.records.figures import Figure
    from tally.windows import Window

HEIGHTS = {True: 260.0, False: 220.0}  # pixels of the drawing, wide and narrow
HEAD = 1.2  # of the highest rate: the height of the scale
MANY = 14  # counts, up to which each has its number; of more, the highest, the lowest and the last have
WHOLE: Look = {"fill": LATER_WASH, "stroke": LATER, "width": 1.6}
PART: Look = {"fill": LATER_WASH, "hatch": LATER_HATCH, "stroke": LATER, "width": 1.6}
RIVAL: Look = {"stroke": BESIDE, "width": 1.3}
FORMER: Look = {"stroke": MUTED, "width": 1.2, "dash": (2.0, 2.0)}
OPEN: Look = {"stroke": INK, "width": 2.2, "dash": (3.0, 3.0)}  # the top of a count that is not exact
LinkOf = Callable[["Figure"], Link | None]


def steps_chart(answer: "SeriesAnswer", width: float = WIDE, link: LinkOf | None = None) -> Sheet:
    """
    Draw a series of counts over time.

    Parameters
    ----------
    answer : SeriesAnswer
        The series, the figures that its figures have replaced, and the series alongside.
    width : float
        Of the sheet, in pixels.
    link : callable, optional
        Returns what the mark of a figure leads to; by default the figure.

    Returns
    -------
    Sheet
        Time is on the x-axis, the rate per day on the y-axis; the area of each count is the count. Counts are pale,
        and hatched if they cover a part of a period, or if their days are known only as a range: then the hatched one
        has the fewest days, and the pale one behind it the most. The top is dashed if the count is not exact. Days that
        nobody counted are grey. A dashed line is where the counter, the basis or what is counted changes. Replaced
        counts and those of others are outlines, never part of the series.
    """
    sheet, series, link = Sheet(width), answer.series, link or figure_link
    points = [point for point in series.known if _drawable(point.window)]
    rivals = [figure for rival in answer.rivals for figure in rival.figures if _drawable(figure.window)]
    former = [old.figure for replaced in answer.revisions.values() for old in replaced if _drawable(old.figure.window)]
    breaks = breaks_of(series.steps)
    top = write_key(sheet, _key(answer, points, bool(rivals), bool(former)), write_heading(
        sheet, words.CHART["area"].format(words.CHART["per-day"].format(series.noun.heading))))  # fmt: skip
    top = write_breaks(sheet, breaks, top) + GAP + (LINE if breaks else 0)
    windows = [point.window for point in points] + [figure.window for figure in (*rivals, *former)]
    span = min(window.first for window in windows).toordinal(), max(window.last for window in windows).toordinal() + 1
    rates = [(point.value or 0) / point.window.lengths[0] for point in points]
    rates += [figure.value / figure.window.days for figure in (*rivals, *former)]
    frame = Frame(sheet, top, HEIGHTS[width >= WIDE], max(rates, default=0.0) * HEAD or 1.0, span, whole=False)
    frame.draw_gaps(
        (step.missing.first.toordinal(), step.missing.last.toordinal() + 1) for step in series.steps if step.missing
    )
    frame.write_counts()
    if all(window.whole_years and window.first.year == window.last.year for window in windows):
        frame.write_years([(point.window.first, point.window.last) for point in points])
    else:
        frame.write_days()
    boxes = [_draw_point(frame, point, link) for point in points]
    for figures, look in ((former, FORMER), (rivals, RIVAL)):
        for figure in figures:
            boxes.append(_box(frame, figure.window, figure.value, figure.window.days))
            sheet.box(*boxes[-1], **look, link=link(figure))
    frame.draw_base()
    frame.draw_breaks(breaks)
    lines: list[Box] = [(frame.left, y - 0.5, width, y + 0.5) for y in map(frame.counts, frame.ticks)]
    lines += [(x - 1, frame.top, x + 1, frame.bottom) for x in (frame.days(cut.day.toordinal()) for cut in breaks)]
    room = Room(sheet, (frame.left, frame.top - 2, width, frame.bottom), boxes, lines)
    ranked = sorted(points, key=lambda point: (point.value or 0) / point.window.days)
    numbered = points if len(points) <= MANY else [ranked[0], ranked[-1], points[-1]]
    for point, box in zip(points, boxes, strict=False):
        if point.figure and point in numbered:
            _write(room, point.figure, box, link)
    for figure, box in zip((*former, *rivals), boxes[len(points) :], strict=True):
        room.write([[figure.written]], box, must=False, bold=False, colour=BESIDE if figure in rivals else MUTED,
                   link=link(figure) or Link("", ""))  # fmt: skip
    return sheet.finished(frame.bottom + FOOT)


def figure_link(figure: "Figure") -> Link:
    """Return what a mark of a figure leads to, and what it is: its count, its days and its counter."""
    tip = words.TIPS["figure"].format(figure.noun.counted(figure.written), figure.window, figure.counter)
    return Link(f"figure-{figure.id}", tip)


def breaks_of(steps: "Iterable[SeriesStep]") -> list[Break]:
    """Return the steps at which something changes in how events were counted, and what changes, in words."""
    breaks = list[Break]()
    for step in steps:
        earlier, later = step.earlier.figure, step.later.figure
        if not step.is_break:
            continue
        texts = []
        for aspect in step.breaks:
            before, after = (_property(figure, aspect) if figure else "" for figure in (earlier, later))
            text = words.CHART["changed"].format(words.ASPECTS[aspect], after, before) if after and before else ""
            texts.append(text or words.ASPECTS[aspect])
        breaks.append(Break(step.later.window.first, "; ".join(texts)))
    return breaks


def _property(figure: "Figure", aspect: Aspect) -> str:
    """Return a property of a figure, in words; empty for one that has none."""
    values = {Aspect.COUNTER: figure.counter, Aspect.UNIT: figure.unit, Aspect.BASIS: figure.basis.words}
    return values.get(aspect, "")


def _drawable(window: "Window") -> bool:
    """Return whether both ends of a window are known."""
    return window.start is not None and window.end is not None


def _box(frame: Frame, window: "Window", value: int, days: int) -> Box:
    """Return the box of a count, whose area is the count if its days are so many."""
    left, right = frame.days(window.first.toordinal()), frame.days(window.last.toordinal() + 1)
    return left, frame.counts(value / days), right, frame.bottom


def _draw_point(frame: Frame, point: "Point", link: LinkOf) -> Box:
    """Draw a count; return its box."""
    window, value, sheet = point.window, point.value or 0, frame.sheet
    tip = link(point.figure) if point.figure else None
    box, fewest = _box(frame, window, value, window.days), window.lengths[0]
    sheet.box(*box, **(PART if point.partial and fewest == window.days else WHOLE), link=tip)
    if fewest < window.days and window.start and window.end:
        first = min(window.start.latest, window.end.earliest).toordinal()
        inner = frame.days(first), frame.counts(value / fewest), frame.days(first + fewest), frame.bottom
        sheet.box(*inner, **PART, link=tip)
        box = box[0], inner[1], box[2], box[3]
    if point.figure and point.figure.limits != (value, value):
        sheet.line([(box[0], box[1]), (box[2], box[1])], **OPEN, link=tip)
    return box


def _write(room: Room, figure: "Figure", box: Box, link: LinkOf) -> None:
    """Write a figure's count at its box, with its days if these are not a year that the axis names."""
    count, days = figure.written, figure.window.short
    texts = [[count]] if figure.window.whole_years else [[f"{count} · {days}"], [count, days], [count]]
    room.write(texts, box, must=True, bold=True, colour=LATER, link=link(figure) or Link("", ""))


def _key(
    answer: "SeriesAnswer", points: "list[Point]", rivals: bool, former: bool
) -> list[tuple[str, Look]]:  # fmt: skip
    """Return what the looks in the chart mean, each with the look, if they are there."""
    vague = any(point.window.lengths[0] < point.window.days for point in points)
    partial = [(words.CHART["cut-off"], any(point.partial for point in points)), (words.CHART["vague"], vague)]
    bounds = any(point.figure and point.figure.bound is not Bound.EXACT for point in points)
    items = [
        (words.CHART["or"].join(text for text, there in partial if there), PART, any(there for _, there in partial)),
        (words.CHART["inexact"], OPEN, bounds),
        (words.CHART["not-known"], NOT_KNOWN, any(step.missing for step in answer.series.steps)),
        (words.CHART["others"], RIVAL, rivals),
        (words.CHART["former"], FORMER, former),
        (words.CHART["breaks"], CHANGED, answer.series.quoted and any(step.is_break for step in answer.series.steps)),
    ]
    return [(text, look) for text, look, there in items if there]
