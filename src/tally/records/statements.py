"""Sentences in words about the figures: headlines, quotations, addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tally.records.bibliography import Source
from tally.records.columns import STATEMENTS, Voice, Where
from tally.records.figures import Seen, locked_faults
from tally.records.quotations import Passage
from tally.records.tables import Problem, cell_faults, circle_faults, read_rows, suggest_name


@dataclass(frozen=True)
class Statement:
    """
    One wording.

    `voice` is whether it is given as the speaker's own words or as the outlet's; `repeats` is the id of the statement
    that it repeats, empty if it repeats none.
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
    """Read `statements.csv`, and check each row against its source and its passage."""
    rows, problems = read_rows(folder / STATEMENTS.file, STATEMENTS.names)
    ids = [row.cells["id"] for row in rows]
    problems += circle_faults(rows, "repeats", "One of them was the first: leave repeats empty there.")
    statements = []
    for row in rows:
        faults = cell_faults(row, STATEMENTS)
        original = row.cells["repeats"]
        if original and (original not in ids or original == row.cells["id"]):
            remedy = suggest_name(original, ids) + "Name the statement that this one repeats, or leave it empty."
            names = ("statements.csv", original) if original != row.cells["id"] else None
            absent = names is not None
            faults.append(row.problem("repeats", "the id of another statement", remedy, names=names, absent=absent))
        faults += locked_faults(row, "wording", sources, passages)
        problems += faults
        if not faults:
            cells: dict[str, Any] = {field.name: row.cells[field.name] for field in fields(Statement)}
            cells |= {"where": Where(cells["where"]), "voice": Voice(cells["voice"]), "seen": Seen(cells["seen"])}
            statements.append(Statement(**cells))
    return statements, problems
