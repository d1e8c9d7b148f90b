"""The stored passages, and the quotations that are locked to them."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tally.numerals import LINE_END, SPACES, cut, numerals
from tally.tables import Problem, read_text

DASHES = "‐‑‒–—―−"
SINGLE_QUOTES = "‘’‚‛"
DOUBLE_QUOTES = "“”„‟"
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
BREAK = r"\u00AD\s*"  # a soft hyphen, where a word may be broken: it reads as a hyphen, or as nothing
FOLDING = str.maketrans(
    {**dict.fromkeys(DASHES, "-"), **dict.fromkeys(SINGLE_QUOTES, "'"), **dict.fromkeys(DOUBLE_QUOTES, '"')} | LIGATURES
)
ANY_SPACE = re.compile(r"\s+")
RAISED_LETTERS = "ᵃᵇᶜᵈᶠᵍʰⁱʲᵏˡᵐⁿᵖʳˢᵗᵘᵛʷˣʸᶻ"
RAISED = str.maketrans("0123456789abcdfghijklmnprstuvwxyz", f"⁰¹²³⁴⁵⁶⁷⁸⁹{RAISED_LETTERS}")
RAISED_SIGNS = f"⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾₀-₉①-⑳*†‡⁎{RAISED_LETTERS}"
# Footnote marks that touch a word or number: raised, or up to three digits in brackets.
MARKS = rf"(?:(?<=[^\s\[(])(?>(?:[{RAISED_SIGNS}]+(?:[,;–-](?=[{RAISED_SIGNS}]))?|\[\d{{1,3}}\]|\(\d{{1,3}}\))+))?"
JOINED = re.compile(
    rf"(?<=\w[{DASHES}-])(?<![^\W\d_][-‐])[ \t]*\r?\n[ \t]*(?=\w)|(?<=\w[-‐])[ \t]*\r?\n[ \t]*(?=\d)|"
    r"(?<=\d[,٬])[ \t]*\r?\n[ \t]*(?=\d{3}(?!\d))"
)
JOINER = "\N{ZERO WIDTH NON-JOINER}"
# Letters of scripts that put no space between words.
UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\u2e80-\u2fdf\u3005-\u3007\u3021-\u3035"
    "\u3040-\u31ff\u3400-\u9fff\ua000-\ua48f\ua980-\ua9df\uaa60-\uaadf\uf900-\ufaff\uff66-\uff9f"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)


@dataclass(frozen=True)
class Passage:
    """A short stretch of a source that is kept as text. `sha256` is the hash of its bytes."""

    source: str
    text: str
    sha256: str


@dataclass(frozen=True)
class Place:
    """Where a quotation is in its passage: from which character on, and up to which."""

    passage: str
    start: int
    end: int

    @property
    def before(self) -> str:
        """What comes before it."""
        return self.passage[: self.start]

    @property
    def quotation(self) -> str:
        """The words as they are stored."""
        return self.passage[self.start : self.end]

    @property
    def after(self) -> str:
        """What comes after it."""
        return self.passage[self.end :]


def fold(text: str) -> str:
    """
    Fold typography and nothing else.

    Dashes become hyphens, curly quotes straight, ligatures letters, no-break spaces and line breaks one space; soft
    hyphens go, and so does a line break after a hyphen or a comma that a digit touches. Letters, case, digits, accents
    and punctuation stay: a changed word never matches.
    """
    composed = unicodedata.normalize("NFC", re.sub(BREAK, "", text)).translate(FOLDING)
    return ANY_SPACE.sub(" ", joined(composed)).strip()


def joined(text: str) -> str:
    """
    Join what a line end has parted although it is one word or number: “mid-↵2021”, “10-↵month-old”, “1,↵334”.

    A hyphen between two letters stays as it is, because there it may have been added by the printer.
    """
    return JOINED.sub("", text)


def places(quotation: str, passage: str) -> list[Place]:
    """
    Find every place where a quotation occurs in a passage, typography aside.

    A quotation that starts or ends inside a word or a number does not occur there: “60” is not in “1960”, nor in
    “60,000” or “60 000”. Footnote marks in the passage are passed over.
    """
    wanted = fold(quotation)
    if not wanted:
        return []
    pattern, found, start = _pattern(wanted), [], 0
    while match := pattern.search(passage, start):
        if _whole(passage, match.start()) and _whole(passage, match.end()):
            found.append(Place(passage, match.start(), match.end()))
            start = match.end()
        else:
            start = match.start() + 1
    return found


def reads(quotation: str, text: str) -> bool:
    """Return whether a text is a quotation, from its first character to its last, typography aside."""
    found = places(quotation, text)
    return len(found) == 1 and not (found[0].before + found[0].after).strip()


def unbroken(there: str, quotation: str) -> str:
    """Return words of a document on one line, each soft hyphen as the quotation of them has it: a hyphen or nothing."""
    wanted, (whole, *pieces) = fold(quotation), re.split(BREAK, there)
    for piece in pieces:
        whole += (
            "-" if wanted.startswith(fold(f"{whole}-")) and not wanted.startswith(fold(whole + piece)) else ""
        ) + piece
    return spaced(whole)


def spaced(text: str) -> str:
    """Return a stretch of a document on one line, words that a line end parted put together."""
    return ANY_SPACE.sub(" ", joined(re.sub(BREAK, "", text))).strip()


def marked(text: str, value: float, language: str = "") -> list[tuple[str, bool]]:
    """
    Cut a quotation at the words that bear a count: each piece, and whether it is one of them.

    A count is borne by its digits of any script, grouped or not, and up to one hundred by its word in the language of
    the text, or where that is unknown in English, French, German or Spanish.
    """
    pieces, done = [], 0
    for one in numerals(text, language):
        if value in one.values and one.start >= done:
            pieces += [(text[done : one.start], False), (text[one.start : one.end], True)]
            done = one.end
    return [(piece, bears) for piece, bears in [*pieces, (text[done:], False)] if piece]


def _pattern(wanted: str) -> re.Pattern[str]:
    """
    Write the pattern of a folded quotation as it may be in an unfolded text.

    No part of it can match a stretch in two ways, so that the time it takes grows with the text and not faster.
    """
    numbers = [(one.start, one.end) for one in numerals(wanted)]
    parts = []
    for place, character in enumerate(wanted):
        before = wanted[place - 1] if place else " "
        inside = any(start < place < end for start, end in numbers)
        if place and character != " ":
            parts.append(_between(before, character, in_number=inside))
        parts.append(_one(character, wanted[place + 1 : place + 2], in_number=inside))
    return re.compile("".join(parts))


def _between(before: str, after: str, *, in_number: bool) -> str:
    """Write the pattern of what may be between two characters without being part of the words."""
    if in_number and before.isdigit() and after.isdigit():
        return ""
    if UNSPACED.match(before) and UNSPACED.match(after):
        return rf"{MARKS}\s{{0,3}}+"
    marks = MARKS if before not in " -" or after == " " else ""
    return marks + (f"(?>{BREAK})?" if before != " " else "")


def _one(character: str, after: str, *, in_number: bool) -> str:
    """Write the pattern that one folded character represents in an unfolded text."""
    if character == " ":
        return rf"{MARKS}\u00AD?" + (f"(?:[{SPACES}]|{LINE_END})" if in_number else r"\s++")
    if character == "-":
        return rf"(?:[-{DASHES}]{'' if after in ('', ' ') else '(?>' + LINE_END + ')?'}|(?>{BREAK}))"
    if character == "," and in_number:
        return rf",(?>{LINE_END})?"
    alternatives = {"'": "'" + SINGLE_QUOTES, '"': '"' + DOUBLE_QUOTES}.get(character)
    return f"[{re.escape(alternatives)}]" if alternatives else re.escape(character)


def _whole(text: str, place: int) -> bool:
    """Return whether a place in a text parts no word and no number."""
    before, after = text[place - 1 : place], text[place : place + 1]
    if after == SOFT_HYPHEN:
        after = text[place : place + 4].lstrip(f"{SOFT_HYPHEN} \n")[:1]
    if before == SOFT_HYPHEN or JOINER in (before, after) or (after and unicodedata.category(after)[0] == "M"):
        return False
    if cut(text, place):
        return False
    if not (_of_a_word(before) and _of_a_word(after)):
        return True
    if before.isdecimal() or after.isdecimal():
        return _lets_digits_touch(after if before.isdecimal() else before)
    return bool(UNSPACED.match(before) or UNSPACED.match(after))


def _of_a_word(character: str) -> bool:
    """Return whether a character is part of words or numbers: a letter or digit that is not a footnote mark."""
    return character == "_" or (
        character.isalnum() and unicodedata.category(character) != "No" and character not in RAISED_LETTERS
    )


def _lets_digits_touch(letter: str) -> bool:
    """Return whether a letter next to a digit leaves the number whole: one of a script without capitals does."""
    return letter.isalpha() and letter.lower() == letter.upper() and letter not in "ªº"


def read_passages(folder: Path, recorded: Mapping[str, str]) -> tuple[dict[str, Passage], list[Problem]]:
    """
    Read the stored passages and hold each against the hash on record.

    Parameters
    ----------
    folder : Path
        Holds one text a source, named after it.
    recorded : mapping
        The SHA-256 on record for each file name, from `datapackage.json`.
    """
    passages, problems = {}, []
    for path in sorted(folder.glob("*.txt")):
        text, wrong = read_text(path)
        problems += wrong
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        expected = recorded.get(path.name)
        if expected is None:
            remedy = "Add it to datapackage.json with its hash, once you have read it against its source."
            problems.append(Problem(path.name, "the file", "hash", sha256, "a hash on record", remedy))
        elif expected != sha256:
            remedy = "The passage has changed since it was stored: put the old text back, or check it and record anew."
            problems.append(Problem(path.name, "the file", "hash", sha256, expected, remedy))
        passages[path.stem] = Passage(path.stem, text, sha256)
    for name in sorted(set(recorded) - {path.name for path in folder.glob("*.txt")}):
        remedy = f"Put passages/{name} back, or take it out of datapackage.json."
        problems.append(Problem(name, "the file", "all", "no file", "the passage on record", remedy))
    return passages, problems
