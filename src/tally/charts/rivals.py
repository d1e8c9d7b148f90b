"""The chart of competing counts: each over its days, grouped by basis."""

from datetime import timedelta
from typing import Any

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from tally.charts.style import BESIDE, EARLIER, EARLIER_WASH, INK, LATER, LATER_WASH, MUTED, PAPER, RULE, blank, styled
from tally.records.figures import Basis, Pair, count_with_unit, written_count
from tally.windows import Window

WIDTH, ROW, FRAME = 4.0, 0.33, 1.1  # inches
COLOURS = {"earlier": (EARLIER, EARLIER_WASH), "later": (LATER, LATER_WASH), "beside": (BESIDE, BESIDE)}
LINES = {"solid": "-", "dashed": (0, (3, 1.6)), "dotted": (0, (1, 1.4))}


def rivals_chart(counts: pd.DataFrame, pair: Pair[str]) -> Figure:
    """
    Draw all counts of the same thing over their days.

    Parameters
    ----------
    counts : DataFrame
        One row for each figure: `value`, `bound`, `unit`, `unit_one`, `window`, `basis`, `counter`.
    pair : Pair of str
        Ids of the two that are compared; their names are set in bold.

    Returns
    -------
    Figure
        A band for each figure under the heading of its basis, filled, dashed or dotted accordingly. If an edge is a
        range of days, a thin line shows the range. A unit is written if it is not that of the pair.
    """
    with styled():
        bases = counts["basis"].map(Basis)
        groups = [(basis, counts[bases == basis]) for basis in Basis if (bases == basis).any()]
        rows = len(counts) + len(groups)
        height = FRAME + ROW * rows
        chart, axes = blank((WIDTH, height))
        chart.subplots_adjust(left=0.03, right=0.97, top=1 - 0.1 / height, bottom=0.87 / height)
        reach = [counts.loc[name, "window"] for name in pair]
        first, last = min(window.first for window in reach), max(window.last for window in reach)
        axes.set_xlim(first - timedelta(days=12), last + timedelta(days=60))
        axes.set_ylim(rows + 0.1, -0.2)
        place, unit = 0, counts.loc[pair.later, "unit"]
        for basis, group in groups:
            axes.annotate(basis.heading, (0, place + 0.75), xycoords=("axes fraction", "data"), fontsize=8.5,
                          weight=600, color=COLOURS[basis.mark.colour][0])  # fmt: skip
            axes.axhline(place + 0.88, color=RULE, linewidth=0.6)
            place += 1
            for name, row in group.sort_values("first", na_position="last", kind="stable").iterrows():
                _band(axes, str(name), row, place, unit, bold=name in pair)
                place += 1
        axes.set(yticks=[])
        axes.grid(visible=False, axis="y")
        locator = mdates.AutoDateLocator(minticks=3, maxticks=6)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator, show_offset=False))
        return chart


def _band(axes: Axes, name: str, row: pd.Series, place: int, unit: str, *, bold: bool) -> None:
    """Draw one figure: the days that it certainly covers, the range of its edges, and its unit if it is not `unit`."""
    left, right = (mdates.num2date(limit).date() for limit in axes.get_xlim())
    window: Window = row["window"]
    outer = (max(window.start.earliest, left) if window.start else left, window.end.latest if window.end else right)
    start = window.start.latest if window.start else outer[1] + timedelta(days=1)
    end = outer[1] if window.open_ended else window.end.earliest if window.end else outer[0]
    url, mark = f"#figure-{name}", Basis(row["basis"]).mark
    colour, wash = COLOURS[mark.colour]
    days = [mdates.date2num(day) for day in (outer[0], min(outer[1], right) + timedelta(days=1))]
    axes.plot(days, [place + 0.78] * 2, color=colour, linewidth=0.9, url=url, solid_capstyle="butt")
    if end >= start:
        x0, x1 = mdates.date2num(max(start, left)), mdates.date2num(min(end, right) + timedelta(days=1))
        axes.add_patch(
            Rectangle((x0, place + 0.62), x1 - x0, 0.32, linewidth=1.1, zorder=3, url=url, edgecolor=colour,
                      facecolor={"full": colour, "wash": wash, "none": PAPER}[mark.filling],
                      linestyle=LINES[mark.line])
        )  # fmt: skip
    label = f"{count_with_unit(row) if row['unit'] != unit else written_count(row)} · {row['counter']}"
    style = {"fontsize": 8, "color": INK if bold else MUTED, "weight": 600 if bold else 400, "url": url}
    _name(axes, label, (days[0], min(days[1], axes.get_xlim()[1])), place + 0.52, style)


def _name(axes: Axes, label: str, days: tuple[float, float], height: float, style: dict[str, Any]) -> None:
    """Write a label over its band; move it, or shorten it, if it does not fit into the drawing."""
    far = days[0] > sum(axes.get_xlim()) / 2
    text = axes.annotate(label, (days[1] if far else days[0], height), ha="right" if far else "left", **style)
    frame, renderer = axes.get_window_extent(), axes.figure.canvas.get_renderer()
    box = text.get_window_extent(renderer)
    if box.x0 >= frame.x0 and box.x1 <= frame.x1:
        return
    text.remove()
    to_right = box.x1 > frame.x1 and box.width <= frame.width
    text = axes.annotate(
        label, (int(to_right), height), xycoords=("axes fraction", "data"), ha="right" if to_right else "left", **style
    )
    while text.get_window_extent(renderer).width > frame.width:
        label = label.removesuffix("…")[:-1].rstrip()
        label += "…"
        text.set_text(label)
