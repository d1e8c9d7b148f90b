"""What a change in reporting would do: how much more likely an event would have to be counted to explain a change."""

from dataclasses import dataclass, replace

from tally.analysis import Change, Direction, Interval
from tally.analysis.robustness.scenarios import includes_equal
from tally.text import Bound

CHANCES = (1, 1.5, 2, 3, 5)  # times as likely to be counted in the period with the higher rate
UP, DOWN = (Direction.RISE, Direction.FROM_NONE), (Direction.FALL, Direction.TO_NONE)


@dataclass(frozen=True)
class Remainder:
    """
    The ratio of the true rates if events were `times` as likely to be counted where the rate is higher.

    `ratio` is for the days that give the smallest change, `other` for those that give the largest.
    """

    times: float
    ratio: Interval
    other: Interval

    @property
    def direction(self) -> Direction:
        """The direction of the true rate; undecided if an interval includes equal rates, or if the two differ."""
        if includes_equal(self.ratio) or includes_equal(self.other) or (self.ratio.low > 1) != (self.other.low > 1):
            return Direction.UNDECIDED
        return Direction.RISE if self.ratio.low > 1 else Direction.FALL


@dataclass(frozen=True)
class Detection:
    """
    What reporting alone would have to do to explain a change.

    Attributes
    ----------
    needed : float or None
        How many times as likely an event would have to be counted in the period with the higher rate for the true
        rates to be equal. None if the rate rose from zero or fell to zero, or if a count is only a bound.
    least : float
        The same at the end of the interval that is nearest to equal rates; 1 or less if the interval includes them.
    alike : Remainder or None
        What remains at `needed`: equal rates, with their interval.
    remainders : tuple of Remainder
        What remains at each of `CHANCES`; none without a ratio.
    """

    needed: float | None
    least: float
    alike: Remainder | None
    remainders: tuple[Remainder, ...]

    @property
    def share(self) -> float:
        """The highest share that the count with the lower rate can have of what the other method would have counted."""
        return 1 / self.least

    @property
    def clear(self) -> bool:
        """Return whether chance alone does not explain the change."""
        return self.least > 1


def detect(change: Change) -> Detection | None:
    """
    Compute what reporting alone would have to do to explain a change; None if no change was found.

    Notes
    -----
    Simple bias analysis (Lash, Fox and Fink 2009, "Applying Quantitative Bias Analysis to Epidemiologic Data"): the
    ratio of the reported rates is that of the true rates times the ratio of the probabilities with which an event is
    counted. So the true ratio is the reported one divided by the ratio of these probabilities, and that ratio alone
    explains the change if it is equal to the reported one.
    """
    ratio, rising = change.ratio, change.direction in UP
    if change.direction not in (*UP, *DOWN) or (not rising and not ratio.high):
        return None
    least = ratio.low if rising else 1 / (ratio.high or 1)
    if not ratio.estimate:
        return Detection(None, least, None, ())
    times = ratio.estimate if rising else 1 / ratio.estimate
    other = change.highest.ratio if rising else change.lowest.ratio
    one_sided = ratio.bound in (Bound.AT_LEAST, Bound.AT_MOST)
    alike = replace(_scaled(ratio, times, rising=rising), estimate=1.0)
    return Detection(
        None if one_sided else times,
        least,
        None if one_sided else replace(_remainder(times, ratio, other, rising=rising), ratio=alike),
        tuple(_remainder(chance, ratio, other, rising=rising) for chance in CHANCES),
    )


def _remainder(times: float, ratio: Interval, other: Interval, *, rising: bool) -> Remainder:
    """Compute what remains if events were some times as likely to be counted where the rate is higher."""
    return Remainder(times, _scaled(ratio, times, rising=rising), _scaled(other, times, rising=rising))


def _scaled(ratio: Interval, times: float, *, rising: bool) -> Interval:
    """Compute the ratio that remains if events were some times as likely to be counted where the rate is higher."""
    scale = 1 / times if rising else times
    estimate, high = (None if end is None else end * scale for end in (ratio.estimate, ratio.high))
    return Interval(estimate, ratio.low * scale, high, ratio.level, ratio.bound)
