"""The claims about a series with their verdicts, and the numbers behind them with their evidence."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from tally.analysis.claims import ClaimVerdict, JudgedSeries, judge_series_claim
from tally.analysis.series import Point
from tally.evidence.claims import ClaimNumbers, Range, judged_numbers
from tally.evidence.numbers import Computed, Number
from tally.evidence.series.numbers import SeriesNumbers
from tally.evidence.series.placed import CELL, Placed, small
from tally.records import StatedClaim
from tally.records.claims import SeriesClaim, SeriesKind


@dataclass(frozen=True)
class SeriesClaimNumbers:
    """
    A claim about a series with its verdict and the numbers behind it.

    `at` is the count that it is about, `first` the first count of the period over which it was judged, `against` the
    count that contradicts it, `steps` how many steps in a row go its way, and `change` the change over a stated time
    with its numbers; each is None if it has none.
    """

    stated: StatedClaim
    judged: JudgedSeries
    at: Placed
    first: Placed
    against: Placed | None
    steps: Number | None
    change: ClaimNumbers | None

    @property
    def verdict(self) -> ClaimVerdict:
        """The verdict."""
        return self.judged.verdict

    @property
    def is_run(self) -> bool:
        """Return whether the claim is about steps in a row."""
        return self.judged.claim.kind is SeriesKind.RUN

    @property
    def no_step(self) -> bool:
        """Return whether the latest step goes another way."""
        return self.judged.steps == 0

    @property
    def one_step(self) -> bool:
        """Return whether a single step goes the way of the claim."""
        return self.judged.steps == 1

    @property
    def covers_more_than_one(self) -> bool:
        """Return whether there are other counts beside which it was judged."""
        return self.first.point is not self.at.point


def series_claims(
    claims: Iterable[StatedClaim], numbers: SeriesNumbers, figures: pd.DataFrame | None = None
) -> tuple[SeriesClaimNumbers, ...]:
    """
    Return the claims about a series, judged, with the numbers behind each verdict.

    Parameters
    ----------
    claims : iterable of StatedClaim
        Claims of the case. Those about a series name no count, which means the last one, or as `later` one of the
        series; all others are left out.
    numbers : SeriesNumbers
        The series.
    figures : DataFrame, optional
        The valid figures, which limit what two counts contain on the same days.
    """
    points = {point.figure.id: point for point in numbers.answer.series.known if point.figure}
    return tuple(
        _numbers(
            stated, judge_series_claim(stated.claim, numbers.answer.series, points.get(stated.later), figures), numbers
        )
        for stated in claims
        if isinstance(stated.claim, SeriesClaim) and (not stated.later or stated.later in points)
    )


def _numbers(stated: StatedClaim, judged: JudgedSeries, numbers: SeriesNumbers) -> SeriesClaimNumbers:
    """Return one claim with its numbers."""
    place = numbers.place
    steps = None
    if judged.claim.kind is SeriesKind.RUN:
        inputs = [place(point).number for point in _between(numbers, judged.first, judged.at)]
        steps = small(f"claim-{stated.id}-steps", judged.steps, "run", inputs, "claims")
    change = _of_series(judged_numbers(stated, judged.change)) if judged.change else None
    against = place(judged.against) if judged.against else None
    return SeriesClaimNumbers(stated, judged, place(judged.at), place(judged.first), against, steps, change)


def _of_series(claim: ClaimNumbers) -> ClaimNumbers:
    """Return the numbers behind a change as computed in the notebook of a series."""
    return replace(
        claim, bare=_moved_range(claim.bare), per_day=_moved_range(claim.per_day),
        same_days=_moved_range(claim.same_days), factor=claim.factor and _moved(claim.factor),
    )  # fmt: skip


def _moved_range(limits: Range | None) -> Range | None:
    """Return a range of numbers as computed in the notebook of a series."""
    return limits and Range(_moved(limits.low), limits.high and _moved(limits.high))


def _moved(number: Number) -> Number:
    """Return a number, and those from which it was computed, as computed in the notebook of a series."""
    if not isinstance(number.evidence, Computed):
        return number
    inputs = tuple(map(_moved, number.evidence.inputs))
    return replace(number, evidence=replace(number.evidence, inputs=inputs, cell=f"{CELL}claims"))


def _between(numbers: SeriesNumbers, first: Point, last: Point) -> list[Point]:
    """Return the known points from one to another, both included."""
    days = first.window.first, last.window.first
    return [point for point in numbers.answer.series.known if days[0] <= point.window.first <= days[1]]
