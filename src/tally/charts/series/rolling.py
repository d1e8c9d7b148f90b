"""The chart of a rolling count: for each day, what was counted on so many days up to it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from tally.charts.drawing import LATER, LATER_WASH, LINE, MUTED, PAPER, WIDE, Link, Point, Sheet, width_of
from tally.charts.series.frame import (
    CHANGED,
    FOOT,
    GAP,
    NOT_KNOWN,
    Frame,
    Look,
    breaks_in,
    write_breaks,
    write_heading,
    write_key,
)
from tally.charts.series.lines import simplified
from tally.charts.series.rows import written_count
from tally.text import Unit, words
from tally.windows import long_day

if TYPE_CHECKING:
    from tally.analysis.counted import Break, Column, Rolling

    Runs = Iterator[tuple[list[Column], Look]]

HEIGHTS = {True: 230.0, False: 200.0}  # pixels of the drawing, wide and narrow
HEAD = 1.08  # of the highest count: the height of the scale
DOT = 4.0  # pixels: the radius of a point with a number
LINE_OF: Look = {"stroke": LATER, "width": 1.6}
GROWING: Look = {"stroke": LATER, "width": 1.6, "dash": (3.0, 2.0)}
BAND: Look = {"fill": LATER_WASH, "stroke": LATER, "width": 0.5}
LinkOf = Callable[["Column"], Link | None]


def rolling_chart(rolling: "Rolling", noun: Unit, width: float = WIDE, link: LinkOf | None = None) -> Sheet:
    """
    Draw a rolling count.

    Parameters
    ----------
    rolling : Rolling
        The count of each window.
    noun : Unit
        What was counted.
    width : float
        Of the sheet, in pixels.
    link : callable, optional
        Returns what the highest and the latest window lead to.

    Returns
    -------
    Sheet
        The last day of a window is on the x-axis, its count on the y-axis. A band reaches from what is certain to what
        is possible. The line is dashed where the count may still grow, and interrupted, over grey, where it is not
        known. The highest and the latest count have their numbers.
    """
    sheet, windows = Sheet(width), rolling.windows
    span = windows[0].last.toordinal(), windows[-1].last.toordinal() + 1
    breaks = breaks_in(rolling.breaks, span)
    tip = words.CHART["rolling"].format(noun.heading, f"{rolling.days:,}")
    top = write_heading(sheet, tip)
    top = write_breaks(sheet, breaks, write_key(sheet, _key(rolling, breaks), top))
    marked = [*dict.fromkeys(filter(None, (rolling.highest, rolling.latest)))]
    top += GAP + LINE * (bool(breaks) + len(marked))
    most = max([*(window.high or 0 for window in windows), 1]) * HEAD
    frame = Frame(sheet, top, HEIGHTS[width >= WIDE], most, span, sides=(None, width - DOT))
    runs = [(known, [*run]) for known, run in groupby(windows, lambda window: window.known)]
    frame.draw_gaps((run[0].last.toordinal(), run[-1].last.toordinal() + 1) for known, run in runs if not known)
    frame.write_counts()
    frame.write_days()
    frame.draw_base()
    for run in (run for known, run in runs if known):
        if any(window.ranged for window in run):
            lows, highs = (simplified(_points(frame, run, height)) for height in ("low", "high"))
            sheet.line([*lows, *reversed(highs)], **BAND, tip=words.CHART["certain-to-possible"])
        for part, look in _parts(run):
            sheet.line(simplified(_points(frame, part, "value")), **look, tip=tip)
    frame.draw_breaks(breaks)
    for place, window in enumerate(marked):
        (x, y), aim = _points(frame, [window], "value")[0], link(window) if link else None
        text = words.CHART["of-year"].format(long_day(window.last), written_count(window))
        text = text if width_of(text, bold=True) < width else written_count(window)
        half, base = width_of(text, bold=True) / 2, frame.top - GAP - LINE * (place + bool(breaks))
        sheet.line([(x, base + 3), (x, y)], stroke=MUTED, width=0.8)
        sheet.dot(x, y, DOT, fill=LATER, stroke=PAPER, link=aim)
        end = frame.days(marked[-1].last.toordinal() + 0.5) - GAP / 2 if window is not marked[-1] else width
        sheet.write(text, max(min(x, end - half), half), base, anchor="middle", bold=True, colour=LATER, link=aim)
    return sheet.finished(frame.bottom + FOOT)


def _parts(run: "Sequence[Column]") -> "Runs":
    """Yield the parts of a line that are settled and that may still grow; each begins where the one before ends."""
    before = list["Column"]()
    for settled, part in groupby(run, lambda window: window.settled):
        shown = [*before, *part]
        yield shown, LINE_OF if settled else GROWING
        before = shown[-1:]


def _points(frame: Frame, windows: "Sequence[Column]", height: str) -> list[Point]:
    """Return the points of windows, each in the middle of its last day; a single one twice, as a short line."""
    points = [
        (frame.days(window.last.toordinal() + 0.5), frame.counts(getattr(window, height) or 0)) for window in windows
    ]
    return points if len(points) > 1 else [points[0], (points[0][0] + 1, points[0][1])]


def _key(rolling: "Rolling", breaks: "Sequence[Break]") -> list[tuple[str, Look]]:
    """Return what the looks in the chart mean, each with the look, if they are there."""
    items = [
        (words.CHART["certain-to-possible"], BAND | {"width": 0.8}, any(window.ranged for window in rolling.known)),
        (words.CHART["may-grow"], GROWING, any(not window.settled for window in rolling.known)),
        (words.CHART["not-known"], NOT_KNOWN, len(rolling.known) < len(rolling.windows)),
        (words.CHART["breaks"], CHANGED, bool(breaks)),
    ]
    return [(text, look) for text, look, there in items if there]
