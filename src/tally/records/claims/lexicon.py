"""Find the words of the rules, and numbers, at a place in a text."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from tally.records.claims.columns import Part
from tally.records.claims.rules import AFTER, NUMBER, ClaimRule
from tally.records.claims.tokens import Tokens
from tally.text import named_number

LONGEST_NUMBER = 5  # words
MOST_DIGITS = 18  # more are no count
COMMA_IS_THOUSANDS = "en"
HALF = Fraction(1, 2)
P = ParamSpec("P")
T = TypeVar("T")
Method = Callable[Concatenate["Lexicon", Tokens, P], T]


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


def _remembered(
    method: Callable[Concatenate["Lexicon", Tokens, P], T],
) -> Callable[Concatenate["Lexicon", Tokens, P], T]:
    """Return a method that keeps its answers with the tokens, so that a long text takes no more time per word."""

    @wraps(method)
    def answer(self: "Lexicon", tokens: Tokens, *place: P.args, **options: P.kwargs) -> T:
        key = (method.__name__, *place, *options.items())
        if key not in tokens.memory:
            tokens.memory[key] = method(self, tokens, *place, **options)
        return cast("T", tokens.memory[key])

    return cast("Method[P, T]", answer)


@dataclass(frozen=True)
class Lexicon:
    """The rules of one language."""

    language: str
    rules: tuple[ClaimRule, ...]

    @cached_property
    def _entries(self) -> dict[tuple[Part, str], list[_Entry]]:
        """The phrases by part and first word; under `#` and the word after it if they begin with a number."""
        index: dict[tuple[Part, str], list[_Entry]] = {}
        for rule in self.rules:
            for phrase in _separate(rule):
                for pieces in _spellings(tuple(phrase.removeprefix(AFTER).split())):
                    entry = _Entry(rule, pieces, phrase.startswith(AFTER))
                    index.setdefault((rule.part, _key(pieces)), []).append(entry)
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

    @_remembered
    def at(self, tokens: Tokens, place: int, part: Part, *, after: bool = False) -> Found | None:
        """Return the rule with the longest words that start at a place; `after` for a qualifier after its amount."""
        if not 0 <= place < len(tokens):
            return None
        keys = [tokens[place].text, NUMBER]
        if part is Part.AMOUNT and (number := self.number(tokens, place)) and number.end < len(tokens):
            keys.append(NUMBER + tokens[number.end].text)
        candidates = [entry for key in keys for entry in self._entries.get((part, key), ())]
        found = [match for entry in candidates if entry.after is after and (match := self._match(tokens, place, entry))]
        return max(found, key=lambda match: match.end, default=None)

    @_remembered
    def before(self, tokens: Tokens, place: int, part: Part) -> Found | None:
        """Return the rule with the longest words that end before a place."""
        for start in range(max(0, place - self._longest), place):
            found = self.at(tokens, start, part)
            if found and found.end == place:
                return found
        return None

    def has(self, tokens: Tokens, place: int, *parts: Part) -> bool:
        """Return whether words of one of these parts start at a place."""
        return any(self.at(tokens, place, part) for part in parts)

    @_remembered
    def number(self, tokens: Tokens, place: int) -> Number | None:
        """Return the number that starts at a place, in digits or words; a range of two is one number."""
        first = self.single_number(tokens, place)
        link = first and (self.at(tokens, first.end, Part.RANGE) or _dash(tokens, first.end))
        if first and link and (second := self.single_number(tokens, link.end)) and first.high < second.low:
            return Number(place, second.end, first.low, second.high, min(first.unit, second.unit))
        return first

    @_remembered
    def single_number(self, tokens: Tokens, place: int) -> Number | None:
        """Return the number that starts at a place; of a range, the first."""
        if not 0 <= place < len(tokens):
            return None
        text = tokens[place].text
        if text[0].isdecimal():
            if len(text) > MOST_DIGITS:
                return None
            return self._with_half(tokens, _digits(text, place, self.language))
        if not text.isalpha():
            value = unicodedata.numeric(text, 0) if len(text) == 1 else 0
            fraction = Fraction(value).limit_denominator(8)
            return Number(place, place + 1, fraction, fraction, fraction) if value else None
        for count in range(min(LONGEST_NUMBER, len(tokens) - place), 0, -1):
            if named := named_number([token.text for token in tokens[place : place + count]], self.language):
                return self._with_half(tokens, Number(place, place + count, Fraction(named), Fraction(named)))
        return None

    def _with_half(self, tokens: Tokens, number: Number) -> Number:
        """Return a number with the half after it, if there is one: “two and a half”, “2½”."""
        half = self.at(tokens, number.end, Part.HALF)
        end = half.end if half else number.end + 1 if [token.text for token in tokens[number.end :][:1]] == ["½"] else 0
        return Number(number.start, end, number.low + HALF, number.high + HALF, HALF) if end else number

    def _match(self, tokens: Tokens, place: int, entry: _Entry) -> Found | None:
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

    def _inside(self, tokens: Tokens, piece: str, place: int) -> Number | None:
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


def _separate(rule: ClaimRule) -> Iterator[str]:
    """Yield the phrases of a rule; not the ends of words that add a half, which are no phrases."""
    yield from (phrase for phrase in rule.phrases if not (rule.part is Part.HALF and NUMBER in phrase))


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


def _dash(tokens: Tokens, place: int) -> Found | None:
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
