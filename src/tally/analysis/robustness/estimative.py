"""Words of likelihood from one published scale, and a check that templates use no others."""

import re

from tally.text import words

ESTIMATIVE = re.compile(
    r"\b(almost no chance|remote|(?:highly )?(?:im)?probabl[ey]|as likely as not|(?<!\bas )(?:very )?(?:un)?likely|"
    r"(?:roughly )?even (?:chance|odds)|"
    r"(?:almost|nearly) certain(?:ly)?|certainly|possibl[ey]|perhaps|maybe|might|doubtless|undoubtedly|presumably)\b",
    re.IGNORECASE,
)  # a ratio of probabilities, such as “twice as likely”, does not count


def estimate_words(probability: float) -> str:
    """
    Return the scale's words for a probability, as the start of a sentence that continues with “that”.

    The words are all that is said: the scale ends at 1% and 99%, and counts cannot tell more.

    Raises
    ------
    ValueError
        The probability is not between 0 and 1.
    """
    if not 0 <= probability <= 1:
        msg = f"{probability} is not a probability: it must be between 0 and 1."
        raise ValueError(msg)
    return next(word for high, word in words.LIKELIHOOD_SCALE if probability <= high)


def typed_estimates(text: str) -> list[str]:
    """Find typed words of likelihood, which only the published scale may add."""
    return [found.group() for found in ESTIMATIVE.finditer(text)]
