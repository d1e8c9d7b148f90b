"""A number and its evidence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from string import Formatter
from typing import Self

from tally.errors import TallyError
from tally.records.figures import Figure
from tally.text import words
from tally.windows import WindowText

ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


class EvidenceError(TallyError, ValueError):
    """A number has no evidence that a reader can follow."""


@dataclass(frozen=True)
class Given:
    """The number is that of a figure."""

    figure: Figure


class Quoted(Given):
    """The number is in a source: the figure says which, and in what words."""


class Counted(Given):
    """The number was counted here: the figure says by which query, and from which rows of which file."""


@dataclass(frozen=True)
class InPeriod(Counted):
    """The number was counted here, in one of the periods whose whole count is `whole`, which has the rows."""

    whole: "Number"


@dataclass(frozen=True)
class InPeriods:
    """
    The number is the sum of the counts of periods that follow each other, by the first day of each event.

    `parts` are the periods with their counts as they are written; `whole` is the count over all, which has the rows.
    """

    whole: "Number"
    parts: tuple[tuple[WindowText, str], ...]


@dataclass(frozen=True)
class Computed:
    """
    The number was computed.

    `formula` says how, in words, `inputs` are the numbers that were used, and `cell` is the notebook and the id of the
    cell that computed it, such as `2-change#change`.
    """

    formula: str
    inputs: tuple["Number", ...]
    cell: str

    @property
    def names_inputs(self) -> bool:
        """Return whether the formula has places for its inputs."""
        return "{" in self.formula


@dataclass(frozen=True)
class Chosen:
    """The number is a setting: a parameter of the brief or of a function, and why it has this value."""

    parameter: str
    reason: str


@dataclass(frozen=True)
class Published:
    """The number was in an earlier edition: which one, its date, and the lines of the number's card there."""

    edition: str
    date: str
    card: tuple[str, ...]


@dataclass(frozen=True)
class Number:
    """
    A number that a reader can quote.

    Attributes
    ----------
    id : str
        The name of its evidence card. Two numbers with the same id are the same number.
    value : float
        The number, unrounded, in the unit that `label` names.
    text : str
        The number as it is written.
    label : str
        What it is, for the card's title and for readers who cannot see the page.
    """

    id: str
    value: float
    text: str
    label: str
    evidence: Given | InPeriods | Computed | Chosen | Published

    def __post_init__(self) -> None:
        if not ID.match(self.id):
            msg = f"{self.id!r} cannot name an evidence card. Use lower-case words joined by hyphens."
            raise EvidenceError(msg)

    @property
    def numeral(self) -> str:
        """The number in digits, even if it is written as a word, such as “none” for 0."""
        return self.text if any(sign.isdigit() for sign in self.text) else f"{self.value:,.0f}"

    def worded(self, text: str) -> Self:
        """Return the same number written differently, such as “none” for 0. Its evidence is unchanged."""
        return replace(self, text=text)

    def __str__(self) -> str:
        return self.text


def in_parts(form: str, *parts: Number | str) -> tuple[Number | str, ...]:
    """Return a form such as “{0} to {1}” with its places filled, as the texts and numbers that follow each other."""

    def filled() -> Iterator[Number | str]:
        for text, place, *_ in Formatter().parse(form):
            if text:
                yield text
            if place is not None:
                yield parts[int(place)]

    return tuple(filled())


def quoted_number(figure: Figure) -> Number:
    """Return the number of a figure, quoted or counted."""
    unit = figure.noun.after(figure.written)
    label = words.LABELS["figure"].format(unit=unit, window=figure.window, counter=words.named(figure.counter))
    evidence = Counted(figure) if figure.counted else Quoted(figure)
    return Number(f"figure-{figure.id}", figure.value, figure.written, label, evidence)
