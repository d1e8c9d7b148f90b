"""Find the words of the rules, and numbers, at a place in a text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tally.records.claims.columns import Part
from tally.records.claims.rules import AFTER, NUMBER, ClaimRule
from tally.records.claims.tokens import Token
from tally.text import named_number

LONGEST_NUMBER = 5  # words
COMMA_IS_THOUSANDS = "en"
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Number:
    """A number in a text: its places, its values (two for “two to three”), and the unit of its last digit."""

    start: int
    end: int
    low: Fraction
    high: Fraction
    unit: Fraction = Fraction(1)

    @property
    def is_year(self) -> bool:
        """Return whether it looks like a year."""
        return self.low == self.high and self.unit == 1 and self.low.denominator == 1 and 1900 <= self.low < 2100


@dataclass(frozen=True)
class Found:
    """A rule at a place: its places, the number in it if it has one, and a qualifier directly before that number."""

    rule: ClaimRule
    start: int
    end: int
    number: Number | None = None
    qualifier: ClaimRule | None = None


@dataclass(frozen=True)
class _Entry:
    """One phrase of a rule, word by word; `after` if it is after the amount."""

    rule: ClaimRule
    pieces: tuple[str, ...]
    after: bool


@dataclass(frozen=True)
class Lexicon:
    """The rules of one language."""

    language: str
    rules: tuple[ClaimRule, ...]

    @cached_property
    def _entries(self) -> dict[tuple[Part, str], list[_Entry]]:
        """The phrases by part and first word; those that begin with a number are under `#`."""
        index: dict[tuple[Part, str], list[_Entry]] = {}
        for rule in self.rules:
            for phrase in rule.phrases:
                entry = _Entry(rule, tuple(phrase.removeprefix(AFTER).split()), phrase.startswith(AFTER))
                first = entry.pieces[0]
                index.setdefault((rule.part, NUMBER if NUMBER in first else first), []).append(entry)
        return index

    @cached_property
    def _longest(self) -> int:
        """The most words of a phrase."""
        return max((len(entry.pieces) for entries in self._entries.values() for entry in entries), default=0)

    @cached_property
    def _halves(self) -> tuple[str, ...]:
        """The ends of words that add a half, such as the “einhalb” of “zweieinhalb”."""
        halves = [phrase for rule in self.rules if rule.part is Part.HALF for phrase in rule.phrases]
        return tuple(phrase.removeprefix(NUMBER) for phrase in halves if phrase.startswith(NUMBER))

    def at(self, tokens: Sequence[Token], place: int, part: Part, *, after: bool = False) -> Found | None:
        """Return the rule with the longest words that start at a place; `after` for a qualifier after its amount."""
        if not 0 <= place < len(tokens):
            return None
        candidates = [*self._entries.get((part, tokens[place].text), ()), *self._numbered(tokens, place, part)]
        found = [match for entry in candidates if entry.after is after and (match := self._match(tokens, place, entry))]
        return max(found, key=lambda match: match.end, default=None)

    def _numbered(self, tokens: Sequence[Token], place: int, part: Part) -> list[_Entry]:
        """Return the phrases that may begin at a place with a number, or with a word that has one in it."""
        entries = self._entries.get((part, NUMBER), [])
        if not entries or self.single_number(tokens, place):
            return entries
        return [entry for entry in entries if entry.pieces[0] != NUMBER]

    def before(self, tokens: Sequence[Token], place: int, part: Part) -> Found | None:
        """Return the rule with the longest words that end before a place."""
        for start in range(max(0, place - self._longest), place):
            found = self.at(tokens, start, part)
            if found and found.end == place:
                return found
        return None

    def has(self, tokens: Sequence[Token], place: int, *parts: Part) -> bool:
        """Return whether words of one of these parts start at a place."""
        return any(self.at(tokens, place, part) for part in parts)

    def number(self, tokens: Sequence[Token], place: int) -> Number | None:
        """Return the number that starts at a place, in digits or words; a range of two is one number."""
        first = self.single_number(tokens, place)
        link = first and (self.at(tokens, first.end, Part.RANGE) or _dash(tokens, first.end))
        if first and link and (second := self.single_number(tokens, link.end)) and first.high < second.low:
            return Number(place, second.end, first.low, second.high, min(first.unit, second.unit))
        return first

    def single_number(self, tokens: Sequence[Token], place: int) -> Number | None:
        """Return the number that starts at a place; of a range, the first."""
        if not 0 <= place < len(tokens):
            return None
        text = tokens[place].text
        if text[0].isdecimal():
            return self._with_half(tokens, _digits(text, place, self.language))
        if not text.isalpha():
            value = unicodedata.numeric(text, 0) if len(text) == 1 else 0
            fraction = Fraction(value).limit_denominator(8)
            return Number(place, place + 1, fraction, fraction, fraction) if value else None
        for count in range(min(LONGEST_NUMBER, len(tokens) - place), 0, -1):
            if named := named_number([token.text for token in tokens[place : place + count]], self.language):
                return self._with_half(tokens, Number(place, place + count, Fraction(named), Fraction(named)))
        return None

    def _with_half(self, tokens: Sequence[Token], number: Number) -> Number:
        """Return a number with the half after it, if there is one: “two and a half”, “2½”."""
        half = self.at(tokens, number.end, Part.HALF)
        end = half.end if half else number.end + 1 if [token.text for token in tokens[number.end :][:1]] == ["½"] else 0
        return Number(number.start, end, number.low + HALF, number.high + HALF, HALF) if end else number

    def _match(self, tokens: Sequence[Token], place: int, entry: _Entry) -> Found | None:
        """Match all words of a phrase from a place on; a qualifier may precede its number (multiplied by nearly #)."""
        start, number, qualifier = place, None, None
        for piece in entry.pieces:
            if NUMBER in piece:
                inner = self.at(tokens, place, Part.QUALIFIER) if place > start else None
                qualifier, place = (inner.rule, inner.end) if inner else (None, place)
                number = self.number(tokens, place) if piece == NUMBER else self._inside(tokens, piece, place)
                if number is None:
                    return None
                place = number.end
            elif place >= len(tokens) or tokens[place].text != piece:
                return None
            else:
                place += 1
        return Found(entry.rule, start, place, number, qualifier)

    def _inside(self, tokens: Sequence[Token], piece: str, place: int) -> Number | None:
        """Return the number inside a word, such as the five of “fivefold”; None if the word does not fit."""
        before, _, after = piece.partition(NUMBER)
        word = tokens[place].text if place < len(tokens) else ""
        if not (word.startswith(before) and word.endswith(after)) or len(word) <= len(before) + len(after):
            return None
        value = self._compound(word[len(before) : len(word) - len(after)])
        return Number(place, place + 1, value, value) if value else None

    def _compound(self, name: str) -> Fraction | None:
        """Return the number that a part of a word names: five, or two and a half in “zweieinhalb”."""
        if value := named_number([name], self.language):
            return Fraction(value)
        half = next((half for half in self._halves if name.endswith(half)), "")
        whole = named_number([name.removesuffix(half)], self.language) if half else None
        return whole + HALF if whole else None


def _dash(tokens: Sequence[Token], place: int) -> Found | None:
    """Return a dash between two numbers, as a link."""
    if place < len(tokens) and tokens[place].text == "-":
        return Found(ClaimRule("", "", Part.RANGE, "", None, "-"), place, place + 1)
    return None


def _digits(text: str, place: int, language: str) -> Number:
    """Read a number in digits; whether a comma or a point separates decimals depends on the language."""
    thousands = "," if language == COMMA_IS_THOUSANDS else "."
    grouped = re.sub(rf"[ '{thousands}](?=\d{{3}}(?!\d))", "", text)
    whole, _, decimals = grouped.replace(",", ".").partition(".")
    value = Fraction(int(re.sub(r"\D", "", whole + decimals)), 10 ** len(decimals))
    return Number(place, place + 1, value, value, Fraction(1, 10 ** len(decimals)))
