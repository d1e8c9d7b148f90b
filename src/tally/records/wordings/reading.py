"""What a wording says, aspect by aspect, as far as the rules know its words."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tally.records.wordings.columns import Dimension
from tally.records.wordings.rules import GAP, language_code
from tally.records.wordings.terms import YEAR, FoundTerm, Lexicon
from tally.records.wordings.tokens import SENTENCE_END, Token, folded, tokens_of

BEFORE, AFTER = 6, 2  # words that may be between a negation and what it denies, before it and after it
NOUN = 4  # words within which a unit follows a number or a quantifier


@dataclass(frozen=True)
class Amount:
    """
    A number in a wording: a count, a year or a multiple.

    `kind` is empty for a count; `bound` is what the words at the number make of it, such as “at least”; `units` are the
    senses of the unit that follows.
    """

    value: Fraction
    kind: str
    words: str
    bound: str
    bound_words: str
    units: frozenset[str]
    places: range


@dataclass(frozen=True)
class Reading:
    """A wording as the rules read it. `about` names the group and the place that it is about, if it does not."""

    text: str
    language: str
    about: str
    lexicon: Lexicon

    def find(self, dimension: Dimension, *masks: list[FoundTerm]) -> list[FoundTerm]:
        """Find the words of a dimension, but not within those of `masks`."""
        return self.lexicon.find(self.text, self.language, dimension, _places(*masks))

    def names(self, dimension: Dimension) -> list[FoundTerm]:
        """Find the names of groups, places or counters; “Islamic State of Iraq” names no place."""
        return self.find(dimension, *([] if dimension is Dimension.GROUP else [self.find(Dimension.GROUP)]))

    def subject(self, dimension: Dimension) -> list[FoundTerm]:
        """Find its names of groups, places or counters; if it has none, those of what it is about."""
        return self.names(dimension) or self.lexicon.find(self.about, self.language, dimension)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words."""
        return tokens_of(folded(self.text), language_code(self.language))

    @cached_property
    def dates(self) -> list[FoundTerm]:
        """Its dates, whose days are no counts."""
        return self.find(Dimension.DATE)

    @cached_property
    def units(self) -> list[FoundTerm]:
        """What is counted."""
        return self.find(Dimension.UNIT)

    @cached_property
    def quantifiers(self) -> list[FoundTerm]:
        """Its quantifiers, idioms left out; “some 330” has none."""
        bounds = {place for amount in self.amounts if amount.bound for place in amount.places}
        found = self.lexicon.find(self.text, self.language, Dimension.QUANTIFIER, bounds)
        return [term for term in found if term.rule.rank]

    @cached_property
    def hedges(self) -> list[FoundTerm]:
        """Its hedges; the month of May is none."""
        return [term for term in self.find(Dimension.HEDGE, self.dates) if term.rule.rank]

    @cached_property
    def negations(self) -> list[FoundTerm]:
        """Its negations; “not every” and “no fewer than” are none."""
        bounds = {place for amount in self.amounts if amount.bound for place in amount.places}
        taken = bounds | _places(self.quantifiers)
        found = self.lexicon.find(self.text, self.language, Dimension.NEGATION, taken)
        return [term for term in found if term.rule.rank]

    @cached_property
    def assertions(self) -> list[FoundTerm]:
        """What it says that the group did."""
        return [term for term in self.find(Dimension.ASSERTION, self.quantifiers) if term.rule.rank]

    @cached_property
    def multiples(self) -> list[FoundTerm]:
        """Its multiples and percentages."""
        return self.find(Dimension.MULTIPLE)

    @cached_property
    def amounts(self) -> list[Amount]:
        """Its numbers, days of a month left out."""
        dated, amounts = _places(self.dates), []
        for term in self.multiples:
            numbers = [token.number for token in self.tokens[term.start : term.end] if token.number is not None]
            sense, _, kind = term.rule.sense.rpartition(" ")
            value = numbers[0] if numbers else Fraction(sense) if sense else None
            if value is not None:
                amounts.append(self._amount(value, kind, term.places))
        taken = dated | _places(self.multiples)
        for place, token in enumerate(self.tokens):
            if token.number is not None and (place not in taken or YEAR.fullmatch(token.word)):
                kind = "year" if YEAR.fullmatch(token.word) else ""
                amounts.append(self._amount(token.number, kind, range(place, place + 1)))
        return sorted(amounts, key=lambda amount: amount.places.start)

    def denial(self, target: FoundTerm | Amount) -> FoundTerm | None:
        """Return the negation that denies a term or a number, if there is one."""
        for term in self.negations:
            ahead = term.start < target.places.start
            first, last = (term.end, target.places.start) if ahead else (target.places.stop, term.start)
            ends = any(token.pause and token.pause in SENTENCE_END for token in self.tokens[first - 1 : last])
            if last - first <= (BEFORE if ahead else AFTER) and not ends:
                return term
        return None

    def unit_after(self, places: range) -> frozenset[str]:
        """Return the senses of the unit that follows a number or a quantifier within a few words."""
        following = [term for term in self.units if places.start <= term.start < places.stop + NOUN]
        first = min((term.start for term in following), default=-1)
        return frozenset(term.rule.sense for term in following if term.start == first)

    def _amount(self, value: Fraction, kind: str, places: range) -> Amount:
        """Return a number with the words at it."""
        bound, whole = self._bound(places)
        units = self.unit_after(places) if kind != "year" else frozenset()
        text = folded(self.text)
        words = text[self.tokens[whole.start].start : self.tokens[whole.stop - 1].end]
        return Amount(value, kind, words, bound.rule.sense if bound else "", bound.words if bound else "", units, whole)

    def _bound(self, places: range) -> tuple[FoundTerm | None, range]:
        """Find the words such as “at least” directly before a number or after it, and the places of both."""
        for term in self.lexicon.find(self.text, self.language, Dimension.BOUND):
            if not term.rule.words.startswith(GAP) and term.end == places.start:
                return term, range(term.start, places.stop)
        after = self.lexicon.following(self.tokens, places.stop, self.language, Dimension.BOUND)
        return (after, range(places.start, after.end)) if after else (None, places)


def _places(*terms: list[FoundTerm]) -> set[int]:
    """Return the places of some terms."""
    return {place for found in terms for term in found for place in term.places}
