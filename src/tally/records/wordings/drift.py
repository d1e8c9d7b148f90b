"""Compare a count with the one that it repeats, and the units and cut-offs of wordings."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from tally.records.figures import Basis, Figure
from tally.records.wordings.columns import Dimension
from tally.records.wordings.kinds import Drift, Kind
from tally.records.wordings.reading import Reading
from tally.records.wordings.rules import Rule
from tally.records.wordings.terms import Lexicon
from tally.windows import Edge, Window


def compare_figures(
    original: Figure, repeated: Figure, languages: tuple[str, str], rules: Sequence[Rule]
) -> tuple[Drift, ...]:
    """
    Compare a count with the one that it repeats.

    Value, bound, basis, window and unit are compared. That “so far” was dropped is listed only if the repeated words
    name a period without it: a quotation that ends before those words has not dropped them.
    """
    drifts = []
    if original.value != repeated.value:
        drifts.append(Drift(Kind.NUMBER, f"{original.value:,}", f"{repeated.value:,}"))
    if repeated.bound is not original.bound:
        added = Kind.BOUND_CHANGED if original.bound else Kind.BOUND
        kind = added if repeated.bound else Kind.BOUND_DROPPED
        drifts.append(Drift(kind, original.bound.words, repeated.bound.words))
    if original.basis is not repeated.basis:
        dropped = repeated.basis is Basis.UNSPECIFIED
        kind = Kind.BASIS_DROPPED if dropped else Kind.BASIS
        drifts.append(Drift(kind, original.basis.words, "" if dropped else repeated.basis.words))
    same_days = _days(original.window) == _days(repeated.window)
    if not same_days:
        drifts.append(Drift(Kind.WINDOW, str(original.window), str(repeated.window)))
    lexicon = Lexicon.of(tuple(rules))
    units = [
        {term.rule.sense for term in lexicon.find(figure.unit_printed, language, Dimension.UNIT)}
        or {figure.unit_printed}
        for figure, language in zip((original, repeated), languages, strict=True)
    ]
    if not units[0] & units[1]:
        drifts.append(Drift(Kind.UNIT, original.unit_printed, repeated.unit_printed))
    was, now = (
        Reading(figure.quotation, language, "", lexicon)
        for figure, language in zip((original, repeated), languages, strict=True)
    )
    cutoff = cutoff_dropped(was, now) if same_days else None
    if cutoff:
        drifts.append(cutoff)
    return tuple(drifts)


def cutoff_dropped(was: Reading, now: Reading) -> Drift | None:
    """Return that “so far” was dropped, if the repetition names a period without such words."""
    cutoffs, periods = was.find(Dimension.CUTOFF), now.find(Dimension.PERIOD)
    if cutoffs and periods and not now.find(Dimension.CUTOFF):
        return Drift(Kind.CUTOFF_DROPPED, cutoffs[0].words, periods[0].words)
    return None


def unit_drifts(was: Reading, now: Reading) -> Iterator[Drift]:
    """Yield another unit: none in common, or another one at the same number."""
    if was.units and now.units:
        before, after = ({term.rule.sense for term in reading.units} for reading in (was, now))
        if not before & after:
            yield Drift(Kind.UNIT, was.units[0].words, now.units[0].words)
            return
    counted, recounted = _units_by_number(was), _units_by_number(now)
    for number, units in recounted.items():
        if number in counted and not units & counted[number]:
            yield Drift(Kind.UNIT, _unit_words(was, counted[number]), _unit_words(now, units))
            return


def _units_by_number(reading: Reading) -> dict[tuple[Fraction, str], frozenset[str]]:
    """Return the senses of the units of each number that has any."""
    units: dict[tuple[Fraction, str], frozenset[str]] = {}
    for amount in reading.counts:
        if amount.units:
            number = amount.value, amount.kind
            units[number] = units.get(number, frozenset()) | amount.units
    return units


def _unit_words(reading: Reading, senses: frozenset[str]) -> str:
    """Return the words for a unit."""
    return next(term.words for term in reading.units if term.rule.sense in senses)


def _days(window: Window) -> tuple[Edge | None, Edge | None, date | None]:
    """Return the days of a window, which can be written in several ways."""
    return window.start, window.end, window.as_of
