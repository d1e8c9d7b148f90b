"""The change that a comparison supports: how far the rate moved, on the reading of the windows that claims least."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from tally.analysis.comparison import Comparison, NotComparableError
from tally.analysis.counts import Count, count_of, readings
from tally.analysis.rates import Direction, Interval, TippingPoint, direction, rate_ratio, tipping_point
from tally.analysis.verdict import Verdict
from tally.text import Bound, Shown, digits_of_range, plural, rounded, rounded_bound, rounded_end


@dataclass(frozen=True)
class Reading:
    """One choice of the days that the two windows can cover, and the ratio that follows from it."""

    earlier: Count
    later: Count
    ratio: Interval


@dataclass(frozen=True)
class Change(Shown):
    """
    The change between two figures: the verdict on them, and what follows.

    `earlier`, `later`, `ratio` and `tipping` are those of the reading of the windows that claims least. `lowest` and
    `highest` are the readings with the lowest and the highest ratio; they are the same if both windows have exact days
    and neither count is only about right. `direction` is undecided if it is not the same on every reading.

    A count that is about right keeps its value in `earlier` and `later` if the ratio is about right too; if the other
    count makes the ratio a bound, its value is the one that claims least.

    `dispersion` is how many times the variance of independent events the months of both windows have, with its degrees
    of freedom; None if that is not known. The interval of `ratio` is then the wider one; see `analysis.counted`.
    """

    earlier_id: str
    later_id: str
    verdict: Verdict
    reasons: tuple[str, ...]
    earlier: Count
    later: Count
    direction: Direction
    ratio: Interval
    tipping: TippingPoint
    lowest: Reading
    highest: Reading
    dispersion: float | None = None
    freedom: int | None = None

    @property
    def bound(self) -> Bound:
        """The side on which the ratio is open because a count is a bound, or whether it is only about right."""
        return self.ratio.bound

    @property
    def clear(self) -> bool:
        """Return whether the interval excludes equal rates, so that there is a rise or a fall beyond chance."""
        if self.direction in (Direction.RISE, Direction.FROM_NONE):
            return self.ratio.low > 1
        return self.direction in (Direction.FALL, Direction.TO_NONE) and (self.ratio.high or math.inf) < 1

    @property
    def floor(self) -> float | None:
        """
        The ratio of the bare counts, where it bounds the ratio of the rates without further assumptions.

        It is the least possible ratio if the later window has more events in certainly fewer days, and the greatest
        possible one if it has fewer events in certainly more days; None in all other cases.
        """
        low, high = self.lowest, self.highest
        if self.direction is Direction.RISE and low.later.days < low.earlier.days:
            bounded = low.later.value > low.earlier.value > 0 and self.bound is not Bound.AT_MOST
            return low.later.value / low.earlier.value if bounded else None
        if self.direction is Direction.FALL and high.later.days > high.earlier.days:
            bounded = 0 < high.later.value < high.earlier.value and self.bound is not Bound.AT_LEAST
            return high.later.value / high.earlier.value if bounded else None
        return None

    @property
    def raw_percent(self) -> float | None:
        """The change between the bare counts in per cent, which misleads if the windows differ in length."""
        return (self.later.value / self.earlier.value - 1) * 100 if self.earlier.value else None

    @property
    def in_words(self) -> str:
        """The ratio with its interval, the two counts and the verdict."""
        ratio = self.ratio
        digits = digits_of_range(ratio.estimate, ratio.low, ratio.high)
        times = (
            "no ratio follows"
            if ratio.estimate is None
            else f"{rounded_bound(ratio.estimate, ratio.bound, digits)} times as often per day"
        )
        high = "no upper bound" if ratio.high is None else rounded_end(ratio.high, digits)
        return " ".join([
            f"{self.later_id} against {self.earlier_id}, {self.direction.words}: {times}",
            f"({ratio.level * 100:g}% interval {rounded(ratio.low, digits)} to {high}),",
            f"{self.later.written} in {plural(self.later.days, 'day')} against",
            f"{self.earlier.written} in {self.earlier.days:,}; {self.verdict.words}.",
        ])  # fmt: skip


def measure(comparison: Comparison, level: float = 0.95) -> Change:
    """
    Measure the change that a comparison supports.

    If the edges of a window are ranges of days, or a count is only about right, the ratio is a range too. The lowest
    ratio claims least of a rise, the highest of a fall. A window without a cut-off can be as short as a day.

    Raises
    ------
    NotComparableError
        The verdict is *not comparable*; the message names what differs, with both values.
    """
    earlier, later = comparison.earlier, comparison.later
    if comparison.verdict is Verdict.NOT_COMPARABLE:
        differences = [test.reason for test in comparison.tests if not test.agrees]
        advice = "Choose figures that agree, or show them side by side as rivals."
        raise NotComparableError(" ".join([*differences, advice]))
    (earlier_least, earlier_most), (later_least, later_most) = earlier.window.lengths, later.window.lengths
    shortest = count_of(earlier, earlier_least), count_of(later, later_most)
    longest = count_of(earlier, earlier_most), count_of(later, later_least)
    lowest, highest = read(*readings(*shortest)[0], level), read(*readings(*longest)[1], level)
    directions = {direction(reading.earlier, reading.later) for reading in (lowest, highest)}
    agreed = directions.pop() if len(directions) == 1 else Direction.UNDECIDED
    exact = not earlier.bound and not later.bound
    if comparison.same_days and earlier.value == later.value > 0 and exact:
        agreed = Direction.SAME  # also where the windows differ by a leap day, which is ignored
    elif comparison.same_days and agreed is Direction.SAME:  # equal only because of a leap day
        agreed = Direction.RISE if later.value > earlier.value else Direction.FALL
    falls = agreed in (Direction.FALL, Direction.TO_NONE) or lowest.ratio.bound is Bound.AT_MOST
    least = highest if falls else lowest
    if least.ratio.bound is Bound.EXACT:
        least = read(*(longest if falls else shortest), level)
    return Change(
        earlier.id, later.id, comparison.verdict, comparison.reasons, least.earlier, least.later, agreed, least.ratio,
        tipping_point(least.earlier, least.later), lowest, highest,
    )  # fmt: skip


def break_even(comparison: Comparison, change: Change) -> date | None:
    """
    Compute the cut-off at which the two rates are equal, for a change whose direction depends on a missing cut-off.

    Returns
    -------
    date or None
        The first day of those with which the count without a cut-off has at most the rate of the other. None if the
        direction is decided, if that count never has the lower rate, or if it depends on something else too.
    """
    figures = comparison.pair
    open_ended = [figure for figure in figures if figure.window.open_ended and not figure.window.supposed]
    if change.direction is not Direction.UNDECIDED or len(open_ended) != 1:
        return None
    figure, other = open_ended[0], next(other for other in figures if other is not open_ended[0])
    harmless = (Bound.EXACT, Bound.AT_MOST if figure is figures.later else Bound.AT_LEAST)
    if figure.window.vague or other.window.vague or change.bound not in harmless:
        return None
    lower_in_the_end = figure.value * other.window.days < other.value * figure.window.days
    days = math.ceil(figure.value * other.window.days / other.value) if lower_in_the_end else 0
    return figure.window.first + timedelta(days - 1) if days > 1 else None


def read(earlier: Count, later: Count, level: float) -> Reading:
    """Estimate the ratio on one reading of the windows."""
    return Reading(earlier, later, rate_ratio(earlier, later, level))
