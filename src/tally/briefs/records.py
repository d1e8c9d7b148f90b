"""The records that a brief needs: those of its case, with its counts of events counted."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from tally.briefs.brief import BriefError
from tally.briefs.counted import figure_of, with_figures
from tally.briefs.files import Faults, confirmed_file
from tally.briefs.kinds import Brief, PairBrief, SeriesBrief
from tally.briefs.places import boundary_files, check_places, with_boundaries
from tally.briefs.releases import alike, compared_release, find_growth, without_releases
from tally.errors import TallyError
from tally.events import count_row
from tally.project import ExtraError, Project
from tally.records import Dossier, load_dossier
from tally.records.events import (
    FOLDER,
    CountRow,
    Dataset,
    DatasetError,
    EventCount,
    Level,
    read_dataset,
)
from tally.records.figures import Figure, Pair
from tally.records.tables import shorten, suggest_name
from tally.windows import Step, read_window, same_days_in


def load_records(project: Project, brief: Brief) -> Dossier:
    """
    Load the records of a brief's case, with the counts of events that the brief is about.

    Raises
    ------
    DataError
        Something in the tables is wrong.
    BriefError
        A count that the brief names cannot be counted: the message says why, and what to do.
    """
    return with_counts(project, brief, load_dossier(project, brief.case))


def with_counts(project: Project, brief: Brief, dossier: Dossier) -> Dossier:
    """
    Return records in which each count of events that a brief is about is a figure; others are not counted.

    Of a series that is counted in periods, the figure is the count of all its days, which has those of the periods.

    Raises
    ------
    BriefError
        One cannot be counted.
    """
    rows = {row.id: row for row in _rows(brief, dossier) if row.id not in dossier.every}
    if not rows:
        return dossier
    step = Step(brief.step) if isinstance(brief, SeriesBrief) and brief.step else None
    try:
        level = Level(brief.by) if isinstance(brief, SeriesBrief) and brief.by else None
        dossier = with_boundaries(project, brief, dossier)
        counts = {name: _count(project, brief.case, dossier, row, step, level) for name, row in rows.items()}
        check_places(brief, dossier, counts.values())
        same = _same_days(project, brief, dossier, counts) if isinstance(brief, PairBrief) else {}
        earlier = compared_release(brief, dossier, counts)
        growth = find_growth(project, dossier, brief, counts, partial(figure_of, dossier))
    except (TallyError, OSError) as error:
        if isinstance(error, ExtraError):
            raise
        msg = f"The brief {brief.brief} cannot be built:\n  {error}"
        raise BriefError(msg) from error
    dossier = replace(dossier, counts={**dossier.counts, **rows})
    figures = {name: figure_of(dossier, count, same.get(name)) for name, count in counts.items()}
    if isinstance(brief, PairBrief) and growth:
        figures[brief.later] = replace(figures[brief.later], growth=growth)
    return with_figures(without_releases(project, dossier, brief.case, rows.values(), earlier), figures)


def with_all_counts(project: Project, case: str, dossier: Dossier) -> tuple[Dossier, list[str]]:
    """Return records in which each count of events that can be counted is a figure, and why others are not."""
    figures, faults = dict[str, Figure](), Faults()
    for name, row in dossier.counts.items():
        with faults.collected():
            figures[name] = figure_of(dossier, _count(project, case, dossier, row))
    return with_figures(dossier, figures), [*dict.fromkeys(faults)]


def _rows(brief: Brief, dossier: Dossier) -> list[CountRow]:
    """Return what a brief counts: rows of counts.csv, or the one that a series describes."""
    if isinstance(brief, SeriesBrief) and brief.dataset:
        return [
            CountRow(
                brief.whole, brief.dataset, brief.unit, brief.actor, brief.role, brief.place,
                f"{brief.first}/{brief.last}", "|".join(brief.kinds), str(brief.precision or ""), brief.clarity, "",
            )
        ]  # fmt: skip
    return [dossier.counts[name] for name in dict.fromkeys(brief.names.values()) if name in dossier.counts]


def with_uncounted(project: Project, brief: Brief, dossier: Dossier) -> tuple[Dossier, list[str]]:
    """
    Return records in which the counts of a brief are figures without numbers, which is enough to name its inputs.

    Returns
    -------
    dossier, files
        The records, and the paths of the files from which the brief counts, with those of earlier releases, which need
        not be there.

    Raises
    ------
    FilesError
        Files are not there, or are other ones than are described: all of them are named.
    """
    rows, case = _rows(brief, dossier), brief.case
    dossier = replace(dossier, counts={**dossier.counts, **{row.id: row for row in rows}})
    counts, files, faults = dict[str, EventCount](), dict[str, Path](), Faults()
    for row in rows:
        with faults.collected():
            dataset = _described(project, case, dossier, row)
            files[dataset.id] = files.get(dataset.id) or confirmed_file(project, case, dataset)
            actor = next((name.name for name in dossier.actors if name.actor == row.actor), row.actor)
            place = next((name.name for name in dossier.places if name.place == row.place), row.place)
            counts[row.id] = EventCount(row, dataset, actor, place, "", 0, 0, 0, ())
    if earlier := compared_release(brief, dossier, counts):
        with faults.collected():
            files.setdefault(earlier.id, confirmed_file(project, case, earlier, optional=True))
    with faults.collected():
        dossier = with_boundaries(project, brief, dossier)
    faults.check()
    dossier = without_releases(project, dossier, case, rows, earlier)
    figures = {name: figure_of(dossier, count) for name, count in counts.items()}
    return with_figures(dossier, figures), [*map(str, files.values()), *boundary_files(project, brief)]


def _described(project: Project, case: str, dossier: Dossier, row: CountRow) -> Dataset:
    """Return the data set of a count. Raises `DatasetError` if its description has a fault."""
    if row.dataset not in dossier.datasets:
        if not (project.tables(case) / FOLDER / row.dataset).is_dir():
            hint = suggest_name(row.dataset, dossier.datasets)
            msg = f"dataset: there is no data set {shorten(row.dataset)!r} in data/{case}/{FOLDER}/. {hint}".strip()
            raise DatasetError(msg)
        read_dataset(project.tables(case) / FOLDER / row.dataset)  # which says what is wrong
    dataset = dossier.datasets[row.dataset]
    if dataset.source and dataset.source not in dossier.sources:
        msg = (
            f"{FOLDER}/{dataset.id}/dataset.yml: source is {dataset.source!r}, which is not in sources.json. Add it "
            "there, or leave it empty: then the description of the data set is cited."
        )
        raise DatasetError(msg)
    return dataset


def _count(
    project: Project, case: str, dossier: Dossier, row: CountRow, step: Step | None = None, level: Level | None = None
) -> EventCount:
    """Count what a row asks for, and in the periods and the places of a series."""
    dataset = _described(project, case, dossier, row)
    actors = [name for name in dossier.actors if name.dataset in ("", dataset.id)]
    places = [name for name in dossier.places if name.dataset in ("", dataset.id)]
    names = actors if row.actor else (), places if row.place or level else ()
    return count_row(project, case, row, dataset, *names, step, level)


def _same_days(
    project: Project, brief: PairBrief, dossier: Dossier, counts: Mapping[str, EventCount]
) -> dict[str, Figure]:
    """Count on the days of the shorter of two windows in the year of the longer, by the id of the longer."""
    if not {*brief.pair} <= {*counts}:
        return {}
    pair = Pair(*(counts[name] for name in brief.pair))
    if not alike(*pair):
        return {}
    for shorter, longer in (pair[::-1], pair):
        window = same_days_in(read_window(shorter.row.window), read_window(longer.row.window))
        if window:
            row = replace(longer.row, id=f"{longer.row.id}-same-days", window=f"{window.first}/{window.last}")
            return {longer.row.id: figure_of(dossier, _count(project, brief.case, dossier, row))}
    return {}
