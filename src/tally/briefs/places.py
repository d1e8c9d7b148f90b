"""The places of a series: the boundaries that a brief names, and whether its counts can be joined with them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tally.analysis.counted import PlaceError, place_table
from tally.briefs.kinds import Brief, SeriesBrief
from tally.events import PlaceCount
from tally.evidence.series import places_of
from tally.project import Project
from tally.records import Dossier
from tally.records.events import BOUNDARIES, BoundariesError, EventCount, PlaceName, names_in, read_boundaries
from tally.records.tables import suggest_name


def boundary_files(project: Project, brief: Brief) -> list[str]:
    """Return the file of the boundaries that a brief names, in a list; an empty one if it names none."""
    return [str(_file(project, brief))] if isinstance(brief, SeriesBrief) and brief.boundaries else []


def with_boundaries(project: Project, brief: Brief, dossier: Dossier) -> Dossier:
    """Return records with the boundaries that a brief names. Raises `BoundariesError`."""
    if not isinstance(brief, SeriesBrief) or not brief.boundaries:
        return dossier
    if not (path := _file(project, brief)).is_file():
        known = sorted(each.stem for each in path.parent.glob("*.geojson"))
        where = f"data/{brief.case}/{BOUNDARIES}"
        hint = suggest_name(brief.boundaries, known) or (f"There are: {', '.join(known)}. " if known else "")
        msg = f"boundaries: there is no file {where}/{path.name}. {hint}Put it there, or leave boundaries empty."
        raise BoundariesError(msg)
    return replace(dossier, boundaries={brief.boundaries: read_boundaries(path)})


def check_places(brief: Brief, dossier: Dossier, counts: Iterable[EventCount]) -> None:
    """Check that each place of the counts of a brief has its boundaries. Raises `PlaceError`."""
    if isinstance(brief, SeriesBrief) and brief.by:
        for count in counts:
            names = names_in(dossier.places, count.dataset.id)
            try:
                place_table(places_of(count), names, dossier.boundaries.get(brief.boundaries))
            except PlaceError as error:
                file = f"boundaries/{brief.boundaries}.geojson: " if brief.boundaries else ""
                msg = f"{file}{error}"
                raise PlaceError(msg) from error


def unjoined_places(project: Project, brief: Brief, dossier: Dossier) -> Iterator[str]:
    """
    Yield a sentence for each place of places.csv that the boundaries of a brief do not have.

    A build stops if something was counted there, which only counting can tell. Raises `BoundariesError`.
    """
    if not (isinstance(brief, SeriesBrief) and brief.by and brief.boundaries):
        return
    boundaries = with_boundaries(project, brief, dossier).boundaries[brief.boundaries]
    names = names_in(dossier.places, brief.dataset)
    for place, name in {each.place: each.name for each in names if each.level == brief.by}.items():
        if not brief.place or brief.place in _with_parents(place, names):
            try:
                place_table([PlaceCount(place, name, "", 0, 0, 0)], names, boundaries)
            except PlaceError as error:
                yield f"boundaries/{brief.boundaries}.geojson: {error}"


def _with_parents(place: str, names: Sequence[PlaceName]) -> set[str]:
    """Return the ids and names of a place and of those that contain it."""
    found, parents = set[str](), {name.place: name.parent for name in names}
    while place and place not in found:
        found |= {place, *(name.name for name in names if name.place == place)}
        place = parents.get(place, "")
    return found


def _file(project: Project, brief: SeriesBrief) -> Path:
    """Return the file of the boundaries that a brief names."""
    return project.tables(brief.case) / BOUNDARIES / f"{brief.boundaries}.geojson"
