"""Compare the numbers of a wording with those of the one that it repeats."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from tally.records.wordings.columns import Dimension
from tally.records.wordings.counted import MAGNITUDE, YEAR_KIND, Amount
from tally.records.wordings.kinds import Claim, Drift, Kind
from tally.records.wordings.reading import Reading

AT_LEAST, AT_MOST, NEARLY, ABOUT = "at least", "at most", "nearly", "about"  # senses of the rules for words at a number
FAR, NEAR, CLOSE = Fraction(4, 5), Fraction(9, 10), Fraction(1, 20)
ALIKE = Fraction(3, 2)  # numbers are of about the same size if none is more than this many times the other
PERCENT = "percent"  # kind of number
HALF = Fraction(1, 2)
FARTHEST = 6  # words between a rise or a fall and its percentage
STILL = 2  # the rank of words for neither a rise nor a fall
MAGNITUDES = 5  # times two hundred are a thousand, up to which are “hundreds”
FROM_TO, TO_FROM = "from to", "to from"  # senses of words for two numbers, the earlier first or last
TWO = 2  # years at least whose numbers can be exchanged
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
    was, now = _without_same(original, repeated), _without_same(repeated, original)
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
    least nine tenths of it; “about” one within a twentieth, or the nearest round number; “hundreds” one from 200
    to 1,000. Without such words, only decimals may be rounded away.
    """
    value, true = given.value, exact.value
    if given.bound == AT_LEAST:
        return FAR * true <= value <= true
    if given.bound == AT_MOST:
        return FAR * value <= true <= value
    if given.bound == MAGNITUDE:
        return value <= true < MAGNITUDES * value
    if given.bound == NEARLY:
        return NEAR * value <= true < value
    if given.bound == ABOUT:
        return abs(value - true) <= CLOSE * true or any(value and value == _nearest(true, place) for place in PLACES)
    return true.denominator != 1 and value in (_nearest(true, 1), _nearest(true * 10, 1) / 10)


def direction_drifts(was: Reading, now: Reading) -> Iterator[Drift]:
    """Yield a change if what rose now falls or stays the same. Words beside a unit that both have go first."""
    directions = [
        [(term, reading.unit_beside(term)) for term in reading.directions if not reading.denial(term)]
        for reading in (was, now)
    ]
    units = [frozenset[str]().union(*(unit for _, unit in terms)) for terms in directions]
    shared = units[0] & units[1]
    for unit in sorted(shared) or [""]:
        before, after = (
            [term for term, units_beside in terms if not unit or unit in units_beside] for terms in directions
        )
        if before and after and not {term.rule.rank for term in before} & {term.rule.rank for term in after}:
            still = any(term.rule.rank == STILL for term in (before[0], after[0]))
            yield Drift(Kind.DIRECTION, before[0].words, after[0].words, Claim.OTHER if still else Claim.OPPOSITE)
            return


def order_drifts(was: Reading, now: Reading) -> Iterator[Drift]:
    """Yield a change if the same numbers have another order: from 60 to 334, and 60 in 2020 and 334 in 2021."""
    ends, new_ends = _ends(was), _ends(now)
    if ends and new_ends and ends[:2] == new_ends[1::-1] and ends[0] != ends[1]:
        yield Drift(Kind.NUMBER, ends[2], new_ends[2])
        return
    numbers, new = _by_year(was), _by_year(now)
    for year, number in new.items():
        other = numbers.get(year)
        if other and other.value != number.value and number.value in {amount.value for amount in numbers.values()}:
            yield Drift(Kind.NUMBER, f"{other.words} ({year})", f"{number.words} ({year})")
            return


def _ends(reading: Reading) -> tuple[Fraction, Fraction, str] | None:
    """Return the two numbers of “from 60 to 334”, and the words."""
    for term in reading.find(Dimension.DIRECTION, reading.dates):
        if term.rule.sense.endswith((FROM_TO, TO_FROM)):
            values = [token.number for token in reading.tokens[term.start : term.end] if token.number is not None]
            first, last = (values[0], values[-1]) if term.rule.sense == FROM_TO else (values[-1], values[0])
            return first, last, term.words
    return None


def _by_year(reading: Reading) -> dict[int, Amount]:
    """
    Return the numbers of two years or more, if there is one for each.

    They go in the order of the years. If years and numbers alternate, each year must also be the nearest.
    """
    years = [amount for amount in reading.counts if amount.kind == YEAR_KIND]
    numbers = [amount for amount in reading.counts if not amount.kind]
    if len(years) != len(numbers) or len({year.value for year in years}) != len(years) or len(years) < TWO:
        return {}
    starts = [[amount.places.start for amount in amounts] for amounts in (numbers, years)]
    apart = max(starts[0]) < min(starts[1]) or max(starts[1]) < min(starts[0])
    pairs = list(zip(*starts, strict=True))
    alternate = [place for pair in pairs for place in pair]  # 60 in 2020 and 334 in 2021
    first = sorted(alternate) == alternate
    nearest = all(abs(place - year) == min(abs(place - other) for other in starts[1]) for place, year in pairs)
    if not (apart or first or nearest):
        return {}
    return {int(year.value): number for year, number in zip(years, numbers, strict=True)}


def _nearest(value: Fraction, place: int) -> Fraction:
    """Round a number half up to a multiple of `place`."""
    return Fraction((value / place + Fraction(1, 2)).__floor__() * place)


def _without_same(reading: Reading, two: Reading) -> list[Amount]:
    """Return the numbers of a wording without the multiples that the other gives in other words."""
    others = [other for other in two.amounts if other.kind][:MOST]
    return [number for number in reading.counts if not any(_same(reading, number, two, other) for other in others)]


def _same(reading: Reading, number: Amount, two: Reading, other: Amount) -> bool:
    """Return whether two multiples in other words are the same: half and 50%, doubled and a rise by 100%."""
    if number.bound or other.bound or not number.kind or YEAR_KIND in (number.kind, other.kind):
        return False
    if number.kind == other.kind:
        in_digits = [any(letter.isdigit() for letter in amount.words) for amount in (number, other)]
        return in_digits[0] != in_digits[1] and abs(number.value - other.value) <= HALF
    return _factor(reading, number) == _factor(two, other)


def _factor(reading: Reading, amount: Amount) -> Fraction:
    """Return how many times as large something becomes: a rise by 400% makes it five times as large."""
    if amount.kind != PERCENT:
        return amount.value
    terms = {abs(term.start - amount.places.start): term.rule.rank for term in reading.directions[:MOST]}
    distance = min(terms, default=FARTHEST)
    rank = terms[distance] if distance < FARTHEST else STILL
    return 1 + (rank - STILL) * amount.value / 100


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
