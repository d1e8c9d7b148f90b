"""How the file of a data set is read, from its description."""

from tally.events.loading import KIND, LAYOUTS, Form, Layout, mapped_layout, mapping_faults
from tally.records.events import Dataset, DatasetError


def layout_of(dataset: Dataset) -> Layout:
    """Return how the file of a data set is read. Raises `DatasetError`."""
    if dataset.kind == KIND:
        if faults := mapping_faults(dataset.columns):
            msg = f"columns of {dataset.id}: {'; '.join(faults)}."
            raise DatasetError(msg)
        return mapped_layout(
            dataset.columns, day_form=dataset.date_format, nulls=dataset.nulls, between=dataset.between_actors
        )
    if dataset.kind not in LAYOUTS:
        msg = f"kind of {dataset.id}: found {dataset.kind!r}, expected {', '.join(LAYOUTS)} or {KIND}."
        raise DatasetError(msg)
    if dataset.columns:
        msg = f"columns of {dataset.id}: only files of the kind {KIND} have a mapping. Remove it, or change the kind."
        raise DatasetError(msg)
    return LAYOUTS[dataset.kind]


def form_of(dataset: Dataset) -> Form:
    """Return how the file of a data set is written."""
    encodings = LAYOUTS[dataset.kind].encodings if dataset.kind in LAYOUTS else ("utf-8",)
    return Form(
        (dataset.encoding,) if dataset.encoding else encodings,
        dataset.delimiter or ",",
        dataset.member,
        dataset.skip_lines,
    )
