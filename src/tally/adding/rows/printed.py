"""How names of actors and places are added: the proposed answers, and the check that a file prints the name."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from tally.adding import free_id, slug
from tally.adding.rows.entry import Form
from tally.errors import TallyError
from tally.events import open_dataset, printed_names
from tally.project import Project, note
from tally.records import Dossier
from tally.records.events import ACTORS, PLACES, ActorName, Level, PlaceName, read_actors, read_places
from tally.records.tables import Problem, Table, shorten, suggest_name

Cells = Mapping[str, str]
LEVELS = {Level.COUNTRY: "country", Level.ADMIN1: "province", Level.ADMIN2: "district"}


def actor_form(project: Project, case: str, *, as_is: bool) -> Form:
    """Return how names of actors are added; `as_is` accepts a name that no file prints."""
    return Form(ACTORS, propose_actor, read_actor_rows, partial(_faults, project, case, ACTORS, as_is))


def place_form(project: Project, case: str, *, as_is: bool) -> Form:
    """Return how names of places are added; `as_is` accepts a name that no file prints."""
    return Form(PLACES, propose_place, read_place_rows, partial(_faults, project, case, PLACES, as_is))


def propose_actor(dossier: Dossier, used_ids: Sequence[str], cells: Cells, column: str) -> str:
    """Return the proposed answer for a column of actors.csv."""
    former = next((name for name in dossier.actors if name.actor == cells["actor"]), None)
    return _proposed(ACTORS, former, used_ids, cells, column)


def propose_place(dossier: Dossier, used_ids: Sequence[str], cells: Cells, column: str) -> str:
    """Return the proposed answer for a column of places.csv; another name of a place is at the same level."""
    former = next((name for name in dossier.places if name.place == cells["place"]), None)
    if former and column in ("level", "parent"):
        return str(getattr(former, column))
    return _proposed(PLACES, former, used_ids, cells, column)


def read_actor_rows(folder: Path, _: Dossier) -> Sequence[Problem]:
    """Return the problems of a table of actors."""
    return read_actors(folder)[1]


def read_place_rows(folder: Path, _: Dossier) -> Sequence[Problem]:
    """Return the problems of a table of places."""
    return read_places(folder)[1]


def _proposed(
    table: Table, former: ActorName | PlaceName | None, used_ids: Sequence[str], cells: Cells, column: str
) -> str:
    """Return the proposed answer for a column that both tables have."""
    if column == "id":
        return free_id(slug(cells["printed"]) or cells[table.names[1]] or "name", used_ids)
    if column == "name":
        return former.name if former else ""
    if column == "printed":
        return cells["name"]
    return table[column].default


def _faults(
    project: Project, case: str, table: Table, as_is: bool, dossier: Dossier, cells: Cells, column: str
) -> list[str]:
    """Return what is wrong with a cell that the table's reader cannot know."""
    if column == "dataset" and cells["dataset"] and cells["dataset"] not in dossier.datasets:
        hint = suggest_name(cells["dataset"], dossier.datasets)
        words = f"found {shorten(cells['dataset'])!r}, expected the id of a data set of the case, or nothing. {hint}"
        return [words.strip()]
    if column == "name":
        names = dossier.actors if table is ACTORS else dossier.places
        owner = table.names[1]
        for other in names:
            if getattr(other, owner) == cells[owner] and other.name != cells["name"]:
                return [f"found {shorten(cells['name'])!r}, expected {shorten(other.name)!r}, as in its other rows."]
    if column == "printed" and cells["printed"] and not as_is:
        return [*_not_printed(project, case, dossier, cells, cells.get("level", ""))]
    return []


def _not_printed(project: Project, case: str, dossier: Dossier, cells: Cells, level: str) -> Iterator[str]:
    """Yield a fault if none of the files that are there prints a name."""
    printed, known, opened = cells["printed"], set[str](), list[str]()
    for name in [cells["dataset"]] if cells["dataset"] else dossier.datasets:
        try:
            events = open_dataset(project, case, name)
        except (TallyError, OSError):
            note(f"The file of {name} cannot be opened, so that the name is not looked up in it.")
            continue
        opened.append(name)
        known |= {*printed_names(events, level)}
        if not level or printed in known:
            continue
        for other in Level:
            if other != level and printed in printed_names(events, other):
                yield f"{name} prints {shorten(printed)!r} as a {LEVELS[other]}. Give the level {other}."
                return
    if opened and printed not in known:
        what = LEVELS[Level(level)] if level else "actor"
        yield (
            f"no {what} {shorten(printed)!r} is printed in {', '.join(opened)}, as a whole name and in this spelling. "
            f"{suggest_name(printed, sorted(known))}Give the name as it is printed, or add --as-is if it is to be kept."
        )
