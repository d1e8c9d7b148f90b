"""Compare a wording with the one that it repeats."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from tally.records.wordings.amounts import direction_drifts, number_drifts, order_drifts
from tally.records.wordings.columns import Dimension
from tally.records.wordings.counted import Amount
from tally.records.wordings.drift import cutoff_dropped, unit_drifts
from tally.records.wordings.kinds import Claim, Drift, Kind
from tally.records.wordings.reading import OPPOSITE, SHARE, TOWN, Reading
from tally.records.wordings.rules import Rule
from tally.records.wordings.terms import FoundTerm, Lexicon

CONTROL = 5  # from this rank on, an assertion beside those of the original claims more
ATTRIBUTION = "attribution"  # the sense of a hedge that only names who said it: “according to”
# What part of all each rank of a quantifier can be: the lowest and the highest.
PARTS = {
    1: (0, 0), 2: (0, 25), 3: (1, 60), 4: (20, 85), 5: (40, 60), 6: (50, 99), 7: (66, 99), 8: (85, 99), 9: (100, 100),
}  # fmt: skip
Target = TypeVar("Target", FoundTerm, Amount)  # what a negation can deny
NAMED = ((Dimension.GROUP, Kind.GROUP), (Dimension.PLACE, Kind.PLACE), (Dimension.COUNTER, Kind.COUNTER))


@dataclass(frozen=True)
class Worded:
    """A wording, its language, and the group and the place that it is about, for a wording that does not name them."""

    text: str
    language: str
    about: str = ""


def compare_wordings(original: Worded, repeated: Worded, rules: Sequence[Rule]) -> tuple[Drift, ...]:
    """
    Compare a wording with the one that it repeats.

    Only changes that the words show are listed. A repetition that leaves something out has not changed it, except a
    hedge, since without it the statement is more certain, and “so far”. Typography makes no difference.
    """
    lexicon = Lexicon.of(tuple(rules))
    was, now = (Reading(wording.text, wording.language, wording.about, lexicon) for wording in (original, repeated))
    negated = list(_negation(was, now))
    turned = list(direction_drifts(was, now))
    return (
        *negated,
        *turned,
        *(() if negated else _quantifiers(was, now)),
        *_hedges(was, now),
        *_assertions(was, now),
        *_names(was, now),
        *unit_drifts(was, now),
        *number_drifts(was, now),
        *(() if turned else order_drifts(was, now)),
        *_cutoffs(was, now),
    )


def _cutoffs(was: Reading, now: Reading) -> Iterator[Drift]:
    dropped = cutoff_dropped(was, now)
    if dropped:
        yield dropped


def _negation(was: Reading, now: Reading) -> Iterator[Drift]:
    """Yield a change if one wording denies what the other says."""
    if not all(reading.lexicon.knows(reading.language, Dimension.NEGATION) for reading in (was, now)):
        return
    shared = (
        _shared(was.hedges + was.claims, now.hedges + now.claims),
        _shared(was.directions, now.directions),
        _shared(was.counts, now.counts),
    )
    denials = [
        [next(filter(None, map(reading.denial, targets)), None) for reading, targets in ((was, before), (now, after))]
        for before, after in shared
        if before and after
    ]
    if not (was.quantifiers and now.quantifiers):
        denials.append([next(was.denied_units(now), None), next(now.denied_units(was), None)])
    denials.append([next(was.denied_words(now), None), next(now.denied_words(was), None)])
    for before, after in denials:
        if bool(before) != bool(after):
            was_words, now_words = (denial.words if denial else "" for denial in (before, after))
            yield Drift(Kind.NEGATED if now_words else Kind.AFFIRMED, was_words, now_words)
            return


def _shared(before: list[Target], after: list[Target]) -> tuple[list[Target], list[Target]]:
    """Return the terms or numbers of which the other wording has some of the same sort."""
    sorts = set(map(_sort, before)) & set(map(_sort, after))
    return [term for term in before if _sort(term) in sorts], [term for term in after if _sort(term) in sorts]


def _sort(term: FoundTerm | Amount) -> tuple[str, int]:
    """Return what a negation would deny: a hedge, an assertion of a rank, or a number of a kind."""
    return (term.kind, 0) if isinstance(term, Amount) else (term.rule.dimension, term.rule.rank)


def _quantifiers(was: Reading, now: Reading) -> Iterator[Drift]:
    """Yield a change if the repetition takes in more or less. Quantifiers of a unit that both have go first."""
    units = [
        {unit for term in reading.quantifiers for unit in reading.unit_after(term.places)} for reading in (was, now)
    ]
    shared = units[0] & units[1]
    before, after = (
        max(
            (term for term in reading.quantifiers if not shared or shared & reading.unit_after(term.places)),
            key=lambda term: _part(reading, term)[1:],
            default=None,
        )
        for reading in (was, now)
    )
    if before is None or after is None:
        return
    (low, high, rank), (now_low, now_high, now_rank) = _part(was, before), _part(now, after)
    if not rank and not now_rank:
        return
    if rank and now_rank:
        more, less = now_rank > rank, now_rank < rank
    else:
        more, less = now_low > high, now_high < low
    if more or less:
        opposite = (rank == OPPOSITE) != (now_rank == OPPOSITE)
        effect = Claim.OPPOSITE if opposite else None
        yield Drift(Kind.WIDENED if more else Kind.NARROWED, before.words, after.words, effect)


def _part(reading: Reading, term: FoundTerm) -> tuple[Fraction, Fraction, int]:
    """Return what part of all a quantifier can be, in per cent, and its rank; the rank of two numbers is 0."""
    if term.rule.sense != SHARE:
        low, high = PARTS[term.rule.rank]
        return Fraction(low), Fraction(high), term.rule.rank
    numbers = [token.number for token in reading.tokens[term.start : term.end] if token.number is not None]
    part = 100 * numbers[0] / numbers[-1] if len(numbers) > 1 else numbers[0]
    return part, part, 0


def _hedges(was: Reading, now: Reading) -> Iterator[Drift]:
    """Yield a dropped or an added hedge; one hedge for another changes nothing."""
    if was.hedges and not now.hedges and now.lexicon.knows(now.language, Dimension.HEDGE):
        yield Drift(Kind.HEDGE_DROPPED, was.hedges[0].words, "")
    doubts = [term for term in now.hedges if term.rule.sense != ATTRIBUTION]
    if doubts and not was.hedges and was.lexicon.knows(was.language, Dimension.HEDGE):
        yield Drift(Kind.HEDGE_ADDED, "", doubts[0].words)


def _assertions(was: Reading, now: Reading) -> Iterator[Drift]:
    """Yield another assertion, or one that claims control beside those of the original."""
    before, after = (
        [term for term in reading.assertions if OPPOSITE < term.rule.rank < CONTROL or not reading.denial(term)]
        for reading in (was, now)
    )
    if not before or not after:
        return
    strongest = [max(terms, key=lambda term: term.rule.rank) for terms in (before, after)]
    common = {term.rule.sense for term in before} & {term.rule.sense for term in after}
    ranks = [term.rule.rank for term in strongest]
    if common and not ranks[1] >= CONTROL > ranks[0]:
        return
    effect = Claim.OTHER if ranks[0] == ranks[1] else Claim.MORE if ranks[1] > ranks[0] else Claim.LESS
    if OPPOSITE in ranks and ranks[0] != ranks[1]:
        effect = Claim.OPPOSITE
    was_words = before[0].words if ranks[0] < CONTROL else strongest[0].words
    now_words = after[0].words if ranks[1] < CONTROL else strongest[1].words
    yield Drift(Kind.ASSERTION, was_words, now_words, effect)


def _names(was: Reading, now: Reading) -> Iterator[Drift]:
    """Yield another group, place or counter; a wording that names none has not changed it."""
    for dimension, kind in NAMED:
        before, after = was.names(dimension), now.names(dimension)
        if not before:
            before = was.subject(dimension)
            after = [
                term
                for term in after
                if dimension is not Dimension.PLACE or (now.located(term) and term.rule.rank != TOWN)
            ]
        if before and after and not _same_names(before, after):
            yield Drift(kind, before[0].words, after[0].words)
        elif before and dimension is Dimension.PLACE:
            added = [term for term in after if now.joined(term) and not _same_names(before, [term])]
            if added and not any(map(was.joined, before)):
                yield Drift(kind, before[0].words, added[0].words)


def _same_names(before: list[FoundTerm], after: list[FoundTerm]) -> bool:
    """Return whether two wordings can name the same: equal senses, or one that includes the other."""
    senses, others = ({term.rule.sense for term in terms} for terms in (before, after))
    wider = {sense.partition(": ")[0] for sense in senses}, {sense.partition(": ")[0] for sense in others}
    return bool(senses & others or senses & wider[1] or wider[0] & others)
