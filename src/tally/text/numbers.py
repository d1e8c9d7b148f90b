"""Format numbers: rounded, as a lower or an upper bound, and as percentages."""

import math
from decimal import ROUND_HALF_UP, Context
from enum import StrEnum

from tally.text.language import words


class Bound(StrEnum):
    """The side of a written number on which the true one can be; empty if the number is exact."""

    EXACT = ""
    AT_LEAST = "at least"
    AT_MOST = "at most"

    @property
    def words(self) -> str:
        """The bound in words; empty for an exact number."""
        return self.of("").strip()

    def of(self, written: str) -> str:
        """Return a number with the words of its bound."""
        return words.BOUNDS[self].format(written)


def rounded(value: float, digits: int = 2) -> str:
    """
    Return a number with `digits` significant digits, without an exponent and with all digits of its whole part.

    A number that is not exactly 1 gets as many more digits as it needs not to be shown as 1.
    """
    if not value:
        return "0"
    while digits < 7 and value != 1 and _half_up(value, digits) == 1:
        digits += 1
    number = _half_up(value, digits)
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(number))))
    return f"{number:,.{decimals}f}" if decimals else f"{_half_up(value, max(digits, _whole_digits(value))):,.0f}"


def _half_up(value: float, digits: int) -> float:
    """Return a number with some significant digits; a half is rounded up, as readers do it: 8.35 to 8.4."""
    return float(Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(repr(float(value))))


def _whole_digits(value: float) -> int:
    """Return the number of digits before the decimal point."""
    return len(str(int(abs(value))))


def rounded_bound(value: float, bound: Bound, digits: int = 2) -> str:
    """Return a lower or an upper bound, rounded to the side that claims less."""
    if not bound or not value:
        return bound.of(rounded(value, digits))
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    while decimals < 7 and value != 1 and _round_outwards(value, bound, decimals) == 1:
        decimals += 1
    return bound.of(f"{_round_outwards(value, bound, decimals):,.{decimals}f}")


def _round_outwards(value: float, bound: Bound, decimals: int) -> float:
    """Return a bound rounded to some decimals, to the side that claims less."""
    scale = 10**decimals
    whole = math.floor if bound is Bound.AT_LEAST else math.ceil
    return float(whole(round(value * scale, 6)) / scale)


def percent(value: float) -> str:
    """Return a percentage with one decimal, or with more if it would be shown as 0 or 100 and is not exactly that."""
    decimals = next((n for n in range(1, 16) if round(value, n) not in (0, 100) or round(value, n) == value), 1)
    whole, _, part = f"{value:,.{decimals}f}".partition(".")
    return words.PERCENT.format(f"{whole}.{part}".removesuffix(".0"))
