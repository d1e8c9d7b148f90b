"""Separate the typography of a text from its words, and find words in any typography."""

import re
import unicodedata
from functools import lru_cache

from tally.text.numerals import LINE_END, SPACES, find_numbers

DASHES = "‐‑‒–—―−"
SINGLE_QUOTES = "‘’‚‛"
DOUBLE_QUOTES = "“”„‟"
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
ONE_FORM = str.maketrans({**LIGATURES})
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
BREAK = r"\u00AD\s*"  # a soft hyphen, where a word may be broken: it reads as a hyphen, or as nothing
FOLDING = str.maketrans(
    {**dict.fromkeys(DASHES, "-"), **dict.fromkeys(SINGLE_QUOTES, "'"), **dict.fromkeys(DOUBLE_QUOTES, '"')} | LIGATURES
)
ANY_SPACE = re.compile(r"\s+")
MOST_ACCENTS = 30  # on one letter; no writing has more than a few
PERHAPS_ACCENTS = re.compile(rf"[^\x00-\x7f\w\s]{{{MOST_ACCENTS + 1},}}")
RAISED_LETTERS = "ᵃᵇᶜᵈᶠᵍʰⁱʲᵏˡᵐⁿᵖʳˢᵗᵘᵛʷˣʸᶻ"
RAISED = str.maketrans("0123456789abcdfghijklmnprstuvwxyz", f"⁰¹²³⁴⁵⁶⁷⁸⁹{RAISED_LETTERS}")
RAISED_SIGNS = f"⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾₀-₉①-⑳⓪-⓿❶-➓*†‡§¶⁎⁑※{RAISED_LETTERS}"
# Footnote marks that touch a word or number: raised, or in brackets a letter, a note or up to three digits.
BRACKETED = r"\[(?:(?:note|nb|n|fn) ?)?\d{1,3}(?:[,;–-] ?\d{1,3})*\]|\[[a-z]\]|\(\d{1,3}\)|\(\*{1,3}\)"
MARK = re.compile(f"[{RAISED_SIGNS}]|{BRACKETED}")
MARKS = rf"(?:(?<=[^\s\[(])(?>(?:[{RAISED_SIGNS}]+(?:[,;–-](?=[{RAISED_SIGNS}]))?|{BRACKETED})+))?"
JOINED = re.compile(
    rf"(?<=\w[{DASHES}-])(?<![^\W\d_][-‐])[ \t]*\r?\n[ \t]*(?=\w)|(?<=\w[-‐])[ \t]*\r?\n[ \t]*(?=\d)|"
    r"(?<=\d[,٬])(?<!\d{4}[,٬])[ \t]*\r?\n[ \t]*(?=\d{3}(?!\d))"
)
# Letters of scripts that put no space between words.
UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\u2e80-\u2fdf\u3005-\u3007\u3021-\u3035"
    "\u3040-\u31ff\u3400-\u9fff\ua000-\ua48f\ua980-\ua9df\uaa60-\uaadf\uf900-\ufaff\uff66-\uff9f"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)


def fold(text: str) -> str:
    """
    Fold typography and nothing else.

    Dashes become hyphens, curly quotes straight, ligatures letters, no-break spaces and line breaks one space; soft
    hyphens go, and so does a line break after a hyphen or a comma that a digit touches. Letters, case, digits, accents
    and punctuation stay: a changed word never matches.
    """
    return ANY_SPACE.sub(" ", join_line_ends(composed(re.sub(BREAK, "", text)).translate(FOLDING))).strip()


def composed(text: str) -> str:
    """
    Return a text with its accents composed (NFC), at most `MOST_ACCENTS` on a letter.

    The time to put accents into their order grows with the square of their number on a letter, so there is a limit, as
    in the Stream-Safe Text Format of Unicode (UAX 15).
    """
    return unicodedata.normalize("NFC", with_fewer_accents(text))


def with_fewer_accents(text: str) -> str:
    """Return a text with at most `MOST_ACCENTS` accents on a letter."""
    return PERHAPS_ACCENTS.sub(_fewer, text)


def _fewer(signs: re.Match[str]) -> str:
    """Return signs with at most `MOST_ACCENTS` accents in a row."""
    signs_left, accents = [], 0
    for sign in signs.group():
        accents = accents + 1 if unicodedata.combining(sign) else 0
        if accents <= MOST_ACCENTS:
            signs_left.append(sign)
    return "".join(signs_left)


def join_line_ends(text: str) -> str:
    """
    Join a word or number that a line end splits: “mid-↵2021”, “10-↵month-old”, “1,↵334”.

    A hyphen between two letters is not joined, because the printer may have added it.
    """
    return JOINED.sub("", text)


def unbroken(there: str, quotation: str) -> str:
    """Return words of a document on one line, each soft hyphen as in their quotation: a hyphen or nothing."""
    words, (whole, *pieces) = fold(quotation), re.split(BREAK, there)
    for piece in pieces:
        whole += (
            "-" if words.startswith(fold(f"{whole}-")) and not words.startswith(fold(whole + piece)) else ""
        ) + piece
    return on_one_line(whole)


def on_one_line(text: str) -> str:
    """Return a stretch of a document on one line, with words and numbers joined that a line end split."""
    return ANY_SPACE.sub(" ", join_line_ends(re.sub(BREAK, "", text))).strip()


def pattern_of(quotation: str, text: str) -> re.Pattern[str]:
    """
    Return the pattern of a folded quotation as it may be in an unfolded text.

    No part of it can match a stretch in two ways, so the time is proportional to the length of the text. It allows for
    footnote marks and soft hyphens only if the text has any, since to compile that takes longer than to search.
    """
    return _pattern(quotation, MARKS if MARK.search(text) else "", BREAK if SOFT_HYPHEN in text else "")


@lru_cache(maxsize=500)
def _pattern(quotation: str, marks: str, broken: str) -> re.Pattern[str]:
    """Return the pattern of a folded quotation between whose characters footnote marks and breaks may be."""
    numbers = {place for number in find_numbers(quotation) for place in range(number.start + 1, number.end)}
    parts = []
    for place, character in enumerate(quotation):
        before = quotation[place - 1] if place else " "
        inside = place in numbers
        if place and character != " ":
            parts.append(_gap_pattern(before, character, marks, broken, in_number=inside))
        parts.append(_character_pattern(character, quotation[place + 1 : place + 2], marks, in_number=inside))
    return re.compile("".join(parts))


def _gap_pattern(before: str, after: str, marks: str, broken: str, *, in_number: bool) -> str:
    """Return the pattern of what may be between two characters without being part of the words."""
    if in_number and before.isdigit() and after.isdigit():
        return "\u00ad?"
    if UNSPACED.match(before) and UNSPACED.match(after):
        return rf"{marks}\s{{0,3}}+"
    return (marks if before not in " -" or after == " " else "") + (
        f"(?>{broken})?" if broken and before != " " else ""
    )


def _character_pattern(character: str, after: str, marks: str, *, in_number: bool) -> str:
    """Return the pattern of one folded character in an unfolded text."""
    if character == " ":
        return rf"{marks}\u00AD?" + (f"(?:[{SPACES}]|{LINE_END})" if in_number else r"\s++")
    if character == "-":
        return rf"(?:[-{DASHES}]{'' if after in ('', ' ') else '(?>' + LINE_END + ')?'}|(?>{BREAK}))"
    if character == "," and in_number:
        return rf",(?>{LINE_END})?"
    alternatives = {"'": "'" + SINGLE_QUOTES, '"': '"' + DOUBLE_QUOTES}.get(character)
    return f"[{re.escape(alternatives)}]" if alternatives else re.escape(character)
