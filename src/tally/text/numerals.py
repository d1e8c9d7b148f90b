"""Find numbers in a text, in digits of any script or in words: where each starts and ends, and its value."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tally.text.number_words import spoken, vocabulary

SPACES = "\u0020\u00a0\u2000-\u200a\u202f\u205f\u3000"
UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
POINTS = ".,'’‘‛ʼˈ′`´＇·‧∙⋅•⸱・･˙٫٬،，．"
DECIMAL_POINTS = ".,·‧∙⋅•⸱・･˙٫，．"
LINE_END = rf"[{SPACES}\t]{{0,3}}\r?\n[{SPACES}\t]{{0,3}}"
WIDE_GAP = "\u0020[\u00a0\u2000-\u200a\u202f]|[\u00a0\u2000-\u200a\u202f]\u0020"  # two plain spaces separate columns
# What may be between a number and the next three digits of it.
GAP = rf"(?:[{POINTS}]?{LINE_END}|{WIDE_GAP}|[{SPACES}])"
MARK = re.compile(r"(?<=\S)\[\d{1,3}\]|(?<=\d)\(\d{1,3}\)")  # of a footnote, if it is not raised
FRACTIONS = "¼½¾⅐-⅞"
LETTER = "[A-Za-z\u00c0-\u052f]"  # of a script with capitals, in which “Q4 120” and “COVID-19 334” are two numbers each
NUMBER = re.compile(
    rf"(?:(?<!{LETTER})(?<!{LETTER}[-‐‑])\d{{1,3}}(?:{GAP}[{UNSEEN}]?\d{{3}}(?!\d))+|\d+)(?:[{POINTS}{UNSEEN}]{{1,2}}\d+)*[{FRACTIONS}]?"
)
SEPARATOR = re.compile(rf"{GAP}|[{POINTS}]")
HIDDEN = re.compile(f"[{UNSEEN}]")
LARGER = {
    10: "十 拾",
    12: "dozen dozens",
    100: "hundred hundreds 百",
    1000: "thousand thousands k tsd tausend mille millier milliers mil mila тыс тысяч тысячи тысяча हज़ार हजार "
    "ألف الف آلاف هزار 千 พัน",
    10_000: "万 萬 만 หมื่น",
    100_000: "lakh lakhs लाख แสน",
    1_000_000: "million millions mn mio millionen millón millon millones milhão milhões milione milioni млн миллион "
    "миллиона миллионов مليون ملايين میلیون ล้าน",
    10_000_000: "crore crores करोड़",
    100_000_000: "億 亿 억",
    1_000_000_000: "billion billions bn milliard milliards mrd milliarde milliarden miliardi миллиард миллиардов млрд "
    "مليار میلیارد",
    1_000_000_000_000: "trillion trillions 兆 조",
}
WORTH = {unicodedata.normalize("NFC", name): worth for worth, names in LARGER.items() for name in names.split()}
SIGNS = "".join(name for name in WORTH if len(name) == 1 and name > "\u3000")
LARGER_AFTER = re.compile(rf"[{SPACES}]?(?:([{SIGNS}]+)|(?:(?<!\s)(?:-|{LINE_END}))?([^\W\d_][\w\u0900-\u0e7f]*))")
MOST_DIGITS = 60  # with what is between them; nothing that is counted has more
REACH = 100  # characters on each side of a place in which a number there is looked for
BROKEN = re.compile(r"\u00ad\s*$")  # a word that continues after a line end
ANY_WORD_BEFORE = re.compile(r"[^\W\d_]+\W{0,8}$")
ANY_WORD_AFTER = re.compile(r"\W{0,8}([^\W\d_]+)")


@dataclass(frozen=True)
class Numeral:
    """A number in a text: its start, its end (not included), and its possible values; none if they are unknown."""

    start: int
    end: int
    values: frozenset[Fraction]


def find_numbers(text: str, language: str = "") -> Iterator[Numeral]:
    """
    Find the numbers of a text, each with all its digits.

    Figures of all scripts count, and number words up to one hundred. Three digits after one space (of any width) or one
    line end continue the number before them if it has at most three digits and does not follow a letter: “1 334” is one
    number, “2021 334” and “Q4 120” are two.
    A comma, point, apostrophe or middle dot between digits continues the number, and so does “thousand” after it. A
    cased letter that touches a number makes it something else (“F16”, “334th”); a raised footnote mark does not.
    """
    numerals = [numeral for numeral in _figures(text) if not in_footnote_mark(text, numeral.start)]
    for start, end, spelt in spoken(text, language):
        numerals.append(Numeral(start, end, frozenset() if spelt is None else frozenset({Fraction(spelt)})))
    reached = last = -1
    for numeral in sorted(numerals, key=lambda numeral: (numeral.start, -numeral.end)):
        if numeral.end > reached or (numeral.start, numeral.end) == (last, reached):
            last, reached = (numeral.start, numeral.end) if numeral.end > reached else (last, reached)
            yield numeral


def _figures(text: str) -> Iterator[Numeral]:
    """Find the numbers that are written in figures."""
    for found in NUMBER.finditer(text):
        end, worth = _larger(text, found.end())
        if not _cased(text, found.start() - 1) and not (end == found.end() and _cased(text, end)):
            yield Numeral(found.start(), end, frozenset(value * worth for value in _readings(found.group())))


def in_footnote_mark(text: str, place: int) -> bool:
    """Return whether a place in a text is within a footnote mark in brackets: the 12 of “334[12]” and “334(12)”."""
    first = max(place - 5, 0)
    return any(found.start() <= place - first < found.end() for found in MARK.finditer(text[first : place + 5]))


def cuts_number(text: str, place: int) -> bool:
    """Return whether a place in a text is inside a number, so that words which begin or end there cut it in two."""
    first = max(place - REACH, 0)
    near, inside = text[first : place + REACH], place - first
    if any(map(str.isdigit, near[max(inside - 8, 0) : inside])):
        for found in NUMBER.finditer(near):
            if found.start() < inside < _larger(near, found.end())[0]:
                return True
    before, after = ANY_WORD_BEFORE.search(near[max(inside - 30, 0) : inside]), ANY_WORD_AFTER.match(near, inside)
    if not before or not after:
        return False
    if BROKEN.search(before.group()) and vocabulary([BROKEN.sub("", before.group()) + after[1]]):
        return True
    if not vocabulary([before.group(), after[1]]):
        return False
    return any(start < inside < end for start, end, _ in spoken(near))


def _readings(digits: str) -> Iterator[Fraction]:
    """Compute the possible values of digits: “1.334” is 1334 in some countries and 1.334 in others."""
    if not digits[-1].isdigit() or len(digits) > MOST_DIGITS:
        return
    digits = HIDDEN.sub("", digits)
    parts, marks = SEPARATOR.split(digits), SEPARATOR.findall(digits)
    between = all(2 <= len(part) <= 3 for part in parts[1:-1])
    if not marks or (between and len(parts[0]) <= 3 and len(parts[-1]) == 3):
        yield Fraction(int("".join(parts)))
    if marks and marks[-1] in DECIMAL_POINTS and (between and (len(parts) == 2 or len(parts[0]) <= 3)):
        yield Fraction(int("".join(parts)), 10 ** len(parts[-1]))


def _larger(text: str, end: int) -> tuple[int, int]:
    """Find the word after a number that multiplies it; return its end and the factor."""
    found = LARGER_AFTER.match(text, end, end + 30)
    if not found:
        return end, 1
    if signs := found[1]:
        worth = 1
        for sign in signs:
            worth *= WORTH[sign]
        return found.end(), worth
    word = found[2].casefold()
    return (found.end(), WORTH[word]) if word in WORTH else (end, 1)


def _cased(text: str, place: int) -> bool:
    """Return whether a letter that has a capital, a raised letter or a low line is at a place."""
    letter = text[place] if 0 <= place < len(text) else " "
    return letter in "_ªº" or (letter.isalpha() and letter.lower() != letter.upper())
