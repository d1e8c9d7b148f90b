"""Find what a spreadsheet, a wrong encoding or a hidden character has done to a cell."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tally.text import code_point, hidden_at

# UTF-8 that was read as Windows-1252: the letter that its first byte became, then those that the rest became.
REST = r"[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
PERHAPS_GARBLED = re.compile(rf"(?:[\xc2-\xdf]{REST}|[\xe0-\xef]{REST}{{2}}|[\xf0-\xf4]{REST}{{3}}|â€)+")
# ftfy leaves these, since a Swedish word may end in Å and a closing quotation mark.
BEYOND_FTFY = re.compile(r"[ÄÅÈ][\x80-\xbf€ƒ†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]|Ã…")
ERROR = re.compile(r"#{2,}|#(?:NAME\?|VALUE!|REF!|DIV/0!|N/A|NUM!|NULL!)")
FORMULA = re.compile(r"[=+@\t\r＝＋＠]|-(?!\d[\d.,]*$)")
WORD, MIXED = re.compile(r"[^\W\d_]{2,}"), {"LATIN", "CYRILLIC", "GREEK"}
NUMBER = re.compile(r"[-+]?(?:\d+[.,]0+|\d{1,3}(?:[,.’'\u00a0\u202f ]\d{3})+|\d+(?:[.,]\d+)?[Ee][+-]?\d+)")


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a text: what was found, what was expected, and what to do."""

    found: str
    expected: str
    remedy: str


@lru_cache(8192)
def cell_flaw(text: str) -> Flaw | None:
    """
    Find the first fault of a table's cell; None if there is none.

    Notes
    -----
    A cell must not start with =, + or @, nor with a hyphen unless the rest is a number: a spreadsheet would run it as
    a formula. A dash (–) may replace the hyphen, since all dashes are treated alike when quotations are matched.
    """
    if ERROR.fullmatch(text):
        return Flaw(text, "the original text", "A spreadsheet replaced it by an error: write it again, as Text.")
    if FORMULA.match(text):
        remedy = "A spreadsheet would run it: start a quotation at another word, or write a dash (–) for a hyphen."
        return Flaw(text, "text that does not start like a formula", remedy)
    return text_flaw(text)


def text_flaw(text: str) -> Flaw | None:
    """Find garbled letters and invisible characters other than line breaks; None if there are none."""
    if text.isascii() and text.isprintable():
        return None
    if garbled := _garbled(text):
        original = _original(garbled)
        remedy = "UTF-8 was read as Windows-1252. Write it again, and open the file as UTF-8 (65001) from now on."
        return Flaw(garbled, f"probably {original!r}" if original else "the original letters", remedy)
    if (place := hidden_at(text)) is not None:
        remedy = "Delete it: it is invisible, but it changes what the text says or how it is found."
        return Flaw(code_point(text[place]), "characters that can be seen", remedy)
    return None


@lru_cache(8192)
def name_flaw(name: str) -> Flaw | None:
    """Find invisible differences in a name: superfluous spaces, and letters of two scripts in one word."""
    plain = unicodedata.normalize("NFC", " ".join(name.split()))
    if plain != name:
        spaced = name.replace("\u00a0", "[no-break space]").replace("\u202f", "[narrow no-break space]")
        remedy = f"Write {plain!r}: other spaces, or accents apart from their letters, make it a different name."
        return Flaw(spaced, "a name with single spaces inside and none around it", remedy)
    for word in WORD.findall(name):
        scripts = {unicodedata.name(sign, "").partition(" ")[0] for sign in word} & MIXED
        if len(scripts) > 1:
            foreign = {sign for sign in word if unicodedata.name(sign, "").startswith(min(scripts - {"LATIN"}))}
            letters = ", ".join(f"U+{ord(sign):04X} ({unicodedata.name(sign).lower()})" for sign in sorted(foreign))
            return Flaw(f"{word} with {letters}", "letters of one script in a word", "Type the word again.")
    return None


def spreadsheet_number(text: str) -> str:
    """Return a remedy if a text looks like a whole number that a spreadsheet rewrote; otherwise an empty text."""
    if NUMBER.fullmatch(text):
        return "A spreadsheet seems to have rewritten it: write only the digits, in a column formatted as Text."
    return ""


def _garbled(text: str) -> str:
    """Return the first letters of a text that were UTF-8 read as Windows-1252; empty if there are none."""
    for letters in PERHAPS_GARBLED.findall(text):
        from ftfy.badness import is_bad  # needed for few texts

        if BEYOND_FTFY.search(letters) or is_bad(text):
            return str(letters)
    return ""


def _original(garbled: str) -> str:
    """Return the text that was UTF-8 before it was garbled; empty if it cannot be restored."""
    try:
        return b"".join(_byte(sign) for sign in garbled).decode("utf-8")
    except UnicodeError:
        return ""


def _byte(sign: str) -> bytes:
    return bytes([ord(sign)]) if ord(sign) < 0x100 else sign.encode("cp1252")
