"""Compare what two releases have of one count, or read what was found before."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from tally.events import confirm_source, find_file, keep_result, kept_result, open_events, query_of, row_key
from tally.events.releases.differences import compare_releases
from tally.project import Project
from tally.records.events import FOLDER, ActorName, CountRow, Dataset, PlaceName, ReleaseChange

FORM = TypeAdapter(ReleaseChange)


def count_releases(
    project: Project,
    case: str,
    row: CountRow,
    releases: tuple[Dataset, Dataset],
    actors: Sequence[ActorName] = (),
    places: Sequence[PlaceName] = (),
) -> ReleaseChange:
    """
    Compare the rows that a count asks for in two releases, on all days that both cover.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    row : CountRow
        The count; its days are not used.
    releases : tuple of Dataset
        The old and the new one. Their files are read again only if they have changed.
    actors, places
        The names of the case, for both.

    Raises
    ------
    CountError, DatasetError, DataError, ReadError, LoadingError
        They cannot be compared, or a file is not there, or is another one.
    """
    folders = [project.tables(case) / FOLDER / dataset.id for dataset in releases]
    sources = [find_file(project, folder, dataset) for folder, dataset in zip(folders, releases, strict=True)]
    key = ("releases", releases, row_key(row), sorted(map(repr, actors)), sorted(map(repr, places)))
    result = kept_result(project, key, _typed)
    if result:
        for dataset, source in zip(releases, sources, strict=True):
            confirm_source(project, dataset, source)
        return _typed(result)
    old, new = (open_events(project, folder, dataset) for folder, dataset in zip(folders, releases, strict=True))
    change = compare_releases(old, new, places=places, actors=actors, query=query_of(row))
    keep_result(project, key, FORM.dump_python(change, mode="json"))
    return change


def _typed(result: Mapping[str, Any]) -> ReleaseChange:
    """Return a change between releases from what JSON has of it."""
    return FORM.validate_python(result)
