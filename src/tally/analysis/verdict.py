"""What a comparison asks of two figures, and what it can find."""

from enum import StrEnum

from tally.text import words


class Verdict(StrEnum):
    """What a comparison of two figures may rest on."""

    LIKE_FOR_LIKE = "like for like"
    WITH_ADJUSTMENT = "with adjustment"
    NOT_COMPARABLE = "not comparable"

    @property
    def words(self) -> str:
        """The verdict in words."""
        return words.VERDICTS[self]


class Aspect(StrEnum):
    """What two figures can differ in; a comparison asks for the first six."""

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
