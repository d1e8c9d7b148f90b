"""The dispersion of a change between two counts of events, from the months of their windows."""

from dataclasses import replace
from datetime import date

from tally.analysis import Change, Comparison, Count, Direction, Interval
from tally.analysis.counted.dispersion import dispersed_ratio, dispersion_of
from tally.records.figures import Figure


def months_of(figure: Figure) -> list[Count]:
    """Return the count of each month of a figure's window, with its days; nothing for a quoted figure."""
    months = figure.counted.months if figure.counted else ()
    return [
        Count(value, (date.fromisoformat(last) - date.fromisoformat(first)).days + 1)
        for first, last, _, value, _ in months
    ]


def with_dispersion(change: Change, comparison: Comparison) -> Change:
    """
    Return a change whose interval allows for months that vary more than independent events would.

    The interval reaches at least as far as that of independent events on both sides. A change between quoted figures,
    or between windows with too few months, is returned as it is.
    """
    months = [months_of(figure) for figure in comparison.pair]
    found = dispersion_of(months[0], months[1])
    dispersed = dispersed_ratio(months[0], months[1], change.ratio.level) if found else None
    if found is None or dispersed is None or change.direction is Direction.NONE:
        return change
    return replace(
        change, ratio=_outermost(change.ratio, dispersed), dispersion=found.used, freedom=found.freedom,
    )  # fmt: skip


def _outermost(exact: Interval, dispersed: Interval) -> Interval:
    """Return an interval that reaches as far as two do."""
    unbounded = exact.high is None or dispersed.high is None
    high = None if unbounded else max(end for end in (exact.high, dispersed.high) if end is not None)
    return replace(exact, low=min(exact.low, dispersed.low), high=high)
