"""The window chart: each figure a rectangle as wide as its window and as large as its count."""

from collections.abc import Hashable, Sequence
from datetime import timedelta
from typing import Any

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation
from matplotlib.ticker import FuncFormatter

from tally.charts.style import BESIDE, INK, MUTED, PAIR, PAPER, RULE, blank, fill, head, styled
from tally.figure_table import written
from tally.milestones import Milestone
from tally.units import capital

SIZES = {True: (4.0, 4.6), False: (7.0, 4.5)}  # inches, narrow and wide
MARGIN = timedelta(days=10)
FEW = 8  # outlines that each have their number
LARGE, LETTER, GAP = (
    10_000,
    0.085,
    0.1,
)  # a rate whose ticks need more room; inches for a letter of theirs, and beside it
# a point, an offset from it, and the style there
Spot = tuple[tuple[float, float], tuple[float, float], dict[str, Any]]


def window_chart(
    drawn: pd.DataFrame, named: list[Milestone], passing: list[Milestone], *, narrow: bool = False
) -> Figure:
    """
    Draw figures over time.

    Parameters
    ----------
    drawn : DataFrame
        One row a figure: `value`, `at_least`, `unit`, `window`, `first`, `last`, `per_day`, and its `role`: earlier,
        later, between or beside.
    named, passing : list of Milestone
        Those whose rule carries its label, and all that show as a thin rule.
    narrow : bool
        Whether to draw for a phone.

    Returns
    -------
    Figure
        Time across, the rate per day upward: the area of each rectangle is its count. The pair is filled, hatched where
        its window is not made of whole years; the figures beside it are outlines, those between the two thicker.
        A number that finds no room beside others is left out: its rectangle still leads to it.
    """
    with styled():
        chart, axes = blank(SIZES[narrow])
        chart.subplots_adjust(
            left=0.075 if not narrow else 0.11, right=0.97 if not narrow else 0.94, top=0.835, bottom=0.2
        )
        axes.set_xlim(drawn["first"].min() - MARGIN, drawn["last"].max() + MARGIN)
        axes.set_ylim(0, drawn["per_day"].max() * 1.22 or 1)
        if drawn["per_day"].max() >= LARGE:
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
            room = LETTER * len(f"{axes.get_ylim()[1]:,.0f}") + GAP
            chart.subplots_adjust(left=max(chart.subplotpars.left, room / chart.get_figwidth()))
        for name, row in drawn.sort_values("role", key=lambda roles: ~roles.isin([*PAIR])).iterrows():
            _rectangle(axes, str(name), row)
        days = [mdates.date2num(one.day) for one in passing]
        axes.vlines(days, 0, 1, transform=axes.get_xaxis_transform(), color=RULE, linewidth=0.8, zorder=2.5)
        labels = _rules(axes, named)
        numbers: dict[Hashable, Annotation] = {}
        for name, row in _labelled(drawn).sort_values("per_day", ascending=False).iterrows():
            numbers[name] = _label(axes, str(name), row, [*labels, *numbers.values()], narrow=narrow)
        _make_room(labels, numbers, drawn["role"])
        axes.set_ylabel("")
        head(axes, f"{capital(drawn['unit'].iloc[0])} per day", pad=42)
        axes.grid(visible=False, axis="x")
        locator = mdates.AutoDateLocator(minticks=3, maxticks=6 if narrow else 10)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator, show_offset=False))
        return chart


def _rectangle(axes: Axes, name: str, row: pd.Series) -> None:
    """Draw one figure; its rectangle leads to the figure's evidence."""
    days = row["last"] - row["first"] + timedelta(days=1)
    corner = (mdates.date2num(row["first"]), 0)
    shape = {"width": days / timedelta(days=1), "height": row["per_day"], "url": f"#figure-{name}"}
    if row["role"] not in PAIR:
        width = 2.2 if row["role"] == "between" else 1.3
        axes.add_patch(Rectangle(corner, **shape, facecolor="none", edgecolor=BESIDE, linewidth=width, zorder=3))
    else:
        axes.add_patch(Rectangle(corner, **shape, **fill(row), zorder=2))


