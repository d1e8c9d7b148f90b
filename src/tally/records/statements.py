"""Sentences in words about the figures: headlines, quotations, addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from tally.records.bibliography import ID, Source
from tally.records.figures import Seen, locked_faults
from tally.records.quotations import Passage
from tally.tables import Problem, circle_faults, read_rows, suggest_name

STATEMENT_COLUMNS = ("id", "source", "where", "voice", "wording", "seen", "repeats", "note")


class Where(StrEnum):
    """Where in its document a statement stands."""

    HEADLINE = "headline"
    BODY = "body"
    ADDRESS = "url"


class Voice(StrEnum):
    """Whose words a statement is given as: the speaker's own, or the outlet's."""

    SPEAKER = "speaker"
    OUTLET = "outlet"


CHOICES = {"where": tuple(Where), "voice": tuple(Voice), "seen": tuple(Seen)}


@dataclass(frozen=True)
class Statement:
    """
    One wording.

    `voice` says whether it is given as the speaker's own words or is the outlet's; `repeats` is the id of the statement
    that it passes on, empty for none.
    """

    id: str
    source: str
    where: Where
    voice: Voice
    wording: str
    seen: Seen
    repeats: str
    note: str


def read_statements(
    folder: Path, sources: Mapping[str, Source], passages: Mapping[str, Passage]
) -> tuple[list[Statement], list[Problem]]:
    """Read `statements.csv` and hold each row against its source and its passage."""
    rows, problems = read_rows(folder / "statements.csv", STATEMENT_COLUMNS)
    ids = [row.cells["id"] for row in rows]
    problems += circle_faults(rows, "repeats", "Something was said first: leave repeats empty there.")
    statements = []
    for row in rows:
        wrong = [
            row.problem(column, " or ".join(choices), suggest_name(row.cells[column], choices) + "Choose one of these.")
            for column, choices in CHOICES.items()
            if row.cells[column] not in choices
        ]
        if not ID.match(row.cells["id"]):
            wrong.append(row.problem("id", "lower-case words joined by hyphens", "Rename it."))
        if not row.cells["wording"].strip():
            wrong.append(row.problem("wording", "some text", "Fill it in."))
        original = row.cells["repeats"]
        if original and (original not in ids or original == row.cells["id"]):
            remedy = suggest_name(original, ids) + "Name the statement that this one passes on, or leave it empty."
            names = ("statements.csv", original) if original != row.cells["id"] else None
            absent = names is not None
            wrong.append(row.problem("repeats", "the id of another statement", remedy, names=names, absent=absent))
        wrong += locked_faults(row, "wording", sources, passages)
        problems += wrong
        if not wrong:
            cells: dict[str, Any] = {
                **row.cells, "where": Where(row.cells["where"]), "voice": Voice(row.cells["voice"]),
                "seen": Seen(row.cells["seen"]),
            }  # fmt: skip
            statements.append(Statement(**cells))
    return statements, problems
