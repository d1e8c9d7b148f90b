"""The ratios of two counts that agree with the words of a claim."""

import math
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from tally.records.claims.columns import Kind, Qualifier
from tally.records.claims.numerals import Number

TENTH, FIFTH = Fraction(1, 10), Fraction(1, 5)
Size = Fraction | float  # a float only where it is infinite


class Scale(StrEnum):
    """What a claim puts in numbers: a multiple, its inverse, or the part by which a count grew or shrank."""

    RATIO = "ratio"
    INVERSE = "inverse"
    GROWTH = "growth"
    LOSS = "loss"


class Fit(StrEnum):
    """How possible ratios agree with a claim: all, some, or none since they are larger or smaller."""

    ALL = "all"
    SOME = "some"
    LARGER = "larger"
    SMALLER = "smaller"


@dataclass(frozen=True)
class Accepted:
    """
    One reading of a claim: the sizes that agree with it, from `low` to `high`, on a scale.

    `nominal` is the size in its words. An open end does not belong to the set.
    """

    scale: Scale
    nominal: Fraction
    low: Size
    high: Size
    low_open: bool = False
    high_open: bool = False

    @property
    def is_rise(self) -> bool:
        """Return whether this reading is a rise."""
        return self.scale is Scale.GROWTH or (self.scale is Scale.RATIO and self.nominal > 1)

    def size(self, ratio: Size) -> Size:
        """Return the size, on this scale, of a ratio of the later count to the earlier."""
        if self.scale is Scale.INVERSE:
            return 1 / ratio if ratio else math.inf
        return {Scale.RATIO: ratio, Scale.GROWTH: ratio - 1, Scale.LOSS: 1 - ratio}[self.scale]

    def ratio(self, size: Size) -> Size:
        """Return the ratio of the later count to the earlier that has a size on this scale."""
        return size + 1 if self.scale is Scale.GROWTH else self.size(size)

    def contains(self, ratio: Size) -> bool:
        """Return whether a ratio agrees with this reading."""
        return self._side(self.size(ratio)) == 0

    def fit(self, low: Size, high: Size) -> Fit:
        """Return how the ratios from `low` to `high`, both included, agree with this reading."""
        sizes = sorted([self.size(low), self.size(high)])
        sides = [self._side(size) for size in sizes]
        if sides == [0, 0]:
            return Fit.ALL
        if sides[0] == sides[1]:
            return Fit.LARGER if sides[0] > 0 else Fit.SMALLER
        return Fit.SOME

    def _side(self, size: Size) -> int:
        """Return 0 if a size is in the set, 1 if it is larger, -1 if it is smaller."""
        if size < self.low or (self.low_open and size == self.low):
            return -1
        return int(size > self.high or (self.high_open and size == self.high))


def accepted_sizes(kind: Kind, qualifier: Qualifier, number: Number, scale: Scale) -> Accepted:
    """
    Return the sizes that agree with an amount.

    A multiple may be a tenth away, a fraction too; a percentage by half a unit of its last digit, or it may be cut
    off. “About” allows a fifth on both sides, “nearly” a fifth below, “just over” a fifth above. A range goes from the
    lower end of its lower number to the upper end of its upper.
    """
    per = 100 if kind is Kind.PER_CENT else 1
    low, high, unit = number.low / per, number.high / per, number.unit / per
    multiple = scale in (Scale.RATIO, Scale.INVERSE) and kind is not Kind.FROM_TO
    turned = multiple and high < 1  # “more than half as many” is still a fall
    least: Size = Fraction(1) if multiple and not turned else Fraction(0)
    most: Size = Fraction(1) if turned or scale is Scale.LOSS else math.inf
    nominal = (low + high) / 2
    match qualifier:
        case Qualifier.MORE_THAN:
            return Accepted(scale, nominal, low, most, low_open=True, high_open=turned)
        case Qualifier.AT_LEAST:
            return Accepted(scale, nominal, low, most, high_open=turned)
        case Qualifier.LESS_THAN:
            return Accepted(scale, nominal, least, high, low_open=True, high_open=True)
        case Qualifier.AT_MOST:
            return Accepted(scale, nominal, least, high, low_open=True)
        case Qualifier.NEARLY:
            return Accepted(scale, nominal, low * (1 - FIFTH), high, high_open=True)
        case Qualifier.JUST_OVER:
            return Accepted(scale, nominal, low, high * (1 + FIFTH), low_open=True)
        case Qualifier.ABOUT:
            return Accepted(scale, nominal, low * (1 - FIFTH), high * (1 + FIFTH))
    if kind is Kind.FROM_TO:
        return Accepted(scale, nominal, low, high)
    if kind is Kind.PER_CENT:
        return Accepted(scale, nominal, low - unit / 2, high + unit, high_open=True)
    return Accepted(scale, nominal, low * (1 - TENTH), high * (1 + TENTH))
