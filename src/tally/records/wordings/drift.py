"""Compare a count with the one that it repeats."""

from collections.abc import Sequence
from datetime import date

from tally.records.figures import Basis, Figure
from tally.records.wordings.columns import Dimension
from tally.records.wordings.compare import cutoff_dropped
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


def _days(window: Window) -> tuple[Edge | None, Edge | None, date | None]:
    """Return the days of a window, which can be written in several ways."""
    return window.start, window.end, window.as_of
