"""The names of actors and places that files of events print, read from actors.csv and places.csv."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from tally.records.events.columns import ACTORS, PLACES, How, Level
from tally.records.events.counts import CountRow
from tally.records.tables import Problem, cell_faults, read_optional
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


def names_actor(row: CountRow, name: ActorName) -> bool:
    """Return whether a count uses a name of an actor."""
    return name.actor == row.actor and name.dataset in ("", row.dataset)


def places_of_rows(names: Sequence[PlaceName], rows: Iterable[CountRow]) -> tuple[PlaceName, ...]:
    """Select the names of the places that counts name, and of those in which they are."""
    wanted = {(row.place, row.dataset) for row in rows}
    found = list[PlaceName]()
    while more := [
        name for name in names if name not in found and any(
            name.place == place and name.dataset in ("", dataset) for place, dataset in wanted
        )
    ]:  # fmt: skip
        found += more
        wanted |= {(name.parent, dataset) for name in more if name.parent for _, dataset in wanted}
    return tuple(name for name in names if name in found)
