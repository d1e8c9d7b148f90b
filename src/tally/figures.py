"""Reported counts: what was counted, by whom, over which days, in which words."""

from dataclasses import asdict, dataclass, fields
from enum import StrEnum

import pandas as pd

from tally.tables import nearest
from tally.windows import Window


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
class Figure:
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


def figures_frame(figures: list[Figure]) -> pd.DataFrame:
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
    return frame.set_index("id")


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
    row = figures.loc[[name]].astype(object).iloc[0]
    cells = {field.name: row[field.name] for field in fields(Figure) if field.name != "id"}
    return Figure(id=name, **cells | {"basis": Basis(cells["basis"]), "seen": Seen(cells["seen"])})
