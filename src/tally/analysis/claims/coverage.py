"""Which counts of a series a claim is about, and whether they cover the period that it names."""

from itertools import takewhile

from tally.analysis.claims.verdict import Unjudged
from tally.analysis.series import Length, Point, Series, SeriesStep
from tally.records.claims import Reach

YEAR = 12  # months
MONTH = 30.4  # days


def comparable_before(series: Series, place: int) -> list[Point]:
    """Return the counts before a place that no break separates from it, the last first, whatever is missing between."""
    back = takewhile(lambda step: not step.breaks, reversed(series.steps[:place]))
    return [step.earlier for step in back if step.earlier.known and step.earlier.length is not Length.LONGER]


def covered_before(series: Series, place: int) -> tuple[list[SeriesStep], Unjudged]:
    """Return the steps before a place without a gap or break, the last first, and what ends them."""
    back = [*reversed(series.steps[:place])]
    whole = [*takewhile(lambda step: not (step.is_gap or step.breaks) and step.earlier.known, back)]
    if len(whole) == len(back):
        return whole, Unjudged.START
    return whole, Unjudged.BREAK if back[len(whole)].breaks else Unjudged.GAP


def months_between(point: Point, other: Point) -> int:
    """Return how many months after another a window starts."""
    first, last = other.window.first, point.window.first
    return (last.year - first.year) * YEAR + last.month - first.month


def is_within_reach(reach: Reach, other: Point, point: Point) -> bool:
    """Return whether an earlier count is in the period that a claim names; the year after “since” is not."""
    if reach.since:
        return other.window.first.year > reach.since
    return reach.ever or months_between(point, other) < reach.periods * reach.months


def covers_reach(reach: Reach, first: Point, point: Point) -> bool:
    """Return whether the counts from a first one on cover the period that a claim names."""
    if reach.since:
        return (first.window.first.year, first.window.first.month) == (reach.since + 1, 1)
    return months_between(point, first) + max(_pace(first, point), 1) >= reach.periods * reach.months


def _pace(first: Point, point: Point) -> int:
    """Return about how many months a window covers."""
    return round(min(first.window.days, point.window.days) / MONTH)


def begins_before(first: Point, point: Point, reach: Reach) -> bool:
    """Return whether the data begin before the time at which a change starts."""
    if reach.since:
        return first.window.first.year < reach.since
    return months_between(point, first) > reach.periods * reach.months
