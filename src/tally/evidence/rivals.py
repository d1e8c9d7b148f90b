"""The pairs of counts for the question and their ratios, each number with its evidence."""

import math
from dataclasses import dataclass, replace

import pandas as pd

from tally.analysis import Interval
from tally.analysis.rivals import Agreement, Excess, Kinship, RivalPair, RivalPairs, excesses_for, find_pairs
from tally.evidence.change import ChangeNumbers, change_numbers
from tally.evidence.numbers import Computed, Given, Number, quoted_number
from tally.records import Dossier
from tally.records.figures import Figure
from tally.text import Bound, words

CELL = "2-change#agreement"
MENTIONED = 3  # pairs that sentences describe; a table has all


@dataclass(frozen=True)
class PairNumbers:
    """
    A pair of counts for the question, and its ratio.

    `ratio` and `high` are None if there is no such number. `factor`, `factor_low` and `factor_high` are the factor
    between this ratio and that of the pair that is compared, None if the two are not independent or none follows.
    """

    pair: RivalPair
    earlier: Number
    later: Number
    ratio: Number | None
    low: Number
    high: Number | None
    factor: Number | None = None
    factor_low: Number | None = None
    factor_high: Number | None = None

    @property
    def id(self) -> str:
        """The id of the pair, which its marks in a chart lead to."""
        return self.ratio.id if self.ratio else self.low.id

    @property
    def figure(self) -> Figure:
        """The later count, which has the same counter, unit and basis as the earlier."""
        return self.pair.comparison.later

    @property
    def label(self) -> str:
        """The counter, and what it counted if that differs from the pair that is compared."""
        own, figure = (self.pair.own or self.pair).comparison.later, self.figure
        differing = [figure.unit] if figure.unit != own.unit else []
        differing += [figure.basis.words] if figure.basis != own.basis else []
        return words.LISTED.join([figure.counter, *differing])

    @property
    def detail(self) -> str:
        """Both counts with their days."""
        earlier, later = self.pair.comparison.pair
        return words.CHART["pair"].format(self.earlier, earlier.window.short, self.later, later.window.short)

    @property
    def written(self) -> str:
        """The ratio with its interval."""
        if self.pair.change.bound is Bound.AT_MOST:
            return words.CHART["ratio-up-to"].format(self.ratio, self.high)
        if self.ratio is None:
            return words.CHART["or-more"].format(self.low)
        if self.high is None:
            return words.CHART["ratio-or-more"].format(self.ratio, self.low)
        return words.CHART["ratio-range"].format(self.ratio, self.low, self.high)


@dataclass(frozen=True)
class ExcessNumbers:
    """A count that exceeds one of which it should be a part."""

    excess: Excess
    narrow: Number
    wide: Number


@dataclass(frozen=True)
class RivalNumbers:
    """
    The pairs of counts for the question, the one that is compared first, and whether they agree.

    `excesses` are counts that exceed one of which they should be a part, contradictions of one counter first.
    """

    found: RivalPairs
    own: PairNumbers
    others: tuple[PairNumbers, ...]
    excesses: tuple[ExcessNumbers, ...]

    @property
    def agreement(self) -> Agreement:
        """The agreement of independent counters on the direction."""
        return self.found.agreement

    @property
    def pairs(self) -> tuple[PairNumbers, ...]:
        """All pairs, the one that is compared first."""
        return (self.own, *self.others)

    @property
    def mentioned(self) -> tuple[PairNumbers, ...]:
        """The pairs that sentences describe: some of those that are independent, then of the others."""
        return tuple(sorted(self.others, key=lambda rival: rival.pair.kinship is not Kinship.NOTHING)[:MENTIONED])

    @property
    def several(self) -> bool:
        """Return whether more than one independent counter or raw material has a pair."""
        return len({rival.pair.family for rival in self.others if rival.pair.kinship is Kinship.NOTHING}) > 1

    @property
    def has_factor(self) -> bool:
        """Return whether a factor between two ratios is given."""
        return any(rival.factor for rival in self.others)

    @property
    def table(self) -> pd.DataFrame:
        """One row for each pair: its counter and kind, its counts with their days, and its ratio with the interval."""
        rows = [
            {
                "id": rival.id, "label": rival.label, "detail": rival.detail, "ratio": rival.pair.change.ratio.estimate,
                "low": rival.low.value, "high": rival.pair.change.ratio.high, "written": rival.written,
                "family": rival.pair.family, "own": rival is self.own,
            }
            for rival in self.pairs
        ]  # fmt: skip
        return pd.DataFrame(rows).set_index("id").astype({"ratio": float, "low": float, "high": float})


