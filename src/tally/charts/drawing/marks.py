"""What is on a sheet: marks and words, each with its place in pixels and what it leads to."""

from collections.abc import Iterable
from dataclasses import dataclass

from tally.charts.drawing.letters import SIZE, width_of
from tally.charts.drawing.style import INK

Box = tuple[float, float, float, float]  # left, top, right, bottom
Point = tuple[float, float]
ASCENT, DESCENT = 0.78, 0.22  # of the letters' size: what is above the line on which they are, and below it
NARROW, WIDE = 360.0, 600.0  # the two widths of charts


@dataclass(frozen=True)
class Link:
    """What a mark leads to, by its id on a page, and what it is, in words; in a `row` all of its marks are one."""

    target: str
    tip: str
    row: bool = False


@dataclass(frozen=True, kw_only=True)
class Style:
    """
    How a mark looks. `hatch` is the colour of lines across its filling; lines are as dashed as `dash` says.

    A mark that leads nowhere can have a `tip` that says what it is; that of any other is in its link.
    """

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    hatch: str | None = None
    dash: tuple[float, ...] = ()
    link: Link | None = None
    tip: str = ""


@dataclass(frozen=True, kw_only=True)
class Rectangle(Style):
    """A rectangle."""

    box: Box


@dataclass(frozen=True, kw_only=True)
class Dot(Style):
    """A circle, or a square if it is not round."""

    at: Point
    radius: float
    round: bool = True

    @property
    def box(self) -> Box:
        """The box around it."""
        (x, y), radius = self.at, self.radius
        return x - radius, y - radius, x + radius, y + radius


@dataclass(frozen=True, kw_only=True)
class Line(Style):
    """A line through points; an area if it is filled."""

    points: tuple[Point, ...]

    @property
    def box(self) -> Box:
        """The box around it."""
        across, down = zip(*self.points, strict=True)
        return min(across), min(down), max(across), max(down)


@dataclass(frozen=True, kw_only=True)
class Words:
    """A line of words; `at` is the start, the middle or the end of the line on which they are."""

    text: str
    at: Point
    anchor: str = "start"
    bold: bool = False
    colour: str = INK
    size: float = SIZE
    link: Link | None = None

    @property
    def box(self) -> Box:
        """The box around them."""
        (x, y), wide = self.at, width_of(self.text, bold=self.bold, size=self.size)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, y - ASCENT * self.size, left + wide, y + DESCENT * self.size


Mark = Rectangle | Dot | Line


def overlap(one: Box, other: Box) -> bool:
    """Return whether two boxes share a point."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def overlaps(box: Box, others: Iterable[Box]) -> int:
    """Compute how many other boxes share a point with a box."""
    left, top, right, bottom = box
    found = 0
    for other_left, other_top, other_right, other_bottom in others:
        if left < other_right and other_left < right and top < other_bottom and other_top < bottom:
            found += 1
    return found
