"""What a wording says, aspect by aspect, as far as the rules know its words."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from tally.records.wordings.columns import Dimension
from tally.records.wordings.rules import GAP, language_code
from tally.records.wordings.terms import YEAR, FoundTerm, Lexicon
from tally.records.wordings.tokens import SENTENCE_ENDS, Token, folded, tokens_of

BEFORE, AFTER = 6, 2  # words that may be between a negation and what it denies, before it and after it
OPPOSITE, FEW = 1, 2  # ranks: of none and absent, which mean the opposite of all others, and of few
MOST_RANK = 10  # less the rank of a quantifier: that of its opposite
YEAR_KIND = "year"  # of number
CONTRAST = "contrast"  # the sense of words that end what a negation denies
COMMA = ","
NO = "no"  # the sense of a quantifier that needs a unit: “no province”, but not “no longer”
SHARE = "share"  # the sense of a quantifier of two numbers: “31 of the 34”
ARTICLE = 1  # word that may be between “in” and a place
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
        """Find the names of what it is about, or of what most figures of the case are about."""
        about = self.lexicon.find(self.about, self.language, dimension)
        return about or [self.lexicon.main[dimension]] if dimension in self.lexicon.main else about

    def located(self, term: FoundTerm) -> bool:
        """Return whether a place is one where something is: “in Mali”, “Mali provinces”, but not “Mali says”."""
        before = {term.start - ARTICLE, term.start} & {other.end for other in self.wheres}
        return bool(before) or not {term.end - 1, term.end}.isdisjoint(_places(self.units))

    @cached_property
    def plain(self) -> str:
        """The wording in one typography."""
        return folded(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the wording."""
        return tokens_of(self.plain, language_code(self.language))

    @cached_property
    def wheres(self) -> list[FoundTerm]:
        """The words after which a place follows."""
        return self.find(Dimension.WHERE)

    @cached_property
    def dates(self) -> list[FoundTerm]:
        """The dates, whose numbers are not counts."""
        return self.find(Dimension.DATE)

    @cached_property
    def units(self) -> list[FoundTerm]:
        """The units: words for what is counted."""
        return self.find(Dimension.UNIT)

    @cached_property
    def senses(self) -> dict[int, frozenset[str]]:
        """The senses of the units, by their first place."""
        senses: dict[int, frozenset[str]] = {}
        for term in self.units:
            senses[term.start] = senses.get(term.start, frozenset()) | {term.rule.sense}
        return senses

    @cached_property
    def before_numbers(self) -> dict[int, FoundTerm]:
        """The words such as “at least”, by the place after them."""
        return {term.end: term for term in self.find(Dimension.BOUND) if not term.rule.words.startswith(GAP)}

    @cached_property
    def bounds(self) -> set[int]:
        """The places of the numbers with words such as “at least”."""
        return {place for amount in self.amounts if amount.bound for place in amount.places}

    @cached_property
    def quantifiers(self) -> list[FoundTerm]:
        """The quantifiers. “All in all” and “some 330” have none; “no province is free of” means all."""
        taken = self.bounds | _places(self.dates)
        found = self.lexicon.find(self.text, self.language, Dimension.QUANTIFIER, taken)
        absent = {term.start: term for term in self.find(Dimension.ASSERTION, found) if term.rule.rank == OPPOSITE}
        return [self._reversed(term, absent) for term in found if term.rule.rank and self._is_part(term)]

    @cached_property
    def hedges(self) -> list[FoundTerm]:
        """The hedges, without the month of May."""
        return [term for term in self.find(Dimension.HEDGE, self.dates) if term.rule.rank]

    @cached_property
    def negations(self) -> list[FoundTerm]:
        """The negations, without “not every” and “no fewer than”, and the words that end them, such as “but”."""
        taken = self.bounds | _places(self.quantifiers)
        found = self.lexicon.find(self.text, self.language, Dimension.NEGATION, taken)
        return [term for term in found if term.rule.rank or term.rule.sense == CONTRAST]

    @cached_property
    def assertions(self) -> list[FoundTerm]:
        """The assertions about what the group did."""
        return [term for term in self.find(Dimension.ASSERTION, self.quantifiers) if term.rule.rank]

    @cached_property
    def claims(self) -> list[FoundTerm]:
        """The assertions that something is there, which a negation can deny."""
        return [term for term in self.assertions if term.rule.rank != OPPOSITE]

    @cached_property
    def multiples(self) -> list[FoundTerm]:
        """The multiples and percentages."""
        return self.find(Dimension.MULTIPLE)

    @cached_property
    def counts(self) -> list[Amount]:
        """The numbers without those of a quantifier such as “all but two” and “three quarters”."""
        words = [term for term in self.quantifiers if term.rule.sense != SHARE]
        numbered, every = _places([term for term in words if term.numbered]), _places(words)
        return [
            amount for amount in self.amounts if amount.places.start not in (every if amount.kind else numbered)
        ]  # fmt: skip

    @cached_property
    def amounts(self) -> list[Amount]:
        """The numbers, days of a month left out."""
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
                kind = YEAR_KIND if YEAR.fullmatch(token.word) else ""
                amounts.append(self._amount(token.number, kind, range(place, place + 1)))
        return sorted(amounts, key=lambda amount: amount.places.start)

    @cached_property
    def denials(self) -> tuple[dict[int, FoundTerm], dict[int, FoundTerm]]:
        """The negations by the place after them, and by their first place."""
        return {term.end: term for term in self.negations}, {term.start: term for term in self.negations}

    def denial(self, target: FoundTerm | Amount) -> FoundTerm | None:
        """
        Return the negation that denies a term or a number: one a few words before or after it in its sentence.

        “But” and a comma end what is denied; two commas enclose an insertion.
        """
        ended, started = self.denials
        start, stop = target.places.start, target.places.stop
        found, commas = None, 0
        for place in range(start, max(start - BEFORE, 1) - 1, -1):
            pause = self.tokens[place - 1].pause
            commas += pause == COMMA
            if pause in SENTENCE_ENDS:
                break
            if place in ended and (ended[place].rule.sense == CONTRAST or commas % 2 == 0):
                found = ended[place]
                break
        for place in range(stop, min(stop + AFTER + 1, len(self.tokens))):
            if found or self.tokens[place - 1].pause in {*SENTENCE_ENDS, COMMA}:
                break
            found = started.get(place)
        return found if found and found.rule.rank else None

    def _is_part(self, term: FoundTerm) -> bool:
        """Return whether a quantifier of two numbers is a part of a whole, not 17 of 2021; and “no” one of a unit."""
        if term.rule.sense == NO:
            return bool(self.unit_after(term.places))
        if term.rule.sense != SHARE:
            return True
        numbers = [token for token in self.tokens[term.start : term.end] if token.number is not None]
        values = [token.number or 0 for token in numbers]
        return 0 < values[0] <= (values[-1] if len(values) > 1 else 100) and not any(
            YEAR.fullmatch(token.word) for token in numbers
        )

    def _reversed(self, term: FoundTerm, absent: dict[int, FoundTerm]) -> FoundTerm:
        """Return a quantifier of none or few as one of all or nearly all, if what follows says that it is absent."""
        if term.rule.rank > FEW:
            return term
        place = next((place for place in range(term.end, term.end + BEFORE + 1) if place in absent), None)
        if place is None:
            return term
        end = absent[place].end
        words = self.plain[self.tokens[term.start].start : self.tokens[end - 1].end].lower()
        return FoundTerm(replace(term.rule, rank=MOST_RANK - term.rule.rank), words, term.start, end)

    def unit_after(self, places: range) -> frozenset[str]:
        """Return the senses of the unit that follows a number or a quantifier within a few words."""
        near = range(places.start, places.stop + NOUN)
        return next((self.senses[place] for place in near if place in self.senses), frozenset())

    def _amount(self, value: Fraction, kind: str, places: range) -> Amount:
        """Return a number with the words at it."""
        bound, whole = self._bound(places)
        units = self.unit_after(places) if kind != YEAR_KIND else frozenset()
        words = self.plain[self.tokens[whole.start].start : self.tokens[whole.stop - 1].end]
        return Amount(value, kind, words, bound.rule.sense if bound else "", bound.words if bound else "", units, whole)

    def _bound(self, places: range) -> tuple[FoundTerm | None, range]:
        """Find the words such as “at least” directly before a number or after it, and the places of both."""
        if places.start in self.before_numbers:
            term = self.before_numbers[places.start]
            return term, range(term.start, places.stop)
        after = self.lexicon.following(self.tokens, places.stop, self.language, Dimension.BOUND)
        return (after, range(places.start, after.end)) if after else (None, places)


def _places(*terms: list[FoundTerm]) -> set[int]:
    """Return the places of some terms."""
    return {place for found in terms for term in found for place in term.places}
