"""Compare each count of a series with the next one."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from tally.analysis import Aspect, ChangeError, Count, Direction, Verdict, judge, rate_ratio
from tally.analysis.counted import Column
from tally.analysis.series.points import Length, Point, counted_points, quoted_points
from tally.analysis.series.steps import Series, SeriesStep, StepVerdict
from tally.records.events import Span
from tally.records.figures import Figure
from tally.text import Bound, Unit
from tally.windows import Period, Window, read_window, same_days_of_the_year

DAY = timedelta(days=1)
MISSED = 1.5  # times the shortest distance between two starts: a period in between was not counted
BREAKS = (Aspect.GROUP, Aspect.PLACE, Aspect.COUNTER, Aspect.UNIT, Aspect.BASIS, Aspect.METHOD)


def quoted_series(figures: Sequence[Figure]) -> Series:
    """
    Compare each quoted count with the next one.

    Parameters
    ----------
    figures : sequence of Figure
        Counts whose windows have a start and an end, in any order.

    Raises
    ------
    SeriesError
        There are fewer than three, or a window has no start or no end.
    ComparisonError
        Two windows start on the same day: rival counts are not one series.
    """
    points = quoted_points(figures)
    pairs = [*pairwise(points)]
    pace = min((_distance(*pair) for pair in pairs), default=0)
    steps = tuple(_quoted_step(*pair, pace) for pair in pairs)
    return Series(points, steps, points[-1].figure.noun if points[-1].figure else Unit(""))


def counted_series(
    columns: Sequence[Column], figures: Sequence[Figure | None] = (), breaks: Sequence[Span] = ()
) -> Series:
    """
    Compare each counted period with the next one.

    Parameters
    ----------
    columns : sequence of Column
        The periods, in order, gaps included.
    figures : sequence of Figure or None
        The count of each period with its evidence, None for a gap; or nothing.
    breaks : sequence of Span
        The days from which events were collected differently.

    Raises
    ------
    SeriesError
        There are fewer than three periods, or not as many figures as periods.
    """
    points = counted_points(columns, figures)
    changes = [change.first for change in breaks]
    noun = next((figure.noun for figure in figures if figure), Unit(""))
    return Series(points, tuple(_counted_step(*pair, changes) for pair in pairwise(points)), noun)


def differs_clearly(earlier: Point, later: Point, level: float) -> bool:
    """
    Return whether the interval of two counts excludes equal rates, whatever their limits allow.

    Windows of whole years count as equally long; nothing is clear if the days of one are not known.
    """
    windows = earlier.window, later.window
    if any(window.vague or window.open_ended for window in windows):
        return False
    days = later.window.days if not same_days_of_the_year(*windows) else earlier.window.days
    before, after = _count(earlier, earlier.window.days), _count(later, days)
    if not (before and after and (before.value or after.value)):
        return False
    try:
        ratio = rate_ratio(before, after, level)
    except ChangeError:  # two bounds on the same side
        return False
    return ratio.low > 1 or (ratio.high is not None and ratio.high < 1)


def _count(point: Point, days: int) -> Count | None:
    """Return the count of a point over some days; one that may grow is a lower bound."""
    if point.value is None or point.low is None:
        return None
    if point.high is None or not point.settled:
        return Count(point.low, days, Bound.AT_LEAST)
    if point.low == point.high:
        return Count(point.value, days)
    bound = Bound.AT_MOST if point.low == 0 else Bound.ABOUT
    return Count(point.high if bound is Bound.AT_MOST else point.value, days, bound, (point.low, point.high))


def _distance(earlier: Point, later: Point) -> int:
    """Return how many days after another a window starts."""
    return (later.window.first - earlier.window.first).days


def _quoted_step(earlier: Point, later: Point, pace: int) -> SeriesStep:
    """Compare two neighbouring quoted counts."""
    if earlier.figure is None or later.figure is None:
        msg = "A quoted count is a figure."
        raise TypeError(msg)
    comparison = judge(earlier.figure, later.figure)
    breaks = tuple(test.name for test in comparison.tests if test.name in BREAKS and not test.agrees)
    if earlier.figure.unit == later.figure.unit:
        breaks = tuple(name for name in breaks if name is not Aspect.UNIT)  # only bounds on the same side
    missing = _missing(earlier.window, later.window) if _distance(earlier, later) > MISSED * pace else None
    verdict = StepVerdict(comparison.verdict)
    if missing and verdict is not StepVerdict.NOT_COMPARABLE:
        verdict = StepVerdict.GAP
    alike = comparison.verdict is Verdict.LIKE_FOR_LIKE
    direction = (
        Direction.UNDECIDED if verdict is StepVerdict.NOT_COMPARABLE else _direction(earlier, later, alike=alike)
    )
    return SeriesStep(earlier, later, verdict, direction, breaks, missing, comparison.reasons, comparison)


def _missing(earlier: Window, later: Window) -> Window | None:
    """Return the days between two windows; None if there are none."""
    first, last = earlier.last + DAY, later.first - DAY
    if first > last:
        return None
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year < last.year:
        return read_window(f"{first.year:04d}/{last.year:04d}")
    return Period(first, last).window


def _counted_step(earlier: Point, later: Point, changes: Sequence[date]) -> SeriesStep:
    """Compare two neighbouring counted periods."""
    if not (earlier.known and later.known):
        unknown = later.window if earlier.known else earlier.window
        return SeriesStep(earlier, later, StepVerdict.GAP, Direction.UNDECIDED, (), unknown)
    if any(earlier.window.first < day <= later.window.last for day in changes):
        return SeriesStep(earlier, later, StepVerdict.NOT_COMPARABLE, Direction.UNDECIDED, (Aspect.METHOD,))
    same = earlier.window.days == later.window.days or same_days_of_the_year(earlier.window, later.window)
    whole = earlier.length is later.length is Length.USUAL
    alike = same and whole and earlier.settled and later.settled
    verdict = StepVerdict.LIKE_FOR_LIKE if alike else StepVerdict.WITH_ADJUSTMENT
    return SeriesStep(earlier, later, verdict, _direction(earlier, later, alike=same and whole))


def _direction(earlier: Point, later: Point, *, alike: bool) -> Direction:
    """Return the direction that all values and days of two counts permit; `alike` if their days do not matter."""
    (low, high), (lowest, highest) = (_rates(point, alike=alike) for point in (earlier, later))
    if low == high == lowest == highest:
        return Direction.SAME
    if lowest > high:
        return Direction.RISE
    return Direction.FALL if highest < low else Direction.UNDECIDED


def _rates(point: Point, *, alike: bool) -> tuple[float, float]:
    """Return the lowest and highest rate of a count, per day or, if the days are alike, per window."""
    (fewest, most), (shortest, longest) = point.limits, (1, 1) if alike else point.window.lengths
    return fewest / longest, most / shortest if point.settled else math.inf  # a later release can add events
