"""The record of an edition: what a reader could see, each number with its evidence, and what it was made from."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from tally.errors import TallyError
from tally.records.figures import Figure


class EditionError(TallyError, ValueError):
    """An edition's record cannot be read, or there is no such edition."""


class Record(BaseModel):
    """A part of a record."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WrittenNumber(Record):
    """A number where it stands in a sentence: its id, and how it is written there."""

    number: str
    text: str


class Block(Record):
    """A paragraph, heading, row or item as a reader sees it: words, and numbers among them."""

    section: str
    part: str
    said: tuple[str | WrittenNumber, ...]

    @property
    def words(self) -> str:
        """The block as plain text."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.said)

    @property
    def masked(self) -> str:
        """The block without its numbers: what stays the same when only they change."""
        return "".join(piece if isinstance(piece, str) else "\N{NUMBER SIGN}" for piece in self.said)


class NumberSnapshot(Record):
    """A number as an edition had it: how it was written, what it was, and its card, line by line."""

    text: str
    value: float
    label: str
    kind: Literal["quoted", "computed", "chosen"]
    card: tuple[str, ...]


class FigureSnapshot(Record):
    """A figure as an edition had it."""

    value: int
    bound: str
    unit: str
    group: str
    place: str
    window: str
    basis: str
    counter: str
    source: str
    quotation: str
    seen: str

    @classmethod
    def of(cls, figure: Figure) -> Self:
        """Write a figure down."""
        return cls(
            value=figure.value, bound="at least" if figure.at_least else "exact", unit=figure.unit, group=figure.group,
            place=figure.place, window=str(figure.window), basis=figure.basis.words, counter=figure.counter,
            source=figure.source, quotation=figure.quotation, seen=figure.seen,
        )  # fmt: skip


class SupersededSnapshot(Record):
    """Which figure had taken the place of another by then, and why."""

    by: str
    because: str


class RateSpan(Record):
    """One rate over the days that it holds for, for the line in the list of briefings."""

    first: str
    last: str
    per_day: float
    role: str


class Edition(Record):
    """
    One edition of a briefing.

    `made_up` marks an example that reports nothing; `authors` may be none; `inputs` is the hash of all that it was
    made from; `content` of all that a reader can see; `look` of what the page looks like. What is added to a record
    later needs a default, so that old records can be read.
    """

    edition: int
    date: str
    brief: str
    question: str
    made_up: bool = False
    authors: tuple[str, ...] = ()
    inputs: str
    versions: dict[str, str]
    content: str
    look: str
    verdict: str
    earlier: str
    later: str
    figures: dict[str, FigureSnapshot]
    superseded: dict[str, SupersededSnapshot]
    sources: dict[str, str]
    line: tuple[RateSpan, ...]
    numbers: dict[str, NumberSnapshot]
    text: tuple[Block, ...]

    @property
    def name(self) -> str:
        """The edition as it is called: by its number."""
        return str(self.edition)

    def source_of(self, figure: str) -> str:
        """The title of the document that a figure was read in; empty if it is no figure of this edition."""
        return self.sources[self.figures[figure].source] if figure in self.figures else ""

    @property
    def finding(self) -> Block | None:
        """The sentence that the page opens with."""
        return next((block for block in self.text if block.part == "lead"), None)

    def as_json(self) -> str:
        """Write it down, the same bytes each time: an item of a list a line, so that two can be set side by side."""
        parts = [f"{_line(name)}: {_in_lines(part)}" for name, part in self.model_dump(mode="json").items()]
        return "{\n" + ",\n".join(parts) + "\n}\n"


def _in_lines(part: object) -> str:
    """Write a list or a mapping an item a line."""
    if isinstance(part, dict) and part:
        return "{\n " + ",\n ".join(f"{_line(name)}: {_line(item)}" for name, item in part.items()) + "}"
    if isinstance(part, list) and part:
        return "[\n " + ",\n ".join(map(_line, part)) + "]"
    return _line(part)


def _line(part: object) -> str:
    """Write anything in one line."""
    return json.dumps(part, ensure_ascii=False)


def content_hash(text: Sequence[Block], numbers: dict[str, NumberSnapshot], look: str) -> str:
    """Hash all that a reader can see."""
    told = [[block.model_dump(mode="json") for block in text], look]
    cards = {name: one.model_dump(mode="json") for name, one in numbers.items()}
    return hashlib.sha256(json.dumps([told, cards], sort_keys=True).encode()).hexdigest()


def read_editions(folder: Path) -> list[Edition]:
    """
    Read the editions of a briefing, the first one first.

    Parameters
    ----------
    folder : Path
        The brief's folder in `reports/`.

    Raises
    ------
    EditionError
        One cannot be read, has another number than its name says, or is missing between others.
    """
    paths = [path for path in (folder / "editions").glob("*.json") if path.stem.isdigit()]
    found = [read_edition(path) for path in sorted(paths, key=lambda path: int(path.stem))]
    for number, one in enumerate(found, start=1):
        if one.edition != number:
            msg = f"{folder / 'editions'} has no {number}.json, but later ones. Put it back, or move all of them away."
            raise EditionError(msg)
    return found


def read_edition(path: Path) -> Edition:
    """
    Read the record of one edition.

    Raises
    ------
    EditionError
        It cannot be read, or has another number than its name says.
    """
    try:
        edition = Edition.model_validate_json(path.read_bytes())
    except ValidationError as error:
        fault = error.errors()[0]
        msg = f"{path} is no record of an edition ({'.'.join(map(str, fault['loc']))}: {fault['msg']}). Put it back."
        raise EditionError(msg) from error
    if str(edition.edition) != path.stem:
        msg = f"{path} says that it is edition {edition.edition}. Put it back under its own name."
        raise EditionError(msg)
    return edition
