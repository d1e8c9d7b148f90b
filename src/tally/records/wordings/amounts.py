"""Compare the numbers of a wording with those of the one that it repeats."""

from collections.abc import Iterator
from fractions import Fraction

from tally.records.wordings.kinds import Drift, Kind
from tally.records.wordings.reading import YEAR_KIND, Amount, Reading

AT_LEAST, AT_MOST, NEARLY, ABOUT = "at least", "at most", "nearly", "about"  # senses of the rules for words at a number
FAR, NEAR, CLOSE = Fraction(4, 5), Fraction(9, 10), Fraction(1, 20)
ALIKE = Fraction(3, 2)  # two numbers without a unit are the same number changed, if neither is more than this larger
PLACES = (10, 50, 100, 1000, 10_000, 100_000, 1_000_000)  # to which numbers are rounded


def number_drifts(original: Reading, repeated: Reading) -> Iterator[Drift]:
    """
    Yield the changes in numbers: rounded, changed or added, and other words such as “at least” at the same number.

    Leaving a number out is not a change. A number is a changed one if one of the original is missing and both count
    the same, or nothing says that they do not.
    """
    was, now = original.counts, repeated.counts
    yield from _years(was, now)
    was, now = [[number for number in amounts if number.kind != YEAR_KIND] for amounts in (was, now)]
    partners = [(_same(was, number), number) for number in now]
    for before, number in partners:
        equal = [other for other in now if _same([number], other)]
        if before and before.bound not in {other.bound for other in equal}:
            yield _bound_drift(before, number)
    missing = [number for number in was if not _same(now, number)]
    new = list({(number.value, number.kind): number for before, number in partners if not before}.values())
    pairs = sorted(
        ((_distance(before, after), m, n) for m, before in enumerate(missing) for n, after in enumerate(new)
         if _corresponds(before, after, only=len(was) == 1 == len(now))),
    )  # fmt: skip
    changed: dict[int, Amount] = {}
    for _, m, n in pairs:
        if n not in changed and missing[m] not in changed.values():
            changed[n] = missing[m]
    for n, number in enumerate(new):
        if n not in changed:
            yield Drift(Kind.NUMBER_ADDED, "", number.words)
        else:
            kind = Kind.ROUNDED if rounds(changed[n], number) else Kind.NUMBER
            yield Drift(kind, changed[n].words, number.words)


def rounds(exact: Amount, given: Amount) -> bool:
    """
    Return whether a number, with the words at it, is a fair rounding of another.

    “More than” and “up to” need a number below or above, at least four fifths of the other; “nearly” one above, at
    least nine tenths of it; “about” one within a twentieth, or the nearest round number. Without such words, only decimals may be rounded away.
    """
    value, true = given.value, exact.value
    if given.bound == AT_LEAST:
        return FAR * true <= value <= true
    if given.bound == AT_MOST:
        return FAR * value <= true <= value
    if given.bound == NEARLY:
        return NEAR * value <= true < value
    if given.bound == ABOUT:
        return abs(value - true) <= CLOSE * true or any(value and value == _nearest(true, place) for place in PLACES)
    return true.denominator != 1 and value in (_nearest(true, 1), _nearest(true * 10, 1) / 10)


def _nearest(value: Fraction, place: int) -> Fraction:
    """Round a number half up to a multiple of `place`."""
    return Fraction((value / place + Fraction(1, 2)).__floor__() * place)


def _years(was: list[Amount], now: list[Amount]) -> Iterator[Drift]:
    """Yield a change if both wordings name years and none in common."""
    before, after = [[number for number in amounts if number.kind == YEAR_KIND] for amounts in (was, now)]
    if before and after and not {year.value for year in before} & {year.value for year in after}:
        yield Drift(Kind.NUMBER, before[0].words, after[0].words)


def _same(amounts: list[Amount], number: Amount) -> Amount | None:
    """Return the number with the same value, if there is one; with the same unit, if there are several."""
    equal = [other for other in amounts if (other.value, other.kind) == (number.value, number.kind)]
    return min(equal, key=lambda other: not other.units & number.units, default=None)


def _distance(before: Amount, after: Amount) -> Fraction:
    """Return how many times the smaller of two numbers the larger is."""
    low, high = sorted((before.value, after.value))
    return high / low if low else Fraction(10**9)


def _corresponds(before: Amount, after: Amount, *, only: bool) -> bool:
    """Return whether a new number can be a missing one changed. `only`: there is no other number in the wordings."""
    if before.kind != after.kind:
        return False
    if before.units and after.units:
        return bool(before.units & after.units)
    return only or _distance(before, after) <= ALIKE


def _bound_drift(before: Amount, after: Amount) -> Drift:
    """Return the change of the words at a number that is the same."""
    if not before.bound:
        return Drift(Kind.BOUND, "", after.bound_words)
    if not after.bound:
        return Drift(Kind.BOUND_DROPPED, before.bound_words, "")
    return Drift(Kind.BOUND_CHANGED, before.words, after.words)
