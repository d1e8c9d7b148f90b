"""The window chart: each figure is a rectangle as wide as its window, whose area is its count."""

from datetime import timedelta

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from tally.analysis import same_length
from tally.charts.event_labels import LINE, place_events, write_events
from tally.charts.room import Room
from tally.charts.style import BESIDE, PAIR, POINTS, RULE, blank, fill, head, styled
from tally.records import Milestone
from tally.records.figures import written_count
from tally.text import capitalised, words

SIZES = {True: (4.0, 4.6), False: (7.0, 4.5)}  # inches, narrow and wide
MARGIN = timedelta(days=10)
FEW = 8  # outlines, up to which each has its number
LARGE = 10_000  # a rate whose ticks are written with all digits
GAP = 0.12  # inches beside the ticks' numbers
ABOVE, HEAD = 8, 18  # points: from the axes or the events' labels to the heading, and for the heading
USUAL, FOOT = 0.76, 0.9  # inches above the axes in a chart of usual height, and below them


def window_chart(
    drawn: pd.DataFrame, named: list[Milestone], passing: list[Milestone], *, narrow: bool = False
) -> Figure:
    """
    Draw figures over time.

    Parameters
    ----------
    drawn : DataFrame
        One row for each figure: `value`, `bound`, `unit`, `window`, `first`, `last`, `per_day`, and its `role`:
        earlier, later, between or beside.
    named, passing : list of Milestone
        The events that have a rule with a label, and all events, which have a thin rule.
    narrow : bool
        Whether to draw for a phone.

    Returns
    -------
    Figure
        Time is on the x-axis, the rate per day on the y-axis; the area of each rectangle is its count. The pair is
        filled, and hatched if its window is not made of whole years. The other figures are outlines, thicker if they
        are between the two. A number for which there is no room is omitted; its rectangle is still a link to it.
    """
    with styled():
        chart, axes = blank(SIZES[narrow])
        axes.set_xlim(drawn["first"].min() - MARGIN, drawn["last"].max() + MARGIN)
        axes.set_ylim(0, drawn["per_day"].max() * 1.22 or 1)
        if drawn["per_day"].max() >= LARGE:
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axes.yaxis.set_major_locator(MaxNLocator(nbins=6 if narrow else 7))
        axes.grid(visible=False, axis="x")
        locator = mdates.AutoDateLocator(minticks=3, maxticks=6 if narrow else 10)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator, show_offset=False))
        chart.subplots_adjust(left=_ticks(axes) / chart.get_figwidth(), right=0.97 if not narrow else 0.94)
        for name, row in drawn.sort_values("role", key=lambda roles: ~roles.isin([*PAIR])).iterrows():
            _rectangle(axes, str(name), row)
        days = [mdates.date2num(event.day) for event in passing]
        axes.vlines(days, 0, 1, transform=axes.get_xaxis_transform(), color=RULE, linewidth=0.8, zorder=2.5)
        events = [(float(mdates.date2num(event.day)), event.label) for event in named]
        placed = place_events(axes, events)
        pad = ABOVE + LINE * (1 + max((label.line for label in placed), default=-1))
        _head_room(chart, (pad + HEAD) / POINTS)
        axes.set_ylabel("")
        head(axes, words.CHART["per-day"].format(capitalised(drawn["unit"].iloc[0])), pad=pad)
        rules = write_events(axes, events, placed)
        room = Room(axes, [], rules)
        for name, row in _labelled(drawn).iterrows():
            _label(room, str(name), row, narrow=narrow)
        return chart


def _ticks(axes: Axes) -> float:
    """Measure the width of the numbers at the left, in inches."""
    low, high = axes.get_ylim()
    ticks = [tick.label1 for tick in axes.yaxis.get_major_ticks() if low <= tick.get_loc() <= high]
    axes.yaxis.get_majorticklabels()  # which writes them
    widest: float = max(text.get_window_extent().width for text in ticks) / axes.figure.dpi
    return widest + GAP


def _head_room(chart: Figure, above: float) -> None:
    """Set the space above the axes, in inches; extend the figure if it is more than usual."""
    more = max(above - USUAL, 0)
    height = chart.get_figheight() + more
    chart.set_figheight(height)
    chart.subplots_adjust(top=1 - above / height, bottom=FOOT / height)


def _rectangle(axes: Axes, name: str, row: pd.Series) -> None:
    """Draw one figure; its rectangle is a link to the figure's evidence."""
    days = row["last"] - row["first"] + timedelta(days=1)
    corner = (mdates.date2num(row["first"]), 0)
    shape = {"width": days / timedelta(days=1), "height": row["per_day"], "url": f"#figure-{name}"}
    if row["role"] not in PAIR:
        width = 2.2 if row["role"] == "between" else 1.3
        axes.add_patch(Rectangle(corner, **shape, facecolor="none", edgecolor=BESIDE, linewidth=width, zorder=3))
    else:
        axes.add_patch(Rectangle(corner, **shape, **fill(row), zorder=2))


def _label(room: Room, name: str, row: pd.Series, *, narrow: bool) -> None:
    """Write a figure's count and days at its rectangle; if it is not of the pair, only if they cover nothing."""
    paired = row["role"] in PAIR
    left, right = mdates.date2num(row["first"]), mdates.date2num(row["last"] + timedelta(days=1))
    style = (
        {"color": PAIR[row["role"]][0], "fontsize": 9.5, "weight": 600} if paired else {"color": BESIDE, "fontsize": 8}
    )
    joints = ("\n", " · ") if narrow and paired else (" · ", "\n") if paired else (" · ",)
    texts = [f"{written_count(row)}{joint}{row['window'].short}" for joint in joints]
    room.write([*texts, written_count(row)], (left, row["per_day"]), right, must=paired, url=f"#figure-{name}", **style)


def _labelled(drawn: pd.DataFrame) -> pd.DataFrame:
    """
    Sort the figures whose numbers are written by the order in which they get room.

    The pair comes first; then the figures between that have as many days as one of the pair; then the others between,
    and finally the rest, the longest first. If they are many, only the highest and the lowest rate of the last two
    groups are written.
    """
    pair = [row["window"] for _, row in drawn[drawn["role"].isin([*PAIR])].iterrows()]
    ranks = {"earlier": 0, "later": 0, "between": 2, "beside": 3}
    rank = [
        1 if role == "between" and same_length(window, pair) else ranks[role]
        for role, window in zip(drawn["role"], drawn["window"], strict=True)
    ]
    ordered = drawn.assign(rank=rank).sort_values(
        ["rank", "days", "per_day"], ascending=[True, False, False], kind="stable"
    )
    others = ordered[ordered["rank"] > 1]
    if len(drawn) - len(pair) <= FEW or others.empty:
        return ordered
    rates = others["per_day"].astype(float)
    return ordered.drop(index=others.index.difference([rates.idxmin(), rates.idxmax()]))
