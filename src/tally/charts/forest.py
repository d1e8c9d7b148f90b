"""The forest plot: the ratio of each pair of counts for the question, on a logarithmic scale."""

from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from tally.charts.style import BESIDE, INK, LATER, MUTED, PAPER, RULE, blank, head, styled
from tally.text import words

WIDTH, ROW, FRAME = 4.0, 0.6, 1.12  # inches
LANE, TOP, UNDER = 0.78, 0.26, 0.5  # where in its row an interval, and the two lines of text above it, are
EDGE = 0.12  # of the width, within which a text over a line is not centred
REACH = 8  # how many times beyond all ratios an interval is drawn; a longer one ends in an arrow
SMALLEST = 5.0  # size of a text


def forest_chart(rows: pd.DataFrame) -> Figure:
    """
    Draw the ratio of each pair of counts with its interval.

    Parameters
    ----------
    rows : DataFrame
        One row for each pair, the id of its evidence as the index: `label` and `detail`, in words; `ratio`, `low` and
        `high`, missing if there is none; `written`, the three in words; `family`, the same for pairs that are not
        independent of each other, which are next to each other; and `own`, whether it is the pair that is compared.

    Returns
    -------
    Figure
        A point and a line for each pair under its label; that of the pair that is compared is bold. A short vertical
        line in each row is at equal rates. A bracket joins pairs that are not independent of each other, and an arrow
        is at the end of an interval that has none or is far longer than the others.
    """
    with styled():
        height = FRAME + ROW * len(rows)
        chart, axes = blank((WIDTH, height))
        chart.subplots_adjust(left=0.055, right=0.97, top=1 - 0.42 / height, bottom=0.7 / height)
        axes.set_xscale("log")
        axes.set_xlim(*_limits(rows))
        axes.set_ylim(len(rows), 0)
        where = axes.transAxes.inverted().transform(axes.transData.transform((1, 0)))[0]
        axes.annotate(words.CHART["equal"], (1, 0), (0, 3), textcoords="offset points", annotation_clip=False,
                      ha="left" if where < EDGE else "right" if where > 1 - EDGE else "center", fontsize=8,
                      color=MUTED)  # fmt: skip
        for place, row in enumerate(rows.itertuples()):
            _interval(axes, place, row)
            _texts(axes, place, row)
        _brackets(axes, rows)
        axes.set(yticks=[])
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5), numticks=9))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.spines["bottom"].set_color(RULE)
        axes.grid(visible=False)
        head(axes, words.CHART["multiple"], pad=17)
        return chart


def _limits(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of the scale: those of all intervals, but not too far from the ratios and from equal rates."""
    ratios = [1.0, *(ratio for ratio in rows.ratio if ratio > 0)]
    ends = [*ratios, *(end for end in (*rows.low, *rows.high) if end > 0)]
    return max(min(ends), min(ratios) / REACH) / 1.25, min(max(ends), max(ratios) * REACH) * 1.25


def _interval(axes: Axes, place: int, row: Any) -> None:
    """Draw an interval and, if there is one, its ratio."""
    left, right = axes.get_xlim()
    colour, line = (LATER, 2.6) if row.own else (INK, 1.4)
    low = row.low if row.low > left else left
    high = row.high if row.high < right else right
    height = place + LANE
    axes.vlines(1, height - 0.16, height + 0.16, color=INK, linewidth=0.9, zorder=1)
    axes.plot(
        [low, high],
        [height, height],
        color=colour,
        linewidth=line,
        solid_capstyle="butt",
        zorder=3,
        url=f"#{row.Index}",
    )
    for end, at, mark in ((low, left, "<"), (high, right, ">")):
        if end == at:
            axes.plot(end, height, mark, color=colour, markersize=5, zorder=3, clip_on=False)
    if row.ratio > 0:
        axes.plot(row.ratio, height, "o" if row.own else "s", color=colour, markersize=7 if row.own else 5,
                  markeredgecolor=PAPER, markeredgewidth=0.8, zorder=4, url=f"#{row.Index}")  # fmt: skip


def _texts(axes: Axes, place: int, row: Any) -> None:
    """Write the label of a pair, its ratio and its two counts above its interval."""
    fit = {"xycoords": ("axes fraction", "data"), "annotation_clip": False, "url": f"#{row.Index}"}
    style = {"weight": 600 if row.own else 400, "color": LATER if row.own else INK, **fit}
    label = axes.annotate(row.label, (0.01, place + TOP), fontsize=8.5, **style)
    ratio = axes.annotate(row.written, (0.995, place + TOP), fontsize=8.5, ha="right", **style | {"weight": 600})
    _separate(label, ratio)
    detail = axes.annotate(row.detail, (0.01, place + UNDER), fontsize=7.5, color=MUTED, **fit)
    frame, renderer = axes.get_window_extent(), axes.figure.canvas.get_renderer()
    while detail.get_window_extent(renderer).x1 > frame.x1 and detail.get_fontsize() > SMALLEST:
        detail.set_fontsize(detail.get_fontsize() - 0.5)


def _separate(left: Annotation, right: Annotation) -> None:
    """Shorten the left of two texts until they do not touch."""
    renderer, text = left.figure.canvas.get_renderer(), left.get_text()
    while text and left.get_window_extent(renderer).x1 > right.get_window_extent(renderer).x0 - 6:
        text = text[:-1].rstrip()
        left.set_text(f"{text}…")


def _brackets(axes: Axes, rows: pd.DataFrame) -> None:
    """Draw a bracket beside the rows of each family that has several."""
    places = list(enumerate(rows.family))
    starts = [0, *(place for (_, above), (place, below) in pairwise(places) if above != below), len(places)]
    for first, end in pairwise(starts):
        if end - first > 1:
            axes.plot([-0.012, -0.028, -0.028, -0.012], [first + 0.1, first + 0.1, end - 0.08, end - 0.08],
                      transform=axes.get_yaxis_transform(), color=BESIDE, linewidth=1.3, clip_on=False)  # fmt: skip
