"""Judge the claims about two counts, and give each number behind a verdict its evidence."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from tally.analysis import Comparison
from tally.analysis.claims import ClaimVerdict, Judged, RatioRange, judge_claim
from tally.evidence import Computed, Findings, Number, day_unit, exposure_numbers, quoted_number
from tally.records import StatedClaim, claims_about
from tally.records.claims import Claim, Kind, Scale
from tally.records.figures import Figure
from tally.text import percent, rounded, words

CELL = "2-change#claims"
CHANGES = (Kind.PER_CENT, Kind.FRACTION, Kind.LOST)
DIGITS = 3
Input = tuple[Number, Number, Number | None, Number | None]  # earlier and later count, and the days of each


@dataclass(frozen=True)
class Range:
    """The lowest and the highest possible number, which can be the same; `high` is None if nothing limits it."""

    low: Number
    high: Number | None

    @property
    def exact(self) -> bool:
        """Return whether only one number is possible."""
        return self.high is not None and self.low.text == self.high.text


@dataclass(frozen=True)
class ClaimNumbers:
    """
    A claim with its verdict and the numbers behind it.

    `scale` is how the numbers are put: as multiples, or in per cent as a rise or a fall. `bare`, `per_day` and
    `same_days` are None where the counts support no such number or it is that of the bare counts; `factor` is
    how many times the claim is too large or too small; `parts` the counts that were taken for the whole.
    """

    stated: StatedClaim
    judged: Judged
    scale: Scale
    earlier: Number
    later: Number
    bare: Range | None
    per_day: Range | None
    same_days: Range | None
    factor: Number | None
    parts: tuple[Number, ...]

    @property
    def change(self) -> "ClaimNumbers":
        """The change that it is about, as for a claim about a series."""
        return self

    @property
    def verdict(self) -> ClaimVerdict:
        """The verdict."""
        return self.judged.verdict

    @property
    def has_two_meanings(self) -> bool:
        """Return whether the words can mean two things, as “five times more” can."""
        return len(self.judged.readings) > 1

    @property
    def days_vary(self) -> bool:
        """Return whether a window can have covered fewer days or more."""
        return self.judged.ratios is not None and any(fewest < most for fewest, most in self.judged.ratios.days)

    @property
    def no_cutoff(self) -> bool:
        """Return whether a count has no stated cut-off, and both have otherwise exact days."""
        windows = [figure.window for figure in self.judged.comparison.pair]
        return any(window.open_ended for window in windows) and not any(window.vague for window in windows)

    @property
    def names_counts(self) -> bool:
        """Return whether the claim names both counts, and no multiple."""
        return self.judged.claim.counts is not None


def judged_claims(found: Findings) -> tuple[ClaimNumbers, ...]:
    """Return the claims about the two counts of a brief, judged, with the numbers behind each verdict."""
    claims = claims_about(found.dossier, found.pair)
    return claim_numbers(claims, found.comparison, found.figures) if claims else ()


def claim_numbers(
    claims: Iterable[StatedClaim], comparison: Comparison, figures: pd.DataFrame
) -> tuple[ClaimNumbers, ...]:
    """Return claims about the two counts of a comparison, judged, with the numbers behind each verdict."""
    return tuple(
        judged_numbers(stated, judge_claim(stated.claim, comparison, figures))
        for stated in claims
        if isinstance(stated.claim, Claim)
    )


def judged_numbers(stated: StatedClaim, judged: Judged) -> ClaimNumbers:
    """Return one claim with its numbers."""
    earlier, later = (quoted_number(figure) for figure in judged.comparison.pair)
    scale = _scale(judged)
    ratios = judged.ratios
    bare = per_day = same_days = None
    if ratios:
        (few, many), (later_few, later_many) = (_ends(figure) for figure in judged.comparison.pair)
        bare = _range("bare", scale, ratios.bare, [(many, later_few, None, None), (few, later_many, None, None)])
        if ratios.per_day != ratios.bare:
            per_day = _range("per-day", scale, ratios.per_day, _with_days(judged))
        if ratios.same_days and ratios.on_same_days:
            same_days = _range("same-days", scale, ratios.same_days, _on_same_days(judged))
    factor = _factor(stated, judged, bare)
    parts = tuple(quoted_number(figure) for figure in judged.parts)
    return ClaimNumbers(stated, judged, scale, earlier, later, bare, per_day, same_days, factor, parts)


def _scale(judged: Judged) -> Scale:
    """Return how the numbers are put: as in the claim, or as a multiple if the counts moved the other way."""
    if not judged.readings or judged.ratios is None:
        return Scale.RATIO
    accepted = judged.readings[0].accepted
    scale = accepted.scale if judged.claim.kind in CHANGES or accepted.scale is Scale.INVERSE else Scale.RATIO
    sizes = [accepted.size(limit) for known in judged.ratios.known for limit in (known.low, known.high)]
    return Scale.RATIO if scale in (Scale.GROWTH, Scale.LOSS) and min(sizes) < 0 else scale


def _range(name: str, scale: Scale, ratios: RatioRange, inputs: list[Input]) -> Range | None:
    """Return a range of ratios as numbers on a scale; the inputs are those of its lowest and its highest ratio."""
    turned = scale in (Scale.INVERSE, Scale.LOSS)
    ends = list(zip((ratios.low, ratios.high), inputs, strict=True))
    low, high = (_number(name, scale, ratio, numbers) for ratio, numbers in (reversed(ends) if turned else ends))
    return Range(low, high) if low else None


def _number(name: str, scale: Scale, ratio: Fraction | float, numbers: Input) -> Number | None:
    """Return a ratio as a number on a scale; None if it is infinite."""
    size = {
        Scale.RATIO: ratio, Scale.INVERSE: 1 / ratio if ratio else math.inf,
        Scale.GROWTH: (ratio - 1) * 100, Scale.LOSS: (1 - ratio) * 100,
    }[scale]  # fmt: skip
    if math.isinf(size):
        return None
    value = float(size)
    text = _shortened(rounded(value, DIGITS)) if scale in (Scale.RATIO, Scale.INVERSE) else percent(value)
    used = tuple(number for number in numbers if number)
    form = f"claim-{scale}" if len(used) == 2 else f"claim-{scale}-per-day"
    tail = "-".join(f"{number.value:.0f}" for number in used)
    label = words.CLAIMED[name].format(words.CLAIMED[scale])
    return Number(f"claim-{name}-{scale}-{tail}", value, text, label, Computed(words.FORMULAS[form], used, CELL))


def _shortened(text: str) -> str:
    """Return a written number without zeros at the end of its decimals."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def _ends(figure: Figure) -> tuple[Number, Number]:
    """Return the fewest and the most that a count can mean; both are the count if it is exact."""
    exposure = exposure_numbers(figure)
    return exposure.fewest or exposure.count, exposure.most or exposure.count


