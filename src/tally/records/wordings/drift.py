"""What changed between a wording or a count and what it repeats."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tally.records.figures import Basis, Figure
from tally.records.wordings.rules import YEAR, Dimension, FoundTerm, Rule, meet, spoken_of
from tally.text import fold, words
from tally.windows import Edge, Window

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")


class Kind(StrEnum):
    """What changed on the way."""

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
    BOUND_DROPPED = "bound dropped"

    @property
    def words(self) -> str:
        """The kind of change in words."""
        return words.DRIFTS[self]


@dataclass(frozen=True)
class Drift:
    """One change: its kind, the words that were there, and those that stand there now; empty for none."""

    kind: Kind
    was: str
    now: str


@dataclass(frozen=True)
class Worded:
    """Some words and their language, as a rule for drift takes them."""

    text: str
    language: str


def compare_wordings(original: Worded, repeated: Worded, rules: Sequence[Rule]) -> tuple[Drift, ...]:
    """
    Compare a wording with the one that it repeats.

    Only what the words show is said: a wording that leaves something out altogether has not changed it, but for a
    hedge, whose loss makes the rest more certain. Typography makes no difference.
    """

    def both(dimension: Dimension) -> tuple[list[FoundTerm], list[FoundTerm]]:
        return (
            meet(original.text, original.language, rules, dimension),
            meet(repeated.text, repeated.language, rules, dimension),
        )

    drifts = []
    was, now = both(Dimension.QUANTIFIER)
    was, now = [one for one in was if one.rule.rank], [one for one in now if one.rule.rank]
    if was and now:
        before, after = max(was, key=_rank), max(now, key=_rank)
        if before.rule.rank != after.rule.rank:
            kind = Kind.WIDENED if after.rule.rank > before.rule.rank else Kind.NARROWED
            drifts.append(Drift(kind, before.words, after.words))
    was, now = both(Dimension.HEDGE)
    if was and not now and spoken_of(repeated.language, rules, Dimension.HEDGE):
        drifts.append(Drift(Kind.HEDGE_DROPPED, was[0].words, ""))
    for dimension, kind in ((Dimension.ASSERTION, Kind.ASSERTION), (Dimension.UNIT, Kind.UNIT)):
        was, now = both(dimension)
        if was and now and not {one.rule.sense for one in was} & {one.rule.sense for one in now}:
            drifts.append(Drift(kind, was[0].words, now[0].words))
    known, named = set(_numbers(original.text)), _numbers(repeated.text)
    added = [number for number in named if number not in known and not YEAR.fullmatch(number)]
    drifts += [Drift(Kind.NUMBER_ADDED, "", number) for number in dict.fromkeys(added)]
    return tuple(drifts)


def compare_figures(
    original: Figure, repeated: Figure, languages: tuple[str, str], rules: Sequence[Rule]
) -> tuple[Drift, ...]:
    """
    Compare a count with the one that it passes on.

    Value, bound, basis, window and unit are held against each other. That “so far” was dropped is said only where the
    words name a period without it: a span that stops short of it has not dropped it.
    """
    drifts = []
    if original.value != repeated.value:
        drifts.append(Drift(Kind.NUMBER, f"{original.value:,}", f"{repeated.value:,}"))
    if repeated.at_least and not original.at_least:
        drifts.append(Drift(Kind.BOUND, "", repeated.bound.words))
    if original.at_least and not repeated.at_least:
        drifts.append(Drift(Kind.BOUND_DROPPED, original.bound.words, ""))
    if original.basis is not repeated.basis:
        dropped = repeated.basis is Basis.UNSPECIFIED
        kind = Kind.BASIS_DROPPED if dropped else Kind.BASIS
        drifts.append(Drift(kind, original.basis.words, "" if dropped else repeated.basis.words))
    same_days = _days(original.window) == _days(repeated.window)
    if not same_days:
        drifts.append(Drift(Kind.WINDOW, str(original.window), str(repeated.window)))
    units = [
        {one.rule.sense for one in meet(figure.unit_printed, language, rules, Dimension.UNIT)} or {figure.unit_printed}
        for figure, language in zip((original, repeated), languages, strict=True)
    ]
    if not units[0] & units[1]:
        drifts.append(Drift(Kind.UNIT, original.unit_printed, repeated.unit_printed))
    kept = [
        meet(figure.quotation, language, rules, Dimension.CUTOFF)
        for figure, language in zip((original, repeated), languages, strict=True)
    ]
    named = meet(repeated.quotation, languages[1], rules, Dimension.PERIOD)
    if kept[0] and named and not kept[1] and same_days:
        drifts.append(Drift(Kind.CUTOFF_DROPPED, kept[0][0].words, named[0].words))
    return tuple(drifts)


def _days(window: Window) -> tuple[Edge | None, Edge | None, date | None]:
    """Take of a window its days, however they are written."""
    return window.start, window.end, window.as_of


def _numbers(text: str) -> list[str]:
    """List the numbers of a text, whole with their decimals, without the signs between thousands."""
    return [THOUSANDS.sub("", number) for number in NUMBER.findall(fold(text))]


def _rank(found: FoundTerm) -> int:
    return found.rule.rank
