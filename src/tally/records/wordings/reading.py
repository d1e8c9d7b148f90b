"""What a wording says, aspect by aspect, as far as the rules know its words."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from tally.records.wordings.columns import Dimension
from tally.records.wordings.counted import AND, ARTICLE, LETTERS, NOUN, Amount, Counted, places_of
from tally.records.wordings.terms import YEAR, FoundTerm
from tally.records.wordings.tokens import SENTENCE_ENDS

BEFORE, AFTER = 7, 2  # words that may be between a negation and what it denies, before it and after it
VERB = 4  # words within which a negation has its verb
MOST_PLACES = 9  # of one word, that are looked at
CONTRAST = "contrast"  # the sense of words that end what a negation denies
COMMA = ","
TOWN = 2  # the rank of a place that often only names who speaks: “Washington says”
ALL_OF = "all of a place"  # the sense of a quantifier that needs a place
NO = "no"  # the sense of a quantifier that needs a unit: “no province”, but not “no longer”
OPPOSITE, FEW = 1, 2  # ranks: of none and absent, which mean the opposite of all others, and of few
ALL = 9  # the rank of all
WITH_EXCEPTIONS = "with exceptions"  # the sense of words that make nearly all of all, wherever they stand
MOST_RANK = 10  # less the rank of a quantifier: that of its opposite
SHARE = "share"  # the sense of a quantifier of two numbers: “31 of the 34”


class Reading(Counted):
    """A wording as the rules read it."""

    def names(self, dimension: Dimension) -> list[FoundTerm]:
        """
        Find the names of groups, places or counters.

        “Islamic State of Iraq” names no place, and a town is one only where something is: “in Mopti”.
        """
        found = self.find(dimension, *([] if dimension is Dimension.GROUP else [self.find(Dimension.GROUP)]))
        return [term for term in found if term.rule.rank != TOWN or term.start in self.where_ends]

    def subject(self, dimension: Dimension) -> list[FoundTerm]:
        """Find the names of what it is about, or of what most figures of the case are about."""
        about = self.lexicon.find(self.about, self.language, dimension)
        return about or [self.lexicon.main[dimension]] if dimension in self.lexicon.main else about

    def joined(self, term: FoundTerm) -> bool:
        """Return whether a place follows others: “in Mali, Chad and Niger”, but not “in Mali, and Niger says”."""
        units, places = places_of(self.units), set[int]()
        for other in self.names(Dimension.PLACE):
            if self.located(other) or other.start - 1 in units or other.start in places:
                places.add(other.end)
        ands = {
            found.start for found in self.find(Dimension.WHERE) if found.rule.sense == AND and found.end == term.start
        }
        return any(not self.tokens[place - 1].pause for place in ands & places)

    @cached_property
    def quantifiers(self) -> list[FoundTerm]:
        """The quantifiers. “All in all” and “some 330” have none; “no province is free of” means all."""
        taken = self.bounds | places_of(self.dates)
        found = self.lexicon.find(self.text, self.language, Dimension.QUANTIFIER, taken)
        absent = {term.start: term for term in self.find(Dimension.ASSERTION, found) if term.rule.rank == OPPOSITE}
        terms = [self._reversed(term, absent) for term in found if term.rule.rank and self._is_part(term)]
        excepted = any(term.rule.sense == WITH_EXCEPTIONS for term in terms)
        return [term for term in terms if not excepted or term.rule.rank < ALL]

    @cached_property
    def hedges(self) -> list[FoundTerm]:
        """The hedges, without the month of May."""
        return [term for term in self.find(Dimension.HEDGE, self.dates) if term.rule.rank]

    @cached_property
    def negations(self) -> list[FoundTerm]:
        """The negations, without “not every” and “no fewer than”, and the words that end them, such as “but”."""
        taken = self.bounds | places_of(self.quantifiers)
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
    def directions(self) -> list[FoundTerm]:
        """The words for a rise or a fall. “Fell to the rebels” has none."""
        return [term for term in self.find(Dimension.DIRECTION, self.assertions) if term.rule.rank]

    @cached_property
    def counts(self) -> list[Amount]:
        """The numbers without those of a quantifier such as “all but two” and “three quarters”."""
        words = [term for term in self.quantifiers if term.rule.sense != SHARE]
        numbered, every = places_of([term for term in words if term.numbered]), places_of(words)
        return [
            amount for amount in self.amounts if amount.places.start not in (every if amount.kind else numbered)
        ]  # fmt: skip

    @cached_property
    def denials(self) -> tuple[dict[int, FoundTerm], dict[int, FoundTerm]]:
        """The negations by the place after them, and by their first place."""
        return {term.end: term for term in self.negations}, {term.start: term for term in self.negations}

    def denial(self, target: FoundTerm | Amount) -> FoundTerm | None:
        """
        Return the negation that denies a term or a number: one a few words before or after it in its sentence, or
        within it.

        “But” and a comma end what is denied; two commas enclose an insertion.
        """
        return self._denial(target.places)

    def denied_units(self, other: "Reading") -> Iterator[FoundTerm]:
        """Yield the words for none of a unit that another wording has: “no attacks”."""
        none = [term for term in self.quantifiers if term.rule.rank == OPPOSITE]
        counted = {term.rule.sense for term in other.units}
        denied = {place for term in none for place in range(term.start, term.end + NOUN)}
        for term in none:
            unit = self.unit_after(term.places)
            again = any(unit & senses for place, senses in self.senses.items() if place not in denied)
            if unit & counted and not again:
                yield term

    def denied_words(self, other: "Reading") -> Iterator[FoundTerm]:
        """Yield the negations of words that another wording, with half of the words beside them, does not deny."""
        for term in self.negations:
            if not term.rule.rank:
                continue
            around = self._clause(range(max(term.start - BEFORE, 0), min(term.end + BEFORE, len(self.tokens))), term)
            after = [place for place in around if term.end <= place < term.end + VERB]
            follows = any(len(token.word) >= LETTERS - 1 for token in self.tokens[term.end : term.end + VERB])
            before = [place for place in around if term.start - VERB <= place < term.start and not follows]
            known = [place for place in around if other.alike(self.tokens[place].word)]
            if after and after[0] not in known and len(self.tokens[after[0]].word) == LETTERS:
                del after[0]
            targets = after[:1] or before
            if not targets or not {*targets} <= {*known} or 2 * len(known) < len(around):
                continue
            words = [self.tokens[place].word for place in targets]
            if all(self.denied(word) for word in words) and not any(map(other.denied, words)):
                yield term

    def _denial(self, places: range) -> FoundTerm | None:
        """Return the negation that denies the words at some places."""
        ended, started = self.denials
        start, stop = places.start, places.stop
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
        for place in range(start + 1, stop - 1):
            found = found or started.get(place)
        return found if found and found.rule.rank else None

    def denied(self, word: str) -> bool:
        """Return whether a wording denies a word wherever it has it."""
        return all(self._denial(range(place, place + 1)) for place in self.alike(word)[:MOST_PLACES])

    def _clause(self, places: range, term: FoundTerm) -> list[int]:
        """Return the places, of some, of words that say something and have no pause between them and a term."""
        start, stop = places.start, places.stop
        ends = {other.start for other in self.negations if other.rule.sense == CONTRAST and other.start >= term.end}
        for place in places:
            if place in ends:
                stop = min(stop, place)
            if self.tokens[place].pause and place < term.start:
                start = place + 1
            if self.tokens[place].pause and place >= term.end - 1:
                stop = min(stop, place + 1)
        return [
            place
            for place in range(start, stop)
            if place not in term.places
            and len(self.tokens[place].word) >= LETTERS
            and self.tokens[place].number is None
        ]

    def _is_part(self, term: FoundTerm) -> bool:
        """Return whether a quantifier of two numbers is a part of a whole, not 17 of 2021; and “no” one of a unit."""
        if term.rule.sense == ALL_OF:
            return any(place.start in (term.end, term.end + ARTICLE) for place in self.names(Dimension.PLACE))
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
