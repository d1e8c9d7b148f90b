"""What a brief asks, as far as an answer to it needs to know."""

from typing import Protocol

from tally.records.figures import Pair


class Inquiry(Protocol):
    """What a brief asks, which stands above this package and is checked there."""

    @property
    def brief(self) -> str:
        """Its name."""

    @property
    def question(self) -> str:
        """What is asked, in words."""

    @property
    def pair(self) -> Pair[str]:
        """The ids of the two counts."""

    @property
    def as_of(self) -> str:
        """The day on which a count without an end is supposed to have stopped."""

    @property
    def level(self) -> float:
        """The level of the interval."""

    @property
    def milestones(self) -> list[str]:
        """The ids of the events that it names."""

    @property
    def correction(self) -> str:
        """The notice for the top of the page."""

    @property
    def author(self) -> str:
        """Who wrote it."""
