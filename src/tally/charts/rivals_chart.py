"""The chart of rival counts: each over its days, grouped by their basis."""

from datetime import timedelta
from typing import Any

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from tally.charts.style import BESIDE, EARLIER, INK, LATER, LATER_WASH, MUTED, PAPER, RULE, blank, styled
from tally.figure_table import counted, written
from tally.figures import Basis
from tally.windows import Window

WIDTH, ROW, FRAME = 4.0, 0.33, 1.1  # inches
HEADINGS = {
    Basis.RECORDED: "Recorded",
    Basis.ATTRIBUTED: "Attributed",
    Basis.ATTRIBUTED_OR_CLAIMED: "Attributed or claimed",
    Basis.CLAIMED: "Claims only",
    Basis.UNSPECIFIED: "Basis not stated",
}
LOOKS: dict[Basis, dict[str, Any]] = {
    Basis.RECORDED: {"facecolor": LATER, "edgecolor": LATER, "linestyle": "-"},
    Basis.ATTRIBUTED: {"facecolor": LATER_WASH, "edgecolor": LATER, "linestyle": "-"},
    Basis.ATTRIBUTED_OR_CLAIMED: {"facecolor": LATER_WASH, "edgecolor": LATER, "linestyle": "-"},
    Basis.CLAIMED: {"facecolor": PAPER, "edgecolor": EARLIER, "linestyle": (0, (3, 1.6))},
    Basis.UNSPECIFIED: {"facecolor": PAPER, "edgecolor": BESIDE, "linestyle": (0, (1, 1.4))},
}


def rivals_chart(counts: pd.DataFrame, pair: list[str]) -> Figure:
    """
    Draw all counts of the same thing over their days.

    Parameters
    ----------
    counts : DataFrame
        One row a figure: `value`, `at_least`, `unit`, `unit_one`, `window`, `basis`, `counter`.
    pair : list of str
        Ids of the two that are compared; their names are set in bold.

    Returns
    -------
    Figure
        A band for each figure under the heading of its basis, filled, dashed or dotted accordingly. Where an edge is a
        range of days, a thin line shows how far it can reach. A unit is written where it is not that of the pair.
    """
    with styled():
        groups = [(basis, counts[counts["basis"] == basis]) for basis in HEADINGS]
        groups = [(basis, group) for basis, group in groups if len(group)]
        rows = len(counts) + len(groups)
        height = FRAME + ROW * rows
        chart, axes = blank((WIDTH, height))
        chart.subplots_adjust(left=0.03, right=0.97, top=1 - 0.1 / height, bottom=0.87 / height)
        reach = [counts.loc[name, "window"] for name in pair]
        first, last = min(window.first for window in reach), max(window.last for window in reach)
        axes.set_xlim(first - timedelta(days=12), last + timedelta(days=60))
        axes.set_ylim(rows + 0.1, -0.2)
        place, unit = 0, counts.loc[pair[-1], "unit"]
        for basis, group in groups:
            axes.annotate(HEADINGS[basis], (0, place + 0.75), xycoords=("axes fraction", "data"), fontsize=8.5,
                          weight=600, color=LOOKS[basis]["edgecolor"])  # fmt: skip
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
    """Draw one figure: the days that it surely covers, and how far its edges can reach; its unit, if it is another."""
    left, right = (mdates.num2date(limit).date() for limit in axes.get_xlim())
    window: Window = row["window"]
    outer = (max(window.start.earliest, left) if window.start else left, window.end.latest if window.end else right)
    start = window.start.latest if window.start else outer[1] + timedelta(days=1)
    end = outer[1] if window.open_ended else window.end.earliest if window.end else outer[0]
    url, look = f"#figure-{name}", LOOKS[Basis(row["basis"])]
    days = [mdates.date2num(day) for day in (outer[0], min(outer[1], right) + timedelta(days=1))]
    axes.plot(days, [place + 0.78] * 2, color=look["edgecolor"], linewidth=0.9, url=url, solid_capstyle="butt")
    if end >= start:
        x0, x1 = mdates.date2num(max(start, left)), mdates.date2num(min(end, right) + timedelta(days=1))
        axes.add_patch(Rectangle((x0, place + 0.62), x1 - x0, 0.32, linewidth=1.1, zorder=3, url=url, **look))
    said = f"{counted(row) if row['unit'] != unit else written(row)} · {row['counter']}"
    far = days[0] > sum(axes.get_xlim()) / 2
    axes.annotate(
        said, (min(days[1], axes.get_xlim()[1]) if far else days[0], place + 0.52), (0, 0), textcoords="offset points",
        ha="right" if far else "left", fontsize=8, color=INK if bold else MUTED, weight=600 if bold else 400, url=url,
    )  # fmt: skip
