"""The confidence in a finding: the quality of its evidence, graded from what a reader would weigh."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tally.analysis import Aspect, Comparison
from tally.records.figures import Basis, Seen
from tally.text import Bound, WordedEnum, join_names

if TYPE_CHECKING:
    from tally.analysis.bounds import Inference

SERIOUS, MINOR = 2, 1  # how much a weakness lowers the confidence
MODERATE_UP_TO = 3  # the most that all weaknesses together may weigh if confidence is to be moderate


class Confidence(WordedEnum, table="CONFIDENCES"):
    """The confidence in a judgement: the quality of its sources, not its likelihood."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Trait(WordedEnum, table="TRAITS"):
    """A strength or a weakness of the evidence, in the order in which a page gives them."""

    # strengths
    ORIGINALS = "originals"
    VERIFIED = "verified"
    ALIKE = "alike"
    SUPPORTED = "supported"
    COUNTED_HERE = "counted-here"
    # weaknesses
    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"
    COUNTERS = "counters"
    OPPOSED = "opposed"
    NO_ORIGINAL = "no-original"
    ONE_ORIGINAL = "one-original"
    NONE_VERIFIED = "none-verified"
    ONE_VERIFIED = "one-verified"
    BASIS_UNSTATED = "basis-unstated"
    ADJUSTED = "adjusted"
    BOUNDED = "bounded"
    VAGUE = "vague"
    OPEN = "open"
    INCONSISTENT = "inconsistent"
    UNSETTLED = "unsettled"
    RANGED = "ranged"


WEIGHTS = {
    Trait.CONTRADICTED: SERIOUS, Trait.DISPUTED: SERIOUS, Trait.COUNTERS: SERIOUS, Trait.OPPOSED: SERIOUS,
    Trait.NO_ORIGINAL: SERIOUS, Trait.NONE_VERIFIED: SERIOUS,
    Trait.ONE_ORIGINAL: MINOR, Trait.ONE_VERIFIED: MINOR, Trait.BASIS_UNSTATED: MINOR, Trait.ADJUSTED: MINOR,
    Trait.BOUNDED: MINOR, Trait.VAGUE: MINOR, Trait.OPEN: MINOR, Trait.INCONSISTENT: MINOR,
    Trait.UNSETTLED: MINOR, Trait.RANGED: MINOR,
}  # fmt: skip
RULES_OUT = {
    Trait.CONTRADICTED,
    Trait.DISPUTED,
    Trait.COUNTERS,
}  # weaknesses with which confidence is low, whatever else is known


