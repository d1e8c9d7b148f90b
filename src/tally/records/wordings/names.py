"""Make rules of the names in a case's own figures: its groups, places, counters and units."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from tally.records.figures import Figure
from tally.records.wordings.columns import Dimension
from tally.records.wordings.rules import EVERY_LANGUAGE, MAIN, NAMES, OR, Rule, bare_words
from tally.records.wordings.terms import Lexicon

IN_BRACKETS = re.compile(r"\(([^()]*)\)")
ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[\w&.-]{2,20}")  # one word with two capitals at least
LISTED = re.compile(r",\s*(?:and\s+)?|(?<!\s)\s++(?:and|with|/)\s+")
NOT_STATED = "not stated"
DERIVED = "figures"  # the start of the ids of such rules


def name_rules(figures: Iterable[Figure], rules: Iterable[Rule]) -> list[Rule]:
    """
    Return rules for the names in some figures, where the table of rules does not have their words.

    “Islamic State Khorasan (ISIL-KP)” is two names of one group; “Iran and Pakistan” are two places. A name that the
    table knows keeps the sense that it has there, and its other names.
    """
    table = _senses(tuple(rules))
    every = list(figures)
    spelt = (_names(each.place, each.group, each.counter, each.unit, each.unit_printed) for each in every)
    named = dict.fromkeys(name for found in spelt for name in found)
    name_rules_by_id: dict[str, Rule] = {}
    for dimension, name, spellings in named:
        known = [table[dimension, words] for words in spellings if (dimension, words) in table]
        new = [words for words in spellings if (dimension, words) not in table]
        sense = known[0] if known else name
        for words in new:
            rule = Rule(f"{DERIVED}/{dimension}/{sense}/{words}", EVERY_LANGUAGE, dimension, sense, 0, words)
            name_rules_by_id[rule.id] = rule
    for dimension, names in (
        (Dimension.GROUP, [figure.group for figure in every]), (Dimension.PLACE, [figure.place for figure in every]),
    ):  # fmt: skip
        main = next((name for name, count in Counter(names).most_common(1) if 2 * count > len(names)), "")
        if main and not LISTED.search(main):
            own_words = [words for _, _, spellings in _spelt(dimension, main) for words in spellings]
            sense = next((table[dimension, words] for words in own_words if (dimension, words) in table), main)
            name = f"{DERIVED}/main/{dimension}"
            name_rules_by_id[name] = Rule(name, EVERY_LANGUAGE, dimension, sense, MAIN, main)
    return list(name_rules_by_id.values())


def used_rules(rules: Iterable[Rule], texts: Iterable[tuple[str, str]]) -> list[Rule]:
    """Return the rules without the names that are in none of some texts, each given with its language."""
    every = list(rules)
    lexicon = Lexicon.of(tuple(rule for rule in every if _is_name(rule)))
    used = {
        rule.id
        for text, language in dict.fromkeys(texts)
        for dimension in (*NAMES, Dimension.UNIT)
        for rule in lexicon.occurring(text, language, dimension)
    }
    return [rule for rule in every if not _is_name(rule) or rule.rank == MAIN or rule.id in used]


def _is_name(rule: Rule) -> bool:
    """Return whether a rule is one of the many names of which a page needs few."""
    return rule.dimension in NAMES or rule.id.startswith(DERIVED)


@lru_cache(maxsize=4)
def _senses(rules: tuple[Rule, ...]) -> Mapping[tuple[Dimension, str], str]:
    """Return the sense of each of the rules' words, by what they are about."""
    return {(rule.dimension, words): rule.sense for rule in rules for words in rule.words.split(OR)}


@lru_cache(maxsize=4096)
def _names(
    place: str, group: str, counter: str, unit: str, unit_printed: str
) -> tuple[tuple[Dimension, str, tuple[str, ...]], ...]:
    """Return the names in the cells of a figure: what they name, the name, and its spellings."""
    names = [each for part in LISTED.split(IN_BRACKETS.sub(" ", place)) for each in _spelt(Dimension.PLACE, part)]
    names += _spelt(Dimension.GROUP, group)
    if NOT_STATED not in IN_BRACKETS.sub(" ", counter):
        names += _spelt(Dimension.COUNTER, counter)
    if unit and unit_printed:
        names += _spelt(Dimension.UNIT, unit, unit_printed)
    return tuple(names)


def _spelt(dimension: Dimension, name: str, *others: str) -> Iterator[tuple[Dimension, str, tuple[str, ...]]]:
    """Yield a name with its spellings, if it has any letters: with an abbreviation in brackets, and without one."""
    short = [inside for inside in IN_BRACKETS.findall(name) if ABBREVIATION.fullmatch(inside)]
    plain = IN_BRACKETS.sub(" ", name)
    parts = [plain, *others]
    if dimension is Dimension.COUNTER:
        parts = LISTED.split(plain)[:1] if "," in plain else plain.split(" / ")
        first, _, rest = parts[0].strip().partition(" ")
        parts += [rest] if rest and ABBREVIATION.fullmatch(first) and first.isupper() else []
    spellings = dict.fromkeys(words for part in (*parts, *short) if (words := bare_words(part)))
    if spellings:
        yield dimension, name.strip(), tuple(spellings)
