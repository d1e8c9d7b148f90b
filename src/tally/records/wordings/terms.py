"""Find the words of the rules in a wording."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from tally.records.wordings.columns import Dimension
from tally.records.wordings.rules import (
    ANY_MONTH,
    ANY_NUMBER,
    ANY_YEAR,
    CAPITALS,
    EVERY_LANGUAGE,
    GAP,
    MAIN,
    NAMES,
    OR,
    PAUSE,
    Rule,
    language_code,
)
from tally.records.wordings.tokens import NOT, Token, bare, folded, tokens_of

YEAR = re.compile(r"(?:19|20)\d\d")
GAP_WORDS = 3  # at most
MOST = 4096  # texts whose matches a lexicon remembers
Match = tuple["Phrase", int, int]  # and the places of its first word and after its last
SIGNS = (ANY_YEAR, ANY_NUMBER, ANY_MONTH)


@dataclass(frozen=True)
class FoundTerm:
    """
    A rule that applies to a wording, the words that match it, and the first place and that after the last.

    `numbered` is whether the rule asks for a number, as in “all but two”.
    """

    rule: Rule
    words: str
    start: int
    end: int
    numbered: bool = False

    @property
    def places(self) -> range:
        """The places of its words."""
        return range(self.start, self.end)


@dataclass(frozen=True)
class Phrase:
    """One spelling of a rule, in words and signs."""

    rule: Rule
    words: str
    parts: tuple[str, ...]

    @property
    def order(self) -> tuple[int, bool]:
        """The place among others that match: more words go first, words in a row before those with a gap."""
        gaps = self.parts.count(GAP)
        signs = sum(map(self.parts.count, (PAUSE, CAPITALS)))
        return gaps + signs - len(self.parts), gaps > 0


@dataclass(frozen=True)
class Lexicon:
    """All rules, by language, dimension and first word, and the names of the group and the place of most figures."""

    phrases: dict[tuple[str, Dimension, str], list[Phrase]] = field(default_factory=dict)
    known: set[tuple[str, Dimension]] = field(default_factory=set)
    main: dict[Dimension, FoundTerm] = field(default_factory=dict)
    _found: dict[tuple[str, str, Dimension], list[Match]] = field(default_factory=dict, init=False, compare=False)

    @staticmethod
    @lru_cache(8)
    def of(rules: tuple[Rule, ...]) -> "Lexicon":
        """Return a lexicon of some rules."""
        lexicon = Lexicon()
        for rule in rules:
            if rule.dimension in NAMES and rule.rank == MAIN:
                lexicon.main[rule.dimension] = FoundTerm(rule, rule.words, 0, 0)
                continue
            lexicon.known.add((rule.language, rule.dimension))
            for words in rule.words.split(OR):
                parts = tuple(map(bare, words.split()))
                lexicon.phrases.setdefault((rule.language, rule.dimension, parts[0]), []).append(
                    Phrase(rule, words, parts)
                )
        return lexicon

    def knows(self, language: str, dimension: Dimension) -> bool:
        """Return whether a language has rules for a dimension."""
        return (language_code(language), dimension) in self.known

    def find(
        self, text: str, language: str, dimension: Dimension, taken: Container[int] = frozenset()
    ) -> list[FoundTerm]:
        """
        Find the rules of one dimension that match a wording, in the order of its words.

        More words are matched first, and matched words are not matched again: “nearly all” is not also “all”. Words at
        places that are `taken` are not matched either.
        """
        text, code = folded(text), language_code(language)
        tokens = tokens_of(text, code)
        matches = sorted(
            self._matches(text, code, dimension),
            key=lambda match: (match[0].order, match[1], -len(match[0].words), match[0].rule.id),
        )
        used: set[int] = set()
        spans: set[tuple[int, int]] = set()
        terms = []
        for phrase, start, end in matches:
            places = range(start, end)
            free = (start, end) in spans or not any(place in used for place in places)
            if free and not any(place in taken for place in places):
                used.update(places)
                spans.add((start, end))
                words = self._words(text, tokens, start, end, name=dimension in NAMES)
                terms.append(FoundTerm(phrase.rule, words, start, end, ANY_NUMBER in phrase.parts))
        return sorted(terms, key=lambda term: (term.start, term.end, term.rule.id))

    def _words(self, text: str, tokens: tuple[Token, ...], start: int, end: int, *, name: bool) -> str:
        """Return words as they are in a text: a name with its typography, others in lower case and without it."""
        if name:
            return text[tokens[start].start : tokens[end - 1].end]
        spelt = [text[token.start : token.end].lower() for token in tokens[max(start - 1, 0) : end]]
        if start and spelt[1] != NOT:
            del spelt[0]
        return " ".join(spelt).replace(f" {NOT}", NOT)

    def occurring(self, text: str, language: str, dimension: Dimension) -> set[Rule]:
        """Return the rules of one dimension whose words are in a wording, in longer words of other rules or not."""
        code = language_code(language)
        return {phrase.rule for phrase, _, _ in self._matches(folded(text), code, dimension)}

    def following(self, tokens: tuple[Token, ...], place: int, language: str, dimension: Dimension) -> FoundTerm | None:
        """Return the longest words that follow a place, of the rules that start with a gap; None if there are none."""
        code = language_code(language)
        phrases = self.phrases.get((code, dimension, GAP), [])
        for phrase in sorted(phrases, key=lambda phrase: -len(phrase.words)):
            end = self._match(phrase.parts[1:], tokens, place, code)
            if end:
                return FoundTerm(phrase.rule, phrase.words.removeprefix(GAP).strip(), place, end)
        return None

    def _matches(self, text: str, code: str, dimension: Dimension) -> list[Match]:
        """Return every match of a phrase; a wording is compared with many others, and searched once."""
        if (text, code, dimension) not in self._found:
            if len(self._found) >= MOST:
                self._found.clear()
            self._found[text, code, dimension] = [*self._search(tokens_of(text, code), code, dimension)]
        return self._found[text, code, dimension]

    def _search(self, tokens: tuple[Token, ...], code: str, dimension: Dimension) -> Iterator[Match]:
        """Yield every match of a phrase."""
        for place, token in enumerate(tokens):
            for language in (code, EVERY_LANGUAGE):
                for first in (token.word, *SIGNS):
                    phrases = self.phrases.get((language, dimension, first), ())
                    if not phrases or (first in SIGNS and not self._means(first, token, code)):
                        continue
                    for phrase in phrases:
                        end = self._match(phrase.parts, tokens, place, code)
                        if end:
                            yield phrase, place, end

    def _match(self, parts: tuple[str, ...], tokens: tuple[Token, ...], place: int, code: str) -> int:
        """Return the place after the words that match a phrase; 0 if they do not."""
        for number, part in enumerate(parts):
            if part in (PAUSE, CAPITALS):
                if not (tokens[place - 1].pause if part == PAUSE else tokens[place - 1].capitals):
                    return 0
                continue
            if part == GAP:
                rest = parts[number + 1 :]
                for after in range(place + 1, place + GAP_WORDS + 1):
                    if end := self._match(rest, tokens, after, code):
                        return end
                return 0
            if place >= len(tokens):
                return 0
            token = tokens[place]
            if part != token.word and (part not in SIGNS or not self._means(part, token, code)):
                return 0
            place += 1
        return place

    def _means(self, part: str, token: Token, code: str) -> bool:
        """Return whether a word or a sign of a phrase means a word of the text."""
        if part == ANY_NUMBER:
            return token.number is not None
        if part == ANY_YEAR:
            return YEAR.fullmatch(token.word) is not None
        if part == ANY_MONTH:
            return (code, Dimension.MONTH, token.word) in self.phrases
        return part == token.word
