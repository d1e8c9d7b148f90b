"""The characters that nobody sees or that change how others are seen, and texts in which they are shown."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

CATEGORIES = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
# Blank or invisible although they are letters, marks or symbols, from the first to the last: Unicode's default
# ignorable code points (combining joiner, Hangul and Khmer fillers, variation selectors, tags), and drawn blanks.
BLANK = (
    "\u034f\u034f", "\u115f\u1160", "\u17b4\u17b5", "\u180b\u180f", "\u2800\u2800", "\u3164\u3164", "\ufe00\ufe0f",
    "\uffa0\uffa0", "\U0001d159\U0001d159", "\U000e0000\U000e0fff",
)  # fmt: skip
# Format characters that are drawn: the signs around numbers in Arabic, Syriac and Kaithi.
DRAWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
XML = ("\t\n", "\r\r", "\x20\ud7ff", "\ue000\ufffd", "\U00010000\U0010ffff")  # what an XML document can hold
JOINERS = "\u200c\u200d"
SELECTORS = "\u180b\u180c\u180d\u180e\u180f"  # of the forms of Mongolian letters
JOINED = (  # scripts that are not written without joiners
    "ARABIC", "SYRIAC", "MANDAIC", "NKO", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA",
    "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "TIBETAN", "MYANMAR", "KHMER", "BALINESE", "JAVANESE",
)  # fmt: skip
UNNAMED = {
    "Cc": "a control character",
    "Cn": "no character",
    "Co": "a character of private use",
    "Cs": "half of a pair",
}
LONGEST_LINE = 4_000  # characters that are shown
LONGEST_TEXT = 200_000


def hidden_at(text: str) -> int | None:
    """
    Return the place of the first character that is invisible or changes how others are seen; None if there is none.

    These are control and format characters, private and unassigned ones, halves of a pair, separators of lines and
    paragraphs, all that Unicode calls ignorable, and blanks that are not spaces. Spaces of any width are not, nor are
    line breaks, nor is what a script needs: a joiner beside a letter of Arabic, Devanagari and the like, and a selector
    beside a letter of Mongolian. Soft hyphens and marks of the direction of reading are: a text reads the same without.
    """
    return next(_hidden_places(text), None)


def code_point(sign: str) -> str:
    """Return the number and the name of a character, such as “U+202E (right-to-left override)”."""
    name = unicodedata.name(sign, UNNAMED.get(unicodedata.category(sign), "no name"))
    return f"U+{ord(sign):04X} ({name.lower()})"


def shown(text: str, *, breaks: bool = True) -> str:
    """
    Return a text for a terminal: hidden characters as their numbers, such as [U+001B], and long lines cut.

    Parameters
    ----------
    text : str
        Anything, from anywhere.
    breaks : bool
        Whether line breaks stay. If not, they are shown too.
    """
    beginning = _shortened(text, LONGEST_TEXT if breaks else LONGEST_LINE)
    if breaks and len(beginning) > LONGEST_LINE:
        beginning = "\n".join(_shortened(line, LONGEST_LINE) for line in beginning.split("\n"))
    places = {*_hidden_places(beginning)}
    if not breaks:
        places.update(place for place, sign in enumerate(beginning) if sign in "\r\n")
    if not places:
        return beginning
    return "".join(f"[U+{ord(sign):04X}]" if place in places else sign for place, sign in enumerate(beginning))


def well_formed(text: str) -> str:
    """Return a text for XML, with U+FFFD in the place of each character that no XML can hold."""
    bad = [ord(sign) for sign in {*text} if not _is_within(sign, XML)]
    return text.translate(dict.fromkeys(bad, "\N{REPLACEMENT CHARACTER}")) if bad else text


def _hidden_places(text: str) -> Iterator[int]:
    """Yield the places of the hidden characters of a text."""
    if text.isascii() and text.isprintable():
        return
    if hidden := {sign for sign in {*text} if _is_hidden(sign)}:
        for place, sign in enumerate(text):
            if sign in hidden and not _is_needed(text, place):
                yield place


@lru_cache(4096)
def _is_hidden(sign: str) -> bool:
    """Return whether a character is hidden, whatever is beside it; a line break is not."""
    if sign.isascii():
        return not sign.isprintable() and sign != "\n"
    return _is_within(sign, BLANK) or (unicodedata.category(sign) in CATEGORIES and sign not in DRAWN)


def _is_within(sign: str, ranges: tuple[str, ...]) -> bool:
    """Return whether a character is in one of some ranges, given by their first and last characters."""
    return any(pair[0] <= sign <= pair[1] for pair in ranges)


def _is_needed(text: str, place: int) -> bool:
    """Return whether a hidden character begins a line break, or is needed by a letter beside it."""
    sign, before, after = text[place], text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    if sign == "\r":
        return after == "\n"
    if sign not in JOINERS and sign not in SELECTORS:
        return False
    scripts = JOINED if sign in JOINERS else ("MONGOLIAN",)
    letters = (near for near in (before, after) if near and unicodedata.category(near)[0] in "LM")
    return after != sign and any(unicodedata.name(near, "").startswith(scripts) for near in letters)


def _shortened(text: str, longest: int) -> str:
    """Return the beginning of a text, and how much more there is."""
    return text if len(text) <= longest else f"{text[:longest]} … ({len(text) - longest:,} more characters)"
