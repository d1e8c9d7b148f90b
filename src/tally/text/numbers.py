"""Format numbers: rounded, alone or with the ends of a range, as bounds, and as percentages."""

import math
from decimal import ROUND_HALF_UP, Context
from enum import StrEnum

from tally.text.language import words

MOST_DIGITS = 7
MILLION = 1_000_000  # the largest end of a range that is written in digits


class Bound(StrEnum):
    """
    What a count says about the true number, by its name in the data. A member is true unless it is `EXACT`.

    `ABOUT` is for a number that was rounded or estimated: see `limits`.
    """

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"

    def __bool__(self) -> bool:
        return self is not Bound.EXACT

    @property
    def words(self) -> str:
        """The bound in words; empty for an exact number."""
        return self.of("").strip()

    def of(self, written: str) -> str:
        """Return a number with the words of its bound."""
        return words.BOUNDS[self].format(written)

    def limits(self, value: int) -> tuple[int, int | None]:
        """
        Return the fewest and the most that a count can be, both included; the most is None if nothing limits it.

        “About” is read by a convention of this project: any whole number that gives the count when it is rounded at
        the count’s last digit that is not zero, halves upwards. About 400 is 350 to 449, about 60 is 55 to 64, about
        1,250 is 1,245 to 1,254. A count that ends in another digit than zero (about 334) is only itself: it has
        all its digits, so that nothing was rounded.
        """
        if self is Bound.AT_LEAST:
            return value, None
        if self is Bound.AT_MOST:
            return 0, value
        if self is Bound.EXACT or not value:
            return value, value
        unit = 1
        while value % (10 * unit) == 0:
            unit *= 10
        return value - unit // 2, value + (unit - 1) // 2


def rounded(value: float, digits: int = 2) -> str:
    """
    Return a number with `digits` significant digits, without an exponent and with all digits of its whole part.

    A number that is not exactly 1 gets as many more digits as it needs not to be shown as 1.
    """
    if not value:
        return "0"
    while digits < MOST_DIGITS and value != 1 and _half_up(value, digits) == 1:
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


def digits_of_range(*values: float | None) -> int:
    """
    Return the significant digits with which an estimate and its two ends can be written alike.

    With them, none is shown as 1 that is not exactly 1, and values that differ are written differently, as far as
    `MOST_DIGITS` allow. Since all have the same number of digits, a lower value is never written as the higher one.
    """
    present, digits = [value for value in values if value], 2
    while digits < MOST_DIGITS and (
        any(value != 1 and _half_up(value, digits) == 1 for value in present)
        or len({_half_up(value, digits) for value in present}) < len(set(present))
    ):
        digits += 1
    return digits


def rounded_end(value: float, digits: int = 2) -> str:
    """Return an end of a range: rounded, or in words where it is so large that its digits mean nothing."""
    if value <= MILLION:
        return rounded(value, digits)
    return words.HUGE[next((size for size in sorted(words.HUGE, reverse=True) if value > size), MILLION)]


def rounded_bound(value: float, bound: Bound, digits: int = 2) -> str:
    """Return a number with its bound; a lower or an upper bound is rounded to the side that claims less."""
    if bound not in (Bound.AT_LEAST, Bound.AT_MOST) or not value:
        return bound.of(rounded(value, digits))
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    while decimals < MOST_DIGITS and value != 1 and _round_outwards(value, bound, decimals) == 1:
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
