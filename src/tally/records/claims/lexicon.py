"""Find the words of the rules, and numbers, at a place in a text."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, partial, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from tally.records.claims.columns import Kind, Part
from tally.records.claims.numerals import Number, digits_at, fraction_at
from tally.records.claims.phrasebook import Entry, Found, entries_of
from tally.records.claims.rules import NUMBER, ClaimRule
from tally.records.claims.tokens import SIGNS, Tokens
from tally.text import named_number

LONGEST_NUMBER = 5  # words
HALF = Fraction(1, 2)
P = ParamSpec("P")
T = TypeVar("T")
Method = Callable[Concatenate["Lexicon", Tokens, P], T]


def _remembered(method: Method[P, T]) -> Method[P, T]:
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
    def _entries(self) -> dict[tuple[Part, str], list[Entry]]:
        """The phrases by part and first word."""
        return entries_of(self.rules)

    @cached_property
    def _longest(self) -> int:
        """The most words of a phrase."""
        return max((len(entry.pieces) for entries in self._entries.values() for entry in entries), default=0)

    @cached_property
    def _halves(self) -> tuple[str, ...]:
        """The ends of words that add a half, such as the “einhalb” of “zweieinhalb”."""
        halves = [phrase for rule in self.rules if rule.part is Part.HALF for phrase in rule.phrases]
        return tuple(phrase.removeprefix(NUMBER) for phrase in halves if phrase.startswith(NUMBER))

    @cached_property
    def _parts(self) -> dict[str, Fraction]:
        """The words for one and a part of one, such as “anderthalb”."""
        parts = [(phrase, rule) for rule in self.rules if rule.part is Part.HALF for phrase in rule.phrases]
        return {phrase: rule.value for phrase, rule in parts if rule.value and rule.value > 1}

    @_remembered
    def at(self, tokens: Tokens, place: int, part: Part, *, after: bool = False) -> Found | None:
        """
        Return the rule with the longest words that start at a place; `after` for words after the amount.

        Two amounts of one kind are a range: “50% to 60%”, “doubled or tripled”, “between 50% and 60%”.
        """
        if part is not Part.AMOUNT:
            return self._longest_at(tokens, place, part, after=after)
        opening = self.at(tokens, place, Part.BETWEEN)
        first = self._amount(tokens, opening.end if opening else place)
        link = first and self._link(tokens, first.end, opening)
        signs = [tokens[at].text for at in (place - 1, link.end) if 0 <= at < len(tokens)] if link else []
        second = link and self._amount(tokens, link.end + (len(signs) == 2 and signs[0] == signs[1] in SIGNS.values()))
        if first and second and first.agrees(second) and first.size.high < second.size.low:
            unit = min(first.size.unit, second.size.unit)
            number = Number(first.start, second.end, first.size.low, second.size.high, unit)
            return Found(replace(second.rule, value=None), place, second.end, number, first.qualifier)
        return self._amount(tokens, place) if opening else first

    @_remembered
    def _amount(self, tokens: Tokens, place: int) -> Found | None:
        """Return the amount at a place, by the rules; a fraction in digits is one too."""
        found = self._longest_at(tokens, place, Part.AMOUNT)
        part = None if found else fraction_at(tokens, place)
        rule = ClaimRule("", self.language, Part.AMOUNT, Kind.FRACTION, None, NUMBER)
        return Found(rule, place, part.end, part) if part else found

    def _longest_at(self, tokens: Tokens, place: int, part: Part, *, after: bool = False) -> Found | None:
        """Return the rule with the longest words that start at a place."""
        if not 0 <= place < len(tokens):
            return None
        keys = [tokens[place].text, NUMBER]
        if part in (Part.AMOUNT, Part.ORDINAL) and (number := self.number(tokens, place)) and number.end < len(tokens):
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
        return self._range(tokens, place, partial(self.single_number, tokens)) or self.single_number(tokens, place)

    def _range(self, tokens: Tokens, place: int, last_at: Callable[[int], Number | None]) -> Number | None:
        """Return the range of two numbers that starts at a place: “five to six”, “between five and six”."""
        opening = self.at(tokens, place, Part.BETWEEN)
        article = self.at(tokens, opening.end, Part.ARTICLE) if opening else None
        first = self.single_number(tokens, article.end if article else opening.end if opening else place)
        link = first and self._link(tokens, first.end, opening)
        last = link and last_at(link.end)
        if first and last and first.high < last.low:
            return Number(place, last.end, first.low, last.high, min(first.unit, last.unit))
        return None

    def _link(self, tokens: Tokens, place: int, opening: Found | None) -> Found | None:
        """Return what links the two ends of a range: “to”, a dash, or “and” after “between”."""
        if opening:
            return self.at(tokens, place, Part.AND)
        if place < len(tokens) and tokens[place].text == "-":
            return Found(ClaimRule("", self.language, Part.RANGE, "", None, "-"), place, place + 1)
        return self.at(tokens, place, Part.RANGE)

    @_remembered
    def single_number(self, tokens: Tokens, place: int) -> Number | None:
        """Return the number that starts at a place; of a range, the first."""
        if not 0 <= place < len(tokens):
            return None
        if part := fraction_at(tokens, place):
            return part
        if tokens[place].text[0].isdecimal():
            digits = digits_at(tokens, place, self.language)
            return digits and self._with_part(tokens, digits)
        for count in range(min(LONGEST_NUMBER, len(tokens) - place), 0, -1):
            if named := named_number([token.text for token in tokens[place : place + count]], self.language):
                return self._with_part(tokens, Number(place, place + count, Fraction(named), Fraction(named)))
        value = self._compound(tokens[place].text)
        return Number(place, place + 1, value, value, Fraction(1, value.denominator)) if value else None

    def zero(self, tokens: Tokens, place: int) -> Number | None:
        """Return the zero that a word names; words that deny something, such as “no”, are not counts."""
        word = tokens[place].text if place < len(tokens) else ""
        is_zero = word.isalpha() and named_number([word], self.language) == 0
        return (
            Number(place, place + 1, Fraction(0), Fraction(0))
            if is_zero and not self.at(tokens, place, Part.DENIAL)
            else None
        )

    def _with_part(self, tokens: Tokens, number: Number) -> Number:
        """Return a number with the part of one after it, if there is one: “two and a half”, “2½”, “2 1/2”."""
        if half := self.at(tokens, number.end, Part.HALF):
            return number.plus(half.rule.value or HALF, half.end)
        dash = [token.text for token in tokens[number.end : number.end + 1]] == ["-"]
        part = fraction_at(tokens, number.end + dash) if number.is_whole and not number.is_year else None
        return number.plus(part.low, part.end) if part else number

    def _match(self, tokens: Tokens, place: int, entry: Entry) -> Found | None:
        """
        Match all words of a phrase from a place on.

        A qualifier may precede its number (multiplied by nearly #), and a half may follow its unit (two times and a
        half as many).
        """
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
                half = self.at(tokens, place, Part.HALF) if number and place == number.end + 1 else None
                if number and half:
                    number, place = number.plus(half.rule.value or HALF, number.end), half.end
        return Found(entry.rule, start, place, number, qualifier)

    def _inside(self, tokens: Tokens, piece: str, place: int) -> Number | None:
        """Return the number inside a word, such as the five of “fivefold”; with its range in “five- to sixfold”."""
        before, _, after = piece.partition(NUMBER)

        def inside(place: int) -> Number | None:
            word = tokens[place].text if place < len(tokens) else ""
            if not (word.startswith(before) and word.endswith(after)) or len(word) <= len(before) + len(after):
                return None
            value = self._compound(word[len(before) : len(word) - len(after)])
            return Number(place, place + 1, value, value) if value else None

        return inside(place) or (None if before else self._range(tokens, place, inside))

    def _compound(self, name: str) -> Fraction | None:
        """Return the number that a part of a word names: five, or two and a half in “zweieinhalb”."""
        if value := named_number([name], self.language) or self._parts.get(name):
            return Fraction(value)
        half = next((half for half in self._halves if name.endswith(half)), "")
        whole = named_number([name.removesuffix(half)], self.language) if half else None
        return whole + HALF if whole else None
