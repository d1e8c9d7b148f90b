"""Sentences in words about the figures: headlines, quotations, addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tally.records.bibliography import Source
from tally.records.columns import STATEMENTS, Voice, Where
from tally.records.figures import Seen, locked_faults
from tally.records.quotations import Passage
from tally.tables import Problem, cell_faults, circle_faults, read_rows, suggest_name


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
    rows, problems = read_rows(folder / STATEMENTS.file, STATEMENTS.names)
    ids = [row.cells["id"] for row in rows]
    problems += circle_faults(rows, "repeats", "Something was said first: leave repeats empty there.")
    statements = []
    for row in rows:
        wrong = cell_faults(row, STATEMENTS)
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
