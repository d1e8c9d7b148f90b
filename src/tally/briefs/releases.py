"""What an earlier release of the same data had of a count of events, if the case has one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from tally.errors import TallyError
from tally.events import confirm_source, count_row, find_file
from tally.events.releases import count_releases
from tally.project import ExtraError, Project
from tally.records import Dossier
from tally.records.events import FOLDER, ActorName, Dataset, EventCount, PlaceName, Span, earlier_release
from tally.records.figures import Figure, Growth

Name = TypeVar("Name", ActorName, PlaceName)


def alike(earlier: EventCount, later: EventCount) -> bool:
    """Return whether two counts are from one file, by one query."""
    return earlier.dataset == later.dataset and not any(earlier.differences(later))


def without_unusable(project: Project, dossier: Dossier, case: str) -> Dossier:
    """
    Return records without the earlier releases whose files are not there, or are other files.

    A brief does not name them: it is built without them.
    """
    earlier = {old.id: old for name in dossier.datasets if (old := earlier_release(dossier.datasets, name))}
    unusable = {name for name, old in earlier.items() if not _usable(project, case, old)}
    named = {row.dataset for row in dossier.counts.values()}
    others = {name: dataset for name, dataset in dossier.datasets.items() if name not in unusable - named}
    return replace(dossier, datasets=others) if len(others) < len(dossier.datasets) else dossier


def _usable(project: Project, case: str, dataset: Dataset) -> bool:
    """Return whether the file of a data set is there, and is the one that is described."""
    try:
        confirm_source(project, dataset, find_file(project, project.tables(case) / FOLDER / dataset.id, dataset))
    except (TallyError, OSError):
        return False
    return True


def find_growth(
    project: Project, dossier: Dossier, case: str, later: Figure, figure_of: Callable[[EventCount], Figure]
) -> Growth | None:
    """
    Return what the release before that of a count had of it; None if there is none that can be compared.

    Parameters
    ----------
    project, dossier, case
        The checkout, the records, and the case.
    later : Figure
        The count.
    figure_of : callable
        What returns a count of events as a figure.
    """
    if later.counted is None:
        return None
    row, new = later.counted.row, later.counted.dataset
    earlier = earlier_release(without_unusable(project, dossier, case).datasets, new.id)
    if earlier is None:
        return None
    actors, places = _names(dossier.actors, new, earlier), _names(dossier.places, new, earlier)
    try:
        change = count_releases(project, case, row, (earlier, new), actors, places)
        latest, used = _latest(change.days), (actors if row.actor else (), places if row.place else ())
        rows = [replace(row, id=f"{row.id}-{each.id}", dataset=each.id, window=latest) for each in (earlier, new)]
        counts = [
            count_row(project, case, query, each, *used) for query, each in zip(rows, (earlier, new), strict=True)
        ]
    except (TallyError, OSError) as error:
        if isinstance(error, ExtraError):
            raise
        return None
    before, after = (replace(figure_of(count), source=later.source) for count in counts)
    return Growth(change, before, after) if change.common else None


def _names(names: Sequence[Name], new: Dataset, old: Dataset) -> tuple[Name, ...]:
    """Return the names of a release, which the earlier one has too."""
    known = [name for name in names if name.dataset in ("", new.id)]
    return tuple(known) + tuple(replace(name, dataset=old.id) for name in known if name.dataset)


def _latest(days: Span) -> str:
    """Return the days of the latest year that both releases cover, as a window."""
    year = date(days.last.year, 1, 1)
    whole = days.first <= year and days.last == date(days.last.year, 12, 31)
    return f"{days.last.year:04d}" if whole else f"{max(days.first, year)}/{days.last}"
