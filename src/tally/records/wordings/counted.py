"""What a wording counts: its numbers with the words at them, its units and its dates."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from tally.records.wordings.columns import Dimension
from tally.records.wordings.rules import GAP, language_code
from tally.records.wordings.terms import YEAR, FoundTerm, Lexicon
from tally.records.wordings.tokens import Token, folded, tokens_of

YEAR_KIND = "year"  # of number
MAGNITUDE = "magnitude"  # the sense of words such as “hundreds of”
PLUS = "+"  # follows its number, unlike the other signs
SIGNS = {
    "~": "about", "≈": "about", "∼": "about", "±": "about", ">": "at least", "≥": "at least", PLUS: "at least",
    "<": "at most", "≤": "at most",
}  # fmt: skip
ARTICLE = 1  # word that may be between “in” and a place
AND = "and"  # the sense of words that join places
LETTERS, ENDING = 4, 2  # of a word that says something, and of the end in which its forms differ
ADJECTIVE = 1  # word between a number and its unit, if “at least” follows
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
class Counted:
    """A wording and what it counts. `about` names the group and the place that it is about, if it does not."""

    text: str
    language: str
    about: str
    lexicon: Lexicon

    def find(self, dimension: Dimension, *masks: list[FoundTerm]) -> list[FoundTerm]:
        """Find the words of a dimension, but not within those of `masks`."""
        return self.lexicon.find(self.text, self.language, dimension, places_of(*masks))

    @cached_property
    def plain(self) -> str:
        """The wording in one typography."""
        return folded(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the wording."""
        return tokens_of(self.plain, language_code(self.language))

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
        return {place for amount in self.amounts if amount.bound not in ("", MAGNITUDE) for place in amount.places}

    @cached_property
    def multiples(self) -> list[FoundTerm]:
        """The multiples and percentages."""
        return self.find(Dimension.MULTIPLE, self.dates)

    @cached_property
    def amounts(self) -> list[Amount]:
        """The numbers, days of a month left out."""
        dated, amounts = places_of(self.dates), []
        for term in self.multiples:
            numbers = [token.number for token in self.tokens[term.start : term.end] if token.number is not None]
            sense, _, kind = term.rule.sense.rpartition(" ")
            vague = kind == MAGNITUDE
            value = Fraction(sense) if sense else numbers[0] if numbers else None
            if value is not None:
                amount = self._amount(value, "" if vague else kind, term.places)
                amounts.append(replace(amount, bound=kind, bound_words=term.words) if vague else amount)
        taken = dated | places_of(self.multiples)
        for place, token in enumerate(self.tokens):
            if token.number is not None and (place not in taken or YEAR.fullmatch(token.word)):
                kind = YEAR_KIND if YEAR.fullmatch(token.word) else ""
                amounts.append(self._amount(token.number, kind, range(place, place + 1)))
        return sorted(amounts, key=lambda amount: amount.places.start)

    def alike(self, word: str) -> list[int]:
        """Return the places of a word in any of its forms."""
        places = self.stems.get(word[:LETTERS], [])
        return [place for place in places if _one_word(word, self.tokens[place].word)]

    @cached_property
    def stems(self) -> dict[str, list[int]]:
        """The places of words that say something, by their first letters."""
        stems: dict[str, list[int]] = {}
        for place, token in enumerate(self.tokens):
            if len(token.word) >= LETTERS and token.number is None:
                stems.setdefault(token.word[:LETTERS], []).append(place)
        return stems

    def unit_after(self, places: range) -> frozenset[str]:
        """Return the senses of the unit that follows a number or a quantifier within a few words."""
        near = range(places.start, places.stop + NOUN)
        return next((self.senses[place] for place in near if place in self.senses), frozenset())

    def located(self, term: FoundTerm) -> bool:
        """Return whether a place is one where something is: “in Mali”, “Mali provinces”, but not “Mali says”."""
        before = {term.start - ARTICLE, term.start} & self.where_ends
        return bool(before) or not {term.end - 1, term.end}.isdisjoint(places_of(self.units))

    @cached_property
    def where_ends(self) -> set[int]:
        """The places after words after which a place follows."""
        return {term.end for term in self.find(Dimension.WHERE) if term.rule.sense != AND}

    def unit_beside(self, term: FoundTerm) -> frozenset[str]:
        """Return the senses of the unit that is the nearest to a term, before or after it."""
        distances = {place: term.start - place if place < term.start else place - term.end + 1 for place in self.senses}
        return self.senses[min(distances, key=lambda place: distances[place])] if distances else frozenset()

    def _amount(self, value: Fraction, kind: str, places: range) -> Amount:
        """Return a number with the words at it."""
        bound, bound_words, whole = self._bound(places)
        units = self.unit_after(places) if kind != YEAR_KIND else frozenset()
        words = self.plain[self.tokens[whole.start].start : self.tokens[whole.stop - 1].end]
        if bound_words in SIGNS:
            words = words + bound_words if bound_words == PLUS else bound_words + words
        return Amount(value, kind, words, bound, bound_words, units, whole)

    def _bound(self, places: range) -> tuple[str, str, range]:
        """
        Find the words or the sign that mean “at least” or the like, directly at a number or after its unit.

        Return their sense, the words, and the places of the number with them.
        """
        if places.start in self.before_numbers:
            term = self.before_numbers[places.start]
            return term.rule.sense, term.words, range(term.start, places.stop)
        before = self.plain[: self.tokens[places.start].start].rstrip()[-1:]
        after = self.plain[self.tokens[places.stop - 1].end :][:1]
        sign = before if before in SIGNS and before != PLUS else after if after == PLUS else ""
        if sign:
            return SIGNS[sign], sign, places
        for end in (places.stop, *(term.end for term in self.units if 0 <= term.start - places.stop <= ADJECTIVE)):
            following = self.lexicon.following(self.tokens, end, self.language, Dimension.BOUND)
            if following and not (end > places.stop and self._starts_number(following.end)):
                return following.rule.sense, following.words, range(places.start, following.end)
        return "", "", places

    def _starts_number(self, place: int) -> bool:
        """Return whether there is a number at a place."""
        return place < len(self.tokens) and self.tokens[place].number is not None


def _one_word(word: str, other: str) -> bool:
    """Return whether two words can be forms of one: the shorter has at most two letters more than both have."""
    common = next((n for n, letters in enumerate(zip(word, other, strict=False)) if letters[0] != letters[1]), None)
    return common is None or min(len(word), len(other)) - common <= ENDING


def places_of(*terms: list[FoundTerm]) -> set[int]:
    """Return the places of some terms."""
    return {place for found in terms for term in found for place in term.places}
