"""The labels of dated events above a chart over time: none over another, none across another's rule."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from matplotlib.axes import Axes
from matplotlib.text import Text

from tally.charts.room import Box
from tally.charts.style import INK, MUTED, POINTS

LINE, ASIDE, SIZE = 12, 4, 8  # points: from line to line, from a rule to its label, and of the letters
MANY = 6  # events, up to which every way to turn their labels is tried
SHORTER = 0.9  # how much of a label stays each time that it is too long


@dataclass(frozen=True)
class Placed:
    """A label, the line that it stands in, and where it starts and ends in pixels."""

    text: str
    line: int
    left: float
    right: float


def place_events(axes: Axes, events: Sequence[tuple[float, str]]) -> list[Placed]:
    """
    Find the places of events' labels.

    Parameters
    ----------
    axes : Axes
        Its limits and its width in the figure are final; its height need not be.
    events : sequence of tuple
        The day of each, in the axes' own units, and its label.

    Returns
    -------
    list of Placed
        A label stands right or left of its rule, or is moved along where it would end outside the figure; one that is
        longer than the figure is wide is shortened. There are as few lines as keep labels off each other, and off
        the rules of others.
    """
    frame = (2.0, float(axes.figure.bbox.x1) - 2.0)
    fitted = [_fitted(axes, label, frame[1] - frame[0]) for _, label in events]
    at = [float(axes.transData.transform((day, 0))[0]) for day, _ in events]
    gap = ASIDE * axes.figure.dpi / POINTS
    ways: Iterable[tuple[bool, ...]] = [(True,) * len(at)]
    if len(at) <= MANY:
        ways = product((True, False), repeat=len(at))
    tried = []
    for turned in ways:
        spans = []
        for x, (_, width), rightward in zip(at, fitted, turned, strict=True):
            left = x + gap if rightward else x - gap - width
            kept = min(max(left, frame[0]), frame[1] - width)
            spans.append((kept, kept + width, kept != left))
        rows, circles = _stacked(at, [(left, right) for left, right, _ in spans], gap)
        worth = (circles, sum(moved for *_, moved in spans), max(rows, default=0), turned.count(False))
        tried.append((worth, rows, spans))
    _, rows, spans = min(tried, key=lambda one: one[0])
    return [
        Placed(text, row, left, right)
        for (text, _), row, (left, right, _) in zip(fitted, rows, spans, strict=True)
    ]  # fmt: skip


def write_events(axes: Axes, events: Sequence[tuple[float, str]], placed: Sequence[Placed]) -> list[Box]:
    """Write the labels above the axes and a dotted rule up to each, and give the places of the rules."""
    scale, rules = axes.figure.dpi / POINTS, list[Box]()
    for (day, _), one in zip(events, placed, strict=True):
        x = float(axes.transData.transform((day, 0))[0])
        style = {"ha": "left", "va": "bottom", "fontsize": SIZE, "color": INK, "annotation_clip": False}
        offset = ((one.left - x) / scale, LINE * one.line)
        axes.annotate(one.text, (day, 1), offset, ("data", "axes fraction"), "offset points", **style)
        beneath = one.left <= x <= one.right
        up = (LINE * one.line + (-1 if beneath else LINE - 3)) * scale
        axes.plot(
            [day, day], [0, 1 + up / axes.bbox.height], transform=axes.get_xaxis_transform(), clip_on=False,
            zorder=2.5, color=MUTED, linewidth=0.8, linestyle=(0, (1, 1.5)),
        )  # fmt: skip
        rules.append((x - 1, float(axes.bbox.y0), x + 1, float(axes.bbox.y1) + up))
    return rules


def _fitted(axes: Axes, label: str, room: float) -> tuple[str, float]:
    """Shorten a label until it is no wider than the room, and give its width in pixels."""
    note = axes.figure.text(0, 0, label, fontsize=SIZE)
    shown, letters = label, len(label)
    while (width := _width(note)) > room and letters > 1:
        letters = int(letters * SHORTER)
        shown = textwrap.shorten(label, letters, placeholder="…")
        shown = shown if len(shown) > 1 else f"{label[: letters - 1]}…"
        note.set_text(shown)
    note.remove()
    return shown, width


def _width(note: Text) -> float:
    """Measure a text that is drawn, in pixels."""
    return float(note.get_window_extent().width)


def _stacked(at: Sequence[float], spans: Sequence[tuple[float, float]], gap: float) -> tuple[list[int], bool]:
    """Stack labels in lines, each above those whose rules it would cross; if that goes in a circle, say so."""
    lines, indices = [0] * len(at), range(len(at))
    for _ in range(len(at) ** 2 + 1):
        before = list(lines)
        for one in indices:
            for two in indices:
                left, right = spans[one][0] - gap / 2, spans[one][1] + gap / 2
                crosses = left < at[two] < right
                crossed = spans[two][0] - gap / 2 < at[one] < spans[two][1] + gap / 2
                meets = left < spans[two][1] + gap and spans[two][0] - gap < right and not crossed and one > two
                if one != two and (crosses or meets) and lines[one] <= lines[two]:
                    lines[one] = lines[two] + 1
        if lines == before:
            return lines, False
    return list(indices), True
