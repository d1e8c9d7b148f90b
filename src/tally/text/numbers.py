"""Write numbers: rounded, as the least or the most that something can be, and as percentages."""

import math
from enum import StrEnum

from tally.text.language import words


class Bound(StrEnum):
    """On which side of a written number the true one can be; empty where the number is exact."""

    EXACT = ""
    AT_LEAST = "at least"
    AT_MOST = "at most"

    @property
    def words(self) -> str:
        """The bound in words; none for an exact number."""
        return self.of("").strip()

    def of(self, written: str) -> str:
        """Return a number with the words of its bound."""
        return words.BOUNDS[self].format(written)


def rounded(value: float, digits: int = 2) -> str:
    """
    Write a number to so many significant digits, never with an exponent and never fewer than its whole part.

    What is not quite one gets as many digits as keep it from reading as one.
    """
    if not value:
        return "0"
    while digits < 7 and value != 1 and float(f"{value:.{digits}g}") == 1:
        digits += 1
    shown = float(f"{value:.{digits}g}")
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(shown))))
    return f"{shown if decimals else value:,.{decimals}f}"


def rounded_bound(value: float, bound: Bound, digits: int = 2) -> str:
    """
    Write a number that is the least or the most that something can be, so that rounding never claims more.

    A number that is the least is rounded down, one that is the most is rounded up.
    """
    if not bound or not value:
        return bound.of(rounded(value, digits))
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    while decimals < 7 and value != 1 and _turned(value, bound, decimals) == 1:
        decimals += 1
    return bound.of(f"{_turned(value, bound, decimals):,.{decimals}f}")


def _turned(value: float, bound: Bound, decimals: int) -> float:
    """Round a number to so many decimals towards the side that claims less."""
    scale = 10**decimals
    whole = math.floor if bound is Bound.AT_LEAST else math.ceil
    return float(whole(round(value * scale, 6)) / scale)


def percent(value: float) -> str:
    """Write a percentage to one decimal, or to as many as keep what is not quite 100 or 0 from looking like it."""
    decimals = next((n for n in range(1, 16) if round(value, n) not in (0, 100) or round(value, n) == value), 1)
    whole, _, part = f"{value:,.{decimals}f}".partition(".")
    return words.PERCENT.format(f"{whole}.{part}".removesuffix(".0"))
