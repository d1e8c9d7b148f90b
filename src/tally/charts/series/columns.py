"""Columns of periods: how they are drawn in the frame of a chart, and their key."""

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
from tally.text import words

if TYPE_CHECKING:
    from tally.analysis.counted import Column, Columns

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
