"""Reported counts: what was counted, by whom, over which days, in which words."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum

import pandas as pd

from tally.showing import Shown
from tally.tables import nearest
from tally.window_text import read_day
from tally.windows import Window, WindowError


class Basis(StrEnum):
    """What made an attack count."""

    CLAIMED = "claimed"
    ATTRIBUTED = "attributed"
    ATTRIBUTED_OR_CLAIMED = "attributed_or_claimed"
    RECORDED = "recorded"
    UNSPECIFIED = "unspecified"

    @property
    def words(self) -> str:
        """The basis as a reader says it."""
        return {"attributed_or_claimed": "attributed or claimed", "unspecified": "not stated"}.get(self, self.value)


class Seen(StrEnum):
    """How a quotation was seen. Only what is locked may be called checked."""

    LOCKED = "locked"
    TRANSCRIBED = "transcribed"
    RELAYED = "relayed"


class FigureError(KeyError):
    """No figure has this id."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Figure(Shown):
    """
    One reported count. `value` is in `unit`; `at_least` marks a lower bound.

    `seen` says how the quotation was seen; `primary_seen` whether the document that first gave the count was.
    `repeats` is the id of the figure that this one passes on, empty for none.
    """

    id: str
    value: int
    at_least: bool
    unit: str
    unit_printed: str
    group: str
    place: str
    window: Window
    window_inferred: bool
    basis: Basis
    counter: str
    source: str
    quotation: str
    seen: Seen
    primary_seen: bool
    repeats: str
    note: str

    @property
    def in_words(self) -> str:
        """The count, over which days, by whom, and in which words."""
        least = "at least " if self.at_least else ""
        counted = f"{least}{self.value:,} {self.unit}, {self.window}, counted by {self.counter} ({self.basis.words})"
        return f"{counted}: “{self.quotation}” [{self.source}, {self.seen}]"


class FigureTable(pd.DataFrame):  # type: ignore[misc]  # pandas is not typed here
    """The table of figures, which shows of its columns those that tell the figures apart."""

    COLUMNS = ("value", "unit", "group", "window", "basis", "counter", "seen")

    def _repr_html_(self) -> str:
        return str(pd.DataFrame(self)[[*self.COLUMNS]].to_html(border=0, max_rows=60))

    def __repr__(self) -> str:
        return str(pd.DataFrame(self)[[*self.COLUMNS]].to_string(max_rows=60))


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


def suppose(figures: pd.DataFrame, names: Sequence[str], as_of: str) -> pd.DataFrame:
    """
    Suppose that counts without a stated end stopped on a day.

    Parameters
    ----------
    figures : DataFrame
        One row a figure.
    names : sequence of str
        Ids of the figures that this is supposed of; those with a stated end stay as they are.
    as_of : str
        The day, as 2021-10-31; empty to suppose nothing.

    Raises
    ------
    FigureError
        There is no such figure.
    WindowError
        It is no day, none of the figures lacks an end, or one cannot have stopped on that day.
    """
    if not as_of:
        return figures
    day, chosen = read_day(as_of), [pick(figures, name) for name in names]
    stopped = {one.id: one.window.stopping(day) for one in chosen if one.window.open_ended}
    if not stopped:
        msg = f"each of {' and '.join(names)} has a stated end"
        raise WindowError(msg, "Leave as_of empty.")
    return figures_frame([replace(one, window=stopped.get(one.id, one.window)) for one in every(figures).values()])


def pick(figures: pd.DataFrame, name: str) -> Figure:
    """
    Take one figure out of the table.

    Raises
    ------
    FigureError
        No figure has this id; the nearest one is named.
    """
    if name not in figures.index:
        msg = f"There is no figure {name!r}. {nearest(name, figures.index)}The ids are in data/figures.csv."
        raise FigureError(msg)
    return every(figures.loc[[name]])[name]


def every(figures: pd.DataFrame) -> dict[str, Figure]:
    """Take all figures out of the table, by their ids."""
    names = [field.name for field in fields(Figure) if field.name != "id"]
    columns = [figures[name].tolist() for name in names]
    rows = (dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True))
    return {
        str(name): Figure(id=str(name), **row | {"basis": Basis(row["basis"]), "seen": Seen(row["seen"])})
        for name, row in zip(figures.index, rows, strict=True)
    }