def _with_days(judged: Judged) -> list[Input]:
    """Return the inputs of the lowest and the highest ratio of the daily rates."""
    if judged.ratios is None:
        return []
    (fewest, most), (later_fewest, later_most) = judged.ratios.days
    before, after = judged.comparison.pair
    (few, many), (later_few, later_many) = _ends(before), _ends(after)
    return [
        (many, later_few, _days(before, fewest), _days(after, later_most)),
        (few, later_many, _days(before, most), _days(after, later_fewest)),
    ]


def _days(figure: Figure, days: int) -> Number:
    """Return a number of days that a figure can cover."""
    label = words.LABELS["days"].format(unit=day_unit().after(str(days)), window=figure.window)
    formula = "exact" if figure.window.lengths == (days, days) else "claim-days"
    evidence = Computed(words.FORMULAS[formula], (quoted_number(figure),), CELL)
    return Number(f"claim-days-{days}-{figure.id}", days, f"{days:,}", label, evidence)


def _on_same_days(judged: Judged) -> list[Input]:
    """Return the inputs of the lowest and the highest ratio on the same days of the year."""
    same = judged.ratios.on_same_days if judged.ratios else None
    if same is None:
        return []
    (few, many), (later_few, later_many) = (_ends(figure) for figure in judged.comparison.pair)
    inputs = tuple(quoted_number(figure) for figure in same.figures)
    days = words.ASKED["in"].format(same.window)
    least, most = _ends(same.longer.same_days) if same.longer.same_days else (
        few if value is None else
        Number(f"claim-same-{end}", value, f"{value:,}",
               words.LABELS[end].format(unit=same.longer.noun.after(f"{value:,}"), asked=days),
               Computed(words.FORMULAS[end], inputs, CELL))
        for end, value in (("least", same.bound.least), ("most", same.bound.most))
    )  # fmt: skip
    if same.longer.id == judged.comparison.earlier.id:
        return [(most, later_few, None, None), (least, later_many, None, None)]
    return [(many, least, None, None), (few, most, None, None)]


def _factor(stated: StatedClaim, judged: Judged, bare: Range | None) -> Number | None:
    """Return how many times a claim is too large or too small, in the reading that fits best; None if it fits."""
    factors = [reading.factor for reading in judged.readings if reading.factor and reading.verdict is judged.verdict]
    if not factors or bare is None:
        return None
    evidence = Computed(words.FORMULAS["claim-factor"], (bare.low,), CELL)
    return Number(f"claim-{stated.id}-factor", min(factors), rounded(min(factors)), words.CLAIMED["factor"], evidence)
