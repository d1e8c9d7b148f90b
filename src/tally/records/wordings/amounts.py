"""Compare the numbers of a wording with those of the one that it repeats."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from tally.records.wordings.counted import YEAR_KIND, Amount
from tally.records.wordings.kinds import Drift, Kind
from tally.records.wordings.reading import Reading

AT_LEAST, AT_MOST, NEARLY, ABOUT = "at least", "at most", "nearly", "about"  # senses of the rules for words at a number
FAR, NEAR, CLOSE = Fraction(4, 5), Fraction(9, 10), Fraction(1, 20)
ALIKE = Fraction(3, 2)  # numbers are of about the same size if none is more than this many times the other
MOST = 40  # numbers of which each is compared with each
PLACES = (10, 50, 100, 1000, 10_000, 100_000, 1_000_000)  # to which numbers are rounded


def number_drifts(original: Reading, repeated: Reading) -> Iterator[Drift]:
    """
    Yield the changes in numbers: rounded, changed or added, and other words such as “at least” at the same number.

    Leaving a number out is not a change. A number is a changed one if one of the original is missing, and both count
    the same, are of about the same size, or are the only ones.
    """
    was, now = original.counts, repeated.counts
    yield from _years(was, now)
    was, now = [[number for number in amounts if number.kind != YEAR_KIND] for amounts in (was, now)]
    originals, repeats = _by_value(was), _by_value(now)
    for value, numbers in repeats.items():
        bounds = [[number.bound for number in numbers] for numbers in (originals.get(value, []), numbers)]
        if bounds[0] and not {*bounds[0]} & {*bounds[1]}:
            yield _bound_drift(originals[value][0], numbers[0])
    missing = [numbers[0] for value, numbers in originals.items() if value not in repeats]
    new = [numbers[0] for value, numbers in repeats.items() if value not in originals]
    only = len(was) == 1 == len(now)
    pairs = sorted(
        (_distance(before, after), m, n)
        for (m, before), (n, after) in product(enumerate(missing[:MOST]), enumerate(new[:MOST]))
        if _corresponds(before, after, only=only)
    )
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
    least nine tenths of it; “about” one within a twentieth, or the nearest round number. Without such words, only
    decimals may be rounded away.
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


def _by_value(amounts: list[Amount]) -> dict[tuple[Fraction, str], list[Amount]]:
    """Return numbers by value and kind."""
    numbers: dict[tuple[Fraction, str], list[Amount]] = {}
    for amount in amounts:
        numbers.setdefault((amount.value, amount.kind), []).append(amount)
    return numbers


def _distance(before: Amount, after: Amount) -> Fraction:
    """Return how many times the smaller of two numbers the larger is."""
    low, high = sorted((before.value, after.value))
    return high / low if low else Fraction(10**9)


def _corresponds(before: Amount, after: Amount, *, only: bool) -> bool:
    """Return whether a new number can be a missing one changed. `only`: there is no other number in the wordings."""
    if before.kind != after.kind:
        return False
    if before.units & after.units or _distance(before, after) <= ALIKE:
        return True
    return only and not (before.units and after.units)


def _bound_drift(before: Amount, after: Amount) -> Drift:
    """Return the change of the words at a number that is the same."""
    if not before.bound:
        return Drift(Kind.BOUND, "", after.bound_words)
    if not after.bound:
        return Drift(Kind.BOUND_DROPPED, before.bound_words, "")
    return Drift(Kind.BOUND_CHANGED, before.words, after.words)
