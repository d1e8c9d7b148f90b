"""The points of a series: a count and its days, quoted or counted, whole or partial."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tally.analysis.counted import Column
from tally.errors import TallyError
from tally.records.figures import Figure
from tally.windows import Period, Step, Window, calendar_period

ALIKE, DAYS = 0.9, 3  # as long: half-years and months of 28 days are, a year that lacks December is not
STEPS = (Step.YEAR, Step.QUARTER, Step.MONTH, Step.WEEK)


class SeriesError(TallyError, ValueError):
    """The counts are not a series."""


class Length(StrEnum):
    """How long a point's window is beside those of the others."""

    USUAL = "usual"
    SHORTER = "shorter"
    LONGER = "longer"


@dataclass(frozen=True)
class Point:
    """
    One count of a series.

    Attributes
    ----------
    window : Window
        Its days.
    low, value, high : int or None
        The fewest that were counted, the count as it is stated, and the most. `high` is None for a lower bound, and
        all three for days that nobody counted.
    length : Length
        Whether its days are as many as those of most points.
    settled : bool
        Whether no later release is expected to add events.
    figure : Figure or None
        The count, quoted or counted; None if it has no evidence of its own.
    """

    window: Window
    low: int | None
    value: int | None
    high: int | None
    length: Length = Length.USUAL
    settled: bool = True
    figure: Figure | None = None

    @property
    def known(self) -> bool:
        """Return whether somebody counted its days."""
        return self.value is not None

    @property
    def partial(self) -> bool:
        """Return whether it covers only a part of a period, or may: a count without a cut-off is partial."""
        return self.length is Length.SHORTER

    @property
    def final(self) -> bool:
        """Return whether it is known, of the usual length, and not expected to grow."""
        return self.known and self.settled and self.length is Length.USUAL

    @property
    def exact(self) -> bool:
        """Return whether the count is a single number over days that are known."""
        return self.known and self.low == self.high and not (self.window.vague or self.window.open_ended)

    @property
    def limits(self) -> tuple[float, float]:
        """The fewest and the most; infinite if nothing limits the most."""
        if self.low is None:
            msg = f"Nobody counted {self.window}."
            raise SeriesError(msg)
        return self.low, math.inf if self.high is None else self.high


def quoted_points(figures: Sequence[Figure]) -> tuple[Point, ...]:
    """
    Return the points of quoted counts, in the order of their days.

    If most windows are years (or quarters, months or weeks) of the calendar, a count for a part of one is partial;
    else, if its days are fewer than those of most others. One without a stated cut-off is always partial.

    Raises
    ------
    SeriesError
        There are fewer than three counts, or a window has no start or no end.
    """
    if len(figures) < 3 or any(figure.window.start is None or figure.window.end is None for figure in figures):
        msg = "A series needs three counts or more, each with a first and a last day."
        raise SeriesError(msg)
    ordered = sorted(figures, key=lambda figure: (figure.window.first, figure.window.last))
    windows = [figure.window for figure in ordered if not figure.window.open_ended]
    step = next((step for step in STEPS if 2 * sum(_fills(window, step) for window in windows) > len(windows)), None)
    usual = _usual([window.days for window in windows])
    return tuple(_point(figure, _length(figure.window, step, usual)) for figure in ordered)


def counted_points(columns: Sequence[Column], figures: Sequence[Figure | None] = ()) -> tuple[Point, ...]:
    """
    Return the points of periods that were counted, gaps included.

    Parameters
    ----------
    columns : sequence of Column
        The periods, in order.
    figures : sequence of Figure or None
        The count of each period with its evidence, None for a gap; or nothing.

    Raises
    ------
    SeriesError
        There are fewer than three periods, or not as many figures as periods.
    """
    if len(columns) < 3 or len(figures) not in (0, len(columns)):
        msg = f"A series needs three periods or more: there are {len(columns)}, with {len(figures)} figures."
        raise SeriesError(msg)
    return tuple(
        Point(
            column.period.window, column.low, column.value, column.high,
            Length.SHORTER if column.part else Length.USUAL, column.settled, figure,
        )
        for column, figure in zip(columns, figures or [None] * len(columns), strict=True)
    )  # fmt: skip


def _usual(lengths: Sequence[int]) -> int:
    """Return the number of days that most windows have, about; of several such numbers the highest."""
    return max(lengths, key=lambda days: (sum(_alike(days, other) for other in lengths), days), default=0)


def _alike(days: int, other: int) -> bool:
    """Return whether two windows are about equally long."""
    return abs(days - other) <= DAYS and min(days, other) >= ALIKE * max(days, other)


def _fills(window: Window, step: Step) -> bool:
    """Return whether a window is exactly a period of the calendar."""
    return not window.vague and calendar_period(window.first, step) == Period(window.first, window.last)


def _length(window: Window, step: Step | None, usual: int) -> Length:
    """Return how long a window is beside the others, most of which are periods of a step, if any, or of some days."""
    if window.open_ended:
        return Length.SHORTER
    if step:
        part = window.last <= calendar_period(window.first, step).last
        return Length.USUAL if _fills(window, step) else Length.SHORTER if part else Length.LONGER
    if _alike(window.days, usual):
        return Length.USUAL
    return Length.SHORTER if window.days < usual else Length.LONGER


def _point(figure: Figure, length: Length) -> Point:
    """Return the point of a count."""
    low, high = figure.limits
    settled = figure.counted is None or not figure.counted.unsettled
    return Point(figure.window, low, figure.value, high, length, settled, figure)
