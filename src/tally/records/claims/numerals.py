"""Read numbers in digits: decimals, thousands, fractions."""

import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction

from tally.records.claims.tokens import Tokens

MOST_DIGITS = 18  # a longer number does not count anything
LARGEST_PART = 10  # of a fraction such as 1/3; dates such as 9/11 are not fractions
COMMA_IS_THOUSANDS = "en"
SIGNS = frozenset("½¼¾⅓⅔")
SLASHES = frozenset("/⁄")


@dataclass(frozen=True)
class Number:
    """A number in a text: its places, its values (two for “two to three”), and the unit of its last digit."""

    start: int
    end: int
    low: Fraction
    high: Fraction
    unit: Fraction = Fraction(1)

    @property
    def is_year(self) -> bool:
        """Return whether it looks like a year."""
        return self.low == self.high and self.is_whole and 1900 <= self.low < 2100

    @property
    def is_whole(self) -> bool:
        """Return whether it has no part of one, in digits or in words."""
        return self.unit == 1 and self.low.denominator == 1 == self.high.denominator

    def plus(self, part: Fraction, end: int) -> "Number":
        """Return the number with a part of one added, which ends at a place: two and a half."""
        return replace(self, end=end, low=self.low + part, high=self.high + part, unit=part)


def digits_at(tokens: Tokens, place: int, language: str) -> Number | None:
    """Return the number in digits at a place; whether a comma or a point separates decimals depends on the language."""
    text = tokens[place].text
    if len(text) > MOST_DIGITS:
        return None
    thousands = "," if language == COMMA_IS_THOUSANDS else "."
    grouped = re.sub(rf"[ '{thousands}](?=\d{{3}}(?!\d))", "", text)
    whole, _, decimals = grouped.replace(",", ".").partition(".")
    value = Fraction(int(re.sub(r"\D", "", whole + decimals)), 10 ** len(decimals))
    return Number(place, place + 1, value, value, Fraction(1, 10 ** len(decimals)))


def fraction_at(tokens: Tokens, place: int) -> Number | None:
    """Return the fraction at a place, in one sign or in three: ½ or 1/2."""
    texts = [token.text for token in tokens[place : place + 4]]
    if texts and texts[0] in SIGNS:
        fraction = Fraction(unicodedata.numeric(texts[0])).limit_denominator(8)
        return Number(place, place + 1, fraction, fraction, fraction)
    if len(texts) < 3 or texts[1] not in SLASHES or SLASHES & {*texts[3:], tokens[place - 1].text if place else ""}:
        return None
    joined = tokens[place].end == tokens[place + 1].start and tokens[place + 1].end == tokens[place + 2].start
    parts = [int(text) for text in (texts[0], texts[2]) if text.isdecimal() and len(text) < 3]
    if not joined or len(parts) < 2 or not 0 < parts[0] < parts[1] <= LARGEST_PART:
        return None
    fraction = Fraction(*parts)
    return Number(place, place + 3, fraction, fraction, fraction)
