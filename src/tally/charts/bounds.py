"""The chart of bounds: what is certain, what is possible, and what is ruled out, as lengths."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation
from matplotlib.ticker import FuncFormatter, MaxNLocator

from tally.charts.style import INK, LATER, LATER_HATCH, LATER_WASH, MUTED, RULE, blank, head, styled
from tally.text import capitalised, words

WIDTH, ROW, FRAME = 4.0, 0.62, 1.0  # inches
THICK = 0.34  # of a row
LARGE, SMALLEST = 100_000, 4.5  # a width that needs smaller ticks; the smallest size of a text


def bounds_chart(rows: pd.DataFrame) -> Figure:
    """
    Draw bounds as ranges.

    Parameters
    ----------
    rows : DataFrame
        One row for each bound, its id as the index: `label`; `least` and `most`, the latter missing if nothing limits
        it; `unit`, the same in all rows; and `whole`, the count of which they are a part, missing for a window.

    Returns
    -------
    Figure
        A bar from zero for each bound: filled up to what is certain, hatched up to what is possible, and empty up to
        the whole.
    """
    with styled():
        height = FRAME + ROW * len(rows)
        chart, axes = blank((WIDTH, height))
        chart.subplots_adjust(left=0.03, right=0.97, top=1 - 0.3 / height, bottom=0.7 / height)
        reach = float(rows[["least", "most", "whole"]].max().max()) * 1.12 or 1
        axes.set_xlim(0, reach)
        axes.set_ylim(len(rows), -0.35)
        for place, (name, row) in enumerate(rows.iterrows()):
            open_end = pd.isna(row["most"])
            most = reach if open_end else row["most"]
            base = {"linewidth": 0, "zorder": 2, "url": f"#{name}-least"}
            if not pd.isna(row["whole"]):
                axes.add_patch(Rectangle((0, place + 0.28), row["whole"], THICK, facecolor="none",
                                         edgecolor=MUTED, linewidth=0.8, zorder=3))  # fmt: skip
            axes.add_patch(Rectangle((0, place + 0.28), row["least"], THICK, facecolor=LATER, **base))
            axes.add_patch(
                Rectangle((row["least"], place + 0.28), most - row["least"], THICK, facecolor=LATER_WASH,
                          hatchcolor=LATER_HATCH, hatch="////", **base)
            )  # fmt: skip
            label = axes.annotate(row["label"], (0, place + 0.2), fontsize=8.5, color=INK)
            bound = axes.annotate(
                bound_text(row["least"], row["most"]), (0.995, place + 0.2), xycoords=("axes fraction", "data"),
                ha="right", fontsize=9, weight=600, color=LATER, url=f"#{name}-least",
            )  # fmt: skip
            _separate(label, bound)
        axes.set(yticks=[], xlabel="")
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        if reach >= LARGE:
            axes.tick_params(labelsize=7)
        axes.spines["bottom"].set_color(RULE)
        axes.grid(visible=False, axis="y")
        head(axes, capitalised(rows["unit"].iloc[0]), pad=4)
        return chart


def bound_text(least: float, most: float) -> str:
    """Format a bound; there is no upper bound if `most` is missing."""
    if pd.isna(most):
        return words.CHART["or-more"].format(f"{least:,.0f}") if least else words.CHART["any"]
    return f"{least:,.0f}" if least == most else words.CHART["range"].format(f"{least:,.0f}", f"{most:,.0f}")


def _separate(left: Annotation, right: Annotation) -> None:
    """Reduce the size of the texts at both ends of a row until they do not touch."""
    renderer = left.figure.canvas.get_renderer()
    while left.get_window_extent(renderer).x1 > right.get_window_extent(renderer).x0 and left.get_fontsize() > SMALLEST:
        for text in (left, right):
            text.set_fontsize(text.get_fontsize() - 0.5)
