"""The files that one notebook writes for the next, in the folder of the brief."""

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any, get_type_hints

import pandas as pd
from pydantic import TypeAdapter

from tally.analysis.change import Change
from tally.analysis.drafts import is_draft, missing_note, require_unpublished
from tally.analysis.former import convert_change, convert_figures
from tally.errors import TallyError
from tally.project import Kind, read_file, read_json, write_file
from tally.records.figures import COUNTED, EVIDENCE, Figure, Growth, all_figures, figures_frame
from tally.windows import read_day, read_window

COUNTED_ROWS = "counted-rows.csv"  # beside figures.csv, if a figure was counted here: the ids of the rows
COUNTED_FIELDS = {"span", "dispersion", "freedom"}  # fields that only counted figures fill
COUNTED_COLUMNS = ("low", "high", "how")
SIGNIFICANT = 12  # digits kept in files, so that they do not depend on a processor's last bit


class ArtifactError(TallyError, FileNotFoundError):
    """A notebook was run before the one that it follows."""


def save_figures(figures: pd.DataFrame, path: Path, whole: Figure | None = None) -> Path:
    """
    Write the figures as loaded, one row for each, with days and rates where the window is exact.

    If one was counted here, there are columns for how each came here, and for the range of a count. The rows that it
    was counted from are not written there, but their ids beside it; `with_evidence` has them from the records. Those of
    a series that was counted in periods are the rows of its `whole`.
    """
    require_unpublished(path.parent)
    path.parent.mkdir(parents=True, exist_ok=True)
    as_of = figures["window"].map(lambda window: window.as_of or "")
    supposed = figures["window"].map(lambda window: window.supposed or "")
    text = figures["window"].map(lambda window: window.text)
    unneeded = [*EVIDENCE, *(COUNTED_COLUMNS if not any(figures["how"] == COUNTED) else ())]
    table = figures.drop(columns=unneeded).assign(
        window=text,
        as_of=as_of,
        supposed=supposed,
        per_day=figures["per_day"].round(9),
        per_month=figures["per_month"].round(9),
    )
    write_file(path, table.to_csv(lineterminator="\n", date_format="%Y-%m-%d"))
    counted = [whole] if whole else [figure for figure in all_figures(figures).values() if figure.counted]
    if counted:
        write_file(path.with_name(COUNTED_ROWS), _rows_of(counted))
    return path


def _rows_of(figures: Iterable[Figure]) -> str:
    """Return the ids of the rows from which figures were counted, and what is certain of each, as CSV."""
    lines = [
        (figure.id, row, certainty)
        for whole in figures
        for figure in (
            whole,
            whole.same_days,
            *((whole.growth.old, whole.growth.new) if isinstance(whole.growth, Growth) else ()),
        )
        if figure and figure.counted
        for certainty, rows in figure.counted.rows
        for row in rows
    ]
    return str(pd.DataFrame(lines, columns=["figure", "row", "counts"]).to_csv(index=False, lineterminator="\n"))


def load_figures(path: Path) -> pd.DataFrame:
    """
    Load the figures that an earlier notebook wrote for a brief.

    Raises
    ------
    ArtifactError
        The notebook has not written them, or somebody has changed them.
    """
    content = BytesIO(read_file(artifact_path(path), Kind.BUILT))
    try:
        table = convert_figures(pd.read_csv(content, dtype=str, keep_default_na=False))  # every cell as text
        return figures_frame(_figures(table))
    except (ValueError, KeyError) as error:
        raise spoilt(path) from error


def _figures(table: pd.DataFrame) -> list[Figure]:
    """Return the figures of a table whose cells are texts."""
    windows = [
        read_window(text, as_of).stopping(read_day(supposed)) if supposed else read_window(text, as_of)
        for text, as_of, supposed in zip(table["window"], table["as_of"], table["supposed"], strict=True)
    ]
    kinds = get_type_hints(Figure)
    columns = {
        field.name: windows
        if field.name == "window"
        else [_typed(cell, kinds[field.name]) for cell in table[field.name]]
        for field in fields(Figure)
        if field.name not in EVIDENCE
    }
    rows = zip(*columns.values(), strict=True)
    return [Figure(**dict(zip(columns, row, strict=True))) for row in rows]


def _typed(cell: str, kind: Callable[[str], Any]) -> Any:
    """Convert a cell to its type: a truth value as Python writes it, a number, a member of an enumeration, or text."""
    if kind == int | None:
        return int(cell) if cell else None
    return {"True": True, "False": False}[cell] if kind is bool else kind(cell)


def save_change(change: Change, path: Path) -> Path:
    """Write a change as JSON."""
    require_unpublished(path.parent)
    parts = TypeAdapter(Change).dump_python(change, mode="json")
    write_file(path, json.dumps(trim(parts), indent=2) + "\n")
    return path


def load_change(path: Path) -> Change:
    """
    Load the change that an earlier notebook wrote for a brief.

    Raises
    ------
    ArtifactError
        The notebook has not written one, or somebody has changed it.
    """
    content = read_json(artifact_path(path), Kind.BUILT)
    try:
        return TypeAdapter(Change).validate_json(json.dumps(convert_change(content)))
    except ValueError as error:
        raise spoilt(path) from error


def trim(value: object) -> object:
    """Round the fractions in a value to the digits that a file keeps."""
    if isinstance(value, float):
        return float(f"{value:.{SIGNIFICANT}g}")
    if isinstance(value, dict):
        return {name: trim(part) for name, part in value.items() if part is not None or name not in COUNTED_FIELDS}
    if isinstance(value, list):
        return [trim(part) for part in value]
    return value


def spoilt(path: Path) -> ArtifactError:
    """Return the error about a file that no notebook has written like this."""
    return ArtifactError(f"{path} is not as a notebook wrote it. Run the notebook that writes it again.")


def artifact_path(path: Path) -> Path:
    """Return the path of a file of an earlier notebook; if it is missing, raise an error that names what writes it."""
    if not path.is_file() and is_draft(path.parent):
        raise ArtifactError(missing_note(path))
    if not path.is_file():
        msg = (
            f"{path.parent.name}/{path.name} is not in reports/ yet. Run `make report BRIEF={path.parent.name}` first."
        )
        raise ArtifactError(msg)
    return path
