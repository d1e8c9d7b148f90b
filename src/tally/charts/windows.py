"""The window chart: each figure is a rectangle as wide as its window, whose area is its count."""

from typing import Any

import pandas as pd

from tally.analysis import same_length
from tally.charts.alt import figure_link
from tally.charts.drawing import (
    BESIDE,
    LINE,
    MUTED,
    PAIR,
    RULE,
    SIZE,
    WIDE,
    Box,
    Room,
    Scale,
    Sheet,
    day_ticks,
    even_ticks,
    shortened,
    width_of,
    write_axis,
    written,
)
from tally.charts.event_labels import draw_passing, height_of, place_events, write_events
from tally.records import Milestone
from tally.records.figures import written_count
from tally.text import capitalised, words

HEIGHTS = {True: 290.0, False: 250.0}  # pixels of the drawing, wide and narrow
MARGIN = 10  # days before the first figure and after the last
ROOM = 1.22  # of the highest rate: the height of the scale
FEW = 8  # outlines, up to which each has its number
GAP = 8  # pixels beside the numbers at the left
FOOT = 34  # pixels below the drawing


def window_chart(drawn: pd.DataFrame, named: list[Milestone], passing: list[Milestone], width: float = WIDE) -> Sheet:
    """
    Draw figures over time.

    Parameters
    ----------
    drawn : DataFrame
        One row for each figure: `value`, `bound`, `unit`, `window`, `first`, `last`, `per_day`, and its `role`:
        earlier, later, between or beside.
    named, passing : list of Milestone
        The events that have a line with a label, and all events; the others have a thinner line with a ring on top.
    width : float
        Of the sheet, in pixels.

    Returns
    -------
    Sheet
        Time is on the x-axis, the rate per day on the y-axis; the area of each rectangle is its count. The pair is
        filled, and hatched if its window is not made of whole years. The other figures are outlines, thicker if they
        are between the two. A number for which there is no room is omitted; its rectangle still leads to it.
    """
    sheet, wide = Sheet(width), width >= WIDE
    reach = float(drawn["per_day"].max()) * ROOM or 1.0
    ticks = even_ticks(reach, 6 if wide else 5)
    left = max(width_of(written(tick)) for tick in ticks) + GAP
    first, last = drawn["first"].min().toordinal() - MARGIN, drawn["last"].max().toordinal() + 1 + MARGIN
    days = Scale(first, last, left, width)
    labels = place_events(days, width, named)
    unnamed = [event for event in passing if event not in named]
    top = LINE + GAP + height_of(labels, passing=bool(unnamed))
    bottom = top + HEIGHTS[wide]
    rates = Scale(0, reach, bottom, top)
    heading = words.CHART["per-day"].format(capitalised(drawn["unit"].iloc[0]))
    sheet.write(shortened(heading, width), 0, SIZE, colour=MUTED)
    for tick in ticks:
        y = rates(tick)
        sheet.line([(left, y), (width, y)], stroke=RULE)
        sheet.write(written(tick), 0, y + SIZE * 0.35, colour=MUTED)
    write_axis(sheet, days, day_ticks(days, 9 if wide else 6), bottom)
    boxes = {}
    for name, row in drawn.sort_values("role", key=lambda roles: ~roles.isin([*PAIR])).iterrows():
        start, end = row["first"].toordinal(), row["last"].toordinal() + 1
        boxes[name] = (days(start), rates(float(row["per_day"])), days(end), bottom)
        sheet.box(*boxes[name], **_filling(row), link=figure_link(str(name), row))
    draw_passing(sheet, days, top, bottom, unnamed)
    write_events(sheet, days, top, bottom, named, labels)
    lines: list[Box] = [(left, rates(tick) - 0.5, width, rates(tick) + 0.5) for tick in ticks]
    lines += [(x - 1, top, x + 1, bottom) for x in (days(event.day.toordinal()) for event in {*named, *passing})]
    room = Room(sheet, (left, top - 2, width, bottom), boxes.values(), lines)
    for name, row in _labelled(drawn).iterrows():
        _label(room, str(name), row, boxes[name], wide=wide)
    return sheet.finished(bottom + FOOT)


def _filling(row: pd.Series) -> dict[str, Any]:
    """Return the look of a figure: an outline, or for one of the pair filled, and hatched if not of whole years."""
    if row["role"] not in PAIR:
        return {"stroke": BESIDE, "width": 2.2 if row["role"] == "between" else 1.3}
    return filled(row)


def filled(row: pd.Series) -> dict[str, Any]:
    """Return the filling of a figure of the pair: hatched if its window is not made of whole years."""
    line, wash, hatched = PAIR[row["role"]]
    return {"fill": wash, "stroke": line, "width": 1.6, "hatch": None if row["window"].whole_years else hatched}


def _label(room: Room, name: str, row: pd.Series, shape: Box, *, wide: bool) -> None:
    """Write a figure's count and days at its rectangle; if it is not of the pair, only if they cover nothing."""
    paired, count, days = row["role"] in PAIR, written_count(row), row["window"].short
    line, lines = [f"{count} · {days}"], [count, days]
    texts = [line, lines] if wide else [lines, line]
    colour = PAIR[row["role"]][0] if paired else BESIDE
    room.write(
        [*(texts if paired else [line]), [count]], shape, must=paired, bold=paired, colour=colour,
        link=figure_link(name, row),
    )  # fmt: skip


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
