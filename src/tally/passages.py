"""The stored passages, and the quotations that are locked to them."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tally.tables import Problem, read_text

DASHES = "‐‑‒–—―−"
SINGLE_QUOTES = "‘’‚‛"
DOUBLE_QUOTES = "“”„‟"
BREAK = r"\u00AD\s*"  # a soft hyphen, where a word may be broken: it reads as a hyphen, or as nothing
FOLDING = str.maketrans(
    {**dict.fromkeys(DASHES, "-"), **dict.fromkeys(SINGLE_QUOTES, "'"), **dict.fromkeys(DOUBLE_QUOTES, '"')}
)
ANY_SPACE = re.compile(r"\s+")
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NOT_BEFORE, NOT_AFTER = r"(?<!\w)(?<!\d[.,])", r"(?!\w|[.,]\d)"  # what would make a number part of a longer one


@dataclass(frozen=True)
class Passage:
    """A short stretch of a source that is kept as text. `sha256` is the hash of its bytes."""

    source: str
    text: str
    sha256: str


@dataclass(frozen=True)
class Place:
    """Where a quotation stands in its passage: what comes before it, itself as stored, and what comes after."""

    before: str
    quotation: str
    after: str


def fold(text: str) -> str:
    """
    Fold typography and nothing else.

    Dashes become hyphens, curly quotes straight, no-break spaces and line breaks one space; soft hyphens go.
    Letters, case, digits, accents and punctuation stay: a changed word never matches.
    """
    return ANY_SPACE.sub(" ", re.sub(BREAK, "", text).translate(FOLDING)).strip()


def places(quotation: str, passage: str) -> list[Place]:
    """
    Find every place where a quotation occurs in a passage, typography aside.

    A quotation that starts or ends inside a word or a number does not occur there: “60” is not in “1960”, nor in
    “60,000”.
    """
    wanted = fold(quotation)
    if not wanted:
        return []
    pattern = f"(?:{BREAK})?".join(_pattern(character) for character in wanted)
    before, after = (
        edge if end.isdigit() else word if end.isalnum() else ""
        for end, edge, word in ((wanted[0], NOT_BEFORE, r"(?<!\w)"), (wanted[-1], NOT_AFTER, r"(?!\w)"))
    )
    return [
        Place(passage[: found.start()], found.group(), passage[found.end() :])
        for found in re.finditer(before + pattern + after, passage)
    ]


def marked(text: str, value: float) -> list[tuple[str, bool]]:
    """
    Cut a quotation at the words that bear a count: each piece, and whether it is one of them.

    A count is borne by its digits, grouped or not, and up to twelve by its English word.
    """
    spoken = f"|{WORDS[int(value)]}" if value < len(WORDS) else ""
    grouped = f"{int(value):,}".replace(",", r"[,.’'\s]")
    pieces = re.split(rf"({NOT_BEFORE}(?:{int(value)}|{grouped}{spoken}){NOT_AFTER})", text, flags=re.IGNORECASE)
    return [(piece, bool(place % 2)) for place, piece in enumerate(pieces) if piece]


def _pattern(character: str) -> str:
    """Write the pattern that one folded character stands for in an unfolded text."""
    if character == " ":
        return r"\s+"
    if character == "-":
        return f"(?:[-{DASHES}]|{BREAK})"
    alternatives = {"'": "'" + SINGLE_QUOTES, '"': '"' + DOUBLE_QUOTES}.get(character)
    return f"[{re.escape(alternatives)}]" if alternatives else re.escape(character)


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
        passages[path.stem] = Passage(path.stem, text, sha256)
    for name in sorted(set(recorded) - {path.name for path in folder.glob("*.txt")}):
        remedy = f"Put passages/{name} back, or take it out of datapackage.json."
        record = (folder.name, name.removesuffix(".txt"))
        problems.append(Problem(name, "the file", "all", "no file", "the passage on record", remedy, record))
    return passages, problems
