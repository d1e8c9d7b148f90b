"""The map: a circle for each place, whose area is its count, with the number."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tally.charts.drawing import (
    INK,
    LATER,
    LATER_WASH,
    LINE,
    MUTED,
    RULE,
    SIZE,
    WIDE,
    Box,
    Link,
    Point,
    Sheet,
    overlap,
    shortened,
    width_of,
)
from tally.charts.series.frame import GAP, Look, write_heading
from tally.charts.series.lines import simplified
from tally.charts.series.rows import written_place
from tally.text import Unit, words

if TYPE_CHECKING:
    from tally.analysis.counted import PlaceRow, PlaceTable
    from tally.records.events import Boundaries, Position

HIGHEST = {True: 520.0, False: 440.0}  # pixels of the map, wide and narrow
LARGEST = {True: 36.0, False: 26.0}  # the radius of the largest circle
SMALLEST = 2.0
INSIDE = 1.7  # times its radius: the width of a number that is inside a circle
AWAY = (3.0, 12.0, 24.0, 40.0, 60.0, 84.0)  # pixels from a circle to its number that are tried
TURNS = (0, 180, 90, 270, 45, 135, 225, 315)  # degrees: the directions that are tried, to the right first
PAD = 1.5  # pixels around a number that are free
TEXT, OUTSIDE, CIRCLE = 100, 100, 6  # penalties for covering words, for leaving the map, and for touching a circle
COARSE = 1.0  # pixels by which a boundary may be simplified, and below which an island is left out
BORDER: Look = {"stroke": RULE, "width": 1.2}
FILLED: Look = {"fill": LATER_WASH, "stroke": LATER, "width": 1.2}
LinkOf = Callable[["PlaceRow"], Link | None]


class Circle(NamedTuple):
    """A circle on the map, and the place whose count it is."""

    x: float
    y: float
    radius: float
    row: "PlaceRow"

    @property
    def box(self) -> Box:
        """The box around it."""
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius


def map_chart(
    table: "PlaceTable", boundaries: "Boundaries", noun: Unit, width: float = WIDE, link: LinkOf | None = None
) -> Sheet:
    """
    Draw a map with the count of each place.

    Parameters
    ----------
    table : PlaceTable
        The counts, joined with the boundaries.
    boundaries : Boundaries
        All places of the map.
    noun : Unit
        What was counted.
    width : float
        Of the sheet, in pixels.
    link : callable, optional
        Returns what a circle leads to.

    Returns
    -------
    Sheet
        Boundaries are thin lines. The area of a circle is the count, and its number is in it or beside it, with the
        name of the place where there is room; a place without events has none. What has no known place is below the
        map, in the same scale. The colour says nothing.
    """
    sheet, wide = Sheet(width), width >= WIDE
    top = write_heading(sheet, words.CHART["circles"].format(noun.heading)) + GAP
    unknown = [table.unknown] if table.unknown and table.unknown.high else []
    most = max([row.value for row in (*table.rows, *unknown)] + [1])

    def radius(row: "PlaceRow") -> float:
        """Return the radius of a circle."""
        return max(LARGEST[wide] * math.sqrt(row.value / most), SMALLEST) if row.high else 0.0

    spread = max([radius(row) for row in table.rows], default=0.0)
    at, bottom = _projection(boundaries, (spread, top + GAP, width - spread, top + GAP + HIGHEST[wide]))
    for region in boundaries.regions:
        drawn = [simplified([at(position) for position in ring], COARSE) for ring in region.rings]
        for points in [ring for ring in drawn if _extent(ring) > COARSE] or [max(drawn, key=len)]:
            sheet.line(points, **BORDER)
    circles = [
        Circle(*at(row.region.middle), radius(row), row) for row in table.rows if row.region is not None and row.high
    ]
    for circle in circles:
        sheet.dot(circle.x, circle.y, circle.radius, **FILLED, link=link(circle.row) if link else None)
    _write_numbers(sheet, circles, (0.0, top, width, bottom + LINE), link)
    foot = bottom + LINE + GAP
    for row in unknown:
        size = radius(row)
        text = words.CHART["of-year"].format(words.CHART["nowhere"], written_place(row))
        foot += max(size, SIZE / 2)
        sheet.dot(size + 1, foot, size, **FILLED, link=link(row) if link else None)
        sheet.write(text, 2 * size + GAP, foot + SIZE * 0.35, link=link(row) if link else None)
        foot += max(size, SIZE / 2) + GAP
    return sheet.finished(foot)


def _projection(boundaries: "Boundaries", frame: Box) -> tuple[Callable[["Position"], Point], float]:
    """Return where a position is within a frame, and where the map ends: degrees as long as they are in its middle."""
    every = [position for region in boundaries.regions for ring in region.rings for position in ring]
    west, east = (end(position.longitude for position in every) for end in (min, max))
    south, north = (end(position.latitude for position in every) for end in (min, max))
    narrowing = max(math.cos(math.radians((south + north) / 2)), 0.01)
    across, down = max((east - west) * narrowing, 1e-9), max(north - south, 1e-9)
    left, top, right, bottom = frame
    scale = min((right - left) / across, (bottom - top) / down)
    start = left + ((right - left) - across * scale) / 2

    def place(position: "Position") -> Point:
        """Return where a position is."""
        return start + (position.longitude - west) * narrowing * scale, top + (north - position.latitude) * scale

    return place, top + down * scale


def _extent(points: Sequence[Point]) -> float:
    """Return how wide or high a ring is."""
    across, down = zip(*points, strict=True)
    return float(max(max(across) - min(across), max(down) - min(down)))


def _write_numbers(sheet: Sheet, circles: Sequence[Circle], frame: Box, link: LinkOf | None) -> None:
    """Write the number of each circle where it covers no other, with a line to the circle if it is not near."""
    taken = list[Box]()
    for circle in circles:
        number, name = written_place(circle.row), shortened(circle.row.name, frame[2] / 3)
        others = [other.box for other in circles if other is not circle]
        best: tuple[int, list[str], Box] | None = None
        for lines in ([name, number], [number]):
            spot = min(_spots(circle, lines), key=lambda spot: _faults(spot, taken, others, frame))
            faults = _faults(spot, taken, others, frame)
            if best is None or faults < best[0]:
                best = faults, lines, spot
            if not faults:
                break
        if best is None:
            continue
        _, lines, (left, top, right, bottom) = best
        taken.append((left, top, right, bottom))
        middle = (left + right) / 2, (top + bottom) / 2
        if math.dist(middle, circle[:2]) > circle.radius + (right - left) / 2 + AWAY[1]:
            end = _nearest((left, top, right, bottom), circle)
            share = circle.radius / math.dist(end, circle[:2])
            start = circle.x + (end[0] - circle.x) * share, circle.y + (end[1] - circle.y) * share
            sheet.line([start, end], stroke=MUTED, width=0.7)
        for place, text in enumerate(lines):
            sheet.write(text, middle[0], top + SIZE * 0.8 + place * LINE, anchor="middle", bold=text is number,
                        colour=INK, link=link(circle.row) if link else None)  # fmt: skip


def _spots(circle: Circle, lines: Sequence[str]) -> Iterator[Box]:
    """Yield the places for the words of a circle: inside it if there is room, and around it, the nearest first."""
    wide = max(width_of(text, bold=True) for text in lines)
    tall = SIZE + LINE * (len(lines) - 1)
    if math.hypot(wide, tall) < circle.radius * 2 or (len(lines) == 1 and wide < circle.radius * INSIDE):
        yield circle.x - wide / 2, circle.y - tall / 2, circle.x + wide / 2, circle.y + tall / 2
    for away in AWAY:
        for turn in TURNS:
            along, up = math.cos(math.radians(turn)), math.sin(math.radians(turn))
            x = circle.x + along * (circle.radius + away + wide / 2)
            y = circle.y - up * (circle.radius + away + tall / 2)
            yield x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


def _faults(spot: Box, taken: Iterable[Box], circles: Iterable[Box], frame: Box) -> int:
    """Compute the penalty of a place."""
    left, top, right, bottom = spot[0] - PAD, spot[1] - PAD, spot[2] + PAD, spot[3] + PAD
    box = (left, top, right, bottom)
    outside = spot[0] < frame[0] or spot[1] < frame[1] or spot[2] > frame[2] or spot[3] > frame[3]
    covered = sum(overlap(box, other) for other in taken), sum(overlap(box, other) for other in circles)
    return OUTSIDE * outside + TEXT * covered[0] + CIRCLE * covered[1]


def _nearest(box: Box, circle: Circle) -> Point:
    """Return the point of a box that is nearest to a circle."""
    return min(max(circle.x, box[0]), box[2]), min(max(circle.y, box[1]), box[3])
