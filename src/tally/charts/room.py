"""Find room for the number of a rectangle in a chart over time, so that it covers no other text and no edge."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.text import Annotation

from tally.charts.style import PAPER, POINTS

ASIDE = 4  # points from a rectangle's edge to its number
STEPS = 9  # places along a rectangle that are tried
LIFTS = (0, 5, 10, 15)  # points further above or below its top that are tried
PAD = 1.5  # points of background around a number
TEXT, OUTSIDE = 50, 100  # penalties for covering a text and for leaving the drawing; an edge counts one
Box = tuple[float, float, float, float]  # left, low, right, high, in pixels


class Room:
    """
    The free room in a chart.

    Parameters
    ----------
    axes : Axes
        With all their rectangles; their limits and their place in the figure are final.
    texts, lines : iterable of Box
        The other things drawn in them.
    """

    def __init__(self, axes: Axes, texts: Iterable[Box], lines: Iterable[Box]) -> None:
        self._axes = axes
        self._scale = axes.figure.dpi / POINTS
        self._texts = list(texts)
        self._edges = list(lines)
        for shape in (patch.get_window_extent() for patch in axes.patches):
            self._edges += [
                (shape.x0 - 1, shape.y0, shape.x0 + 1, shape.y1),
                (shape.x1 - 1, shape.y0, shape.x1 + 1, shape.y1),
                (shape.x0, shape.y1 - 1, shape.x1, shape.y1 + 1),
            ]

    def write(
        self, texts: Sequence[str], corner: tuple[float, float], right: float, *, must: bool, **style: Any
    ) -> Annotation | None:
        """
        Write a rectangle's number in a place where it covers nothing.

        Parameters
        ----------
        texts : sequence of str
            Versions of the text; the first that finds room is used.
        corner : tuple
            The rectangle's upper left corner, in the units of the axes.
        right : float
            The rectangle's right edge.
        must : bool
            Whether to write it in the best place even if it covers something.
        **style
            The style of the text.

        Returns
        -------
        Annotation or None
            The text; None if there is no room.
        """
        left, top = self._axes.transData.transform(corner)
        end = self._axes.transData.transform((right, corner[1]))[0]
        candidates: list[tuple[int, Annotation, Box]] = []
        for text in texts:
            note = self._axes.annotate(
                text, corner, (0, 0), textcoords="offset points", annotation_clip=False, zorder=5, linespacing=1.3,
                ha="left", va="bottom", bbox={"facecolor": PAPER, "edgecolor": "none", "pad": PAD}, **style,
            )  # fmt: skip
            extent = note.get_window_extent()
            spots = list(self._spots(left, end, top, extent.width, extent.height))
            best = min(spots, key=self._faults)
            candidates.append((self._faults(best), note, best))
            if not candidates[-1][0]:
                break
        faults, chosen, spot = min(candidates, key=lambda candidate: candidate[0])
        for _, note, _ in candidates:
            if note is not chosen or (faults and not must):
                note.remove()
        if faults and not must:
            return None
        chosen.xyann = ((spot[0] - left) / self._scale, (spot[1] - top) / self._scale)
        self._texts.append(spot)
        return chosen

    def _spots(self, left: float, right: float, top: float, width: float, height: float) -> Iterator[Box]:
        """Yield the places above a rectangle's top and below it, the nearest and outermost first."""
        aside = ASIDE * self._scale
        first, last = left + aside, right - aside - width
        steps = [first + (last - first) * step / (STEPS - 1) for step in range(STEPS)]
        along = [first, last, *steps] if first <= last else [first, last, (first + last) / 2]
        for below in (False, True):
            for lift in LIFTS:
                away = aside + lift * self._scale
                low = top - away - height if below else top + away
                yield from ((x, low, x + width, low + height) for x in along)

    def _faults(self, spot: Box) -> int:
        """Compute the penalty of a place."""
        frame, pad = self._axes.figure.bbox, PAD * self._scale
        box = (spot[0] - pad, spot[1] - pad, spot[2] + pad, spot[3] + pad)
        outside = (
            box[0] < frame.x0 or box[2] > frame.x1 or box[1] < self._axes.bbox.y0 or box[3] > self._axes.bbox.y1 + 4
        )
        over: int = sum(_touch(box, other) for other in self._texts)
        cut: int = sum(_touch(box, edge) for edge in self._edges)
        return OUTSIDE * bool(outside) + TEXT * over + cut


def _touch(box: Box, other: Box) -> bool:
    """Return whether two boxes share a point."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
