"""The record of an edition: what a reader could see, each number with its evidence, and what it was made from."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from tally.errors import TallyError
from tally.project import Kind, ReadError, read_file
from tally.records.figures import Figure
from tally.records.tables import shorten


class EditionError(TallyError, ValueError):
    """An edition's record cannot be read, or there is no such edition."""


class Record(BaseModel):
    """A part of a record."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WrittenNumber(Record):
    """A number in a sentence: its id, and how it is written there."""

    number: str
    text: str


class Block(Record):
    """A paragraph, heading, row or item as a reader sees it: words and numbers."""

    section: str
    part: str
    said: tuple[str | WrittenNumber, ...]

    @property
    def words(self) -> str:
        """The block as plain text."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.said)

    @property
    def masked(self) -> str:
        """The block without its numbers, which is the same if only they change."""
        return "".join(piece if isinstance(piece, str) else "\N{NUMBER SIGN}" for piece in self.said)


class NumberSnapshot(Record):
    """A number in an edition: how it was written, its value, its label, and its card, line by line."""

    text: str
    value: float
    label: str
    kind: Literal["quoted", "counted", "computed", "chosen"]
    card: tuple[str, ...]


class FigureSnapshot(Record):
    """A figure in an edition; `days` is its window as in the data, empty in records that older versions wrote."""

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
    days: str = ""

    @classmethod
    def of(cls, figure: Figure) -> Self:
        """Return the snapshot of a figure."""
        window = figure.window
        return cls(
            value=figure.value, bound=str(figure.bound).replace("_", " "), unit=figure.unit, group=figure.group,
            place=figure.place, window=str(window), basis=figure.basis.words, counter=figure.counter,
            source=figure.source, quotation=figure.quotation, seen=figure.seen,
            days=" ".join(str(part) for part in (window.text, window.as_of, window.supposed) if part),
        )  # fmt: skip


class SupersededSnapshot(Record):
    """The figure that had replaced another, and the reason."""

    by: str
    because: str


class RateSpan(Record):
    """A rate and the days that it covers, for the line in the list of briefings."""

    first: str
    last: str
    per_day: float
    role: str


class Edition(Record):
    """
    One edition of a briefing.

    `made_up` marks an example that reports nothing; `authors` may be empty; `inputs` is the hash of all inputs,
    `content` of all that a reader can see, `look` of what the page looks like. A field that is added later needs a
    default, so that old records can be read.
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
        """The name of the edition: its number."""
        return str(self.edition)

    def source_of(self, figure: str) -> str:
        """Return the title of the document that a figure was read in; empty if the edition does not have it."""
        return self.sources[self.figures[figure].source] if figure in self.figures else ""

    @property
    def finding(self) -> Block | None:
        """The sentence that the page opens with."""
        return next((block for block in self.text if block.part == "lead"), None)

    def as_json(self) -> str:
        """Return it as JSON, the same bytes each time, with one line for each item, so that two can be compared."""
        parts = [f"{_line(name)}: {_in_lines(part)}" for name, part in self.model_dump(mode="json").items()]
        return "{\n" + ",\n".join(parts) + "\n}\n"


def _in_lines(part: object) -> str:
    """Return a list or a mapping as JSON, one line for each item."""
    if isinstance(part, dict) and part:
        return "{\n " + ",\n ".join(f"{_line(name)}: {_line(item)}" for name, item in part.items()) + "}"
    if isinstance(part, list) and part:
        return "[\n " + ",\n ".join(map(_line, part)) + "]"
    return _line(part)


def _line(part: object) -> str:
    """Return anything as JSON in one line."""
    return json.dumps(part, ensure_ascii=False)


def content_hash(text: Sequence[Block], numbers: dict[str, NumberSnapshot], look: str) -> str:
    """Compute the hash of all that a reader can see."""
    blocks = [[block.model_dump(mode="json") for block in text], look]
    cards = {name: number.model_dump(mode="json") for name, number in numbers.items()}
    return hashlib.sha256(json.dumps([blocks, cards], sort_keys=True).encode()).hexdigest()


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
        A record cannot be read, has another number than its file, or is missing between others.
    """
    paths = [path for path in (folder / "editions").glob("*.json") if path.stem.isdigit()]
    editions = [read_edition(path) for path in sorted(paths, key=lambda path: int(path.stem))]
    for number, edition in enumerate(editions, start=1):
        if edition.edition != number:
            msg = f"{folder / 'editions'} has no {number}.json, but later records. Restore it, or move them all away."
            raise EditionError(msg)
    return editions


def read_edition(path: Path) -> Edition:
    """
    Read the record of one edition.

    Raises
    ------
    EditionError
        It cannot be read, or has another number than its file.
    """
    try:
        edition = Edition.model_validate_json(read_file(path, Kind.EDITION))
    except ReadError as error:
        raise EditionError(str(error)) from error
    except ValidationError as error:
        fault = error.errors()[0]
        where = shorten(".".join(map(str, fault["loc"])))
        msg = f"{path} is not the record of an edition ({where}: {fault['msg']}). Restore it."
        raise EditionError(msg) from error
    if str(edition.edition) != path.stem:
        msg = f"{path} is the record of edition {edition.edition}. Rename it {edition.edition}.json."
        raise EditionError(msg)
    return edition
