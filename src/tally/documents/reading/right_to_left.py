"""Read right-to-left pages of a PDF in reading order, by the position of each letter on the page."""

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
# Widths as shares of the size of the letters:
SPACE_WIDTH = 0.27  # a wider gap between letters is a space
COLUMN_WIDTH = 2.5  # a wider gap is the space between columns
# Frequent words of Arabic, Persian, Urdu and Hebrew that are not words when they are reversed.
FREQUENT_WORDS = (
    "في من على إلى أن عن هذا هذه التي الذي كان بعد است این که در از را برای شده میں کے نے ہے اور של את על לא כי זה גם"
)
FREQUENT = frozenset(FREQUENT_WORDS.split())
ONLY_LAST, ARTICLE, PLURAL = "ةىךםןףץ", "ال", "ות"
WORD = re.compile("[\u0590-\u05f4\u0620-\u064a\u066e-\u06d3]{2,}")
MIN_RATIO = 4  # times as many signs of one direction as of the other
PDFIUM_LOCK = threading.Lock()
REASON = (
    "The PDF is written from right to left, and its text comes out reversed or out of order. Save the document as a "
    "web page, or its words as a text file, and read that with --file."
)


class DirectionError(TallyError, ValueError):
    """The order of the letters on a right-to-left page is not clear."""


@dataclass(frozen=True)
class Letter:
    """A letter on a page: its left and right edge, the height of its line from the bottom, and its size, in points."""

    text: str
    left_edge: float
    right_edge: float
    line: float
    size: float


def reorder(content: bytes, pages: Sequence[str]) -> list[str]:
    """
    Return the pages of a PDF, those with right-to-left letters read again by the position of each letter.

    Some programs place the letters of such lines from right to left, others from left to right. Frequent words, and
    letters that occur only at the end of words, show which order is right.

    Raises
    ------
    DirectionError
        In neither order does the text have known words.
    """
    places = [place for place, text in enumerate(pages) if LETTERS.search(text)]
    if not places:
        return list(pages)
    lines = _read(content, places)
    for order in (_from_right, _from_left):
        read = {place: "\n".join(map(order, page)) for place, page in lines.items()}
        if reads_as_words("\n".join(read.values())):
            return [read.get(place, text) for place, text in enumerate(pages)]
    raise DirectionError(REASON)


def _read(content: bytes, places: Sequence[int]) -> dict[int, list[list[Letter]]]:
    """Read the lines of some pages. PDFium serves one caller at a time."""
    import pypdfium2

    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(content)
            try:
                return {place: _lines(document[place]) for place in places}
            finally:
                document.close()
        except pypdfium2.PdfiumError as error:
            raise DirectionError(REASON) from error


def reads_as_words(text: str) -> bool:
    """Return whether a text has the frequent words and last letters of its language, and not their mirror images."""
    regular = reversed_signs = 0
    for match in WORD.finditer(text):
        word, mirrored = match.group(), match.group()[::-1]
        regular += (word in FREQUENT) + (word[-1] in ONLY_LAST) + _looks_written(word)
        reversed_signs += (mirrored in FREQUENT) + (word[0] in ONLY_LAST) + _looks_written(mirrored)
    return regular > 0 and regular >= MIN_RATIO * reversed_signs


def _looks_written(word: str) -> bool:
    """Return whether a word has the Arabic article before it, or the Hebrew ending of the plural after it."""
    return len(word) > 4 and (word.startswith(ARTICLE) or word.endswith(PLURAL))


def _lines(page: object) -> list[list[Letter]]:
    """Read the letters of a page, line by line from the top, each line from left to right."""
    lines: list[list[Letter]] = []
    for letter in sorted(_letters(page), key=lambda letter: (-round(letter.line, 1), letter.text == " ")):
        same = next((line for line in lines[:-4:-1] if abs(line[0].line - letter.line) <= 0.4 * line[0].size), None)
        if same:
            same.append(letter)
        elif letter.text != " ":
            lines.append([letter])
    return [sorted(line, key=lambda letter: (letter.left_edge, letter.text == " ")) for line in lines]


def _letters(page: object) -> Iterator[Letter]:
    """Read the letters of a page. A vowel sign is part of the letter that it is written on."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()  # type: ignore[attr-defined]
    last: Letter | None = None
    for place in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text.raw, place))
        if not character.isprintable() or (character == " " and pdfium.FPDFText_IsGenerated(text.raw, place) == 1):
            continue
        left_edge, right_edge, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
        pdfium.FPDFText_GetCharBox(text.raw, place, left_edge, right_edge, bottom, top)
        pdfium.FPDFText_GetCharOrigin(text.raw, place, x, y)
        plain = unicodedata.normalize("NFKC", character) if LETTERS.match(character) else character
        if last and last.text != " " and unicodedata.combining(character):
            last = Letter(last.text + plain, last.left_edge, last.right_edge, last.line, last.size)
            continue
        if last:
            yield last
        size = pdfium.FPDFText_GetFontSize(text.raw, place) or top.value - bottom.value
        last = Letter(plain, left_edge.value, right_edge.value, y.value, size)
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
    """Return whether the sign at a place is read from left to right: digits, Latin letters, and what joins them."""
    letter, neighbours = letters[place], (*letters[max(place - 1, 0) : place], *letters[place + 1 : place + 2])
    if letter[0].isdecimal() or _is_latin(letter):
        return True
    if letter in joints:
        return len(neighbours) == 2 and all(neighbour.isdecimal() for neighbour in neighbours)
    return letter == " " and len(neighbours) == 2 and all(map(_is_latin, neighbours))


def _is_latin(letter: str) -> bool:
    """Return whether a letter is written from left to right."""
    return letter[0].isalpha() and not LETTERS.match(letter)


def _spaced(line: Sequence[Letter]) -> Iterator[str]:
    """Yield the letters of a line, with a space where there is a gap and a bar between columns."""
    reached, last = None, ""
    for letter in line:
        if letter.text == " ":
            if last != " ":
                yield " "
            last = " "
            continue
        gap = 0.0 if reached is None else letter.left_edge - reached
        if gap > COLUMN_WIDTH * letter.size:
            yield from " | "
        elif gap > SPACE_WIDTH * letter.size and last != " ":
            yield " "
        yield letter.text
        reached, last = max(letter.right_edge, reached or letter.right_edge), letter.text
