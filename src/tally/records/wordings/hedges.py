"""Find words such as “at least” or “about” beside a quoted number, and compare them with its row."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from tally.records.bibliography import Source
from tally.records.figures import Figure
from tally.records.quotations import mark_count
from tally.records.wordings.columns import Dimension
from tally.records.wordings.rules import GAP, Rule
from tally.tables import Problem
from tally.text import fold

AT_LEAST, AT_MOST = "at least", "at most"  # senses of the rules; the third is “about”
UNIT_REACH = 40  # characters after a number in which its unit may follow


def hedges(figure: Figure, language: str, rules: Iterable[Rule]) -> list[Rule]:
    """
    Find the rules whose words are directly before or after the number of a figure, in its quotation.

    If the number occurs several times, only the places with its unit after it count, if there are any. English rules
    always apply, since a quotation can be a translation; if the language is unknown, the rules of all languages do.
    """
    language_code = language.partition("-")[0]
    own_rules = [
        rule
        for rule in rules
        if rule.dimension is Dimension.BOUND and rule.language in (language_code or rule.language, "en")
    ]
    pieces = mark_count(figure.quotation, figure.value)
    places = [
        ("".join(text for text, _ in pieces[:n]), "".join(text for text, _ in pieces[n + 1 :]))
        for n, (_, states) in enumerate(pieces)
        if states
    ]
    unit = fold(figure.unit_printed).lower()
    with_unit = [place for place in places if unit and unit in fold(place[1][:UNIT_REACH]).lower()]
    hedges_by_place = (_longest(before, after, own_rules) for before, after in with_unit or places)
    return [rule for rule in hedges_by_place if rule]


def hedge_notices(figures: Iterable[Figure], sources: Mapping[str, Source], rules: Iterable[Rule]) -> Iterator[str]:
    """
    Yield a notice for each figure that is recorded as exact although its quotation has a hedge.

    No notice is needed if the figure's note has the same words, since readers then see them.
    """
    bound_rules = [rule for rule in rules if rule.dimension is Dimension.BOUND]
    for figure in figures:
        rule = next(iter(hedges(figure, sources[figure.source].language, bound_rules)), None)
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
    """Return a problem for each lower bound whose quotation says that it is an upper bound."""
    bound_rules = [rule for rule in rules if rule.dimension is Dimension.BOUND]
    lower_bounds = [figure for figure in figures if figure.at_least and figure.source in sources]
    return [
        Problem(
            "figures.csv", figure.id, "bound", "at_least", f"no lower bound, as the words say “{_plain(matches[0])}”",
            f"Write exact, and say “{_plain(matches[0])}” in the note.", ("figures.csv", figure.id),
        )
        for figure in lower_bounds
        if (matches := hedges(figure, sources[figure.source].language, bound_rules))
        and all(rule.sense == AT_MOST for rule in matches)
    ]  # fmt: skip


def _plain(rule: Rule) -> str:
    """Return the words of a rule without the mark for words after the number."""
    return rule.words.removeprefix(GAP).strip()


def _longest(before: str, after: str, rules: Iterable[Rule]) -> Rule | None:
    """Return the rule with the longest words that are beside one place; None if there is no such rule."""
    for rule in sorted(rules, key=lambda rule: (-len(rule.words), rule.id)):
        text = after if rule.words.startswith(GAP) else before
        if _pattern(rule.words).search(fold(text).lower()):
            return rule
    return None


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """Return the pattern of a rule's words at the end of the text before a number, or the start of that after it."""
    spaced = r"[\s'-]+".join(map(re.escape, words.removeprefix(GAP).split()))
    if words.startswith(GAP):
        return re.compile(rf"^[\s-]*{spaced}(?!\w)")
    return re.compile(rf"(?<!\w){spaced}[\s('\"]*$")
