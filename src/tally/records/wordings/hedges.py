"""Words such as “at least” or “about” that stand at a quoted number, held against what its row says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from tally.records.bibliography import Source
from tally.records.figures import Figure
from tally.records.quotations import mark_count
from tally.records.wordings.rules import GAP, Dimension, Rule
from tally.tables import Problem
from tally.text import fold

AT_LEAST, AT_MOST = "at least", "at most"  # senses of the rules; the third is “about”
NEAR = 40  # characters after the number in which its unit makes it the one that is meant


def hedges(figure: Figure, language: str, rules: Iterable[Rule]) -> list[Rule]:
    """
    Find the rules whose words stand directly before or after the number of a figure, in its quotation.

    Where the number stands there several times, the places count that its unit follows, if there are any. English is
    always tried, since a quotation can be a translation; a language that is not known is tried as all of them.
    """
    tongue = language.partition("-")[0]
    mine = [
        rule for rule in rules if rule.dimension is Dimension.BOUND and rule.language in (tongue or rule.language, "en")
    ]
    pieces = mark_count(figure.quotation, figure.value)
    places = [
        ("".join(text for text, _ in pieces[:n]), "".join(text for text, _ in pieces[n + 1 :]))
        for n, (_, bears) in enumerate(pieces)
        if bears
    ]
    unit = fold(figure.unit_printed).lower()
    with_unit = [place for place in places if unit and unit in fold(place[1][:NEAR]).lower()]
    found = (_longest(before, after, mine) for before, after in with_unit or places)
    return [rule for rule in found if rule]


def hedge_notices(figures: Iterable[Figure], sources: Mapping[str, Source], rules: Iterable[Rule]) -> Iterator[str]:
    """
    Say of which exact figures the words say that they are not.

    A note that has the words is taken as the answer, since a reader then sees them.
    """
    known = [rule for rule in rules if rule.dimension is Dimension.BOUND]
    for figure in figures:
        rule = next(iter(hedges(figure, sources[figure.source].language, known)), None)
        if rule is None or figure.at_least or _plain(rule) in fold(figure.note).lower().replace("'", " "):
            continue
        remedy = "write at_least as its bound" if rule.sense == AT_LEAST else f"say “{_plain(rule)}” in its note"
        yield (
            f"figures.csv, {figure.id}: the quotation says “{_plain(rule)}” of {figure.value:,}, and the row says "
            f"exact: {remedy}, or quote words that give it as exact."
        )


def hedge_contradictions(
    figures: Iterable[Figure], sources: Mapping[str, Source], rules: Iterable[Rule]
) -> list[Problem]:
    """Refuse a lower bound whose words make it an upper one."""
    known = [rule for rule in rules if rule.dimension is Dimension.BOUND]
    lower = [one for one in figures if one.at_least and one.source in sources]
    return [
        Problem(
            "figures.csv", figure.id, "bound", "at_least", f"no lower bound, as the words say “{_plain(found[0])}”",
            f"Write exact, and say “{_plain(found[0])}” in the note.", ("figures.csv", figure.id),
        )
        for figure in lower
        if (found := hedges(figure, sources[figure.source].language, known))
        and all(rule.sense == AT_MOST for rule in found)
    ]  # fmt: skip


def _plain(rule: Rule) -> str:
    """Take the words of a rule without the mark that they stand after the number."""
    return rule.words.removeprefix(GAP).strip()


def _longest(before: str, after: str, rules: Iterable[Rule]) -> Rule | None:
    """Find the rule with the most words that stand at one place."""
    for rule in sorted(rules, key=lambda rule: (-len(rule.words), rule.id)):
        text = after if rule.words.startswith(GAP) else before
        if _pattern(rule.words).search(fold(text).lower()):
            return rule
    return None


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds a rule's words at the end of the text before a number, or at the start of the text after it."""
    spaced = r"[\s'-]+".join(map(re.escape, words.removeprefix(GAP).split()))
    if words.startswith(GAP):
        return re.compile(rf"^[\s-]*{spaced}(?!\w)")
    return re.compile(rf"(?<!\w){spaced}[\s('\"]*$")
