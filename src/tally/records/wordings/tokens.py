"""Split a wording into words, with the values of its numbers."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from tally.text import find_numbers, fold, spelt_value

WORD = re.compile(r"n't\b|(?:(?!n't\b)[^\W_])+|%", re.IGNORECASE)
NOT = "n't"
PAUSE = re.compile(r"[^\w%]*?([.,;:!?)(\]\[\"])")  # what may follow a word before the next
NUMBER_IN_ONE_WORD = re.compile(r"(?<!\w)\w{2,}(?:hundert|tausend)\w*|(?<!\w\w)(?:hundert|tausend)\w+")
SENTENCE_ENDS = {*".;:!?"}


@dataclass(frozen=True)
class Token:
    """
    A word or a number of a wording, and its place in it.

    `word` is in lower case without accents; `pause` is the punctuation after it, `.` at the end of the text; `number`
    is the value of a number in digits or above one; `capitals` is whether it, and not the whole text, is in capitals.
    """

    word: str
    start: int
    end: int
    pause: str
    number: Fraction | None = None
    capitals: bool = False


@lru_cache(4096)
def bare(word: str) -> str:
    """Return a word in lower case without accents, as in addresses."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).replace("ß", "ss")


@lru_cache(256)
def tokens_of(text: str, language: str) -> tuple[Token, ...]:
    """Return the words of a folded text; the words or digits of one number are one."""
    numbers = {start: (end, value) for start, end, value in _numbers(text, language)}
    tokens = []
    reached = 0
    for found in WORD.finditer(text):
        if found.start() < reached:
            continue
        end, value = numbers.get(found.start(), (found.end(), None))
        reached = max(end, found.end())
        pause = PAUSE.match(text, reached, reached + 4)
        mark = pause[1] if pause else "" if text[reached:].strip(" -") else "."
        there = text[found.start() : reached]
        word = "not" if there.lower() == NOT else bare(there)
        tokens.append(Token(word, found.start(), reached, mark, value, there.isupper() and not text.isupper()))
    return tuple(tokens)


def _numbers(text: str, language: str) -> list[tuple[int, int, Fraction]]:
    """List the numbers of a text that are in digits or more than one: start, end and value."""
    found = []
    for numeral in find_numbers(text, language):
        words = text[numeral.start : numeral.end]
        value = max(numeral.values, default=None)
        if value is None:
            spelt = spelt_value(words, language)
            value = None if spelt is None else Fraction(spelt)
        if value is not None and (value > 1 or words[0].isdigit()):
            found.append((numeral.start, numeral.end, value))
    if language == "de":
        for word in NUMBER_IN_ONE_WORD.finditer(text.lower()):
            spelt = spelt_value(word.group(), language)
            if spelt:
                found.append((word.start(), word.end(), Fraction(spelt)))
    return found


def folded(text: str) -> str:
    """Return a text in one typography, with low lines as spaces."""
    return fold(text).replace("_", " ")
