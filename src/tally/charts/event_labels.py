"""The lines of dated events in a chart over time, and their labels, so placed that none covers another."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from tally.charts.drawing import INK, LINE, MUTED, SIZE, Link, Scale, Sheet, shortened, width_of
from tally.records import Milestone
from tally.text import words
from tally.windows import long_day

GAP = 5  # pixels between a line and its label
MANY = 6  # events: for up to this many, every combination of sides is tried
NAMED, PASSING = (1.0, 2.5), (4.0, 3.0)  # dashes of the lines of events with a label, and of all others
RING = 3.5  # pixels: the radius of the ring on top of a line without a label
LANES, ROUND = 3, 2 * RING + 2  # rows of rings on top of lines that are close together, and the height of a row
UNDER = 6  # pixels from the labels to the chart


@dataclass(frozen=True)
class Placed:
    """A label, its line of words counted from the chart upwards, and where it starts and ends in pixels."""

    text: str
    row: int
    left: float
    right: float


def event_link(event: Milestone) -> Link:
    """Return what a line of an event leads to, and what it is: its day and its label."""
    return Link(f"event-{event.id}", words.TIPS["event"].format(long_day(event.day), event.label))


def place_events(scale: Scale, width: float, events: Sequence[Milestone]) -> list[Placed]:
    """
    Find places for the labels of events.

    Parameters
    ----------
    scale : Scale
        Of the days.
    width : float
        The width of the sheet.
    events : sequence of Milestone
        The events with labels.

    Returns
    -------
    list of Placed
        A label is right or left of its line; it is moved if it would end outside the sheet, and shortened if it is
        longer than the sheet is wide. There are as few rows as possible without labels that cover each other or cross
        the lines of others.
    """
    labels = [shortened(event.label, width) for event in events]
    widths = [width_of(label) for label in labels]
    lines = [scale(event.day.toordinal()) for event in events]
    combinations: Iterable[tuple[bool, ...]] = [(True,) * len(lines)]
    if len(lines) <= MANY:
        combinations = product((True, False), repeat=len(lines))
    candidates = []
    for sides in combinations:
        spans = []
        for x, wide, rightward in zip(lines, widths, sides, strict=True):
            left = x + GAP if rightward else x - GAP - wide
            start = min(max(left, 0.0), width - wide)
            spans.append((start, start + wide, start != left))
        rows, circles = _stack(lines, [(left, right) for left, right, _ in spans])
        penalty = (circles, sum(moved for *_, moved in spans), max(rows, default=0), sides.count(False))
        candidates.append((penalty, rows, spans))
    _, rows, spans = min(candidates, key=lambda candidate: candidate[0])
    return [
        Placed(text, row, left, right) for text, row, (left, right, _) in zip(labels, rows, spans, strict=True)
    ]  # fmt: skip


def height_of(placed: Sequence[Placed], *, passing: bool) -> float:
    """Return the height of the labels above a chart, or of the rings on top of lines without labels."""
    labels = LINE * (1 + max((label.row for label in placed), default=-1))
    return max(labels + UNDER if labels else 0.0, LANES * ROUND if passing else 0.0)


def write_events(
    sheet: Sheet, scale: Scale, top: float, bottom: float, events: Sequence[Milestone], placed: Sequence[Placed]
) -> None:
    """Draw the lines of events with labels, and write the labels above the chart."""
    for event, label in zip(events, placed, strict=True):
        x, link = scale(event.day.toordinal()), event_link(event)
        y = top - UNDER - LINE * label.row
        beneath = label.left <= x <= label.right
        sheet.line([(x, bottom), (x, y + 3 if beneath else y - SIZE + 3)], stroke=INK, width=1.4, dash=NAMED, link=link)
        sheet.write(label.text, label.left, y, link=link)


def draw_passing(sheet: Sheet, scale: Scale, top: float, bottom: float, events: Iterable[Milestone]) -> None:
    """Draw the lines of events without labels, each with a ring on top to tap; rings that are close are in rows."""
    ends = [-math.inf] * LANES
    for event in events:
        x, link = scale(event.day.toordinal()), event_link(event)
        row = next((row for row, end in enumerate(ends) if x - RING > end + 2), ends.index(min(ends)))
        ends[row] = x + RING
        y = top - RING - 1 - row * ROUND
        sheet.line([(x, bottom), (x, y + RING)], stroke=MUTED, width=0.9, dash=PASSING, link=link)
        sheet.dot(x, y, RING, stroke=MUTED, width=1.2, link=link)


def _stack(lines: Sequence[float], spans: Sequence[tuple[float, float]]) -> tuple[list[int], bool]:
    """Place labels in rows, each above those whose lines it crosses; return the rows, and whether that failed."""
    rows, indices = [0] * len(lines), range(len(lines))
    for _ in range(len(lines) ** 2 + 1):
        before = list(rows)
        for label, other in product(indices, repeat=2):
            left, right = spans[label][0] - GAP / 2, spans[label][1] + GAP / 2
            crosses = left < lines[other] < right
            crossed = spans[other][0] - GAP / 2 < lines[label] < spans[other][1] + GAP / 2
            meets = left < spans[other][1] + GAP and spans[other][0] - GAP < right and not crossed and label > other
            if label != other and (crosses or meets) and rows[label] <= rows[other]:
                rows[label] = rows[other] + 1
        if rows == before:
            return rows, False
    return list(indices), True
