"""Figures as a table, for notebooks and charts."""

from dataclasses import fields
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from tally.records.figures.basis import Basis, Seen
from tally.records.figures.figure import COUNTED, Figure, unknown_figure, written_range
from tally.text import Bound, Unit, table_html


class FigureTable(pd.DataFrame):  # type: ignore[misc]  # pandas is not typed here
    """The table of figures, which displays only the columns that distinguish figures."""

    COLUMNS = ("value", "unit", "group", "window", "basis", "counter", "seen")

    @property
    def main_columns(self) -> pd.DataFrame:
        """The columns that distinguish figures, with ISO dates; a count that is not exact has its words."""
        shown = pd.DataFrame(self)[[*self.COLUMNS]].assign(window=[window.iso for window in self["window"]])
        if not any(map(bool, map(Bound, self["bound"]))):
            return shown
        return shown.assign(value=[written_count(row) for _, row in self.iterrows()])

    def _repr_html_(self) -> str:
        return table_html(self.main_columns)

    def __repr__(self) -> str:
        return str(self.main_columns.to_string())


def figures_frame(figures: list[Figure]) -> FigureTable:
    """
    Return figures as a table: one row for each figure, its id as the index, a column for each of its attributes.

    Added are `first` and `last`, the outermost days covered (both included); `days`, their number; `per_day` and
    `per_month`, the value for one day and for thirty. All are missing if the window is vague.
    """
    names = [field.name for field in fields(Figure)]
    rows = [{name: getattr(figure, name) for name in names} for figure in figures]
    frame = pd.DataFrame(rows, columns=names, dtype=object).infer_objects()
    for name in ("low", "high"):
        frame[name] = pd.array([getattr(figure, name) for figure in figures], dtype="Int64")
    frame["how"] = [figure.how for figure in figures]
    exact = [None if figure.window.vague else figure.window for figure in figures]
    frame["first"] = pd.to_datetime([window and window.first for window in exact])
    frame["last"] = pd.to_datetime([window and window.last for window in exact])
    frame["days"] = pd.array([window and window.days for window in exact], dtype="Int64")
    frame["per_day"] = frame["value"] / frame["days"].astype("Float64")
    frame["per_month"] = frame["per_day"] * 30
    return FigureTable(frame.set_index("id"))


def count_with_unit(row: pd.Series) -> str:
    """Return a row's count and what was counted: “at least 1 incident”."""
    return Unit(row["unit"], row["unit_one"]).counted(written_count(row))


def written_count(row: pd.Series) -> str:
    """Return a row's count as it is written."""
    if row["how"] == COUNTED and row["low"] < row["high"]:
        return written_range(row["low"], row["high"])
    return row_bound(row).of(f"{row['value']:,}")


def row_bound(row: pd.Series) -> Bound:
    """Return whether a row's count is exact, a bound, or only approximate."""
    return Bound(row["bound"])


def get_figure(figures: pd.DataFrame, name: str) -> Figure:
    """
    Return one figure of the table.

    Raises
    ------
    FigureError
        No figure has this id. The message names the nearest one.
    """
    if name not in figures.index:
        raise unknown_figure(name, figures.index)
    cells = figures.loc[name]  # in a tenth of the time of a table with this row alone
    row = {column: _plain(cells[column]) for column in _columns()}
    return Figure(id=str(name), **row | _members(row))


def all_figures(figures: pd.DataFrame) -> dict[str, Figure]:
    """Return all figures of the table, by their ids."""
    names = _columns()
    columns = [figures[name].tolist() for name in names]
    rows = (dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True))
    return {
        str(name): Figure(id=str(name), **row | _members(row)) for name, row in zip(figures.index, rows, strict=True)
    }


@cache
def _columns() -> tuple[str, ...]:
    """Return the columns that a figure's attributes are in."""
    return tuple(field.name for field in fields(Figure) if field.name != "id")


def _plain(cell: Any) -> Any:
    """Return a cell as Python has it, without numpy's types."""
    return cell.item() if isinstance(cell, np.generic) else cell


def _members(row: dict[str, Any]) -> dict[str, Any]:
    """Return the members of enumerations in a row, which pandas may have made texts, and numbers that may be none."""
    ends = {name: None if pd.isna(row[name]) else int(row[name]) for name in ("low", "high")}
    return {"bound": Bound(row["bound"]), "basis": Basis(row["basis"]), "seen": Seen(row["seen"])} | ends