def rival_numbers(figures: pd.DataFrame, dossier: Dossier, change: ChangeNumbers) -> RivalNumbers:
    """Return the numbers of all pairs for the question of a change, and of excesses, with their evidence."""
    comparison, within = change.comparison, dossier.units_within
    pairs = find_pairs(figures, comparison, change.change, dossier.sources, within)
    excesses = excesses_for(figures, comparison, within)
    own = PairNumbers(pairs.own, change.earlier.count, change.later.count, change.ratio, change.low, change.high)
    exposures = (change.earlier, change.later)
    known = {number.id: number for exposure in exposures for number in (exposure.days, exposure.per_day)}
    others = tuple(_pair(pair, own, known) for pair in pairs.others)
    ordered = sorted(excesses, key=lambda excess: not excess.same_counter)
    found = tuple(ExcessNumbers(excess, quoted_number(excess.narrow), quoted_number(excess.wide)) for excess in ordered)
    return RivalNumbers(pairs, own, others, found)


def _pair(pair: RivalPair, own: PairNumbers, known: dict[str, Number]) -> PairNumbers:
    """Return the numbers of one pair."""
    change, later = change_numbers(pair.comparison, pair.change), pair.comparison.later
    name = "-".join(pair.comparison.ids)
    ratio = change.ratio and _named(change.ratio, f"pair-ratio-{name}", "ratio", later, known)
    high = change.high and _named(change.high, f"pair-high-{name}", "high", later, known)
    low = _named(change.low, f"pair-low-{name}", "low", later, known)
    counts = change.earlier.count, change.later.count
    numbers = PairNumbers(pair, *counts, ratio, low, high)
    if pair.factor is None or ratio is None or own.ratio is None:
        return numbers
    larger, smaller = sorted((ratio, own.ratio), key=lambda number: -number.value)
    every = (own.earlier, own.later, *counts, change.level)
    values = (pair.factor.estimate or 1, pair.factor.low, pair.factor.high or math.inf)
    inputs = {"factor": (larger, smaller), "factor-low": every, "factor-high": every}
    factors = [
        Number(f"pair-{kind}-{name}", value, text, _label(kind, later),
               Computed(words.RIVALS["formulas"][kind], used, CELL))
        for (kind, used), value, text in zip(inputs.items(), values, _alike(pair.factor), strict=True)
    ]  # fmt: skip
    return replace(numbers, factor=factors[0], factor_low=factors[1], factor_high=factors[2])


def _named(number: Number, name: str, kind: str, later: Figure, known: dict[str, Number]) -> Number:
    """Return a number of a change as that of a further pair."""
    evidence = number.evidence
    if isinstance(evidence, Computed):
        inputs = tuple(_apart(part, name, known) for part in evidence.inputs)
        evidence = replace(evidence, inputs=inputs, cell=CELL)
    return replace(number, id=name, label=_label(kind, later), evidence=evidence)


def _apart(number: Number, name: str, known: dict[str, Number]) -> Number:
    """Return a number with an id of its own if the page can have another of its id: that of a window without an end."""
    if known.get(number.id) == number or not isinstance(number.evidence, Computed):
        return number
    inputs = tuple(_apart(part, name, known) for part in number.evidence.inputs)
    number = replace(number, evidence=replace(number.evidence, inputs=inputs))
    return replace(number, id=f"{number.id}-for-{name}") if _open_ended(number) else number


def _open_ended(number: Number) -> bool:
    """Return whether a number depends on a count without a stated end."""
    if isinstance(number.evidence, Given):
        return number.evidence.figure.window.open_ended
    return isinstance(number.evidence, Computed) and any(map(_open_ended, number.evidence.inputs))


def _label(kind: str, later: Figure) -> str:
    """Return what a number of a pair is."""
    return words.RIVALS["labels"][kind].format(counter=later.counter, unit=later.unit, window=later.window)


def _alike(interval: Interval) -> list[str]:
    """Format a factor and its two ends with the same decimals, so many that none is shown as 1 that is not."""
    values = [value for value in (interval.estimate, interval.low, interval.high) if value is not None]
    decimals = max(0, 2 - math.floor(math.log10(values[0])))
    while decimals < 7 and any(f"{value:.{decimals}f}" == f"{1:.{decimals}f}" and value != 1 for value in values[1:]):
        decimals += 1
    return [f"{value:,.{decimals}f}" for value in values]
