"""The claims about a series with their verdicts, and the numbers behind them with their evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from tally.analysis import judge
from tally.analysis.claims import ClaimVerdict, JudgedSeries, judge_claim, judge_series_claim
from tally.analysis.series import Point, Series, quoted_series, same_days_in_years
from tally.evidence.claims import ClaimNumbers, Range, judged_numbers
from tally.evidence.numbers import Computed, Number, quoted_number
from tally.evidence.series.numbers import SeriesNumbers
from tally.evidence.series.placed import CELL, Placed, placer, small
from tally.records import StatedClaim
from tally.records.claims import SeriesClaim, SeriesKind
from tally.records.figures import Figure, figures_frame

NO_FIGURES: Mapping[str, Figure] = {}


@dataclass(frozen=True)
class SeriesClaimNumbers:
    """
    A claim about a series with its verdict and the numbers behind it.

    `at` is the count that it is about, `first` the first count of the period over which it was judged, `against` the
    count that contradicts it, `steps` how many steps in a row go its way, and `change` the change over a stated time
    with its numbers; each is None if it has none. `among` are the counts over which it was judged if these are not
    those of the brief.
    """

    stated: StatedClaim
    judged: JudgedSeries
    at: Placed
    first: Placed
    against: Placed | None
    steps: Number | None
    change: ClaimNumbers | None
    among: tuple[Placed, ...] = ()

    @property
    def beside(self) -> tuple[Figure, ...]:
        """The figures over which it was judged, if they are not those of the brief."""
        return tuple(placed.point.figure for placed in self.among if placed.point.figure)

    @property
    def has_others(self) -> bool:
        """Return whether there are other counts for the days of one that the brief does not have."""
        return len(self.among) > 1

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


JudgedClaim = SeriesClaimNumbers | ClaimNumbers


def figures_of(claim: JudgedClaim) -> tuple[Figure, ...]:
    """Return the figures by which a claim was judged, beside those of the series of the brief."""
    pair = claim.judged.comparison.pair if isinstance(claim, ClaimNumbers) else ()
    return (*pair, *(claim.beside if isinstance(claim, SeriesClaimNumbers) else ()))


def series_claims(
    claims: Iterable[StatedClaim],
    numbers: SeriesNumbers,
    figures: pd.DataFrame | None = None,
    every: Mapping[str, Figure] = NO_FIGURES,
) -> tuple[JudgedClaim, ...]:
    """
    Return the claims about a series, judged, with the numbers behind each verdict.

    Parameters
    ----------
    claims : iterable of StatedClaim
        Claims of the case. Those about a series name no count, which means the last one, or as `later` one of the
        series, its days, or a count of the same thing for other days: then counts for these days of each year are the
        series. Those about two counts name both. All others are left out.
    numbers : SeriesNumbers
        The series.
    figures : DataFrame, optional
        The valid figures, which limit what two counts contain on the same days.
    every : mapping, optional
        All valid figures by their ids and the ids of those that they have replaced.
    """
    found = (_judged(stated, numbers, figures, every) for stated in claims)
    return tuple(claim for claim in found if claim)


def _judged(
    stated: StatedClaim, numbers: SeriesNumbers, figures: pd.DataFrame | None, every: Mapping[str, Figure]
) -> JudgedClaim | None:
    """Return one claim with its numbers; None if it is about something else."""
    series, place = numbers.answer.series, numbers.place
    if not isinstance(stated.claim, SeriesClaim):
        pair = [every[name] for name in (stated.earlier, stated.later) if name in every]
        if len(pair) < 2 or pair[0].window.overlaps(pair[1].window):
            return None
        frame = figures_frame(pair) if figures is None else figures
        return _of_series(judged_numbers(stated, judge_claim(stated.claim, judge(*pair), frame)), numbers)
    figure = every.get(stated.later)
    at = _point_of(series, stated.later, figure) if stated.later else series.known[-1]
    among: tuple[Placed, ...] = ()
    if at is None:
        if figure is None or figure.counted:
            return None
        series, place = quoted_series(same_days_in_years(figure, every.values())), placer(quoted_number)
        at = _point_of(series, stated.later, figure)
        among = tuple(place(point) for point in series.known if at and point.window.first <= at.window.first)
    judged = judge_series_claim(stated.claim, series, at, figures)
    steps = None
    if judged.claim.kind is SeriesKind.RUN:
        inputs = [place(point).number for point in _between(series, judged.first, judged.at)]
        steps = small(f"claim-{stated.id}-steps", judged.steps, "run", inputs, "claims")
    change = _of_series(judged_numbers(stated, judged.change), numbers) if judged.change else None
    against = place(judged.against) if judged.against else None
    return SeriesClaimNumbers(stated, judged, place(judged.at), place(judged.first), against, steps, change, among)


def _point_of(series: Series, name: str, figure: Figure | None) -> Point | None:
    """Return the count of a series that has an id or days, or is of the same days as a figure; None if none does."""
    named = [point for point in series.known if point.figure and name in (point.figure.id, point.window.text)]
    alike = [point for point in series.known if point.figure and figure and point.window.text == figure.window.text]
    return next(iter((*named, *alike)), None)


def _of_series(claim: ClaimNumbers, numbers: SeriesNumbers) -> ClaimNumbers:
    """Return the numbers behind a change as computed in the notebook of a series, from the counts as it has them."""
    known = [numbers.place(point).number for point in numbers.answer.series.known if point.figure]
    own = {number.id: number for number in known}

    def moved(number: Number) -> Number:
        if not isinstance(number.evidence, Computed):
            return own.get(number.id, number)
        inputs = tuple(map(moved, number.evidence.inputs))
        return replace(number, evidence=replace(number.evidence, inputs=inputs, cell=f"{CELL}claims"))

    def moved_range(limits: Range | None) -> Range | None:
        return limits and Range(moved(limits.low), limits.high and moved(limits.high))

    return replace(
        claim, bare=moved_range(claim.bare), per_day=moved_range(claim.per_day),
        same_days=moved_range(claim.same_days), factor=claim.factor and moved(claim.factor),
        earlier=moved(claim.earlier), later=moved(claim.later), parts=tuple(map(moved, claim.parts)),
    )  # fmt: skip


def _between(series: Series, first: Point, last: Point) -> list[Point]:
    """Return the known points from one to another, both included."""
    days = first.window.first, last.window.first
    return [point for point in series.known if days[0] <= point.window.first <= days[1]]
