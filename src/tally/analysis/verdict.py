"""The properties that a comparison checks, and its possible verdicts."""

from tally.text import WordedEnum


class Verdict(WordedEnum, table="VERDICTS"):
    """The result of a comparison: whether, and how, two figures can be compared."""

    LIKE_FOR_LIKE = "like for like"
    WITH_ADJUSTMENT = "with adjustment"
    NOT_COMPARABLE = "not comparable"


class Aspect(WordedEnum, table="ASPECTS"):
    """
    The properties in which two figures can differ; a comparison checks the first nine.

    Method and coverage are checked only if one of the two was counted here.
    """

    GROUP = "group"
    PLACE = "place"
    COUNTER = "counter"
    UNIT = "unit"
    BASIS = "basis"
    METHOD = "method"
    COVERAGE = "coverage"
    WINDOW = "window"
    SEASON = "time of year"
    BOUND = "bound"
    SOURCE = "source"
    QUOTATION = "quotation"
    SEEN = "seen"
