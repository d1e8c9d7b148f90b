"""Words of likelihood by one published yardstick, and a check that the templates hold to it."""

import re
from dataclasses import dataclass

from tally.text import WordedEnum, words

ESTIMATIVE = re.compile(
    r"\b(almost no chance|remote|(?:highly )?(?:im)?probabl[ey]|(?:very )?(?:un)?likely|"
    r"(?:roughly )?even (?:chance|odds)|"
    r"(?:almost|nearly) certain(?:ly)?|certainly|possibl[ey]|perhaps|maybe|might|doubtless|undoubtedly|presumably)\b",
    re.IGNORECASE,
)


class Confidence(WordedEnum, table="CONFIDENCES"):
    """How far the sources of a judgement carry it: its basis, not its likelihood."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True)
class Grounds:
    """What a confidence rests on: three conditions, each met or not."""

    locked: bool
    first_hand: bool
    like_for_like: bool

    @property
    def confidence(self) -> Confidence:
        """High where all three are met, moderate where two are, low otherwise."""
        met = sum((self.locked, self.first_hand, self.like_for_like))
        return Confidence.HIGH if met == 3 else Confidence.MODERATE if met == 2 else Confidence.LOW


def estimative(probability: float) -> str:
    """
    Give the yardstick's words for a probability, as the start of a sentence that goes on with “that”.

    Raises
    ------
    ValueError
        It is not between 0 and 1.
    """
    if not 0 <= probability <= 1:
        msg = f"{probability} is no probability: it must lie between 0 and 1."
        raise ValueError(msg)
    return next(word for high, word in words.YARDSTICK if probability <= high)


def typed_estimates(text: str) -> list[str]:
    """Find words of likelihood that are typed where only the yardstick may bring them."""
    return [found.group() for found in ESTIMATIVE.finditer(text)]
