"""Columns of periods: how they are drawn in the frame of a chart, and their key."""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from tally.charts.drawing import EARLIER, EARLIER_WASH
from tally.charts.series.frame import (
    BETWEEN,
    CERTAIN,
    CHANGED,
    CROWDED,
    HATCHED,
    LEVEL,
    NARROWEST,
    NOT_KNOWN,
    POSSIBLE,
    Frame,
    Look,
    breaks_in,
    outlines,
)
from tally.charts.series.rows import state_of, written_count, written_sum
from tally.text import words

if TYPE_CHECKING:
    from tally.analysis.counted import Column, Columns

MOST_HINTS = 60  # columns or neighbours of them, for each of which it is said what it is
BAND: Look = {"fill": EARLIER_WASH, "stroke": EARLIER, "width": 1.2, "dash": (2.5, 2.0)}


def span_of(columns: Sequence["Column"]) -> tuple[float, float]:
    """Return the first day of columns, and the day after the last."""
    return columns[0].first.toordinal(), columns[-1].last.toordinal() + 1


def gaps_of(columns: Sequence["Column"]) -> Iterator[tuple[float, float]]:
    """Yield the days of neighbours that are not known."""
    for is_known, run in groupby(columns, lambda column: column.known):
        if not is_known:
            yield span_of([*run])


def draw_columns(frame: Frame, columns: Sequence["Column"], between: float = BETWEEN) -> None:
    """Draw columns: what is possible, what is certain, and what may still grow or is only part of a period."""
    known = [column for column in columns if column.known]
    final, other = ([column for column in known if column.final is wanted] for wanted in (True, False))
    ranged = [column for column in known if column.ranged]
    for held, height, look in (
        (ranged, "high", _possible(columns, frame.right - frame.left)),
        (final, "low", CERTAIN),
        (other, "low", HATCHED),
    ):
        ends = (
            (frame.days(column.first.toordinal()), frame.days(column.last.toordinal() + 1),
             frame.counts(getattr(column, height)))
            for column in held
        )  # fmt: skip
        for points in outlines(ends, frame.bottom, between):
            frame.sheet.line(points, **look)


def hint_columns(frame: Frame, columns: Sequence["Column"]) -> None:
    """Add what each column is; of very many, what neighbours are together."""
    size = math.ceil(len(columns) / MOST_HINTS)
    for start in range(0, len(columns), size):
        part = columns[start : start + size]
        left, right = (frame.days(day) for day in span_of(part))
        frame.sheet.hint(left, frame.top, right, frame.bottom, _hint(part))


def _hint(columns: Sequence["Column"]) -> str:
    """Return what a column is: its period, its count and what keeps that from being final; or the sum of several."""
    first, last = columns[0], columns[-1]
    if first is not last:
        return words.TIPS["periods"].format(first.period.window.short, last.period.window.short, written_sum(columns))
    tip, state = words.TIPS["period"].format(first.period.window.short, written_count(first)), state_of(first)
    return words.TIPS["state"].format(tip, state) if state else tip


def _possible(columns: Sequence["Column"], width: float) -> Look:
    """Return the look of what is possible."""
    return CROWDED if width / len(columns) < NARROWEST else POSSIBLE


def key_of(every: Sequence["Columns"], width: float) -> list[tuple[str, Look]]:
    """Return what the looks in drawings of this width mean, each with the look; nothing if all columns are alike."""
    columns = [column for series in every for column in series.columns]
    known = [column for column in columns if column.known]
    part, growing = any(column.part for column in known), any(not column.settled for column in known)
    hatched = [words.CHART[name] for name, there in (("cut-off", part), ("may-grow", growing)) if there]
    ranged, possible = any(column.ranged for column in known), _possible(every[0].columns, width)
    items = [
        (words.CHART["certain"], CERTAIN, ranged),
        (words.CHART["possible"], possible, ranged),
        (words.CHART["or"].join(hatched), HATCHED, bool(hatched)),
        (words.CHART["not-known"], NOT_KNOWN, len(known) < len(columns)),
        (words.CHART["level"], LEVEL, any(series.levels for series in every)),
        (words.CHART["plausible"], BAND, any(change.plausible for series in every for change in series.changes)),
        (words.CHART["breaks"], CHANGED, any(breaks_in(series.breaks, span_of(series.columns)) for series in every)),
    ]
    return [(text, look) for text, look, there in items if there]
