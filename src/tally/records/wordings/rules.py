"""Read the table of words by which wordings are compared."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tally.records.tables import Problem, cell_faults, read_rows, remembered
from tally.records.wordings.columns import RULES, Dimension
from tally.text import fold

GAP = "…"  # one to three words
ANY_YEAR, ANY_NUMBER, ANY_MONTH = "#", "0", "*"
PAUSE, CAPITALS = ";", "!"  # after a word: a pause follows, it is in capitals
MAIN = 1  # the rank of the name of the group or the place that most figures of a case are about
OR = " | "  # between words that mean the same
EVERY_LANGUAGE = "mul"
SPELLING = re.compile(r"\w+|[…#%*;!]")
NAMES = (Dimension.GROUP, Dimension.PLACE, Dimension.COUNTER)


@dataclass(frozen=True)
class Rule:
    """Words of one language and what they mean. Of quantifiers and assertions, a higher rank claims more."""

    id: str
    language: str
    dimension: Dimension
    sense: str
    rank: int
    words: str

    def __hash__(self) -> int:
        """Return the hash of its id: all rules are looked up together, often."""
        return hash(self.id)


@remembered(RULES.file)
def read_rules(folder: Path) -> tuple[list[Rule], list[Problem]]:
    """Read `drift-rules.csv`; return the rules, and the problems of rows that are not valid."""
    rows, problems = read_rows(folder / RULES.file, RULES.names)
    rules = []
    for row in rows:
        cells, row_problems = row.cells, cell_faults(row, RULES)
        choices = [cells["words"]] if cells["dimension"] == Dimension.BOUND else cells["words"].split(OR)
        if any(words != bare_words(words) or not words for words in choices):
            column = RULES["words"]
            row_problems.append(row.problem(column.name, column.expected, column.remedy))
        problems += row_problems
        if not row_problems:
            rank = int(cells["rank"] or 0)
            dimension = Dimension(cells["dimension"])
            rules.append(Rule(cells["id"], cells["language"], dimension, cells["sense"], rank, cells["words"]))
    return rules, problems


@lru_cache(8192)
def bare_words(text: str) -> str:
    """Return only the words of a wording, in lower case, without punctuation, and the signs that rules use."""
    return " ".join(SPELLING.findall(fold(text).lower().replace("_", " ")))


def language_code(language: str) -> str:
    """Return a language without its region; English if none is given."""
    return language.lower().partition("-")[0] or "en"
