"""The stored passages, and the quotations that are locked to them."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tally.project import Kind, passage_files
from tally.records.tables import Problem, decode, read_raw
from tally.text import (
    ONE_FORM,
    RAISED_LETTERS,
    SOFT_HYPHEN,
    UNSPACED,
    composed,
    cuts_number,
    find_numbers,
    fold,
    in_footnote_mark,
    pattern_of,
)

MOST_PLACES = 50  # of one quotation that are listed
MOST_LETTERS = 10_000  # of a quotation that is looked for: to prepare the search takes time for each
JOINER = "\N{ZERO WIDTH NON-JOINER}"


@dataclass(frozen=True)
class Passage:
    """A short part of a source that is stored as text. `sha256` is the hash of its bytes."""

    source: str
    text: str
    sha256: str


@dataclass(frozen=True)
class Place:
    """The place of a quotation in its passage: where it starts, and where it ends. The passage is kept only once."""

    passage: str
    start: int
    end: int

    @property
    def before(self) -> str:
        """The text before the quotation."""
        return self.passage[: self.start]

    @property
    def quotation(self) -> str:
        """The quotation as it is stored."""
        return self.passage[self.start : self.end]

    @property
    def after(self) -> str:
        """The text after the quotation."""
        return self.passage[self.end :]


def find_places(quotation: str, passage: str) -> list[Place]:
    """
    Find the places of a quotation in a passage, ignoring differences of typography; at most `MOST_PLACES`.

    A quotation that starts or ends inside a word or a number does not occur there: “60” is not in “1960”, nor in
    “60,000” or “60 000”. Footnote marks in the passage are ignored. A quotation of more than `MOST_LETTERS` letters is
    not looked for.
    """
    words = fold(quotation)
    if not words or len(words) > MOST_LETTERS:
        return []
    pattern, start = pattern_of(words, passage), 0
    places: list[Place] = []
    while len(places) < MOST_PLACES and (match := pattern.search(passage, start)):
        if (
            not in_footnote_mark(passage, match.start())
            and _whole(passage, match.start())
            and _whole(passage, match.end())
        ):
            places.append(Place(passage, match.start(), match.end()))
            start = match.end()
        else:
            start = match.start() + 1
    return places


def matches_quotation(quotation: str, text: str) -> bool:
    """Return whether a text is a quotation and nothing else, ignoring differences of typography."""
    places = find_places(quotation, text)
    return len(places) == 1 and not (places[0].before + places[0].after).strip()


def mark_count(text: str, value: float, language: str = "") -> list[tuple[str, bool]]:
    """
    Split a quotation at the words that state a count: each piece, and whether it states the count.

    A count is stated by its digits in any script, grouped or not. Up to one hundred it is also stated by its word in
    the language of the text, or in English, French, German or Spanish if the language is unknown.
    """
    pieces, end = [], 0
    for number in find_numbers(text, language):
        if value in number.values and number.start >= end:
            pieces += [(text[end : number.start], False), (text[number.start : number.end], True)]
            end = number.end
    return [(piece, states) for piece, states in [*pieces, (text[end:], False)] if piece]


def _whole(text: str, place: int) -> bool:
    """Return whether a place in a text is not inside a word or a number."""
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
    """Return whether a letter next to a digit is not part of the number, as in scripts without capitals."""
    return letter.isalpha() and letter.lower() == letter.upper() and letter not in "ªº"


def read_passages(folder: Path, recorded: Mapping[str, str]) -> tuple[dict[str, Passage], list[Problem]]:
    """
    Read the stored passages and check each against its recorded hash.

    Parameters
    ----------
    folder : Path
        Contains one text file for each source, named after it.
    recorded : mapping
        The recorded SHA-256 of each file, by file name, from `datapackage.json`.

    Returns
    -------
    tuple
        The passages by source, and the problems: missing, changed and unrecorded files.
    """
    passages, problems = {}, []
    if recorded and not folder.is_dir():
        remedy = "Restore the folder from git."
        return {}, [Problem(folder.name, "the folder", "all", "no folder", "the stored passages", remedy)]
    for path in passage_files(folder):
        raw, reading_problems = read_raw(path, Kind.PASSAGE)
        text, reading_problems = decode(path, raw) if not reading_problems else ("", reading_problems)
        record = (folder.name, path.stem)
        problems += [replace(problem, record=record) for problem in reading_problems]
        if reading_problems:
            continue
        sha256 = hashlib.sha256(raw).hexdigest()
        expected = recorded.get(path.name)
        if expected is None:
            remedy = "Add it to datapackage.json with its hash, once you have read it against its source."
            listed = ("datapackage.json", "")
            problems.append(
                Problem(path.name, "the file", "hash", sha256, "a recorded hash", remedy, record, listed, absent=True)
            )
        elif expected != sha256:
            remedy = (
                "The passage has changed since it was stored. Restore the old text, or check it and record its hash."
            )
            problems.append(Problem(path.name, "the file", "hash", sha256, expected, remedy, record))
        text = composed(text).translate(ONE_FORM)
        passages[path.stem] = Passage(path.stem, text, sha256)
    for name in sorted(set(recorded) - {path.name for path in passage_files(folder)}):
        remedy = f"Restore passages/{name}, or remove it from datapackage.json."
        record = (folder.name, name.removesuffix(".txt"))
        problems.append(Problem(name, "the file", "all", "no file", "the recorded passage", remedy, record))
    return passages, problems
