"""Draw what docs/speed.md tells: what a briefing costs in each way, and how that grows with their number."""

from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tally.charts import styled
from tally.charts.drawing import LATER

Rows = list[list[str]]


def rows(table: list[str]) -> Rows:
    """Take a table's cells apart, without its head."""
    return [[cell.strip() for cell in line.strip("| ").split("|")] for line in table[2:]]


def draw(ways: list[str], growth: list[str], path: Path) -> None:
    """Draw two tables side by side, and save them."""
    with styled(), mpl.rc_context({"svg.fonttype": "path"}):
        chart = Figure(figsize=(7.2, 5.4))
        above, below = chart.subplots(2, 1, height_ratios=(3, 2))
        _bars(above, rows(ways))
        _line(below, rows(growth))
        for part in (above, below):
            part.spines[["top", "right"]].set_visible(False)
        chart.set_layout_engine("constrained", hspace=0.08)
        chart.savefig(path, metadata={"Date": None})


def _bars(axes: Axes, told: Rows) -> None:
    """Draw a bar for each way of building them."""
    names = [row[0].replace("`", "").replace(", one after another", "") for row in told]
    seconds = [float(row[1]) for row in told]
    axes.barh(names, seconds, color=LATER, height=0.55)
    for place, each in enumerate(seconds):
        axes.annotate(f"{each:.1f} s", (each, place), (4, 0), textcoords="offset points", va="center", size=8)
    axes.invert_yaxis()
    axes.grid(visible=False)
    axes.set_xlim(0, max(seconds) * 1.1)
    axes.set_xlabel("seconds a briefing")
    axes.spines["left"].set_visible(False)
    axes.tick_params(left=False)


def _line(axes: Axes, told: Rows) -> None:
    """Draw a briefing's seconds over their number."""
    counts, seconds = [row[0] for row in told], [float(row[1]) for row in told]
    axes.plot(counts, seconds, color=LATER, marker="o")
    for place, each in enumerate(seconds):
        axes.annotate(f"{each:.2f} s", (place, each), (0, 7), textcoords="offset points", ha="center", size=8)
    axes.set_ylim(0, max(seconds) * 1.25)
    axes.set_xlabel("briefings in one make reports")
    axes.set_ylabel("seconds a briefing")
