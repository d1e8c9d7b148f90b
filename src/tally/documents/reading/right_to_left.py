"""Read right-to-left pages of a PDF in the order in which they are read, by where each letter is on the page."""

import ctypes
import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tally.errors import TallyError

LETTERS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
HEBREW = re.compile("[\u0590-\u05ff]")
MIRRORED = str.maketrans("()[]{}«»<>‹›", ")(][}{»«><›‹")
GAP, COLUMN = 0.27, 2.5  # of the size of the letters: a space, and the space between columns
# Frequent words of Arabic, Persian, Urdu and Hebrew that are not words when they are reversed.
FREQUENT_WORDS = (
    "في من على إلى أن عن هذا هذه التي الذي كان بعد است این که در از را برای شده میں کے نے ہے اور של את על לא כי זה גם"
)
FREQUENT = frozenset(FREQUENT_WORDS.split())
ONLY_LAST, ARTICLE, PLURAL = "ةىךםןףץ", "ال", "ות"
WORD = re.compile("[\u0590-\u05f4\u0620-\u064a\u066e-\u06d3]{2,}")
SURE = 4  # times as many signs of one direction as of the other
ONE_AT_A_TIME = threading.Lock()
REASON = (
    "The PDF is written from right to left, and its text comes out reversed or out of order. Save the document as a "
    "web page, or its words as a text file, and read that with --file."
)


class DirectionError(TallyError, ValueError):
    """The order of a right-to-left page cannot be told."""


@dataclass(frozen=True)
class Letter:
    """A letter where it is on a page: its left and right edge, the line it is on, and its size."""

    text: str
    left: float
    right: float
    line: float
    size: float


def reorder(content: bytes, pages: Sequence[str]) -> list[str]:
    """
    Return the pages of a PDF, those with right-to-left letters read anew by the place of each letter.

    Some programs paint such lines in the order of writing, from left to right; which it is, is told by frequent words
    and by letters that only end words.

    Raises
    ------
    DirectionError
        Neither order reads as words.
    """
    wanted = [place for place, text in enumerate(pages) if LETTERS.search(text)]
    if not wanted:
        return list(pages)
    lines = _read(content, wanted)
    for order in (_from_right, _from_left):
        read = {place: "\n".join(map(order, page)) for place, page in lines.items()}
        if reads_as_words("\n".join(read.values())):
            return [read.get(place, text) for place, text in enumerate(pages)]
    raise DirectionError(REASON)


def _read(content: bytes, wanted: Sequence[int]) -> dict[int, list[list[Letter]]]:
    """Read the lines of some pages. PDFium serves one caller at a time."""
    import pypdfium2

    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(content)
            try:
                return {place: _lines(document[place]) for place in wanted}
            finally:
                document.close()
        except pypdfium2.PdfiumError as error:
            raise DirectionError(REASON) from error


def reads_as_words(text: str) -> bool:
    """Return whether a text has the frequent words and last letters of its language, and not their mirror images."""
    right = wrong = 0
    for found in WORD.finditer(text):
        word, mirrored = found.group(), found.group()[::-1]
        right += (word in FREQUENT) + (word[-1] in ONLY_LAST) + _looks_written(word)
        wrong += (mirrored in FREQUENT) + (word[0] in ONLY_LAST) + _looks_written(mirrored)
    return right > 0 and right >= SURE * wrong


def _looks_written(word: str) -> bool:
    """Return whether a word has the Arabic article before it, or the Hebrew ending of the plural after it."""
    return len(word) > 4 and (word.startswith(ARTICLE) or word.endswith(PLURAL))


def _lines(page: object) -> list[list[Letter]]:
    """Read the letters of a page, line by line from the top, each line from left to right."""
    lines: list[list[Letter]] = []
    for letter in sorted(_letters(page), key=lambda one: (-round(one.line, 1), one.text == " ")):
        same = next((line for line in lines[:-4:-1] if abs(line[0].line - letter.line) <= 0.4 * line[0].size), None)
        if same:
            same.append(letter)
        elif letter.text != " ":
            lines.append([letter])
    return [sorted(line, key=lambda one: (one.left, one.text == " ")) for line in lines]


def _letters(page: object) -> Iterator[Letter]:
    """Read the letters of a page; a vowel sign is kept with the letter that it is written on."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()  # type: ignore[attr-defined]
    last: Letter | None = None
    for place in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text.raw, place))
        if not character.isprintable() or (character == " " and pdfium.FPDFText_IsGenerated(text.raw, place) == 1):
            continue
        left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
        pdfium.FPDFText_GetCharBox(text.raw, place, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(text.raw, place, x, y)
        plain = unicodedata.normalize("NFKC", character) if LETTERS.match(character) else character
        if last and last.text != " " and unicodedata.combining(character):
            last = Letter(last.text + plain, last.left, last.right, last.line, last.size)
            continue
        if last:
            yield last
        size = pdfium.FPDFText_GetFontSize(text.raw, place) or top.value - bottom.value
        last = Letter(plain, left.value, right.value, y.value, size)
    if last:
        yield last


def _from_left(line: Sequence[Letter]) -> str:
    """Write a line from left to right."""
    return "".join(_spaced(line))


def _from_right(line: Sequence[Letter]) -> str:
    """Write a line from right to left, numbers and Latin words in it from left to right."""
    letters = list(_spaced(line))
    latin, others = sum(map(_is_latin, letters)), sum(bool(LETTERS.match(letter)) for letter in letters)
    joints = ".,:/٫٬" + ("-+" if any(map(HEBREW.match, letters)) else "")
    runs: list[tuple[bool, list[str]]] = []
    for place in range(len(letters)):
        forwards = _forwards(letters, place, joints)
        if not runs or runs[-1][0] is not forwards:
            runs.append((forwards, []))
        runs[-1][1].append(letters[place])
    return "".join(
        "".join(run) if forwards else "".join(reversed(run)).translate(MIRRORED)
        for forwards, run in (runs if latin > others else reversed(runs))
    )


def _forwards(letters: Sequence[str], place: int, joints: str) -> bool:
    """Return whether what is at a place is read from left to right: digits, Latin letters, and what joins them."""
    letter, neighbours = letters[place], (*letters[max(place - 1, 0) : place], *letters[place + 1 : place + 2])
    if letter[0].isdecimal() or _is_latin(letter):
        return True
    if letter in joints:
        return len(neighbours) == 2 and all(one.isdecimal() for one in neighbours)
    return letter == " " and len(neighbours) == 2 and all(map(_is_latin, neighbours))


def _is_latin(letter: str) -> bool:
    """Return whether a letter is one that is written from left to right."""
    return letter[0].isalpha() and not LETTERS.match(letter)


def _spaced(line: Sequence[Letter]) -> Iterator[str]:
    """Go through the letters of a line, with a space where a gap is between them and a bar between columns."""
    reached, last = None, ""
    for letter in line:
        if letter.text == " ":
            if last != " ":
                yield " "
            last = " "
            continue
        gap = 0.0 if reached is None else letter.left - reached
        if gap > COLUMN * letter.size:
            yield from " | "
        elif gap > GAP * letter.size and last != " ":
            yield " "
        yield letter.text
        reached, last = max(letter.right, reached or letter.right), letter.text
