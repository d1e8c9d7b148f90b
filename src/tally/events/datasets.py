"""Find the data sets of a case, and open one by its id with the names that the case has for it."""

from collections.abc import Sequence
from pathlib import Path

from tally.events.store import EventFile, open_events
from tally.project import Project
from tally.records.events import (
    FOLDER,
    ActorName,
    DatasetError,
    PlaceName,
    dataset_names,
    read_actors,
    read_dataset,
    read_places,
)
from tally.records.tables import DataError, shorten, suggest_name


def open_dataset(project: Project, case: str, name: str) -> EventFile:
    """
    Open a data set of a case by its id.

    Raises
    ------
    DatasetError, DataError, ReadError
        There is none, or its file is not as described.
    """
    known = dataset_names(project.tables(case))
    if name not in known:
        listed = f"It has: {', '.join(known[:8])}{' …' if len(known) > 8 else ''}." if known else "It has none."
        hint = suggest_name(name, known)
        msg = (
            f"The case {case} has no data set {shorten(name)!r}. {hint.strip() or listed} "
            "To add one: tally dataset add FILE --kind KIND --id ID"
        )
        raise DatasetError(msg)
    folder = project.tables(case) / FOLDER / name
    return open_events(project, folder, read_dataset(folder))


def read_names(folder: Path) -> tuple[Sequence[ActorName], Sequence[PlaceName]]:
    """
    Read the names of actors and places of a case.

    Raises
    ------
    DataError
        A row of actors.csv or places.csv has a fault.
    """
    actors, problems = read_actors(folder)
    places, faults = read_places(folder)
    if problems or faults:
        raise DataError([*problems, *faults])
    return actors, places