def _rules(axes: Axes, milestones: list[Milestone]) -> list[Annotation]:
    """Draw a dotted rule for each milestone and its label on top, one line up where two would touch."""
    labels: list[Annotation] = []
    for milestone in milestones:
        day = mdates.date2num(milestone.day)
        side = "right" if day > sum(axes.get_xlim()) / 2 else "left"
        style = {"ha": side, "va": "bottom", "fontsize": 8, "color": INK}
        shift = -4 if side == "right" else 4
        spots = [((day, 1), (shift, 12 * line), style) for line in range(3)]
        labels.append(_place(axes, milestone.label, spots, labels, xycoords=("data", "axes fraction")))
        top = 1 + (labels[-1].xyann[1] + 9) / (axes.bbox.height / axes.figure.dpi * 72)
        axes.plot(
            [day, day], [0, top], transform=axes.get_xaxis_transform(), clip_on=False, zorder=2.5,
            color=MUTED, linewidth=0.8, linestyle=(0, (1, 1.5)),
        )  # fmt: skip
    return labels


def _label(axes: Axes, name: str, row: pd.Series, others: list[Annotation], *, narrow: bool) -> Annotation:
    """Write a figure's count and days above its rectangle or, where that is taken, inside it."""
    beside = row["role"] not in PAIR
    left, right = mdates.date2num(row["first"]), mdates.date2num(row["last"] + timedelta(days=1))
    style = (
        {"color": BESIDE, "fontsize": 8} if beside else {"color": PAIR[row["role"]][0], "fontsize": 9.5, "weight": 600}
    )
    spots = [
        ((x, row["per_day"]), (dx, dy), {"ha": ha, "va": va, "url": f"#figure-{name}", **style})
        for dy, va in ((4, "bottom"), (-6, "top"))
        for x, dx, ha in ((left, 4, "left"), (right, -4, "right"))
    ]
    joint = "\n" if narrow and not beside else " · "
    box = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}
    return _place(axes, f"{written(row)}{joint}{row['window'].short}", spots, others, bbox=box)


def _labelled(drawn: pd.DataFrame) -> pd.DataFrame:
    """Select the figures whose numbers are written: all, or of many the pair and of the others the extremes."""
    others = drawn[~drawn["role"].isin([*PAIR])]
    if len(others) <= FEW:
        return drawn
    rates = others["per_day"].astype(float)
    return drawn.drop(index=others.index.difference([rates.idxmin(), rates.idxmax()]))


def _make_room(labels: list[Annotation], numbers: dict[Hashable, Annotation], roles: pd.Series) -> None:
    """Take out numbers that would lie over others: first those beside, then those between; those of the pair stay."""
    kept = [*labels, *(text for name, text in numbers.items() if roles[name] in PAIR)]
    for role in ("between", "beside"):
        for text in [text for name, text in numbers.items() if roles[name] == role]:
            box = text.get_window_extent()
            if any(box.overlaps(other.get_window_extent()) for other in kept):
                text.remove()
            else:
                kept.append(text)


def _place(axes: Axes, text: str, spots: Sequence[Spot], others: list[Annotation], **style: Any) -> Annotation:
    """Write a text in the spot where it touches no other text and cuts the fewest edges."""
    renderer = axes.figure.canvas.get_renderer()
    taken = [other.get_window_extent(renderer) for other in others]
    shapes = [patch.get_window_extent(renderer) for patch in axes.patches]

    def faults(note: Annotation) -> int:
        box = note.get_window_extent(renderer)
        outside = box.x0 < axes.figure.bbox.x0 or box.x1 > axes.figure.bbox.x1
        cut = sum(box.overlaps(shape) and not shape.containsx(box.x0) * shape.containsx(box.x1) for shape in shapes)
        return int(100 * outside + 50 * sum(map(box.overlaps, taken)) + cut)

    notes = [
        axes.annotate(
            text, point, offset, textcoords="offset points", annotation_clip=False, zorder=5, linespacing=1.3,
            **style, **spot,
        )
        for point, offset, spot in spots
    ]  # fmt: skip
    best = min(notes, key=faults)
    for note in notes:
        if note is not best:
            note.remove()
    return best
