"""Find words such as “at least” or “about” beside a quoted number, and compare them with its row."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache

from tally.records.bibliography import Source
from tally.records.figures import Figure
from tally.records.quotations import mark_count
from tally.records.tables import Problem
from tally.records.wordings.columns import Dimension
from tally.records.wordings.rules import GAP, Rule
from tally.text import Bound, fold

FITTING: dict[str, tuple[Bound, ...]] = {  # the bounds of a row that say what words of each sense say, the best first
    "at least": (Bound.AT_LEAST,), "at most": (Bound.AT_MOST,), "nearly": (Bound.ABOUT, Bound.AT_MOST),
    "about": (Bound.ABOUT,),
}  # fmt: skip
RULED_OUT = {  # the senses of words that a bound contradicts
    Bound.EXACT: (), Bound.AT_LEAST: ("at most", "nearly"), Bound.AT_MOST: ("at least",),
    Bound.ABOUT: ("at least", "at most"),
}  # fmt: skip
SIGNS = [  # signs and short forms that are the same in all languages
    Rule(f"sign-{sense}-{place}", "en", Dimension.BOUND, sense, 0, sign)
    for sense, signs in {
        "at least": (">", "≥", f"{GAP} +"), "at most": ("<", "≤"),
        "about": ("~", "≈", "∼", "c.", "ca.", "approx."),
    }.items()
    for place, sign in enumerate(signs)
]  # fmt: skip
ONE_SIDED = ("at least", "at most")  # senses that count if other words stand between them and the number
UNIT_REACH = 40  # characters after a number in which its unit may follow

Sides = dict[bool, list[Rule]]  # the rules of words before a number (False) and after it (True)
Search = Callable[[str, int, str, str], tuple[Rule, ...]]  # of a quotation, its count, the count's unit and a language


def hedges(figure: Figure, language: str, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """
    Find the rules whose words are directly before or after the number of a figure, in its quotation.

    If the number occurs several times, only the places with its unit after it count, if there are any. English rules
    always apply, since a quotation can be a translation; if the language is unknown, the rules of all languages do.
    """
    return _hedges(figure, language, _search(rules))


def _own_rules(language: str, rules: Iterable[Rule]) -> Sides:
    """Return the rules that apply to quotations in a language, the longest words first."""
    language_code = language.partition("-")[0]
    own_rules = [
        rule
        for rule in (*rules, *SIGNS)
        if rule.sense in FITTING and rule.dimension is Dimension.BOUND
        and rule.language in (language_code or rule.language, "en")
    ]  # fmt: skip
    ordered = sorted(own_rules, key=lambda rule: (-len(rule.words), rule.id))
    return {side: [rule for rule in ordered if rule.words.startswith(GAP) is side] for side in (False, True)}


def _hedges(figure: Figure, language: str, search: Search) -> tuple[Rule, ...]:
    """Find the rules whose words are beside the number of a figure."""
    return search(figure.quotation, figure.value, figure.unit_printed, language)


def _search(rules: Iterable[Rule]) -> Search:
    """Return a function that finds rules, and finds them once in each quotation."""
    return _search_with(tuple(rule for rule in rules if rule.dimension is Dimension.BOUND))


@lru_cache(maxsize=4)
def _search_with(bound_rules: tuple[Rule, ...]) -> Search:
    """Return a function that finds some rules, and finds them once in each quotation."""
    rules_in = cache(lambda language: _own_rules(language, bound_rules))
    return lru_cache(maxsize=4096)(
        lambda quotation, value, unit, language: _found(quotation, value, fold(unit).lower(), rules_in(language))
    )


def _found(quotation: str, value: int, unit: str, own_rules: Sides) -> tuple[Rule, ...]:
    """Find the rules, of those in their order, whose words are beside the number of a quotation."""
    pieces = mark_count(quotation, value)
    places = [
        ("".join(text for text, _ in pieces[:n]), "".join(text for text, _ in pieces[n + 1 :]))
        for n, (_, states) in enumerate(pieces)
        if states
    ]
    with_unit = [place for place in places if unit and unit in fold(place[1][:UNIT_REACH]).lower()]
    hedges_by_place = (_beside(before, after, unit, own_rules) for before, after in with_unit or places)
    return tuple(rule for rule in hedges_by_place if rule)


def hedge_notices(figures: Iterable[Figure], sources: Mapping[str, Source], rules: Iterable[Rule]) -> Iterator[str]:
    """Yield a notice for each figure whose bound is not what its quotation says of the number, with what to write."""
    search = _search(rules)
    for figure in figures:
        found = _hedges(figure, sources[figure.source].language, search)
        if not found or any(figure.bound in FITTING[rule.sense] for rule in found):
            continue
        yield (
            f"figures.csv, {figure.id}: the quotation says “{_plain(found[0])}” of {figure.value:,}, and the row says "
            f"{figure.bound}: write {FITTING[found[0].sense][0]} as its bound, or quote words that give it as "
            f"{figure.bound.words or figure.bound}."
        )


def hedge_contradictions(
    figures: Iterable[Figure], sources: Mapping[str, Source], rules: Iterable[Rule]
) -> list[Problem]:
    """Return a problem for each bound whose quotation says the opposite, or limits a number that it leaves open."""
    search = _search(rules)
    return [
        Problem(
            "figures.csv", figure.id, "bound", str(figure.bound),
            f"{FITTING[matches[0].sense][0]}, as the words say “{_plain(matches[0])}”",
            f"Write {FITTING[matches[0].sense][0]}, or quote words that say {figure.bound.words}.",
            ("figures.csv", figure.id),
        )
        for figure in figures
        if figure.source in sources
        and (matches := _hedges(figure, sources[figure.source].language, search))
        and all(rule.sense in RULED_OUT[figure.bound] for rule in matches)
    ]  # fmt: skip


def _plain(rule: Rule) -> str:
    """Return the words of a rule without the mark for words after the number."""
    return rule.words.removeprefix(GAP).strip()


def _beside(before: str, after: str, unit: str, rules: Sides) -> Rule | None:
    """
    Return the first rule whose words are beside one place; None if there is no such rule.

    Words after the number may stand behind its unit. If words of several rules follow each other (“at least some 300”),
    it is the first that gives a bound on one side.
    """
    found: list[Rule] = []
    behind = fold(after).lower()
    for follows, text in ((False, fold(before).lower()), (True, behind), (True, behind.lstrip().removeprefix(unit))):
        candidates, rest = rules[follows], text
        while match := next(
            ((rule, place) for rule in candidates if (place := _pattern(rule.words).search(rest))), None
        ):
            found.append(match[0])
            rest = rest[match[1].end() :] if follows else rest[: match[1].start()]
    return min(found, key=lambda rule: rule.sense not in ONE_SIDED, default=None)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """Return the pattern of a rule's words at the end of the text before a number, or the start of that after it."""
    spaced = r"[\s'-]+".join(map(re.escape, words.removeprefix(GAP).split()))
    if words.startswith(GAP):
        return re.compile(rf"^[\s-]*{spaced}(?!\w)")
    return re.compile(rf"(?<!\w){spaced}[\s('\"]*$")
