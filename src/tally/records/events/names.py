"""The names of actors and places that files of events print, read from actors.csv and places.csv."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from tally.records.events.columns import ACTORS, PLACES, How, Level
from tally.tables import Problem, Row, Table, cell_faults, read_rows
from tally.windows import WindowError, read_day


@dataclass(frozen=True)
class ActorName:
    """One name of an actor in one data set, or in all if `dataset` is empty; on some days only, if these are given."""

    id: str
    actor: str
    name: str
    dataset: str
    printed: str
    first: date | None
    last: date | None
    how: How
    note: str


@dataclass(frozen=True)
class PlaceName:
    """One name of a place in one data set, or in all if `dataset` is empty."""

    id: str
    place: str
    name: str
    level: Level
    parent: str
    dataset: str
    printed: str
    note: str


Name = TypeVar("Name", ActorName, PlaceName)


def read_actors(folder: Path, listed: Collection[str] = ()) -> tuple[list[ActorName], list[Problem]]:
    """Read `actors.csv` of a case; a case without it, and whose Data Package does not list it, has no such names."""
    rows, problems = read_optional(folder, ACTORS, listed)
    names = []
    for row in rows:
        faults, days = cell_faults(row, ACTORS), list[date | None]()
        for column in ("from", "to"):
            try:
                days.append(read_day(row.cells[column]) if row.cells[column] else None)
            except WindowError as error:
                faults.append(row.problem(column, f"a day ({error})", error.remedy))
        if not faults and days[0] and days[1] and days[1] < days[0]:
            faults.append(row.problem("to", f"a day after {days[0]}, or the same", "Exchange the two days."))
        if not faults:
            cells = {name: row.cells[name] for name in ("id", "actor", "name", "dataset", "printed", "note")}
            names.append(ActorName(**cells, first=days[0], last=days[1], how=How(row.cells["how"])))
        problems += faults
    return names, problems


def read_places(folder: Path, listed: Collection[str] = ()) -> tuple[list[PlaceName], list[Problem]]:
    """Read `places.csv` of a case; a case without it, and whose Data Package does not list it, has no such names."""
    rows, problems = read_optional(folder, PLACES, listed)
    places = {row.cells["place"] for row in rows}
    names = []
    for row in rows:
        faults = cell_faults(row, PLACES)
        if (parent := row.cells["parent"]) and (parent not in places or parent == row.cells["place"]):
            faults.append(row.problem("parent", "the id of another place in places.csv", "Add a row for it."))
        if not faults:
            names.append(PlaceName(**{**row.cells, "level": Level(row.cells["level"])}))  # type: ignore[arg-type]
        problems += faults
    return names, problems


def names_in(names: Iterable[Name], dataset: str) -> list[Name]:
    """Return the names that hold for a data set."""
    return [name for name in names if name.dataset in ("", dataset)]


def read_optional(folder: Path, table: Table, listed: Collection[str] = ()) -> tuple[list[Row], list[Problem]]:
    """Read a table that a case need not have; one that is listed in its Data Package must be there."""
    path = folder / table.file
    return read_rows(path, table.names) if table.file in listed or path.exists() else ([], [])
