"""The records that a brief needs: those of its case, with its counts of events counted."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from tally.briefs.brief import BriefError
from tally.briefs.files import Faults, confirmed_file
from tally.briefs.kinds import Brief, PairBrief, SeriesBrief
from tally.briefs.places import boundary_files, check_places, with_boundaries
from tally.briefs.releases import alike, compared_release, find_growth, without_releases
from tally.errors import TallyError
from tally.events import count_row
from tally.project import ExtraError, Project
from tally.records import Dossier, load_dossier
from tally.records.bibliography import Reliability, Source
from tally.records.events import (
    FOLDER,
    CountRow,
    Dataset,
    DatasetError,
    EventCount,
    Level,
    read_dataset,
    unit_of,
)
from tally.records.figures import Basis, Figure, Pair, Seen
from tally.tables import shorten, suggest_name
from tally.text import Bound, words
from tally.windows import Step, read_window, same_days_in

MADE = "dataset-"  # how the id of a source begins that is made from a data set's description


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
        growth = find_growth(project, dossier, brief, counts, partial(_figure, dossier))
    except (TallyError, OSError) as error:
        if isinstance(error, ExtraError):
            raise
        msg = f"The brief {brief.brief} cannot be built:\n  {error}"
        raise BriefError(msg) from error
    dossier = replace(dossier, counts={**dossier.counts, **rows})
    figures = {name: _figure(dossier, count, same.get(name)) for name, count in counts.items()}
    if isinstance(brief, PairBrief) and growth:
        figures[brief.later] = replace(figures[brief.later], growth=growth)
    return with_figures(without_releases(project, dossier, brief.case, rows.values(), earlier), figures)


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
    figures = {name: _figure(dossier, count) for name, count in counts.items()}
    return with_figures(dossier, figures), [*map(str, files.values()), *boundary_files(project, brief)]


def with_figures(dossier: Dossier, figures: Mapping[str, Figure]) -> Dossier:
    """Return records with more figures, and with the sources of these."""
    datasets = {figure.counted.dataset.id: figure.counted.dataset for figure in figures.values() if figure.counted}
    own = [dataset_source(dataset) for dataset in datasets.values() if not dataset.source]
    sources = dossier.sources | {source.id: source for source in own}
    return replace(dossier, every={**dossier.every, **figures}, sources=sources)


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
            return {longer.row.id: _figure(dossier, _count(project, brief.case, dossier, row))}
    return {}


def _figure(dossier: Dossier, count: EventCount, same_days: Figure | None = None) -> Figure:
    """Return a count of events as a figure."""
    row, dataset = count.row, count.dataset
    unit, single = unit_of(row, dataset, dossier.units)
    return Figure(
        id=row.id, value=count.value, bound=Bound.ABOUT if count.ranged else Bound.EXACT, unit=unit, unit_printed=unit,
        group=count.actor, place=count.place or words.ANYWHERE, window=read_window(row.window), window_inferred=False,
        basis=Basis(dataset.basis), counter=dataset.counter, source=dataset.source or f"{MADE}{dataset.id}",
        quotation="", seen=Seen.COUNTED, primary_seen=True, repeats="", note=row.note, unit_one=single, low=count.low,
        high=count.high, counted=count, same_days=same_days,
    )  # fmt: skip


def dataset_source(dataset: Dataset) -> Source:
    """Return the source of a data set that names none: its description, for the citation."""
    record: dict[str, Any] = {
        "id": f"{MADE}{dataset.id}", "type": "dataset", "title": dataset.title, "version": dataset.release,
        "author": [{"literal": dataset.counter}],
    }  # fmt: skip
    obtained = read_window(dataset.obtained).first if dataset.obtained else None
    if obtained:
        record["accessed"] = {"date-parts": [[obtained.year, obtained.month, obtained.day]]}
    return Source(
        id=f"{MADE}{dataset.id}", title=dataset.named, url="", language="", record=json.dumps(record), seen=True,
        how_seen=words.DATASET["how-seen"].format(dataset.hashed), said_by=dataset.counter, relayed_by="",
        title_basis="", issued_basis="", issued_by=None, reliability=Reliability.OWN_PAGE, derived_from="",
        origin=dataset.counter, why=words.DATASET["why"].format(dataset.licence or words.DATASET["no-licence"]),
        accessed=obtained,
    )  # fmt: skip
