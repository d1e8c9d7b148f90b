"""The attributes of a brief that an answer to it needs, and its correction notice, in which no number is typed."""

import re
import unicodedata
from collections.abc import Callable
from typing import Protocol

from tally.evidence.numbers import Number, quoted_number
from tally.records.figures import Figure, Pair

REFERENCE = re.compile(r"\{([^{}]*)\}")
QUANTITY = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
YEAR = re.compile(r"(19|20)[0-9]{2}\Z")


class Asked(Protocol):
    """The attributes of every brief. Briefs belong to a package above this one and are checked there."""

    @property
    def brief(self) -> str:
        """The name of the brief."""

    @property
    def question(self) -> str:
        """The question in words."""

    @property
    def level(self) -> float:
        """The level of the intervals."""

    @property
    def milestones(self) -> list[str]:
        """The ids of the events that the brief names."""

    @property
    def correction(self) -> str:
        """The notice for the top of the page."""

    @property
    def author(self) -> str:
        """The author of the brief."""


class Inquiry(Asked, Protocol):
    """The attributes of a brief on two counts."""

    @property
    def pair(self) -> Pair[str]:
        """The ids of the two counts."""

    @property
    def as_of(self) -> str:
        """The day on which a count without an end is supposed to have stopped."""


def named_figures(notice: str) -> list[str]:
    """List the ids of the figures that a notice names, such as un-2020 for {un-2020}."""
    return [name.strip() for name in REFERENCE.findall(notice)]


def typed(words: str) -> list[str]:
    """List the numbers typed in some words, in numerals of any script or form, except years and text in braces."""
    text = REFERENCE.sub("", words)
    digits = "".join("0" if unicodedata.category(sign)[0] == "N" else sign for sign in text)
    numbers = (text[found.start() : found.end()] for found in QUANTITY.finditer(digits))
    return [number for number in numbers if not YEAR.match(number)]


def split_notice(notice: str, find: Callable[[str], Figure]) -> tuple[str | Number, ...]:
    """Split a notice into its words and the numbers of the figures that it names."""
    parts = REFERENCE.split(notice)
    return tuple(quoted_number(find(part.strip())) if place % 2 else part for place, part in enumerate(parts) if part)
