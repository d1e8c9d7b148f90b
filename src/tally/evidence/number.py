"""A number and what stands behind it."""

import re
from dataclasses import dataclass, replace
from typing import Self

from tally.errors import TallyError
from tally.records.figures import Figure
from tally.text import words

ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


class EvidenceError(TallyError, ValueError):
    """A number has no evidence that a reader could follow."""


@dataclass(frozen=True)
class Quoted:
    """The number stands in a source: the figure says which, and in what words."""

    figure: Figure


@dataclass(frozen=True)
class Computed:
    """
    The number was worked out.

    `formula` says how in words, `inputs` are the numbers that went in, and `cell` is where: a notebook's name and the
    id of its cell, such as `2-change#change`.
    """

    formula: str
    inputs: tuple["Number", ...]
    cell: str

    @property
    def names_inputs(self) -> bool:
        """Whether the formula has places for the numbers that went in."""
        return "{" in self.formula


@dataclass(frozen=True)
class Chosen:
    """The number is a setting: a parameter of the brief or of a helper, and why it has this value."""

    parameter: str
    reason: str


@dataclass(frozen=True)
class Published:
    """The number stood in an earlier edition: which, of which day, and what its card said there, line by line."""

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
        Names its evidence card; two numbers with one id are the same number.
    value : float
        Unrounded, in the unit that `label` names.
    text : str
        As it is written.
    label : str
        What it is, for the card's title and for who cannot see the page.
    """

    id: str
    value: float
    text: str
    label: str
    evidence: Quoted | Computed | Chosen | Published

    def __post_init__(self) -> None:
        if not ID.match(self.id):
            msg = f"{self.id!r} cannot name an evidence card: use lower-case words joined by hyphens."
            raise EvidenceError(msg)

    @property
    def numeral(self) -> str:
        """The number in digits, where it is written as a word, such as “none” for 0."""
        return self.text if any(sign.isdigit() for sign in self.text) else f"{self.value:,.0f}"

    def worded(self, text: str) -> Self:
        """Write the same number otherwise, such as “none” for 0. Its evidence stays."""
        return replace(self, text=text)

    def __str__(self) -> str:
        return self.text


def quoted_number(figure: Figure) -> Number:
    """Make the number of a figure."""
    unit = figure.noun.after(figure.written)
    label = words.LABELS["figure"].format(unit=unit, window=figure.window, counter=figure.counter)
    return Number(f"figure-{figure.id}", figure.value, figure.written, label, Quoted(figure))
