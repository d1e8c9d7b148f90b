"""Read the table of words by which wordings are compared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tally.records.wordings.columns import RULES, Dimension
from tally.tables import Problem, cell_faults, read_rows, remembered
from tally.text import fold

GAP = "…"
BETWEEN = r"(?: \w+){1,3}"  # the words that a gap represents
YEAR, ANY_YEAR = re.compile(r"(?:19|20)\d\d"), "#"  # a year, and the sign for any year in a rule


@dataclass(frozen=True)
class Rule:
    """Words of one language and what they mean. A quantifier of a higher rank includes more."""

    id: str
    language: str
    dimension: Dimension
    sense: str
    rank: int
    words: str


@dataclass(frozen=True)
class FoundTerm:
    """A rule that applies to a wording, and the words that match it."""

    rule: Rule
    words: str


@remembered(RULES.file)
def read_rules(folder: Path) -> tuple[list[Rule], list[Problem]]:
    """Read `drift-rules.csv`; return the rules, and the problems of rows that are not valid."""
    rows, problems = read_rows(folder / RULES.file, RULES.names)
    rules = []
    for row in rows:
        cells, row_problems = row.cells, cell_faults(row, RULES)
        if cells["words"] != bare_words(cells["words"]):
            column = RULES["words"]
            row_problems.append(row.problem(column.name, column.expected, column.remedy))
        problems += row_problems
        if not row_problems:
            rank = int(cells["rank"] or 0)
            dimension = Dimension(cells["dimension"])
            rules.append(Rule(cells["id"], cells["language"], dimension, cells["sense"], rank, cells["words"]))
    return rules, problems


def bare_words(text: str) -> str:
    """Return only the words of a wording, in lower case, without punctuation."""
    return " ".join(re.findall(rf"\w+|{GAP}|{ANY_YEAR}", fold(text).lower().replace("_", " ")))


def find_terms(text: str, language: str, rules: Iterable[Rule], dimension: Dimension) -> list[FoundTerm]:
    """
    Find the rules of one dimension that match a wording, in the order of its words.

    Longer words are matched first, and matched words are not matched again: “nearly all” is not also “all”.
    """
    rest = bare_words(text)
    terms: list[tuple[int, FoundTerm]] = []
    candidates = rules_for(language, rules, dimension)
    for rule in sorted(candidates, key=lambda rule: (-len(rule.words), rule.id)):
        for match in _pattern(rule.words).finditer(rest):
            terms.append((match.start(), FoundTerm(rule, match.group())))
            rest = rest[: match.start()] + "_" * len(match.group()) + rest[match.end() :]
    return [term for _, term in sorted(terms, key=lambda pair: pair[0])]


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """Return the pattern that finds a rule's words in a wording."""
    pattern = re.escape(words).replace(rf"\ {GAP}", BETWEEN).replace(re.escape(ANY_YEAR), YEAR.pattern)
    return re.compile(rf"(?<!\w){pattern}(?!\w)")


def rules_for(language: str, rules: Iterable[Rule], dimension: Dimension) -> list[Rule]:
    """Return the rules of a language, in any region, for one dimension; of English if no language is given."""
    language_code = language.partition("-")[0] or "en"
    return [rule for rule in rules if rule.dimension is dimension and rule.language == language_code]
