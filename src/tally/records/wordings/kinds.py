"""The kinds of change that a repetition can make."""

from collections.abc import Iterable
from dataclasses import dataclass

from tally.text import WordedEnum


class Claim(WordedEnum, table="CLAIMS"):
    """The effects of a change on a claim."""

    OPPOSITE = "says the opposite"
    MORE = "claims more"
    LESS = "claims less"
    OTHER = "differs"


class Kind(WordedEnum, table="DRIFTS"):
    """The kinds of change in a repetition."""

    WIDENED = "quantifier widened"
    NARROWED = "quantifier narrowed"
    NEGATED = "negation added"
    AFFIRMED = "negation dropped"
    DIRECTION = "direction changed"
    HEDGE_DROPPED = "hedge dropped"
    HEDGE_ADDED = "hedge added"
    ASSERTION = "assertion changed"
    GROUP = "group changed"
    PLACE = "place changed"
    COUNTER = "counter changed"
    UNIT = "unit changed"
    NUMBER_ADDED = "number added"
    NUMBER = "number changed"
    ROUNDED = "number rounded"
    BASIS = "basis changed"
    BASIS_DROPPED = "basis not passed on"
    WINDOW = "window changed"
    CUTOFF_DROPPED = "cut-off hedge dropped"
    BOUND = "bound added"
    BOUND_DROPPED = "bound dropped"
    BOUND_CHANGED = "bound changed"

    @property
    def claim(self) -> Claim:
        """The effect of such a change on a claim, if nothing else is known of it."""
        return CLAIMS.get(self, Claim.OTHER)


CLAIMS = {
    Kind.WIDENED: Claim.MORE, Kind.HEDGE_DROPPED: Claim.MORE, Kind.NARROWED: Claim.LESS, Kind.HEDGE_ADDED: Claim.LESS,
    Kind.NEGATED: Claim.OPPOSITE, Kind.AFFIRMED: Claim.OPPOSITE,
    Kind.DIRECTION: Claim.OPPOSITE,
}  # fmt: skip


@dataclass(frozen=True)
class Drift:
    """
    A change: its kind, the earlier words and the words now, and its effect on the claim.

    Either words may be empty: something was added or dropped.
    """

    kind: Kind
    was: str
    now: str
    effect: Claim | None = None

    @property
    def claim(self) -> Claim:
        """The effect on the claim: the repetition claims more or less, says the opposite, or differs."""
        return self.effect or self.kind.claim


def by_claim(drifts: Iterable[Drift]) -> list[tuple[Claim, list[Drift]]]:
    """Return changes by their effect on the claim, those first that reverse it or claim more."""
    every = list(drifts)
    groups = ((claim, [drift for drift in every if drift.claim is claim]) for claim in Claim)
    return [(claim, alike) for claim, alike in groups if alike]
