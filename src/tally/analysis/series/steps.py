"""Quoted counts one after another: the verdict on each step, and what the whole supports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from tally.analysis import Aspect, Comparison, Count, Direction, Verdict, judge
from tally.analysis.series.periods import PeriodsError
from tally.records.figures import Figure

BREAKS = (Aspect.COUNTER, Aspect.UNIT, Aspect.BASIS)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class SeriesStep:
    """
    Two neighbouring counts: their comparison, days between them that neither covers, and the direction of the rate.

    `breaks` are the properties that change: counter, unit or basis. The direction is undecided for counts that are not
    comparable, or whose bounds or days permit more than one.
    """

    comparison: Comparison
    gap: int
    breaks: tuple[Aspect, ...]
    direction: Direction


@dataclass(frozen=True)
class QuotedSeries:
    """Counts in the order of their days, with the steps between them."""

    figures: tuple[Figure, ...]
    steps: tuple[SeriesStep, ...]

    @property
    def comparable(self) -> bool:
        """Return whether each step is comparable, so that the first count can be held beside the last."""
        return all(step.comparison.verdict is not Verdict.NOT_COMPARABLE for step in self.steps)

    @property
    def complete(self) -> bool:
        """Return whether no day between the first and the last is left out."""
        return not any(step.gap for step in self.steps)

    def number(self, direction: Direction) -> int:
        """Return how many steps have a direction."""
        return sum(step.direction is direction for step in self.steps)


def read_steps(figures: Sequence[Figure]) -> QuotedSeries:
    """
    Compare each count with the next one.

    Parameters
    ----------
    figures : sequence of Figure
        Counts whose windows have a start and an end, in any order.

    Raises
    ------
    PeriodsError
        There are fewer than three, or a window has no start or no end.
    ComparisonError
        Two windows start on the same day: rival counts are not one series.
    """
    if len(figures) < 3 or any(figure.window.start is None or figure.window.end is None for figure in figures):
        msg = "A series needs three counts or more, each with a first and a last day."
        raise PeriodsError(msg)
    ordered = sorted(figures, key=lambda figure: figure.window.first)
    return QuotedSeries(tuple(ordered), tuple(_step(*pair) for pair in pairwise(ordered)))


def _step(earlier: Figure, later: Figure) -> SeriesStep:
    """Compare two neighbouring counts."""
    comparison = judge(earlier, later)
    breaks = tuple(test.name for test in comparison.tests if test.name in BREAKS and not test.agrees)
    gap = max((later.window.first - earlier.window.last - DAY).days, 0)
    return SeriesStep(comparison, gap, breaks, _direction(comparison))


def _direction(comparison: Comparison) -> Direction:
    """Return the direction that all values and days of two counts permit."""
    if comparison.verdict is Verdict.NOT_COMPARABLE:
        return Direction.UNDECIDED
    (low, high), (lowest, highest) = (
        _rates(figure, alike=comparison.verdict is Verdict.LIKE_FOR_LIKE)
        for figure in (comparison.earlier, comparison.later)
    )
    if low == high == lowest == highest:
        return Direction.SAME
    if lowest > high:
        return Direction.RISE
    return Direction.FALL if highest < low else Direction.UNDECIDED


def _rates(figure: Figure, *, alike: bool) -> tuple[float, float]:
    """Return the lowest and highest rate of a count, per day or, if the days are alike, per window."""
    fewest, most = Count(figure.value, figure.window.days, figure.bound).limits
    shortest, longest = (1, 1) if alike else figure.window.lengths
    return fewest / longest, float("inf") if most is None else most / shortest
