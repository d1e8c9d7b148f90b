"""Compare the days from the beginning of the first to the end of the last of several windows."""

from collections.abc import Sequence
from datetime import date

from tally.windows.window import Window


def span_of(windows: Sequence[Window]) -> tuple[date, date]:
    """Return the first and the last day that some windows can cover."""
    starts = [window.start.earliest for window in windows if window.start]
    ends = [window.end.latest for window in windows if window.end]
    return min(starts, default=date.min), max(ends, default=date.max)


def spans_meet(windows: Sequence[Window], others: Sequence[Window]) -> bool:
    """Return whether the days of some windows and those between them can share one with those of others."""
    (first, last), (start, end) = span_of(windows), span_of(others)
    return first <= end and start <= last
