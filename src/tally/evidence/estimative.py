"""Words of likelihood from one published yardstick, and a check that templates use no others."""

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
    """The confidence in a judgement: the quality of its sources, not its likelihood."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True)
class Grounds:
    """The grounds of a confidence: three conditions, each met or not."""

    locked: bool
    first_hand: bool
    like_for_like: bool

    @property
    def confidence(self) -> Confidence:
        """High if all three are met, moderate if two are, low in all other cases."""
        met = sum((self.locked, self.first_hand, self.like_for_like))
        return Confidence.HIGH if met == 3 else Confidence.MODERATE if met == 2 else Confidence.LOW


def estimative(probability: float) -> str:
    """
    Return the yardstick's words for a probability, as the start of a sentence that continues with “that”.

    Raises
    ------
    ValueError
        The probability is not between 0 and 1.
    """
    if not 0 <= probability <= 1:
        msg = f"{probability} is not a probability: it must be between 0 and 1."
        raise ValueError(msg)
    return next(word for high, word in words.YARDSTICK if probability <= high)


def typed_estimates(text: str) -> list[str]:
    """Find typed words of likelihood, which only the yardstick may add."""
    return [found.group() for found in ESTIMATIVE.finditer(text)]
