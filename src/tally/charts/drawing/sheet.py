"""A sheet with marks and words on it, in pixels from its upper left corner."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import pairwise
from typing import Any

import seaborn as sns
from matplotlib import lines, patches, text
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from tally.charts.drawing.letters import LINE, width_of
from tally.charts.drawing.marks import Box, Dot, Line, Mark, Point, Rectangle, Style, Words
from tally.charts.drawing.style import BOLD, PAPER, POINTS, RULE, lettering

HATCH = "////"
GAP = (math.nan, math.nan)  # between two parts of a line


class Sheet(Figure):  # type: ignore[misc]  # matplotlib is not typed here
    """
    A chart: a figure without pyplot, whose marks and words are placed in pixels.

    Marks are drawn in their order, words over all of them. `marks` and `words` describe them; the artist of each has
    the group id that `name_of` gives, by which the SVG finds its link. `hints` say what is in a part of the sheet where
    many are one mark; they are not drawn.
    """

    def __init__(self, width: float) -> None:
        super().__init__(figsize=(width / POINTS, 1), dpi=POINTS, facecolor=PAPER)
        FigureCanvasAgg(self)
        self.width, self.height = width, 0.0
        self.marks: list[Mark] = []
        self.words: list[Words] = []
        self.hints: list[tuple[Box, str]] = []
        self.page = Affine2D()
        self.plane: Axes | None = None
        self._drawn: dict[int, Artist] = {}

    def finished(self, height: float) -> "Sheet":
        """Return the sheet with its height and all artists on it."""
        self.height = height
        self.frame(0, height)
        for place, mark in enumerate(self.marks):
            if place in self._drawn:
                self._drawn[place].set(gid=f"mark-{place}", zorder=2 + place, clip_on=False)
            else:
                self._place(_artist(mark), f"mark-{place}", place)
        for place, words in enumerate(self.words):
            self._place(written(words), f"words-{place}", len(self.marks) + place)
        return self

    def frame(self, above: float, below: float, beside: float = 0.0) -> None:
        """Set the room above and below the point zero, and beside the sheet, in pixels."""
        self.set_size_inches((self.width + 2 * beside) / POINTS, (above + below) / POINTS)
        self.page.clear().scale(1 / POINTS, -1 / POINTS).translate(beside / POINTS, below / POINTS)
        if self.plane:
            self.plane.set(ylim=(below, -above), xlim=(-beside, self.width + beside))

    def bars(self, lengths: Sequence[float], places: Sequence[float], thick: float, styles: Sequence[Style]) -> None:
        """Add bars from the left edge: their lengths, the heights of their middles, and their looks."""
        self.plane = self.add_axes((0, 0, 1, 1), zorder=0)
        self.plane.set(xticks=(), yticks=())  # seaborn would draw them, to find that none overlap
        self.plane.set_axis_off()
        apart = min((below - above for above, below in pairwise(places)), default=1.0)
        share = thick / apart if len(places) > 1 else 1.0
        sns.barplot(
            x=list(lengths), y=list(places), orient="h", native_scale=True, width=share, errorbar=None, ax=self.plane
        )
        for patch, length, middle, style in zip(self.plane.patches, lengths, places, styles, strict=True):
            patch.set(y=middle - thick / 2, height=thick, **_look(style))
            self._drawn[len(self.marks)] = patch
            box = (0.0, middle - thick / 2, length, middle + thick / 2)
            self.marks.append(Rectangle(**{field.name: getattr(style, field.name) for field in fields(style)}, box=box))

    def add_words(self, words: Words, name: str) -> None:
        """Add words outside the chart, such as its source."""
        self._place(written(words), name, len(self.marks) + len(self.words))

    def _place(self, artist: Artist, name: str, order: int) -> None:
        """Add an artist."""
        artist.set(gid=name, zorder=2 + order, transform=self.page + self.dpi_scale_trans)
        self.add_artist(artist)
        artist.set_clip_on(False)

    def write(self, text: str, x: float, y: float, **style: object) -> Words:
        """Write a line of words and return it."""
        self.words.append(words := Words(text=text, at=(x, y), **style))  # type: ignore[arg-type]
        return words

    def write_lines(self, lines: Sequence[str], x: float, y: float, **style: object) -> float:
        """Write lines below each other, the first on `y`; return where a next one would be."""
        for place, line in enumerate(lines):
            self.write(line, x, y + place * LINE, **style)
        return y + len(lines) * LINE

    def box(self, left: float, top: float, right: float, bottom: float, **style: object) -> None:
        """Add a rectangle."""
        self.marks.append(Rectangle(box=(left, top, right, bottom), **style))  # type: ignore[arg-type]

    def hint(self, left: float, top: float, right: float, bottom: float, tip: str) -> None:
        """Add what is in a part of the sheet, in words that are shown when a pointer rests on it."""
        self.hints.append(((left, top, right, bottom), tip))

    def line(self, points: Iterable[Point], **style: object) -> None:
        """Add a line."""
        self.marks.append(Line(points=tuple(points), **style))  # type: ignore[arg-type]

    def grid(self, segments: Iterable[tuple[Point, Point]]) -> None:
        """Add the lines of a grid, as one mark behind all that is on the sheet already."""
        if points := [point for start, end in segments for point in (start, end, GAP)]:
            self.marks.insert(0, Line(points=tuple(points[:-1]), stroke=RULE))

    def dot(self, x: float, y: float, radius: float, **style: object) -> None:
        """Add a dot."""
        self.marks.append(Dot(at=(x, y), radius=radius, **style))  # type: ignore[arg-type]


class Letters(text.Text):  # type: ignore[misc]  # matplotlib is not typed here
    """A line of words that is drawn at its place, without a layout: it is never turned, and has no second line."""

    def draw(self, renderer: RendererBase) -> None:
        """Write the line."""
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[self.get_horizontalalignment()]
        bold, size = self.get_weight() == BOLD, self.get_fontsize()
        x, y = self.get_transform().transform(self.get_unitless_position())
        if shift and not isinstance(renderer, RendererSVG):
            x -= shift * width_of(self.get_text(), bold=bold, size=size) * self.figure.dpi / POINTS
        _, height = renderer.get_canvas_width_height()
        pen = renderer.new_gc()
        pen.set_foreground(self.get_color())
        renderer.open_group("text", self.get_gid())
        renderer.draw_text(pen, x, height - y if renderer.flipy() else y, self.get_text(), self.get_fontproperties(), 0,
                           ismath=False, mtext=self)  # fmt: skip
        renderer.close_group("text")
        pen.restore()


def written(words: Words) -> Letters:
    """Return the artist of a line of words."""
    anchor = {"start": "left", "middle": "center", "end": "right"}[words.anchor]
    letters = lettering(words.bold, words.size)
    return Letters(*words.at, words.text, fontproperties=letters, color=words.colour, ha=anchor, parse_math=False)


def _artist(mark: Mark) -> Artist:
    """Return the artist of a mark."""
    dash = (0, tuple(length / mark.width for length in mark.dash)) if mark.dash else "solid"
    if isinstance(mark, Line) and not mark.fill:
        across, down = zip(*mark.points, strict=True)
        return lines.Line2D(
            across, down, color=mark.stroke, linewidth=mark.width, linestyle=dash, solid_capstyle="butt"
        )  # fmt: skip; as in the SVG, where it is usual
    style = _look(mark) | {"linestyle": dash}
    if isinstance(mark, Line):
        return patches.Polygon(mark.points, **style)
    if isinstance(mark, Dot) and mark.round:
        return patches.Circle(mark.at, mark.radius, **style)
    left, top, right, bottom = mark.box
    return patches.Rectangle((left, top), right - left, bottom - top, **style)


def _look(style: Style) -> dict[str, Any]:
    """Return the filling and the edge of an artist."""
    look = {"facecolor": style.fill or "none", "edgecolor": style.stroke or "none",
            "linewidth": style.width if style.stroke else 0}  # fmt: skip
    return look | {"hatch": HATCH, "hatchcolor": style.hatch} if style.hatch else look
