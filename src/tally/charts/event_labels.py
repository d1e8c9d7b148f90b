"""The labels of dated events above a chart over time, so placed that none covers another or crosses its rule."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from matplotlib.axes import Axes
from matplotlib.text import Text

from tally.charts.room import Box
from tally.charts.style import INK, MUTED, POINTS

LINE, ASIDE, SIZE = 12, 4, 8  # points: between lines, between a rule and its label, and of the letters
MANY = 6  # events: for up to so many, every combination of sides is tried
SHORTER = 0.9  # the part of a label that is kept each time that it is too long


@dataclass(frozen=True)
class Placed:
    """A label, its line, and where it starts and ends in pixels."""

    text: str
    line: int
    left: float
    right: float


def place_events(axes: Axes, events: Sequence[tuple[float, str]]) -> list[Placed]:
    """
    Find places for the labels of events.

    Parameters
    ----------
    axes : Axes
        Their limits and their width in the figure are final; the height need not be.
    events : sequence of tuple
        The day of each event, in the units of the axes, and its label.

    Returns
    -------
    list of Placed
        A label is right or left of its rule; it is moved if it would end outside the figure, and shortened if it is
        longer than the figure is wide. There are as few lines as possible without labels that cover each other or
        cross the rules of others.
    """
    frame = (2.0, float(axes.figure.bbox.x1) - 2.0)
    labels = [_fitted(axes, label, frame[1] - frame[0]) for _, label in events]
    rules = [float(axes.transData.transform((day, 0))[0]) for day, _ in events]
    gap = ASIDE * axes.figure.dpi / POINTS
    combinations: Iterable[tuple[bool, ...]] = [(True,) * len(rules)]
    if len(rules) <= MANY:
        combinations = product((True, False), repeat=len(rules))
    candidates = []
    for sides in combinations:
        spans = []
        for x, (_, width), rightward in zip(rules, labels, sides, strict=True):
            left = x + gap if rightward else x - gap - width
            start = min(max(left, frame[0]), frame[1] - width)
            spans.append((start, start + width, start != left))
        rows, circles = _stack(rules, [(left, right) for left, right, _ in spans], gap)
        penalty = (circles, sum(moved for *_, moved in spans), max(rows, default=0), sides.count(False))
        candidates.append((penalty, rows, spans))
    _, rows, spans = min(candidates, key=lambda candidate: candidate[0])
    return [
        Placed(text, row, left, right)
        for (text, _), row, (left, right, _) in zip(labels, rows, spans, strict=True)
    ]  # fmt: skip


def write_events(axes: Axes, events: Sequence[tuple[float, str]], placed: Sequence[Placed]) -> list[Box]:
    """Write the labels above the axes with a dotted rule up to each, and return the places of the rules."""
    scale, rules = axes.figure.dpi / POINTS, list[Box]()
    for (day, _), label in zip(events, placed, strict=True):
        x = float(axes.transData.transform((day, 0))[0])
        style = {"ha": "left", "va": "bottom", "fontsize": SIZE, "color": INK, "annotation_clip": False}
        offset = ((label.left - x) / scale, LINE * label.line)
        axes.annotate(label.text, (day, 1), offset, ("data", "axes fraction"), "offset points", **style)
        beneath = label.left <= x <= label.right
        up = (LINE * label.line + (-1 if beneath else LINE - 3)) * scale
        axes.plot(
            [day, day], [0, 1 + up / axes.bbox.height], transform=axes.get_xaxis_transform(), clip_on=False,
            zorder=2.5, color=MUTED, linewidth=0.8, linestyle=(0, (1, 1.5)),
        )  # fmt: skip
        rules.append((x - 1, float(axes.bbox.y0), x + 1, float(axes.bbox.y1) + up))
    return rules


def _fitted(axes: Axes, label: str, room: float) -> tuple[str, float]:
    """Shorten a label until it fits, and return it with its width in pixels."""
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
    """Measure the width of a drawn text, in pixels."""
    return float(note.get_window_extent().width)


def _stack(rules: Sequence[float], spans: Sequence[tuple[float, float]], gap: float) -> tuple[list[int], bool]:
    """Place labels in lines, each above those whose rules it crosses; return the lines, and whether that failed."""
    lines, indices = [0] * len(rules), range(len(rules))
    for _ in range(len(rules) ** 2 + 1):
        before = list(lines)
        for label, other in product(indices, repeat=2):
            left, right = spans[label][0] - gap / 2, spans[label][1] + gap / 2
            crosses = left < rules[other] < right
            crossed = spans[other][0] - gap / 2 < rules[label] < spans[other][1] + gap / 2
            meets = left < spans[other][1] + gap and spans[other][0] - gap < right and not crossed and label > other
            if label != other and (crosses or meets) and lines[label] <= lines[other]:
                lines[label] = lines[other] + 1
        if lines == before:
            return lines, False
    return list(indices), True
