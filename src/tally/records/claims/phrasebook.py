"""Arrange the phrases of the rules by their first words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tally.records.claims.columns import Kind, Part
from tally.records.claims.numerals import Number
from tally.records.claims.rules import AFTER, NUMBER, ClaimRule

LOOSE = (Kind.TIMES, Kind.BARE_MULTIPLE)  # without the words that make a multiple of them
MULTIPLES = (Kind.MULTIPLE, Kind.TIMES_MORE, Kind.TIMES_FEWER)


@dataclass(frozen=True)
class Entry:
    """One phrase of a rule, word by word; `after` if it is after the amount."""

    rule: ClaimRule
    pieces: tuple[str, ...]
    after: bool


@dataclass(frozen=True)
class Found:
    """A rule at a place: its places, the number in it if it has one, and a qualifier directly before that number."""

    rule: ClaimRule
    start: int
    end: int
    number: Number | None = None
    qualifier: ClaimRule | None = None

    @property
    def size(self) -> Number:
        """The number of an amount: in its words, in the text, or both (two thirds)."""
        value = self.rule.value
        if self.number is None:
            return Number(self.start, self.end, value or Fraction(0), value or Fraction(0))
        if value is None:
            return self.number
        number = self.number
        return Number(number.start, number.end, number.low * value, number.high * value, number.unit)

    def agrees(self, other: "Found") -> bool:
        """Return whether two amounts can be the ends of one range: “five times to six times as many” is one."""
        sense, senses = self.rule.sense, other.rule.sense
        return sense == senses or (sense in LOOSE and senses in MULTIPLES)


def entries_of(rules: Iterable[ClaimRule]) -> dict[tuple[Part, str], list[Entry]]:
    """Return the phrases by part and first word; under `#` and the word after it if they begin with a number."""
    index: dict[tuple[Part, str], list[Entry]] = {}
    for rule in rules:
        for phrase in rule.phrases:
            if rule.part is Part.HALF and NUMBER in phrase:
                continue  # the end of a word: “zweieinhalb”
            for pieces in _spellings(tuple(phrase.removeprefix(AFTER).split())):
                index.setdefault((rule.part, _key(pieces)), []).append(Entry(rule, pieces, phrase.startswith(AFTER)))
    return index


def _spellings(pieces: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the pieces of a phrase, and the same with the number as a word by itself: “5-fold” is two words."""
    yield pieces
    apart = tuple(" ".join(pieces).replace(NUMBER, f"{NUMBER} ").split())
    if apart != pieces and not any(piece.find(NUMBER) > 0 for piece in pieces):
        yield apart


def _key(pieces: tuple[str, ...]) -> str:
    """Return the key of a phrase: its first word, or `#` with the word after a number, or `#` within a word."""
    if pieces[0] == NUMBER:
        return "".join(pieces[:2])
    return NUMBER if NUMBER in pieces[0] else pieces[0]
