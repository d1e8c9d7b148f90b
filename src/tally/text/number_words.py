"""Number words up to one hundred in English, French, German and Spanish, and where they are in a text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from tally.text.number_names import english, french, german, spanish

# Words that continue a number: the words before and after them belong to the same number.
LARGE = {
    "en": "hundred thousand million billion trillion dozen score lakh crore",
    "fr": "cent mille million milliard billion millier douzaine dizaine quinzaine vingtaine trentaine centaine",
    "de": "hundert tausend million millionen milliarde milliarden dutzend",
    "es": "cien ciento mil millon millones doscientos trescientos cuatrocientos quinientos seiscientos setecientos "
    "ochocientos novecientos doscientas trescientas cuatrocientas quinientas seiscientas setecientas ochocientas "
    "novecientas docena decena centenar",
}  # fmt: skip
LINKS = {"en": ("and",), "fr": ("et",), "de": ("und",), "es": ("y",)}
LANGUAGES = tuple(LARGE)
ONE_IN_CAPITALS = "un"  # as in UN, the United Nations
WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*")
BLANKS = r"[ \t\u00a0\u2009\u202f]{0,3}"
BETWEEN = re.compile(rf"[-‐‑–\u00ad]?{BLANKS}(?:\r?\n{BLANKS})?")
# Words that turn the number word before them into a fraction or an ordinal: “two thirds”, “twenty-first”.
ORDINAL = re.compile(
    rf"(?:[-‐‑\u00ad]{BLANKS}(?:\r?\n{BLANKS})?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    rf"|(?:[-‐‑\u00ad]|\s|\s(?:and\s(?:an?\s)?|y\s))(?:half|halves|thirds?|quarters?|fifths|tenths|tiers|quarts?|drittel|"
    rf"viertel|tercios?|cuartos?|medio|media)|(?:[-‐‑\u00ad]|\s)(?:et[-‐‑\s])?\w{{2,12}}i[eè]mes?)\b", re.IGNORECASE,
)  # fmt: skip
ABBREVIATED = re.compile(r"\.\s?\d")  # as in “Sept. 11”


@lru_cache(8192)
def plain(word: str) -> str:
    """Return a word without case and accents, ß as ss, and umlauts written with an e as those without."""
    bare = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"(?<=f)ue(?=nf)|(?<=zw)oe(?=lf)", lambda umlaut: umlaut[0][0], bare)


@cache
def table(language: str) -> dict[tuple[str, ...], int]:
    """Return the numbers from 0 to 100 of one language, by the words that name them."""
    makers = {"en": english, "fr": french, "de": german, "es": spanish}
    return {tuple(re.split(r"[ -]", words)): value for words, value in makers[language]()}


def spoken(text: str, language: str = "") -> Iterator[tuple[int, int, int | None]]:
    """
    Find the number words of a text.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        Its language as an ISO code; for other languages than the four, the words of all four count.

    Yields
    ------
    tuple
        Start, end and value of each number; the value is None if it is above one hundred, as in “two dozen”.
    """
    known = language.lower().partition("-")[0].partition("_")[0]
    words = [(found.start(), found.end(), plain(found.group())) for found in WORD.finditer(text)]
    for name in (known,) if known in LANGUAGES else LANGUAGES:
        yield from _phrases(text, words, name)


def named_number(words: Sequence[str], language: str) -> int | None:
    """Return the number from 0 to 100 that some words name in one language; None if they name none."""
    if language not in LANGUAGES or plain(words[0]) not in _openings(language):
        return None
    return table(language).get(tuple(plain(word) for word in words))


def vocabulary(words: Iterable[str]) -> bool:
    """Return whether each of some words is part of a number in one of the languages."""
    return all(
        any(plain(re.sub(r"(?<!\W)\W++$", "", word)) in _known(language) for language in LANGUAGES) for word in words
    )


@cache
def _known(language: str) -> frozenset[str]:
    """Return every word that may be part of a number."""
    return _inside(language) | _large(language) | frozenset(LINKS[language])


def _phrases(text: str, words: list[tuple[int, int, str]], language: str) -> Iterator[tuple[int, int, int | None]]:
    """Find the longest phrases that one language reads as one number."""
    values, starts = table(language), _openings(language)
    place = 0
    while place < len(words):
        if words[place][2] not in starts or not _a_number(text, words[place]):
            place += 1
            continue
        end = place + 1
        while end < len(words) and BETWEEN.fullmatch(text, words[end - 1][1], words[end][0]):
            count = _count_continuing(text, words, end, language)
            if not count:
                break
            end += count
        value = values.get(tuple(word for _, _, word in words[place:end]))
        reached = words[end - 1][1]
        part = ORDINAL.match(text, reached)
        yield words[place][0], part.end() if part else reached, None if part else value
        place = end


def _count_continuing(text: str, words: list[tuple[int, int, str]], place: int, language: str) -> int:
    """Count the words at a place that continue a number: 1, 2 if the first is a linking word, or 0."""
    before, word = words[place - 1][2], words[place][2]
    if _joins(before, word, language) and _a_number(text, words[place]):
        return 1
    if word in LINKS[language] and place + 1 < len(words):
        after = words[place + 1]
        joined = _links(before, after[2], language) and BETWEEN.fullmatch(text, words[place][1], after[0])
        return 2 if joined else 0
    return 0


def _a_number(text: str, word: tuple[int, int, str]) -> bool:
    """Return whether a word is meant as a number: “UN” and “Sept.” are not."""
    start, end, name = word
    capitals = name == ONE_IN_CAPITALS and text[start:end].isupper()
    return not capitals and not (name == "sept" and ABBREVIATED.match(text, end))


@cache
def _openings(language: str) -> frozenset[str]:
    """Return the words that a number may start with."""
    return frozenset({words[0] for words in table(language)} | _large(language))


@cache
def _large(language: str) -> frozenset[str]:
    """Return the words for larger numbers, in the singular and the plural."""
    names = LARGE[language].split()
    return frozenset([*names, *(f"{name}s" for name in names), *(f"{name}e" for name in names if language == "de")])


@cache
def _pairs(language: str) -> frozenset[tuple[str, str]]:
    """Return the pairs of words that follow one another within a number up to one hundred."""
    return frozenset(pair for words in table(language) for pair in pairwise(words))


@cache
def _inside(language: str) -> frozenset[str]:
    """Return all words of the numbers up to one hundred, linking words aside."""
    return frozenset(word for words in table(language) for word in words if word not in LINKS[language])


def _joins(before: str, after: str, language: str) -> bool:
    """Return whether two words that follow one another belong to one number."""
    large, inside = _large(language), _inside(language)
    return (
        (before, after) in _pairs(language) or (after in large and before in inside | large)
        or (before in large and after in inside)
    )  # fmt: skip


def _links(before: str, after: str, language: str) -> bool:
    """Return whether “and” between two words makes one number of them: “hundred and five”, “vingt et un”."""
    (link, *_) = LINKS[language]
    pairs = _pairs(language)
    within = (before, link) in pairs and (link, after) in pairs
    return within or (before in _large(language) and after in _inside(language))
