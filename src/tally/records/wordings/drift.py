"""Compare a wording or a count with the one that it repeats."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tally.records.figures import Basis, Figure
from tally.records.wordings.columns import Dimension
from tally.records.wordings.rules import YEAR, FoundTerm, Rule, find_terms, rules_for
from tally.text import WordedEnum, fold
from tally.windows import Edge, Window

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")


class Kind(WordedEnum, table="DRIFTS"):
    """The kinds of change in a repetition."""

    HEDGE_DROPPED = "hedge dropped"
    WIDENED = "quantifier widened"
    NARROWED = "quantifier narrowed"
    ASSERTION = "assertion changed"
    UNIT = "unit changed"
    NUMBER_ADDED = "number added"
    NUMBER = "number changed"
    BASIS = "basis changed"
    BASIS_DROPPED = "basis not passed on"
    WINDOW = "window changed"
    CUTOFF_DROPPED = "cut-off hedge dropped"
    BOUND = "bound added"
    BOUND_CHANGED = "bound changed"
    BOUND_DROPPED = "bound dropped"


@dataclass(frozen=True)
class Drift:
    """A change: its kind, the earlier words and the words now; either may be empty."""

    kind: Kind
    was: str
    now: str


@dataclass(frozen=True)
class Worded:
    """A wording and its language."""

    text: str
    language: str


def compare_wordings(original: Worded, repeated: Worded, rules: Sequence[Rule]) -> tuple[Drift, ...]:
    """
    Compare a wording with the one that it repeats.

    Only changes that the words show are listed. A repetition that leaves something out has not changed it, except a
    hedge, since without it the statement is more certain. Typography makes no difference.
    """

    def both(dimension: Dimension) -> tuple[list[FoundTerm], list[FoundTerm]]:
        return (
            find_terms(original.text, original.language, rules, dimension),
            find_terms(repeated.text, repeated.language, rules, dimension),
        )

    drifts = []
    was, now = both(Dimension.QUANTIFIER)
    was, now = ([term for term in terms if term.rule.rank] for terms in (was, now))
    if was and now:
        before, after = max(was, key=_rank), max(now, key=_rank)
        if before.rule.rank != after.rule.rank:
            kind = Kind.WIDENED if after.rule.rank > before.rule.rank else Kind.NARROWED
            drifts.append(Drift(kind, before.words, after.words))
    was, now = both(Dimension.HEDGE)
    if was and not now and rules_for(repeated.language, rules, Dimension.HEDGE):
        drifts.append(Drift(Kind.HEDGE_DROPPED, was[0].words, ""))
    for dimension, kind in ((Dimension.ASSERTION, Kind.ASSERTION), (Dimension.UNIT, Kind.UNIT)):
        was, now = both(dimension)
        if was and now and not {term.rule.sense for term in was} & {term.rule.sense for term in now}:
            drifts.append(Drift(kind, was[0].words, now[0].words))
    original_numbers, repeated_numbers = set(_numbers(original.text)), _numbers(repeated.text)
    added = [number for number in repeated_numbers if number not in original_numbers and not YEAR.fullmatch(number)]
    drifts += [Drift(Kind.NUMBER_ADDED, "", number) for number in dict.fromkeys(added)]
    return tuple(drifts)


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
    units = [
        {term.rule.sense for term in find_terms(figure.unit_printed, language, rules, Dimension.UNIT)}
        or {figure.unit_printed}
        for figure, language in zip((original, repeated), languages, strict=True)
    ]
    if not units[0] & units[1]:
        drifts.append(Drift(Kind.UNIT, original.unit_printed, repeated.unit_printed))
    cutoffs = [
        find_terms(figure.quotation, language, rules, Dimension.CUTOFF)
        for figure, language in zip((original, repeated), languages, strict=True)
    ]
    periods = find_terms(repeated.quotation, languages[1], rules, Dimension.PERIOD)
    if cutoffs[0] and periods and not cutoffs[1] and same_days:
        drifts.append(Drift(Kind.CUTOFF_DROPPED, cutoffs[0][0].words, periods[0].words))
    return tuple(drifts)


def _days(window: Window) -> tuple[Edge | None, Edge | None, date | None]:
    """Return the days of a window, which can be written in several ways."""
    return window.start, window.end, window.as_of


def _numbers(text: str) -> list[str]:
    """List the numbers of a text with their decimals, without thousands separators."""
    return [THOUSANDS.sub("", number) for number in NUMBER.findall(fold(text))]


def _rank(term: FoundTerm) -> int:
    return term.rule.rank
