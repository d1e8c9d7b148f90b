"""Dated events that the charts mark."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tally.source_records import ID
from tally.sources import Source
from tally.tables import Problem, nearest, read_rows
from tally.window_text import read_day
from tally.windows import WindowError

COLUMNS = ("id", "date", "label", "source", "note")


@dataclass(frozen=True)
class Milestone:
    """One event on one day."""

    id: str
    day: date
    label: str
    source: str
    note: str


def read_milestones(folder: Path, sources: Mapping[str, Source]) -> tuple[list[Milestone], list[Problem]]:
    """Read `milestones.csv`; the milestones come back in the order of their days."""
    rows, problems = read_rows(folder / "milestones.csv", COLUMNS)
    milestones = []
    for row in rows:
        cells = row.cells
        if not ID.match(cells["id"]):
            problems.append(row.problem("id", "lower-case words joined by hyphens", "Rename it."))
        if not cells["label"].strip():
            problems.append(row.problem("label", "some text", "Fill it in."))
        if any(character.isdigit() for character in cells["label"]):
            remedy = "A number has evidence or does not appear: put it into figures.csv, or into the note."
            problems.append(row.problem("label", "words without digits", remedy))
        if cells["source"] not in sources:
            remedy = nearest(cells["source"], sources) + "Add it."
            names = ("sources.json", cells["source"])
            problems.append(row.problem("source", "the id of a source", remedy, names=names, absent=True))
        try:
            day = read_day(cells["date"])
        except WindowError as error:
            problems.append(row.problem("date", f"a day ({error})", error.remedy))
        else:
            milestones.append(Milestone(cells["id"], day, cells["label"], cells["source"], cells["note"]))
    return sorted(milestones, key=lambda milestone: (milestone.day, milestone.id)), problems


def within(milestones: list[Milestone], first: date, last: date) -> list[Milestone]:
    """Take the milestones that fall on a day from the first to the last, both included."""
    return [milestone for milestone in milestones if first <= milestone.day <= last]


def choose(milestones: list[Milestone], wanted: list[str]) -> list[Milestone]:
    """Take the milestones that a brief names, in the order of their days."""
    return [milestone for milestone in milestones if milestone.id in wanted]
