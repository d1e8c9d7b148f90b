"""A pair of counts for the question, and all of them."""

import math
from dataclasses import dataclass
from enum import StrEnum

from tally.analysis import Change, Comparison, Interval
from tally.analysis.rivals.agreement import Agreement, agreement_of
from tally.analysis.rivals.ratios import Way, clear_change


class Kinship(StrEnum):
    """What a pair of counts shares with the pair that is compared."""

    OWN = "the pair itself"
    COUNTER = "the same counter"
    MATERIAL = "the same raw material"
    NOTHING = "nothing"


@dataclass(frozen=True)
class RivalPair:
    """
    A pair of counts, its change, and what it shares with the pair that is compared.

    `family` names the raw material of its counts or, if none is known, the organisation that counted: pairs of one
    family are not independent of each other. `own` is the pair that is compared, None for that pair itself. `factor` is
    the ratio of the two ratios, None if the pairs are not independent or none follows.
    """

    comparison: Comparison
    change: Change
    kinship: Kinship
    family: str
    own: "RivalPair | None" = None
    factor: Interval | None = None

    @property
    def way(self) -> Way:
        """The direction that the interval supports."""
        return clear_change(self.change)

    @property
    def same_unit(self) -> bool:
        """Return whether its counts are of the unit of the pair that is compared."""
        return self.comparison.later.unit == (self.own or self).comparison.later.unit

    @property
    def same_kind(self) -> bool:
        """Return whether its counts are of the unit and on the basis of the pair that is compared."""
        return self.same_unit and self.comparison.later.basis == (self.own or self).comparison.later.basis

    @property
    def same_counter(self) -> bool:
        """Return whether its counter is that of the pair that is compared."""
        return self.comparison.later.counter == (self.own or self).comparison.later.counter

    @property
    def same_days(self) -> bool:
        """Return whether its windows are those of the pair that is compared."""
        pairs = zip(self.comparison.pair, (self.own or self).comparison.pair, strict=True)
        return all(figure.window.text == other.window.text for figure, other in pairs)

    @property
    def same_way(self) -> bool:
        """Return whether both intervals support one direction."""
        return self.way is (self.own or self).way is not Way.UNCLEAR

    @property
    def by_chance(self) -> bool:
        """Return whether chance alone could explain the factor."""
        return self.factor is not None and self.factor.low <= 1

    @property
    def stronger(self) -> bool:
        """Return whether the ratio is further from equal rates than that of the pair that is compared."""
        ratio, other = self.change.ratio.estimate, (self.own or self).change.ratio.estimate
        if ratio is None or other is None:
            return ratio is None is not other
        return ratio > other if self.way is Way.RISE else ratio < other

    @property
    def as_strong(self) -> bool:
        """Return whether the ratio is that of the pair that is compared."""
        ratio, other = self.change.ratio.estimate, (self.own or self).change.ratio.estimate
        return ratio is other if ratio is None or other is None else math.isclose(ratio, other)


@dataclass(frozen=True)
class RivalPairs:
    """The pair that is compared and the other pairs for the same question. Their counts are never added or averaged."""

    own: RivalPair
    others: tuple[RivalPair, ...]

    @property
    def independent(self) -> tuple[RivalPair, ...]:
        """The other pairs that share neither counter nor raw material with the one that is compared."""
        return tuple(pair for pair in self.others if pair.kinship is Kinship.NOTHING)

    @property
    def agreement(self) -> Agreement:
        """The agreement of independent pairs on the direction."""
        independent = self.independent
        return agreement_of(
            self.own.way, [pair.way for pair in independent], dependent=len(independent) < len(self.others)
        )
