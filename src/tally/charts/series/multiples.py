"""Small charts beside each other, one for each place, all with one scale."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tally.charts.drawing import (
    LINE,
    MUTED,
    SIZE,
    WIDE,
    Link,
    Sheet,
    even_ticks,
    shortened,
    width_of,
    written,
)
from tally.charts.series.columns import draw_columns, gaps_of, hint_columns, key_of, span_of
from tally.charts.series.frame import GAP, Frame, write_heading, write_key
from tally.charts.series.periods import HEAD
from tally.text import Unit, words

if TYPE_CHECKING:
    from tally.analysis.counted import Panel

ACROSS = {True: 4, False: 2}  # panels in a row, wide and narrow
HEIGHTS = {True: 76.0, False: 70.0}  # pixels of a drawing
BESIDE, BELOW = 14.0, 12.0  # pixels between two panels
TICKS = 2  # numbers at a scale above zero
LinkOf = Callable[["Panel"], Link | None]


def multiples_chart(panels: Sequence["Panel"], noun: Unit, width: float = WIDE, link: LinkOf | None = None) -> Sheet:
    """
    Draw the columns of several places beside each other.

    Parameters
    ----------
    panels : sequence of Panel
        The places in the order in which they are drawn.
    noun : Unit
        What was counted.
    width : float
        Of the sheet, in pixels.
    link : callable, optional
        Returns what the sum of a place leads to.

    Returns
    -------
    Sheet
        Each place has its name and its sum above columns as those of `periods_chart`. All have the same days and the
        same scale, whose numbers are at the left of each row.
    """
    sheet, wide, series = Sheet(width), width >= WIDE, [panel.columns for panel in panels]
    every = [column for columns in series for column in columns.columns]
    most = max([*(column.high or 0 for column in every), 1]) * HEAD
    left = max(width_of(written(tick)) for tick in even_ticks(most, TICKS, whole=True)) + GAP
    room = (width - left - BESIDE * (ACROSS[wide] - 1)) / ACROSS[wide]
    top = write_heading(
        sheet, words.CHART["one-scale"].format(words.CHART[f"by-{series[0].step}"].format(noun.heading))
    )
    top = write_key(sheet, key_of(series, room), top) + GAP
    for place, panel in enumerate(panels):
        row, at = divmod(place, ACROSS[wide])
        start = left + at * (room + BESIDE)
        y = top + row * (LINE + GAP + HEIGHTS[wide] + LINE + BELOW)
        frame = Frame(sheet, y + LINE + GAP, HEIGHTS[wide], most, span_of(panel.columns.columns), ticks=TICKS,
                      sides=(start, start + room))  # fmt: skip
        _draw_panel(frame, panel, link(panel) if link else None, numbers=not at)
        bottom = frame.bottom + LINE + BELOW
    return sheet.finished(bottom)


def _draw_panel(frame: Frame, panel: "Panel", link: Link | None, *, numbers: bool) -> None:
    """Draw the columns of one place with its name, its sum and its first and last year."""
    sheet, columns, total = frame.sheet, panel.columns.columns, f"{panel.value:,}"
    room = frame.right - frame.left - width_of(total, bold=True) - GAP
    heading = frame.top - GAP
    sheet.write(shortened(panel.name or words.CHART["nowhere"], room), frame.left, heading)
    sheet.write(total, frame.right, heading, anchor="end", bold=True, link=link)
    frame.draw_gaps(gaps_of(columns))
    frame.write_counts(numbers=numbers)
    draw_columns(frame, columns, between=0.0)
    hint_columns(frame, columns)
    frame.draw_base()
    first, last = str(columns[0].first.year), str(columns[-1].last.year)
    sheet.write(first, frame.left, frame.bottom + LINE, colour=MUTED)
    if last != first and width_of(first) + width_of(last) + SIZE < frame.right - frame.left:
        sheet.write(last, frame.right, frame.bottom + LINE, anchor="end", colour=MUTED)
