"""Read the table of words of claims."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from tally.records.claims.columns import CLAIM_RULES, Kind, Part, Qualifier
from tally.records.tables import Problem, cell_faults, read_rows, remembered
from tally.text import fold

NUMBER, AFTER, OR = "#", "…", " | "  # in the words of a rule: a number, the mark of words after the amount, and “or”
FORM = re.compile(
    rf"(?:{AFTER} )?(?:[^\W_]*{NUMBER}?[^\W_]+|[{NUMBER}%×])(?: (?:[^\W_]*{NUMBER}?[^\W_]+|[{NUMBER}%×]))*"
)


@dataclass(frozen=True)
class ClaimRule:
    """Words of one language, their part in a claim, and the kind of the amount or qualifier that they are."""

    id: str
    language: str
    part: Part
    sense: str
    value: Fraction | None
    words: str

    @property
    def phrases(self) -> tuple[str, ...]:
        """The words, each phrase by itself."""
        return tuple(self.words.split(OR))


@remembered(CLAIM_RULES.file)
def read_claim_rules(folder: Path) -> tuple[list[ClaimRule], list[Problem]]:
    """Read `claim-rules.csv`; return the rules, and the problems of rows that are not valid."""
    rows, problems = read_rows(folder / CLAIM_RULES.file, CLAIM_RULES.names)
    rules = []
    for row in rows:
        cells, faults = row.cells, cell_faults(row, CLAIM_RULES)
        column = CLAIM_RULES["words"]
        if cells["words"] and not all(map(_has_form, cells["words"].split(OR))):
            faults.append(row.problem(column.name, column.expected, column.remedy))
        if not faults and (fault := _sense_fault(cells)):
            faults.append(row.problem(*fault))
        problems += faults
        if not faults:
            value = Fraction(cells["value"]) if cells["value"] else None
            part = Part(cells["part"])
            rules.append(ClaimRule(cells["id"], cells["language"], part, cells["sense"], value, cells["words"]))
    return rules, problems


def _has_form(words: str) -> bool:
    """Return whether words are in lower case without punctuation."""
    return words == fold(words).lower() and FORM.fullmatch(words) is not None


def _sense_fault(cells: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return the column, what was expected and a remedy, if the sense or the number does not go with the part."""
    part, sense, value = Part(cells["part"]), cells["sense"], cells["value"]
    senses: tuple[str, ...] = {Part.AMOUNT: tuple(Kind), Part.QUALIFIER: tuple(Qualifier)}.get(part, ("",))
    if sense not in senses or (not sense and senses != ("",)):
        expected = " or ".join(filter(None, senses)) or f"no sense for the part {part}"
        return "sense", expected, "Write the sense that goes with the part."
    if part is Part.AMOUNT and not value and not all(NUMBER in words for words in cells["words"].split(OR)):
        return "value", f"a number, or {NUMBER} in the words", "Say which number the words contain: 2 for doubled."
    return None


def rules_of(language: str, rules: Iterable[ClaimRule]) -> tuple[ClaimRule, ...]:
    """Return the rules of a language, in any region; of English if no language is given."""
    code = language.partition("-")[0].lower() or "en"
    return tuple(rule for rule in rules if rule.language == code)
