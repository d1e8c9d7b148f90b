"""The verdicts on a claim, and the mistakes that explain one."""

from tally.text import WordedEnum


class ClaimVerdict(WordedEnum, table="CLAIM_VERDICTS"):
    """The result for a claim; the first that applies, except that of two readings the better one counts."""

    CANNOT_BE_JUDGED = "cannot be judged"
    NOT_COMPARABLE = "counts not comparable"
    WRONG_DIRECTION = "wrong direction"
    HOLDS = "holds"
    ONLY_BARE = "holds only for the bare counts"
    ONLY_PER_DAY = "holds only per day"
    WITHIN = "within what is known"
    TOO_MUCH = "says too much"
    TOO_LITTLE = "says too little"


BEST_FIRST = (
    ClaimVerdict.HOLDS, ClaimVerdict.ONLY_BARE, ClaimVerdict.ONLY_PER_DAY, ClaimVerdict.WITHIN, ClaimVerdict.TOO_LITTLE,
    ClaimVerdict.TOO_MUCH, ClaimVerdict.WRONG_DIRECTION, ClaimVerdict.NOT_COMPARABLE, ClaimVerdict.CANNOT_BE_JUDGED,
)  # fmt: skip


class Unjudged(WordedEnum, table="UNJUDGED"):
    """Why a claim about a series cannot be judged."""

    NONE = ""
    START = "the data begin later"
    BREAK = "the series breaks"
    GAP = "a period is missing"
    PARTIAL = "the count is partial or may grow"
    NOT_EXACT = "a count is not exact"
    PACE = "the periods are of another length"
    NO_DIRECTION = "the words give no direction"


class Mistake(WordedEnum, table="MISTAKES"):
    """A mistake that would explain the number in a claim."""

    TIMES_FOR_PER_CENT = "times taken for per cent"
    LEFT_FOR_LOST = "what was left taken for what was lost"
    PART_FOR_WHOLE = "part of the period taken for the whole"
