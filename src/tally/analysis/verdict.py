"""What a comparison asks of two figures, and what it can find."""

from tally.text import WordedEnum


class Verdict(WordedEnum, table="VERDICTS"):
    """What a comparison of two figures may rest on."""

    LIKE_FOR_LIKE = "like for like"
    WITH_ADJUSTMENT = "with adjustment"
    NOT_COMPARABLE = "not comparable"


class Aspect(WordedEnum, table="ASPECTS"):
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
