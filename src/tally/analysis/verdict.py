"""The properties that a comparison checks, and its possible verdicts."""

from enum import StrEnum

from tally.text import words


class Verdict(StrEnum):
    """The result of a comparison: whether, and how, two figures can be compared."""

    LIKE_FOR_LIKE = "like for like"
    WITH_ADJUSTMENT = "with adjustment"
    NOT_COMPARABLE = "not comparable"

    @property
    def words(self) -> str:
        """The verdict in words."""
        return words.VERDICTS[self]


class Aspect(StrEnum):
    """The properties in which two figures can differ; a comparison checks the first six."""

    GROUP = "group"
    PLACE = "place"
    COUNTER = "counter"
    UNIT = "unit"
    BASIS = "basis"
    WINDOW = "window"
    BOUND = "bound"
    SOURCE = "source"
    QUOTATION = "quotation"
    SEEN = "seen"

    @property
    def words(self) -> str:
        """The aspect in words."""
        return words.ASPECTS[self]
