"""What a comparison supports: how far the rate moved, on the reading of the windows that claims least."""

from dataclasses import dataclass

from tally.analysis.comparison import Comparison, NotComparableError
from tally.analysis.rates import Count, Direction, Interval, TippingPoint, direction, rate_ratio, tipping_point
from tally.analysis.verdict import Verdict
from tally.display import Shown
from tally.text import Bound, plural, rounded, rounded_bound


@dataclass(frozen=True)
class Reading:
    """One choice among the days that the two windows can cover, and the ratio that follows from it."""

    earlier: Count
    later: Count
    ratio: Interval


@dataclass(frozen=True)
class Change(Shown):
    """
    What may be said of two figures: the verdict on them, and what follows.

    `earlier`, `later`, `ratio` and `tipping` are those of the reading of the windows that claims least. `lowest` and
    `highest` are the readings with the lowest and the highest ratio, which are one where both windows have exact days.
    `direction` is undecided where it is not the same on every reading.
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

    @property
    def bound(self) -> Bound:
        """Whether the ratio is only the least or the most that it can be, one count being a lower bound."""
        return self.ratio.bound

    @property
    def raw_percent(self) -> float | None:
        """The change between the bare counts in per cent, which is misleading where the windows differ in length."""
        return (self.later.value / self.earlier.value - 1) * 100 if self.earlier.value else None

    @property
    def in_words(self) -> str:
        """The ratio with its interval, the two counts and the verdict."""
        ratio = self.ratio
        times = (
            "no ratio follows"
            if ratio.estimate is None
            else f"{rounded_bound(ratio.estimate, ratio.bound)} times as often per day"
        )
        high = "no upper bound" if ratio.high is None else rounded(ratio.high)
        return " ".join([
            f"{self.later_id} against {self.earlier_id}, {self.direction.words}: {times}",
            f"({ratio.level * 100:g} % interval {rounded(ratio.low)} to {high}),",
            f"{self.later.value:,} in {plural(self.later.days, 'day')} against",
            f"{self.earlier.value:,} in {self.earlier.days:,}; {self.verdict.words}.",
        ])  # fmt: skip


def measure(comparison: Comparison, level: float = 0.95) -> Change:
    """
    Measure the change that a comparison supports.

    Where a window's edges are ranges of days, the ratio is one too. Of a rise the lowest ratio claims least, of a fall
    the highest; a window without a cut-off can be as short as a day.

    Raises
    ------
    NotComparableError
        The verdict is *not comparable*; the message names what differs, with both values.
    """
    one, two = comparison.earlier, comparison.later
    if comparison.verdict is Verdict.NOT_COMPARABLE:
        differences = [test.reason for test in comparison.tests if not test.agrees]
        advice = "Choose figures that agree, or show them side by side as rivals."
        raise NotComparableError(" ".join([*differences, advice]))
    (short, long), (brief, lengthy) = one.window.lengths, two.window.lengths
    lowest = read(Count(one.value, short, one.at_least), Count(two.value, lengthy, two.at_least), level)
    highest = read(Count(one.value, long, one.at_least), Count(two.value, brief, two.at_least), level)
    ways = {direction(reading.earlier, reading.later) for reading in (lowest, highest)}
    way = ways.pop() if len(ways) == 1 else Direction.UNDECIDED
    least = highest if way in (Direction.FALL, Direction.TO_NONE) else lowest
    return Change(
        one.id, two.id, comparison.verdict, comparison.reasons, least.earlier, least.later, way, least.ratio,
        tipping_point(least.earlier, least.later), lowest, highest,
    )  # fmt: skip


def read(earlier: Count, later: Count, level: float) -> Reading:
    """Estimate the ratio on one reading of the windows."""
    return Reading(earlier, later, rate_ratio(earlier, later, level))
