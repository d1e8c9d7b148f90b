"""Judge one claim by two counts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import pandas as pd

from tally.analysis import Comparison, Verdict
from tally.analysis.claims.ranges import RatioRange, Readings, part_counts, possible_values, readings_of
from tally.analysis.claims.verdict import BEST_FIRST, ClaimVerdict, Mistake
from tally.records.claims import Accepted, Claim, CountsNamed, Fit, Kind, Qualifier, Scale
from tally.records.figures import Figure
from tally.text import Bound

OPEN_ABOVE = (Qualifier.MORE_THAN, Qualifier.AT_LEAST)


@dataclass(frozen=True)
class JudgedReading:
    """
    One reading of a claim and its verdict.

    `factor` is how many times the claim is too large or too small, by the counts that it fits best; None if it fits,
    or if there is no such number.
    """

    accepted: Accepted
    verdict: ClaimVerdict
    factor: float | None = None
    mistake: Mistake | None = None


@dataclass(frozen=True)
class Judged:
    """
    A claim and its verdict by two counts.

    `readings` has a verdict for each thing that the words can mean; `ratios` the ratios that the counts support;
    `is_floor` says that the true change can only be larger than that of the bare counts. `parts` are the counts that
    were taken for those of the whole period.
    """

    claim: Claim
    comparison: Comparison
    verdict: ClaimVerdict
    readings: tuple[JudgedReading, ...] = ()
    ratios: Readings | None = None
    is_floor: bool = False
    parts: tuple[Figure, ...] = ()

    @property
    def mistake(self) -> Mistake | None:
        """The mistake that would explain the claim, if there is one."""
        return next((reading.mistake for reading in self.readings if reading.mistake), None)


def judge_claim(claim: Claim, comparison: Comparison, figures: pd.DataFrame) -> Judged:
    """
    Evaluate a claim by the two counts of a comparison.

    Parameters
    ----------
    claim : Claim
        The claim.
    comparison : Comparison
        The counts that it is about.
    figures : DataFrame
        One row for each figure; the other counts limit what the two can contain on the same days.

    Returns
    -------
    Judged
        The first verdict that applies to a reading: counts not comparable, wrong direction, holds for the bare counts
        and per day, for one of these, for some of what is known, or says too much or too little. Chance plays no part
        in it.
    """
    if comparison.verdict is Verdict.NOT_COMPARABLE:
        return Judged(claim, comparison, ClaimVerdict.NOT_COMPARABLE)
    ratios = readings_of(figures, comparison)
    if ratios is None:
        fits = claim.counts and _numbers_fit(claim.counts, comparison) is Fit.ALL
        return Judged(claim, comparison, ClaimVerdict.HOLDS if fits else ClaimVerdict.CANNOT_BE_JUDGED)
    if claim.counts:
        return _judge_counts(claim, claim.counts, comparison, figures, ratios)
    readings = tuple(_judge(reading, ratios, claim) for reading in claim.readings)
    verdict = min((reading.verdict for reading in readings), key=BEST_FIRST.index)
    floor = claim.qualifier in OPEN_ABOVE and _is_floor(comparison, ratios, rises=claim.readings[0].is_rise)
    return Judged(claim, comparison, verdict, readings, ratios, floor and verdict is ClaimVerdict.HOLDS)


def _judge(accepted: Accepted, ratios: Readings, claim: Claim) -> JudgedReading:
    """Evaluate one reading of a claim."""
    fits = [accepted.fit(known.low, known.high) for known in ratios.known]
    return _weigh(accepted, ratios, fits, _mistake(accepted, ratios, claim))


def _weigh(accepted: Accepted, ratios: Readings, fits: Sequence[Fit], mistake: "_Found | None") -> JudgedReading:
    """Return the first verdict that applies, from how the bare counts, the rates and the same days fit."""
    bare, per_day, *_ = fits
    if _is_wrong_way(accepted, ratios):
        return JudgedReading(accepted, ClaimVerdict.WRONG_DIRECTION)
    if bare is Fit.ALL and per_day is Fit.ALL:
        return JudgedReading(accepted, ClaimVerdict.HOLDS)
    if bare is Fit.ALL and per_day is not Fit.SOME:
        return JudgedReading(accepted, ClaimVerdict.ONLY_BARE)
    if per_day is Fit.ALL and bare is not Fit.SOME:
        return JudgedReading(accepted, ClaimVerdict.ONLY_PER_DAY)
    if mistake is None and any(fit in (Fit.ALL, Fit.SOME) for fit in fits):
        return JudgedReading(accepted, ClaimVerdict.WITHIN)
    nearest = (mistake.of,) if mistake else (ratios.bare, ratios.per_day)
    verdict, factor = _distance(accepted, nearest)
    return JudgedReading(accepted, verdict, factor, mistake.kind if mistake else None)


def _is_wrong_way(accepted: Accepted, ratios: Readings) -> bool:
    """Return whether all that is known moved the other way. Equal counts are a claim too large, not a wrong way."""
    if accepted.is_rise:
        return all(known.high < 1 for known in ratios.known)
    return all(known.low > 1 for known in ratios.known)


def _distance(accepted: Accepted, ratios: Sequence[RatioRange]) -> tuple[ClaimVerdict, float | None]:
    """Return whether a claim says too much or too little, and how many times, by the ratio that it fits best."""
    steps = []
    for known in ratios:
        sizes = sorted([accepted.size(known.low), accepted.size(known.high)])
        below = accepted.fit(known.low, known.high) is Fit.SMALLER
        size = sizes[1] if below else sizes[0]
        factor = math.inf if size <= 0 else float(accepted.nominal / size if below else size / accepted.nominal)
        less_is_more = (
            accepted.scale is Scale.RATIO and not accepted.is_rise
        )  # half as many: a smaller ratio, a larger fall
        steps.append((factor, ClaimVerdict.TOO_MUCH if below is not less_is_more else ClaimVerdict.TOO_LITTLE))
    factor, verdict = min(steps, key=lambda step: step[0])
    return verdict, factor if math.isfinite(factor) else None


@dataclass(frozen=True)
class _Found:
    """A mistake, and the ratio whose percentage was taken for that of the change."""

    kind: Mistake
    of: RatioRange


def _mistake(accepted: Accepted, ratios: Readings, claim: Claim) -> _Found | None:
    """Return the ratio whose percentage a claim gives as that of the change, if it does."""
    if claim.kind is not Kind.PER_CENT or claim.qualifier is not Qualifier.EXACT or accepted.scale is Scale.RATIO:
        return None
    level = replace(accepted, scale=Scale.RATIO)
    kind = Mistake.TIMES_FOR_PER_CENT if accepted.scale is Scale.GROWTH else Mistake.LEFT_FOR_LOST
    levels = [RatioRange(ratio, ratio) for known in (ratios.bare, ratios.per_day) for ratio in (known.low, known.high)]
    return next((_Found(kind, known) for known in levels if level.contains(known.low)), None)


def _is_floor(comparison: Comparison, ratios: Readings, *, rises: bool) -> bool:
    """
    Return whether the change can only be larger than that of the bare counts.

    A rise is: more events in fewer days, or the later count is a lower bound. A fall is: fewer in more days.
    """
    earlier, later = comparison.pair
    (earlier_least, earlier_most), (later_least, later_most) = ratios.days
    if rises:
        longer = later_most <= earlier_least and later_least < earlier_most
        bound = later.bound is Bound.AT_LEAST or earlier.bound is Bound.AT_MOST
        return ratios.bare.low > 1 and (bound or (longer and not comparison.same_days))
    longer = earlier_most <= later_least and earlier_least < later_most
    bound = earlier.bound is Bound.AT_LEAST or later.bound is Bound.AT_MOST
    return ratios.bare.high < 1 and (bound or (longer and not comparison.same_days))


def _judge_counts(
    claim: Claim, counts: CountsNamed, comparison: Comparison, figures: pd.DataFrame, ratios: Readings
) -> Judged:
    """Evaluate a claim that names both counts: by these counts, then by their ratio."""
    if not counts.earlier.nominal:
        return Judged(claim, comparison, ClaimVerdict.CANNOT_BE_JUDGED, (), ratios)
    accepted = counts.as_ratio
    fit, fits = _numbers_fit(counts, comparison), [accepted.fit(known.low, known.high) for known in ratios.known]
    if fit in (Fit.ALL, Fit.SOME) or _is_wrong_way(accepted, ratios):
        reading = _weigh(accepted, ratios, [fit, *fits[1:]], None)
        return Judged(claim, comparison, reading.verdict, (reading,), ratios)
    if fits[0] in (Fit.ALL, Fit.SOME):  # the same ratio of other counts
        step = Fraction(comparison.later.value) / counts.later.nominal if counts.later.nominal else Fraction(0)
        verdict = ClaimVerdict.TOO_LITTLE if step > 1 else ClaimVerdict.TOO_MUCH
        reading = JudgedReading(accepted, verdict, float(max(step, 1 / step)) if step else None)
    else:
        reading = JudgedReading(accepted, *_distance(accepted, [ratios.bare]))
    pairs = zip(comparison.pair, (counts.earlier, counts.later), strict=True)
    parts = [part_counts(figures, figure, (named.low, named.high)) for figure, named in pairs]
    if all(parts):
        reading = replace(reading, mistake=Mistake.PART_FOR_WHOLE)
    taken = tuple(part[0] for part in parts) if all(parts) else ()
    return Judged(claim, comparison, reading.verdict, (reading,), ratios, parts=taken)


def _numbers_fit(counts: CountsNamed, comparison: Comparison) -> Fit:
    """Return how the two counts fit those that a claim names."""
    pairs = zip(comparison.pair, (counts.earlier, counts.later), strict=True)
    fits = [named.fit(*possible_values(figure)) for figure, named in pairs]
    if all(fit is Fit.ALL for fit in fits):
        return Fit.ALL
    if all(fit in (Fit.ALL, Fit.SOME) for fit in fits):
        return Fit.SOME
    return next(fit for fit in reversed(fits) if fit not in (Fit.ALL, Fit.SOME))
