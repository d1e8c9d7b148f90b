"""The attributes of a brief that an answer to it needs."""

from typing import Protocol

from tally.records.figures import Pair


class Inquiry(Protocol):
    """The attributes of a brief. Briefs belong to a package above this one and are checked there."""

    @property
    def brief(self) -> str:
        """The name of the brief."""

    @property
    def question(self) -> str:
        """The question in words."""

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
        """The ids of the events that the brief names."""

    @property
    def correction(self) -> str:
        """The notice for the top of the page."""

    @property
    def author(self) -> str:
        """The author of the brief."""
