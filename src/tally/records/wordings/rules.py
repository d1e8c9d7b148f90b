"""The words that the comparison of wordings goes by, read from one table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from tally.records.bibliography import ID
from tally.tables import Problem, read_rows, suggest_name
from tally.text import fold

COLUMNS = ("id", "language", "dimension", "sense", "rank", "words", "note")
GAP = "…"
BETWEEN = r"(?: \w+){1,3}"  # what a gap stands for
YEAR, ANY_YEAR = re.compile(r"(?:19|20)\d\d"), "#"  # a year, and what stands for one


class Dimension(StrEnum):
    """What a word bears on."""

    QUANTIFIER = "quantifier"
    HEDGE = "hedge"
    ASSERTION = "assertion"
    UNIT = "unit"
    CUTOFF = "cut-off"
    PERIOD = "period"
    BOUND = "bound"


@dataclass(frozen=True)
class Rule:
    """Words of one language and what they mean. A higher rank of a quantifier takes in more."""

    id: str
    language: str
    dimension: Dimension
    sense: str
    rank: int
    words: str


@dataclass(frozen=True)
class FoundTerm:
    """A rule that a wording meets, and the words that meet it."""

    rule: Rule
    words: str


def read_rules(folder: Path) -> tuple[list[Rule], list[Problem]]:
    """Read `drift-rules.csv`."""
    rows, problems = read_rows(folder / "drift-rules.csv", COLUMNS)
    rules = []
    for row in rows:
        cells, wrong = row.cells, []
        if not ID.match(cells["id"]):
            wrong.append(row.problem("id", "lower-case words joined by hyphens", "Rename it."))
        if cells["dimension"] not in tuple(Dimension):
            remedy = suggest_name(cells["dimension"], tuple(Dimension)) + "Choose one of these."
            wrong.append(row.problem("dimension", " or ".join(Dimension), remedy))
        if not re.fullmatch(r"[0-9]?", cells["rank"]):
            wrong.append(
                row.problem("rank", "a digit or nothing", "Give a quantifier that takes in more a higher one.")
            )
        wrong += [
            row.problem(column, "some text", "Fill it in.") for column in ("language", "sense") if not cells[column]
        ]
        if cells["words"] != spoken(cells["words"]) or not cells["words"]:
            wrong.append(row.problem("words", "lower-case words without punctuation", "Write them so."))
        problems += wrong
        if not wrong:
            rank = int(cells["rank"] or 0)
            dimension = Dimension(cells["dimension"])
            rules.append(Rule(cells["id"], cells["language"], dimension, cells["sense"], rank, cells["words"]))
    return rules, problems


def spoken(text: str) -> str:
    """Leave of a wording only its words in lower case: what typography, an address or brackets add is gone."""
    return " ".join(re.findall(rf"\w+|{GAP}|{ANY_YEAR}", fold(text).lower().replace("_", " ")))


def meet(text: str, language: str, rules: Iterable[Rule], dimension: Dimension) -> list[FoundTerm]:
    """
    Find the rules of one dimension that a wording meets, in the order of its words.

    Longer words go first and are used up: “nearly all” is not also “all”.
    """
    left = spoken(text)
    found: list[tuple[int, FoundTerm]] = []
    of_it = spoken_of(language, rules, dimension)
    for rule in sorted(of_it, key=lambda rule: (-len(rule.words), rule.id)):
        for match in _pattern(rule.words).finditer(left):
            found.append((match.start(), FoundTerm(rule, match.group())))
            left = left[: match.start()] + "_" * len(match.group()) + left[match.end() :]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """Make of a rule's words what finds them among others."""
    pattern = re.escape(words).replace(rf"\ {GAP}", BETWEEN).replace(re.escape(ANY_YEAR), YEAR.pattern)
    return re.compile(rf"(?<!\w){pattern}(?!\w)")


def spoken_of(language: str, rules: Iterable[Rule], dimension: Dimension) -> list[Rule]:
    """Take the rules of a language, whatever its region, that bear on one dimension. English is what is not named."""
    tongue = language.partition("-")[0] or "en"
    return [rule for rule in rules if rule.dimension is dimension and rule.language == tongue]
