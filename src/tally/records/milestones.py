"""Dated events that the charts mark."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from tally.records.bibliography import Source
from tally.records.columns import MILESTONES
from tally.records.figures import Figure
from tally.records.tables import Problem, cell_faults, read_rows, suggest_name
from tally.windows import WindowError, read_day

ALL = "all"  # in a brief: show also the other milestones of the same place and group


@dataclass(frozen=True)
class Milestone:
    """One event on one day. An empty `place` or `group` means that it concerns counts of any."""

    id: str
    day: date
    label: str
    place: str
    group: str
    source: str
    note: str


def read_milestones(folder: Path, sources: Mapping[str, Source]) -> tuple[list[Milestone], list[Problem]]:
    """Read `milestones.csv`; return the milestones in the order of their days, and the problems."""
    rows, problems = read_rows(folder / MILESTONES.file, MILESTONES.names)
    milestones = []
    for row in rows:
        cells = row.cells
        problems += cell_faults(row, MILESTONES)
        if cells["id"] == ALL:
            problems.append(
                row.problem("id", f"an id other than {ALL!r}, which briefs use for all events", "Rename it.")
            )
        if any(character.isdigit() for character in cells["label"]):
            remedy = "Pages show no number without its evidence: write it into figures.csv, or into the note."
            problems.append(row.problem("label", "words without digits", remedy))
        if cells["source"] not in sources:
            remedy = suggest_name(cells["source"], sources) + "Add it."
            names = ("sources.json", cells["source"])
            problems.append(row.problem("source", "the id of a source", remedy, names=names, absent=True))
        try:
            day = read_day(cells["date"])
        except WindowError as error:
            problems.append(row.problem("date", f"a day ({error})", error.remedy))
        else:
            texts = {field.name: cells[field.name] for field in fields(Milestone) if field.name != "day"}
            milestones.append(Milestone(day=day, **texts))
    return sorted(milestones, key=lambda milestone: (milestone.day, milestone.id)), problems


def concerns(milestone: Milestone, figure: Figure) -> bool:
    """Return whether an event concerns counts of a figure's place and group."""
    return milestone.place in ("", figure.place) and milestone.group in ("", figure.group)


def shown_milestones(milestones: list[Milestone], named: Sequence[str], figure: Figure) -> list[Milestone]:
    """
    Select the milestones that a page shows.

    Parameters
    ----------
    milestones : list of Milestone
        All milestones of the case.
    named : sequence of str
        Those that the brief names: their ids, and `all` for the others of the same place and group.
    figure : Figure
        One of the two that the brief compares.
    """
    return [event for event in milestones if event.id in named or (ALL in named and concerns(event, figure))]


def unusable_milestones(
    named: Sequence[str], milestones: list[Milestone], figure: Figure | None, table: str
) -> Iterator[str]:
    """Find the milestones named in a brief that its case does not have, or has for another place or group."""
    known = {milestone.id: milestone for milestone in milestones}
    for name in named:
        if name == ALL:
            continue
        if name not in known:
            yield f"there is no milestone {name!r}. {suggest_name(name, known)}See {table}, or write {ALL!r}."
        elif figure and not concerns(known[name], figure):
            differences = [
                f"{column} {event!r}, and this brief compares counts of {count!r}"
                for column in ("place", "group")
                if (event := getattr(known[name], column)) and event != (count := getattr(figure, column))
            ]
            remedy = f"Remove it from the brief, or leave the cell empty in {table} if the event concerns any."
            yield f"{name!r} is an event of {'; and of '.join(differences)}. {remedy}"


def milestones_between(milestones: list[Milestone], first: date, last: date) -> list[Milestone]:
    """Select the milestones from the first to the last day, both included."""
    return [milestone for milestone in milestones if first <= milestone.day <= last]


def select_milestones(milestones: list[Milestone], names: list[str]) -> list[Milestone]:
    """Select the milestones that a brief names, in the order of their days."""
    return [milestone for milestone in milestones if milestone.id in names]
