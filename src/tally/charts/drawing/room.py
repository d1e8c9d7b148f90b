"""Find room for the number of a rectangle in a chart over time, so that it covers no other words and no line."""

from collections.abc import Iterable, Iterator, Sequence

from tally.charts.drawing.letters import LINE, SIZE, width_of
from tally.charts.drawing.marks import Box, Link, overlaps
from tally.charts.drawing.sheet import Sheet

GAP = 5  # pixels from a rectangle's edge to its number
STEPS = 9  # places along a rectangle that are tried
LIFTS = (0, 4, 8, 12, 16, 20, 24)  # pixels further above or below its top that are tried
PAD = 2  # pixels around a number that are free
TEXT, OUTSIDE, EDGE = 50, 100, 4  # penalties for words covered, for leaving the drawing, for an edge; a line counts one
ABOVE, BELOW = 0.76, 0.2  # of the letters' size: above the line on which they are, and below it


class Room:
    """
    The free room in a chart.

    Parameters
    ----------
    sheet : Sheet
        With all rectangles.
    frame : Box
        Where numbers can be.
    shapes : iterable of Box
        The rectangles.
    lines : iterable of Box
        The lines of the grid and of events.
    lifts : sequence of int
        Pixels further above or below a rectangle's top that are tried, the fewest first.
    """

    def __init__(
        self, sheet: Sheet, frame: Box, shapes: Iterable[Box], lines: Iterable[Box], lifts: Sequence[int] = LIFTS
    ) -> None:
        self._sheet, self._frame, self._lifts = sheet, frame, lifts
        self._texts = [words.box for words in sheet.words]
        self._lines = list(lines)
        self._edges = list[Box]()
        for left, top, right, bottom in shapes:
            sides = (left - 1, top, left + 1, bottom), (right - 1, top, right + 1, bottom)
            self._edges += [*sides, (left, top - 1, right, top + 1)]

    def write(
        self, texts: Sequence[Sequence[str]], shape: Box, *, must: bool, bold: bool, colour: str, link: Link
    ) -> bool:
        """
        Write a rectangle's number in a place where it covers nothing, and return whether there was one.

        Parameters
        ----------
        texts : sequence of sequence of str
            Versions of the text, each in its lines; the first that finds room is used.
        shape : Box
            The rectangle.
        must : bool
            Whether to write it in the best place even if it covers something.
        bold, colour, link
            The style of the words, and what they lead to.
        """
        best: tuple[int, Sequence[str], Box] | None = None
        for lines in texts:
            width = max(width_of(line, bold=bold) for line in lines)
            height = LINE * (len(lines) - 1) + SIZE * (ABOVE + BELOW)
            for spot in self._spots(shape, width, height):
                faults = self._faults(spot)
                if best is None or faults < best[0]:
                    best = faults, lines, spot
                if not faults:
                    break
            if best and not best[0]:
                break
        if best is None or (best[0] and not must):
            return False
        _, lines, spot = best
        self._sheet.write_lines(lines, spot[0], spot[1] + SIZE * ABOVE, bold=bold, colour=colour, link=link)
        self._texts.append(spot)
        return True

    def _spots(self, shape: Box, width: float, height: float) -> Iterator[Box]:
        """Yield the places above a rectangle's top and below it, the nearest and outermost first."""
        left, top, right, _ = shape
        first, last = left + GAP, right - GAP - width
        steps = [first + (last - first) * step / (STEPS - 1) for step in range(STEPS)]
        along = [first, last, *steps] if first <= last else [first, last, (first + last) / 2]
        along = [min(max(x, self._frame[0]), max(self._frame[2] - width, self._frame[0])) for x in along]
        for below in (False, True):
            for lift in self._lifts:
                y = top + GAP + lift if below else top - GAP - lift - height
                yield from ((x, y, x + width, y + height) for x in along)

    def _faults(self, spot: Box) -> int:
        """Compute the penalty of a place."""
        left, top, right, bottom = spot[0] - PAD, spot[1] - PAD, spot[2] + PAD, spot[3] + PAD
        box, frame = (left, top, right, bottom), self._frame
        outside = spot[0] < frame[0] or spot[2] > frame[2] or spot[1] < frame[1] or spot[3] > frame[3]
        over, cut, lined = (overlaps(box, others) for others in (self._texts, self._edges, self._lines))
        return OUTSIDE * outside + TEXT * over + EDGE * cut + lined
