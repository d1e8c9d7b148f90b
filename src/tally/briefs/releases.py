"""What an earlier release of the same data had of a count of events, if the case has one."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from tally.briefs.kinds import Brief, PairBrief
from tally.events import CountError, count_row, has_file, place_of
from tally.events.releases import count_releases
from tally.project import Project
from tally.records import Dossier
from tally.records.events import (
    FOLDER,
    ActorName,
    CountRow,
    Dataset,
    EventCount,
    PlaceName,
    Span,
    earlier_release,
    with_earlier,
)
from tally.records.figures import Figure, Growth, Hindrance, NoGrowth

Name = TypeVar("Name", ActorName, PlaceName)


def alike(earlier: EventCount, later: EventCount) -> bool:
    """Return whether two counts are from one file, by one query."""
    return earlier.dataset == later.dataset and not any(earlier.differences(later))


def compared_release(brief: Brief, dossier: Dossier, counts: Mapping[str, EventCount]) -> Dataset | None:
    """Return the release before that of the counts of a brief, which its page compares with it; None if none is."""
    if not isinstance(brief, PairBrief) or not {*brief.pair} <= {*counts}:
        return None
    earlier, later = (counts[name] for name in brief.pair)
    return earlier_release(dossier.datasets, later.dataset.id) if alike(earlier, later) else None


def absent_releases(project: Project, dossier: Dossier, case: str) -> Iterator[str]:
    """Yield a notice for each earlier release of a file from which a case counts whose own file is not there."""
    used = {row.dataset for row in dossier.counts.values()} & {*dossier.datasets}
    for old in {each.id: each for name in used if (each := earlier_release(dossier.datasets, name))}.values():
        folder = project.tables(case) / FOLDER / old.id
        if not has_file(project, folder, old):
            yield (
                f"the file of the earlier release {old.id}, which is not there: {place_of(project, folder, old)}. "
                "Pages say so, and do not say what the later release added. Put it there to compare the two."
            )


def without_releases(
    project: Project, dossier: Dossier, case: str, rows: Collection[CountRow], compared: Dataset | None
) -> Dossier:
    """Return records in which, of the releases before those from which rows count, only the compared one is left."""
    own = {row.dataset for row in rows} & {*dossier.datasets}
    there = compared is not None and has_file(project, project.tables(case) / FOLDER / compared.id, compared)
    dropped = {*with_earlier(dossier.datasets, own)} - own - {compared.id if compared and there else ""}
    return replace(dossier, datasets={name: each for name, each in dossier.datasets.items() if name not in dropped})


def find_growth(
    project: Project,
    dossier: Dossier,
    brief: Brief,
    counts: Mapping[str, EventCount],
    figure_of: Callable[[EventCount], Figure],
) -> Growth | NoGrowth | None:
    """
    Return what the release before had of the later count of a brief, or why that is not known; see `compared_release`.

    Parameters
    ----------
    project, dossier, brief
        The checkout, the records, and the brief.
    counts : mapping
        The counts of the brief by their ids.
    figure_of : callable
        What returns a count of events as a figure.

    Raises
    ------
    DataError
        The file of that release is not the one that is described.
    """
    earlier = compared_release(brief, dossier, counts)
    if earlier is None or not isinstance(brief, PairBrief):
        return None
    case, later = brief.case, counts[brief.later]
    row, new = later.row, later.dataset
    if not has_file(project, project.tables(case) / FOLDER / earlier.id, earlier):
        return NoGrowth(earlier, new, Hindrance.ABSENT)
    actors, places = _names(dossier.actors, new, earlier), _names(dossier.places, new, earlier)
    try:
        change = count_releases(project, case, row, (earlier, new), actors, places)
        latest, used = _latest(change.days), (actors if row.actor else (), places if row.place else ())
        rows = [replace(row, id=f"{row.id}-{each.id}", dataset=each.id, window=latest) for each in (earlier, new)]
        both = [count_row(project, case, query, each, *used) for query, each in zip(rows, (earlier, new), strict=True)]
    except CountError:
        return NoGrowth(earlier, new, Hindrance.UNCOUNTABLE)
    before, after = (replace(figure_of(count), source=figure_of(later).source) for count in both)
    return Growth(change, before, after) if change.common else NoGrowth(earlier, new, Hindrance.UNRELATED)


def _names(names: Sequence[Name], new: Dataset, old: Dataset) -> tuple[Name, ...]:
    """Return the names of a release, which the earlier one has too."""
    known = [name for name in names if name.dataset in ("", new.id)]
    return tuple(known) + tuple(replace(name, dataset=old.id) for name in known if name.dataset)


def _latest(days: Span) -> str:
    """Return the days of the latest year that both releases cover, as a window."""
    year = date(days.last.year, 1, 1)
    whole = days.first <= year and days.last == date(days.last.year, 12, 31)
    return f"{days.last.year:04d}" if whole else f"{max(days.first, year)}/{days.last}"