@dataclass(frozen=True)
class Corroboration:
    """The counters whose own counts moved as the two did, and those whose counts moved the other way."""

    same: tuple[str, ...] = ()
    opposite: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grounds:
    """
    The grounds for the confidence in a comparison.

    Attributes
    ----------
    originals, verified : int
        For how many of the two counts the original document was seen, and for how many the words were found in a
        stored passage.
    like_for_like, one_counter, basis_stated : bool
        Whether no adjustment was needed, one counter gave both counts, and their basis is stated.
    exact_values, exact_days : bool
        Whether neither count is a bound, and neither window a range of days.
    open_ended : bool
        Whether a count has no stated cut-off.
    conflict : Trait or None
        Whether counts by the same counter contradict the two (contradicted), each other on the days of the two
        (disputed), or each other on other days (inconsistent).
    agreement : Corroboration
        The independent counters whose counts moved the same way, or the other way.
    counted, unsettled, ranged : bool
        Whether both were counted here, which takes the place of documents and words that were seen; whether later
        releases may add events; and whether the data leave a count open.
    """

    originals: int
    verified: int
    like_for_like: bool = True
    one_counter: bool = True
    basis_stated: bool = True
    exact_values: bool = True
    exact_days: bool = True
    open_ended: bool = False
    conflict: Trait | None = None
    agreement: Corroboration = field(default_factory=Corroboration)
    counted: bool = False
    unsettled: bool = False
    ranged: bool = False

    @property
    def strengths(self) -> tuple[Trait, ...]:
        """The strengths of the evidence."""
        return _true(
            (Trait.COUNTED_HERE, self.counted), (Trait.ORIGINALS, self.originals == 2 and not self.counted),
            (Trait.VERIFIED, self.verified == 2 and not self.counted), (Trait.ALIKE, self.like_for_like),
            (Trait.SUPPORTED, bool(self.agreement.same)),
        )  # fmt: skip

    @property
    def weaknesses(self) -> tuple[Trait, ...]:
        """The weaknesses of the evidence."""
        return _true(
            (Trait.CONTRADICTED, self.conflict is Trait.CONTRADICTED),
            (Trait.DISPUTED, self.conflict is Trait.DISPUTED),
            (Trait.COUNTERS, not self.one_counter), (Trait.OPPOSED, bool(self.agreement.opposite)),
            (Trait.NO_ORIGINAL, self.originals == 0), (Trait.ONE_ORIGINAL, self.originals == 1),
            (Trait.NONE_VERIFIED, self.verified == 0), (Trait.ONE_VERIFIED, self.verified == 1),
            (Trait.BASIS_UNSTATED, not self.basis_stated), (Trait.ADJUSTED, not self.like_for_like),
            (Trait.BOUNDED, not self.exact_values), (Trait.VAGUE, not self.exact_days),
            (Trait.OPEN, self.open_ended), (Trait.INCONSISTENT, self.conflict is Trait.INCONSISTENT),
            (Trait.UNSETTLED, self.unsettled), (Trait.RANGED, self.ranged),
        )  # fmt: skip

    @property
    def arguments(self) -> tuple[str, str]:
        """The strengths and the weaknesses in words, each as a list in a sentence, empty if there are none."""
        lists = ([trait.words for trait in traits] for traits in (self.strengths, self.weaknesses))
        strong, weak = (join_names(clauses) for clauses in lists)
        return strong, weak

    @property
    def confidence(self) -> Confidence:
        """
        Grade the evidence.

        As in GRADE (Guyatt and others 2008), confidence starts high, and each weakness lowers it; what several
        independent counters found raises it again, but not above moderate. A contradiction makes it low.
        """
        if not self.weaknesses:
            return Confidence.HIGH
        lowered = sum(WEIGHTS[trait] for trait in self.weaknesses) - MINOR * bool(self.agreement.same)
        if RULES_OUT & {*self.weaknesses} or lowered > MODERATE_UP_TO:
            return Confidence.LOW
        return Confidence.MODERATE


def weigh(
    comparison: Comparison, inference: "Inference | None" = None, agreement: Corroboration | None = None
) -> Grounds:
    """Return the grounds for the confidence in a comparison, with what other counts say about it if that is given."""
    pair = comparison.pair
    return Grounds(
        originals=sum(figure.primary_seen for figure in pair),
        verified=sum(figure.seen in (Seen.LOCKED, Seen.COUNTED) for figure in pair),
        like_for_like=comparison.same_days or any(figure.same_days for figure in pair),
        one_counter=all(test.agrees for test in comparison.tests if test.name is Aspect.COUNTER),
        basis_stated=all(figure.basis is not Basis.UNSPECIFIED for figure in pair),
        exact_values=all(figure.bound is Bound.EXACT or figure.span for figure in pair),
        exact_days=not any(figure.window.vague for figure in pair),
        open_ended=any(figure.window.open_ended for figure in pair),
        conflict=_conflict(comparison, inference),
        agreement=agreement or Corroboration(),
        counted=all(figure.counted for figure in pair),
        unsettled=comparison.unsettled,
        ranged=any(figure.span for figure in pair),
    )


def _conflict(comparison: Comparison, inference: "Inference | None") -> Trait | None:
    """Return how counts by the same counter contradict each other; None if they do not."""
    if inference is None or inference.conflict is None:
        return None
    members = [inference.figures[place] for place in inference.conflict.members]
    if {figure.id for figure in members} & {*comparison.ids}:
        return Trait.CONTRADICTED
    near = any(member.window.overlaps(figure.window) for member in members for figure in comparison.pair)
    return Trait.DISPUTED if near else Trait.INCONSISTENT


def _true(*traits: tuple[Trait, bool]) -> tuple[Trait, ...]:
    """Return the traits that hold."""
    return tuple(trait for trait, holds in traits if holds)
