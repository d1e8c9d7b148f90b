"""Cut a text into words, numbers and signs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tally.text import fold

SIGNS = {"+": "plus", "-": "minus"}  # before a number
TOKEN = re.compile(
    r"\d{1,3}(?:[ ,.']\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[½¼¾⅓⅔]|[^\W\d_]+"
    r"|(?<=[\d%½¼¾⅓⅔])-(?=\d)|(?<=[\d%] )-(?= \d)|(?<![\w-])-(?=\d)|[^\w\s'-]"
)
SENTENCE_ENDS = frozenset(".!?;:")
BREAKS = frozenset('.,;:!?()[]"…')  # signs that end a clause


@dataclass(frozen=True)
class Token:
    """A word, number or sign: its text in lower case, and its place in the folded text."""

    text: str
    start: int
    end: int


def plain_text(text: str) -> str:
    """Return a text with plain typography."""
    return fold(text.replace("_", " "))


class Tokens(tuple[Token, ...]):
    """The tokens of a text, with what a lexicon has found in them."""

    @cached_property
    def memory(self) -> dict[tuple[object, ...], Any]:
        """Return what was found, by the question and the place, so that nothing is looked for twice."""
        return {}

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """Return the places of the sentence of each token, its sign included."""
        sentences: list[range] = []
        for place, token in enumerate(self):
            if token.text in SENTENCE_ENDS or place == len(self) - 1:
                sentence = range(len(sentences), place + 1)
                sentences += [sentence] * len(sentence)
        return tuple(sentences)


def tokens_of(text: str) -> Tokens:
    """Return the tokens of a text; typography and capitals make no difference. “+5” is read as “plus 5”."""
    plain = plain_text(text).lower()
    return Tokens(
        Token(
            match.group() if _between_digits(plain, match) else SIGNS.get(match.group(), match.group()), *match.span()
        )
        for match in TOKEN.finditer(plain)
    )


def _between_digits(text: str, match: re.Match[str]) -> bool:
    """Return whether a dash is between two numbers or percentages, so that it is not a minus sign."""
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return match.group() == "-" and (before.isnumeric() or before == "%" or before == after == " ")


def in_clause(tokens: Tokens, places: range) -> Iterator[int]:
    """Yield places until a sign ends the clause."""
    for place in places:
        if not 0 <= place < len(tokens) or tokens[place].text in BREAKS:
            return
        yield place
