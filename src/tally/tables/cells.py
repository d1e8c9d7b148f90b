"""Find in a cell what a spreadsheet, a wrong encoding or a hidden character has done to it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

HIDDEN = re.compile(
    "[\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
    r"|[\x00-\x09\x0b-\x1f\x7f-\x9f]"
)
JOINER = re.compile("[\u200c\u200d]")
# UTF-8 that was read as Windows-1252: the letter that its first byte became, then those that the rest became.
SIGN = r"[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
NOT_QUOTE = r"[\x80-\xbf€ƒ†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]"  # a Swedish or Polish word may end in Å or Ł and a closing quote
GARBLED = re.compile(
    rf"(?:[ÂÃ]{SIGN}|[ÄÅ]{NOT_QUOTE}|â{SIGN}{{2}}|ï»¿|ð{SIGN}{{3}}|(?:[ØÙÚÛ]{SIGN}){{2,}}|(?:[ÐÑ]{SIGN}){{2,}}|â€)+"
)
ERROR = re.compile(r"#{2,}|#(?:NAME\?|VALUE!|REF!|DIV/0!|N/A|NUM!|NULL!)")
FORMULA = re.compile(r"[=+@\t\r＝＋＠]|-(?!\d[\d.,]*$)")
WORD, MIXED = re.compile(r"[^\W\d_]{2,}"), {"LATIN", "CYRILLIC", "GREEK"}
NUMBER = re.compile(r"[-+]?(?:\d+[.,]0+|\d{1,3}(?:[,.’'\u00a0\u202f ]\d{3})+|\d+(?:[.,]\d+)?[Ee][+-]?\d+)")


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a text, whatever it is about: what was expected in its place, and what to do."""

    found: str
    expected: str
    remedy: str


@lru_cache(8192)
def cell_flaw(text: str) -> Flaw | None:
    """
    Find the first thing that is wrong with a table's cell; None for nothing.

    Notes
    -----
    A cell must not start with =, + or @, nor with a hyphen unless the rest is a number: a spreadsheet would run it as
    a formula. A dash (–) may stand in the hyphen's place, since quotations are matched with their dashes folded.
    """
    if ERROR.fullmatch(text):
        return Flaw(text, "what stood there", "A spreadsheet put an error in its place: write it again, as Text.")
    if FORMULA.match(text):
        remedy = "A spreadsheet would run it: start a quotation at another word, or write a dash (–) for a hyphen."
        return Flaw(text, "text that does not start like a formula", remedy)
    return text_flaw(text)


def text_flaw(text: str) -> Flaw | None:
    """Find garbled letters and characters that nobody sees; line breaks are none of them."""
    if text.isascii() and text.isprintable():
        return None
    if garbled := GARBLED.search(text):
        meant = _meant(garbled.group())
        remedy = "UTF-8 was read as Windows-1252. Write it again, and open the file as UTF-8 (65001) from now on."
        return Flaw(
            garbled.group(), f"{meant!r}, by the look of it" if meant else "the letters that stood there", remedy
        )
    hidden = HIDDEN.search(text.replace("\r\n", "\n")) or next(filter(_stray, JOINER.finditer(text)), None)
    if hidden:
        sign = hidden.group()
        name = unicodedata.name(sign, "a control character").lower()
        remedy = "Delete it: nobody sees it, but it changes what the text says or how it is found."
        return Flaw(f"U+{ord(sign):04X} ({name})", "characters that can be seen", remedy)
    return None


@lru_cache(8192)
def name_flaw(name: str) -> Flaw | None:
    """Find what nobody sees in a name but makes it another: spaces too many, or letters of two scripts in a word."""
    plain = unicodedata.normalize("NFC", " ".join(name.split()))
    if plain != name:
        spaced = name.replace("\u00a0", "[no-break space]").replace("\u202f", "[narrow no-break space]")
        remedy = f"Write {plain!r}: other spaces, or accents apart from their letters, make another name of it."
        return Flaw(spaced, "a name with single spaces inside and none around it", remedy)
    for word in WORD.findall(name):
        scripts = {unicodedata.name(sign, "").partition(" ")[0] for sign in word} & MIXED
        if len(scripts) > 1:
            strangers = {sign for sign in word if unicodedata.name(sign, "").startswith(min(scripts - {"LATIN"}))}
            letters = ", ".join(f"U+{ord(sign):04X} ({unicodedata.name(sign).lower()})" for sign in sorted(strangers))
            return Flaw(f"{word} with {letters}", "letters of one script in a word", "Type the word again.")
    return None


def spreadsheet_number(text: str) -> str:
    """Say what a spreadsheet did to a whole number, if this looks like its work; otherwise nothing."""
    if NUMBER.fullmatch(text):
        return "It looks as if a spreadsheet wrote it so: write only the digits, in a column formatted as Text."
    return ""


def _meant(garbled: str) -> str:
    """Read letters back as the UTF-8 that they were; empty if that does not work."""
    try:
        return b"".join(_byte(sign) for sign in garbled).decode("utf-8")
    except UnicodeError:
        return ""


def _byte(sign: str) -> bytes:
    return bytes([ord(sign)]) if ord(sign) < 0x100 else sign.encode("cp1252")


def _stray(joiner: re.Match[str]) -> bool:
    """Whether a joiner stands beside no letter of a script that needs it, such as Persian."""
    text, place = joiner.string, joiner.start()
    beside = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return not any(sign.isalpha() and "LATIN" not in unicodedata.name(sign, "LATIN") for sign in beside)
