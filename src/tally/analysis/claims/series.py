"""Judge a claim about a series, over the period that the data cover."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import pandas as pd

from tally.analysis import Direction, judge
from tally.analysis.claims.coverage import (
    begins_before,
    comparable_before,
    covered_before,
    covers_reach,
    is_within_reach,
    months_between,
)
from tally.analysis.claims.judge import Judged, judge_claim
from tally.analysis.claims.verdict import ClaimVerdict, Unjudged
from tally.analysis.series import Point, Series, SeriesError, SeriesStep, beyond
from tally.records.claims import SeriesClaim, SeriesKind
from tally.records.figures import figures_frame

NEVER = Unjudged.NONE
WAYS = {True: Direction.RISE, False: Direction.FALL}


@dataclass(frozen=True)
class JudgedSeries:
    """
    A claim about a series and its verdict.

    Attributes
    ----------
    claim : SeriesClaim
        The claim.
    verdict : ClaimVerdict
        The verdict over the period that the data cover.
    at : Point
        The count that the claim is about.
    reason : Unjudged
        Why it cannot be judged, if it cannot.
    first : Point
        The first count of the period over which it was judged.
    against : Point or None
        The count that contradicts it: the latest that is as high or low, or the count from which a change was measured.
    tie : bool
        Whether that count is the same number.
    steps : int
        The number of steps in a row in the direction of the claim.
    rises : bool or None
        That direction.
    change : Judged or None
        The change over a stated time.
    """

    claim: SeriesClaim
    verdict: ClaimVerdict
    at: Point
    reason: Unjudged
    first: Point
    against: Point | None = None
    tie: bool = False
    steps: int = 0
    rises: bool | None = None
    change: Judged | None = None

    @property
    def highest(self) -> bool:
        """Return whether the claim is that a count is the highest."""
        return self.claim.kind is SeriesKind.HIGHEST


def judge_series_claim(
    claim: SeriesClaim, series: Series, at: Point | None = None, figures: pd.DataFrame | None = None
) -> JudgedSeries:
    """
    Evaluate a claim about a series.

    Parameters
    ----------
    claim : SeriesClaim
        The claim.
    series : Series
        The counts.
    at : Point, optional
        The count that it is about; by default the last one that is known.
    figures : DataFrame, optional
        The valid figures, which limit what two counts contain on the same days.

    Returns
    -------
    JudgedSeries
        *Holds* if no count of the period that the claim names contradicts it; *says too much* if one does; *wrong
        direction* if the opposite is true; *says too little* if there are more steps in a row; *cannot be judged* if
        the data do not cover the period without a break or a gap, or if counts that are partial, may still grow or are
        not exact leave it open.
    """
    point = at or series.known[-1]
    places = [place for place, other in enumerate(series.points) if other is point or other == point]
    if not places or not point.known:
        msg = f"The count of {point.window} is not in the series."
        raise SeriesError(msg)
    judged: Callable[[SeriesClaim, Series, int, pd.DataFrame | None], JudgedSeries] = {
        SeriesKind.RUN: _judge_run, SeriesKind.CHANGE: _judge_change,
    }.get(claim.kind, _judge_extreme)  # fmt: skip
    return judged(claim, series, places[0], figures)


def _judge_extreme(claim: SeriesClaim, series: Series, place: int, _: pd.DataFrame | None) -> JudgedSeries:
    """Evaluate the claim that a count is the highest or the lowest."""
    highest, point = claim.kind is SeriesKind.HIGHEST, series.points[place]
    steps, reason = covered_before(series, place)
    covered = [step.earlier for step in steps if is_within_reach(claim.reach, step.earlier, point)]
    first = covered[-1] if covered else point
    results = [beyond(point, other, highest=highest) for other in covered]
    named = [other for other in comparable_before(series, place) if is_within_reach(claim.reach, other, point)]
    against = next((other for other in named if beyond(point, other, highest=highest) is False), None)
    if against:
        opposite = all(beyond(point, other, highest=not highest) for other in named)
        verdict = ClaimVerdict.WRONG_DIRECTION if opposite else ClaimVerdict.TOO_MUCH
        return JudgedSeries(claim, verdict, point, NEVER, first, against, point.limits == against.limits)
    if None in results:
        grows = point.partial or not point.settled
        reason = Unjudged.PARTIAL if grows else Unjudged.NOT_EXACT
        return JudgedSeries(claim, ClaimVerdict.CANNOT_BE_JUDGED, point, reason, first, covered[results.index(None)])
    whole = claim.reach.ever or len(steps) > len(covered) or covers_reach(claim.reach, first, point)
    if not covered or (not whole and not claim.reach.ever) or (claim.reach.ever and reason is not Unjudged.START):
        return JudgedSeries(claim, ClaimVerdict.CANNOT_BE_JUDGED, point, reason, first)
    return JudgedSeries(claim, ClaimVerdict.HOLDS, point, NEVER, first)


def _judge_run(claim: SeriesClaim, series: Series, place: int, _: pd.DataFrame | None) -> JudgedSeries:
    """Evaluate the claim that some steps in a row go one way."""
    point, back = series.points[place], [*reversed(series.steps[:place])]
    if not back:
        return JudgedSeries(claim, ClaimVerdict.CANNOT_BE_JUDGED, point, Unjudged.START, point)
    latest = back[0].direction
    rises = bool(claim.rises)
    covered, reason = covered_before(series, place)
    run = [*takewhile(lambda step: step.direction is WAYS[rises], covered)]
    first, ends = run[-1].earlier if run else point, covered[len(run) : len(run) + 1]

    def result(verdict: ClaimVerdict, why: Unjudged = NEVER) -> JudgedSeries:
        return JudgedSeries(claim, verdict, point, why, first, steps=len(run), rises=rises)

    if claim.rises is None:
        return result(ClaimVerdict.CANNOT_BE_JUDGED, Unjudged.NO_DIRECTION)
    if covered and claim.reach.months and months_between(point, back[0].earlier) != claim.reach.months:
        return result(ClaimVerdict.CANNOT_BE_JUDGED, Unjudged.PACE)
    if point.partial or not point.settled or latest is Direction.UNDECIDED:
        why = Unjudged.PARTIAL if point.partial or not point.settled else Unjudged.NOT_EXACT
        return result(ClaimVerdict.CANNOT_BE_JUDGED, why if covered else reason)
    if latest is WAYS[not rises] and covered:
        return result(ClaimVerdict.WRONG_DIRECTION)
    if claim.reach.since:
        return result(*_since(claim, covered, reason))
    if len(run) < claim.reach.periods:
        if not ends:
            return result(ClaimVerdict.CANNOT_BE_JUDGED, reason)
        open_ended = ends[0].direction is Direction.UNDECIDED
        return result(
            *((ClaimVerdict.CANNOT_BE_JUDGED, Unjudged.NOT_EXACT) if open_ended else (ClaimVerdict.TOO_MUCH,))
        )
    return result(ClaimVerdict.TOO_LITTLE if len(run) > claim.reach.periods else ClaimVerdict.HOLDS)


def _since(claim: SeriesClaim, covered: Sequence[SeriesStep], reason: Unjudged) -> tuple[ClaimVerdict, Unjudged]:
    """Return the verdict on the claim that each step since a year goes one way; `covered` are steps, the last first."""
    since, way = claim.reach.since, WAYS[bool(claim.rises)]
    named = [step for step in covered if step.later.window.first.year > since]
    if any(step.direction not in (way, Direction.UNDECIDED) for step in named):
        return ClaimVerdict.TOO_MUCH, NEVER
    if any(step.direction is Direction.UNDECIDED for step in named):
        return ClaimVerdict.CANNOT_BE_JUDGED, Unjudged.NOT_EXACT
    if not named or named[-1].earlier.window.first.year > since:
        return ClaimVerdict.CANNOT_BE_JUDGED, reason
    return ClaimVerdict.HOLDS, NEVER


def _judge_change(claim: SeriesClaim, series: Series, place: int, figures: pd.DataFrame | None) -> JudgedSeries:
    """Evaluate a change over a stated time by the count at its start."""
    point, reach = series.points[place], claim.reach
    earlier = next(
        (other for other in reversed(series.points[:place]) if other.known and (
            other.window.first.year == reach.since and other.window.first.month == point.window.first.month
            if reach.since else months_between(point, other) == reach.periods * reach.months
        )),
        None,
    )  # fmt: skip
    if earlier is None or earlier.figure is None or point.figure is None or claim.change is None:
        before = bool(series.points) and begins_before(series.points[0], point, reach)
        why = Unjudged.GAP if before else Unjudged.START
        return JudgedSeries(claim, ClaimVerdict.CANNOT_BE_JUDGED, point, why, point)
    comparison = judge(earlier.figure, point.figure)
    frame = figures_frame([earlier.figure, point.figure]) if figures is None else figures
    change = judge_claim(claim.change, comparison, frame)
    return JudgedSeries(claim, change.verdict, point, NEVER, earlier, earlier, change=change)
