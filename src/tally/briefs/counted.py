"""Counts of events as figures, with the sources that are made of the descriptions of their data sets."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tally.records import Dossier
from tally.records.bibliography import Reliability, Source
from tally.records.events import Dataset, EventCount, unit_of
from tally.records.figures import Basis, Figure, Seen
from tally.text import Bound, words
from tally.windows import read_window

MADE = "dataset-"  # how the id of a source begins that is made from a data set's description


def with_figures(dossier: Dossier, figures: Mapping[str, Figure]) -> Dossier:
    """Return records with more figures, and with the sources of these."""
    datasets = {figure.counted.dataset.id: figure.counted.dataset for figure in figures.values() if figure.counted}
    own = [dataset_source(dataset) for dataset in datasets.values() if not dataset.source]
    sources = dossier.sources | {source.id: source for source in own}
    return replace(dossier, every={**dossier.every, **figures}, sources=sources)


def figure_of(dossier: Dossier, count: EventCount, same_days: Figure | None = None) -> Figure:
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
