"""Figures set out as a table, for notebooks and charts."""

from dataclasses import asdict, fields

import pandas as pd

from tally.records.figures.basis import Basis, Seen
from tally.records.figures.figure import Figure, unknown_figure
from tally.text import Bound, Unit


class FigureTable(pd.DataFrame):  # type: ignore[misc]  # pandas is not typed here
    """The table of figures, which shows of its columns those that tell the figures apart."""

    COLUMNS = ("value", "unit", "group", "window", "basis", "counter", "seen")

    @property
    def told_apart(self) -> pd.DataFrame:
        """The columns that tell the figures apart, as a plain table."""
        return pd.DataFrame(self)[[*self.COLUMNS]]

    def _repr_html_(self) -> str:
        return str(self.told_apart.to_html(border=0, max_rows=60))

    def __repr__(self) -> str:
        return str(self.told_apart.to_string(max_rows=60))


def figures_frame(figures: list[Figure]) -> FigureTable:
    """
    Set figures out as a table: one row a figure, its id as the index, a column for each of its attributes.

    Added are `first` and `last`, the outermost days covered (both included); `days`, how many these are; `per_day` and
    `per_month`, the value over one day and over thirty. All are missing where the window is vague.
    """
    frame = pd.DataFrame([asdict(figure) for figure in figures], columns=[field.name for field in fields(Figure)])
    frame["window"] = [figure.window for figure in figures]
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
    return row_bound(row).of(f"{row['value']:,}")


def row_bound(row: pd.Series) -> Bound:
    """Return whether a row's count is exact or the least that there can be."""
    return Bound.AT_LEAST if row["at_least"] else Bound.EXACT


def get_figure(figures: pd.DataFrame, name: str) -> Figure:
    """
    Take one figure out of the table.

    Raises
    ------
    FigureError
        No figure has this id; the nearest one is named.
    """
    if name not in figures.index:
        raise unknown_figure(name, figures.index)
    return all_figures(figures.loc[[name]])[name]


def all_figures(figures: pd.DataFrame) -> dict[str, Figure]:
    """Take all figures out of the table, by their ids."""
    names = [field.name for field in fields(Figure) if field.name != "id"]
    columns = [figures[name].tolist() for name in names]
    rows = (dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True))
    return {
        str(name): Figure(id=str(name), **row | {"basis": Basis(row["basis"]), "seen": Seen(row["seen"])})
        for name, row in zip(figures.index, rows, strict=True)
    }
