"""The stored passages, and the quotations that are locked to them."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tally.tables import Problem, read_text
from tally.text import (
    ONE_FORM,
    RAISED_LETTERS,
    SOFT_HYPHEN,
    UNSPACED,
    cuts_number,
    find_numbers,
    fold,
    in_footnote_mark,
    pattern_of,
)

MOST_PLACES = 50  # that are listed of one quotation
JOINER = "\N{ZERO WIDTH NON-JOINER}"


@dataclass(frozen=True)
class Passage:
    """A short stretch of a source that is kept as text. `sha256` is the hash of its bytes."""

    source: str
    text: str
    sha256: str


@dataclass(frozen=True)
class Place:
    """Where a quotation is in its passage: what comes before it, itself as stored, and what comes after."""

    before: str
    quotation: str
    after: str


def find_places(quotation: str, passage: str) -> list[Place]:
    """
    Find the places where a quotation occurs in a passage, typography aside, up to a number that is more than enough.

    A quotation that starts or ends inside a word or a number does not occur there: “60” is not in “1960”, nor in
    “60,000” or “60 000”. Footnote marks in the passage are passed over.
    """
    wanted = fold(quotation)
    if not wanted:
        return []
    pattern, start = pattern_of(wanted), 0
    found: list[Place] = []
    while len(found) < MOST_PLACES and (match := pattern.search(passage, start)):
        if (
            not in_footnote_mark(passage, match.start())
            and _whole(passage, match.start())
            and _whole(passage, match.end())
        ):
            found.append(Place(passage[: match.start()], match.group(), passage[match.end() :]))
            start = match.end()
        else:
            start = match.start() + 1
    return found


def matches_quotation(quotation: str, text: str) -> bool:
    """Return whether a text is a quotation, from its first character to its last, typography aside."""
    found = find_places(quotation, text)
    return len(found) == 1 and not (found[0].before + found[0].after).strip()


def mark_count(text: str, value: float, language: str = "") -> list[tuple[str, bool]]:
    """
    Cut a quotation at the words that bear a count: each piece, and whether it is one of them.

    A count is borne by its digits of any script, grouped or not, and up to one hundred by its word in the language of
    the text, or where that is unknown in English, French, German or Spanish.
    """
    pieces, done = [], 0
    for one in find_numbers(text, language):
        if value in one.values and one.start >= done:
            pieces += [(text[done : one.start], False), (text[one.start : one.end], True)]
            done = one.end
    return [(piece, bears) for piece, bears in [*pieces, (text[done:], False)] if piece]


def _whole(text: str, place: int) -> bool:
    """Return whether a place in a text parts no word and no number."""
    before, after = text[place - 1 : place], text[place : place + 1]
    if after == SOFT_HYPHEN:
        after = text[place : place + 4].lstrip(f"{SOFT_HYPHEN} \n")[:1]
    if before == SOFT_HYPHEN or JOINER in (before, after) or (after and unicodedata.category(after)[0] == "M"):
        return False
    if cuts_number(text, place):
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
    if recorded and not folder.is_dir():
        remedy = "Put the folder back from git."
        return {}, [Problem(folder.name, "the folder", "all", "no folder", "the stored passages", remedy)]
    for path in sorted(folder.glob("*.txt")):
        text, wrong = read_text(path)
        record = (folder.name, path.stem)
        problems += [replace(problem, record=record) for problem in wrong]
        if wrong:
            continue
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        expected = recorded.get(path.name)
        if expected is None:
            remedy = "Add it to datapackage.json with its hash, once you have read it against its source."
            listed = ("datapackage.json", "")
            problems.append(
                Problem(path.name, "the file", "hash", sha256, "a hash on record", remedy, record, listed, absent=True)
            )
        elif expected != sha256:
            remedy = "The passage has changed since it was stored: put the old text back, or check it and record anew."
            problems.append(Problem(path.name, "the file", "hash", sha256, expected, remedy, record))
        composed = unicodedata.normalize("NFC", text).translate(ONE_FORM)
        passages[path.stem] = Passage(path.stem, composed, sha256)
    for name in sorted(set(recorded) - {path.name for path in folder.glob("*.txt")}):
        remedy = f"Put passages/{name} back, or take it out of datapackage.json."
        record = (folder.name, name.removesuffix(".txt"))
        problems.append(Problem(name, "the file", "all", "no file", "the passage on record", remedy, record))
    return passages, problems
