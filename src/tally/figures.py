"""Reported counts: what was counted, by whom, over which days, in which words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path

import pandas as pd

from tally.passages import Passage, places
from tally.sources import ID, Source, chain
from tally.tables import Problem, Row, nearest, read_rows
from tally.windows import Window, WindowError, read_window


class Basis(StrEnum):
    """What made an attack count."""

    CLAIMED = "claimed"
    ATTRIBUTED = "attributed"
    ATTRIBUTED_OR_CLAIMED = "attributed_or_claimed"
    RECORDED = "recorded"
    UNSPECIFIED = "unspecified"


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

    `seen` says how the quotation was seen; `primary_seen` whether the first document of its chain was. `repeats` is the
    id of the figure that this one passes on, empty for none.
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


COLUMNS = (
    "id", "value", "bound", "unit", "unit_printed", "group", "place", "window", "as_of", "window_basis", "basis",
    "counter", "source", "quotation", "seen", "repeats", "provinces", "note",
)  # fmt: skip
CHOICES = {
    "bound": ("exact", "at_least"),
    "window_basis": ("stated", "inferred"),
    "basis": tuple(Basis),
    "seen": tuple(Seen),
}
REQUIRED = ("unit", "unit_printed", "group", "place", "counter", "quotation")


def read_figures(
    folder: Path, sources: Mapping[str, Source], passages: Mapping[str, Passage]
) -> tuple[list[Figure], list[Problem]]:
    """Read `figures.csv` and hold each row against its source and its passage."""
    rows, problems = read_rows(folder / "figures.csv", COLUMNS)
    ids = [row.cells["id"] for row in rows]
    figures = []
    for row in rows:
        wrong, window = _faults(row, ids), None
        try:
            window = read_window(row.cells["window"], row.cells["as_of"])
        except WindowError as error:
            found = " as of ".join(filter(None, (row.cells["window"], row.cells["as_of"])))
            wrong.append(row.problem("window", f"a window ({error})", error.remedy, found))
        wrong += locked_faults(row, "quotation", sources, passages)
        source = sources.get(row.cells["source"])
        if window and source:
            wrong += _future(row, window, source)
        problems += wrong
        if window and source and not wrong:
            figures.append(_figure(row, window, chain(source, sources)[0].seen))
    return figures, problems


def locked_faults(
    row: Row, column: str, sources: Mapping[str, Source], passages: Mapping[str, Passage]
) -> list[Problem]:
    """Hold a row's quotation against its source: is there one, and does it say what the row says it says?"""
    name, seen = row.cells["source"], row.cells["seen"]
    if name not in sources:
        remedy = nearest(name, sources) + "Add the document to sources.json, or name one that is there."
        return [row.problem("source", "the id of a source", remedy)]
    if seen == Seen.TRANSCRIBED and not sources[name].seen:
        return [row.problem("seen", "relayed", f"{name} was not seen: say relayed, or name the page that was read.")]
    if seen != Seen.LOCKED:
        return []
    if name not in passages:
        remedy = f"Store the passage as passages/{name}.txt, or say transcribed."
        return [row.problem("seen", "a stored passage", remedy)]
    count = len(places(row.cells[column], passages[name].text))
    if count == 1:
        return []
    remedy = "Copy the words from the passage." if count == 0 else "Quote more words, so that only one place fits."
    found = f"{row.cells[column]} ({'nowhere' if count == 0 else f'{count} times'} in passages/{name}.txt)"
    return [row.problem(column, "words that stand there once", remedy, found)]


def _faults(row: Row, ids: list[str]) -> list[Problem]:
    """Check the cells that need nothing but themselves."""
    cells, wrong = row.cells, []
    if not ID.match(cells["id"]):
        wrong.append(row.problem("id", "lower-case words joined by hyphens", "Rename it, such as un-2020."))
    if not (cells["value"].isascii() and cells["value"].isdigit()):
        remedy = "Write the number as printed, without sign, point, comma or words."
        wrong.append(row.problem("value", "a whole number, zero or more", remedy))
    if cells["provinces"] and not cells["provinces"].isdigit():
        wrong.append(row.problem("provinces", "a whole number or nothing", "Write how many provinces, or leave it."))
    for column, choices in CHOICES.items():
        if cells[column] not in choices:
            remedy = nearest(cells[column], choices) + "Choose one of these."
            wrong.append(row.problem(column, " or ".join(choices), remedy))
    wrong += [row.problem(column, "some text", "Fill it in.") for column in REQUIRED if not cells[column].strip()]
    if cells["repeats"] and (cells["repeats"] not in ids or cells["repeats"] == cells["id"]):
        remedy = nearest(cells["repeats"], ids) + "Name the figure that this one passes on, or leave it empty."
        wrong.append(row.problem("repeats", "the id of another figure", remedy))
    return wrong


def _future(row: Row, window: Window, source: Source) -> list[Problem]:
    """Refuse a window that the source cannot have known: one that must end after the source was issued."""
    end = window.as_of or (window.end.earliest if window.end else window.first)
    if source.issued_by is None or end <= source.issued_by:
        return []
    remedy = f"{source.id} is of {source.issued_by} at the latest: correct the window, or the date of the source."
    column = "as_of" if window.as_of else "window"
    return [row.problem(column, f"days up to {source.issued_by}", remedy)]


def _figure(row: Row, window: Window, primary_seen: bool) -> Figure:
    """Make the figure of a row that has nothing wrong with it."""
    cells = row.cells
    return Figure(
        id=cells["id"], value=int(cells["value"]), at_least=cells["bound"] == "at_least", unit=cells["unit"],
        unit_printed=cells["unit_printed"], group=cells["group"], place=cells["place"], window=window,
        window_inferred=cells["window_basis"] == "inferred", basis=Basis(cells["basis"]), counter=cells["counter"],
        source=cells["source"], quotation=cells["quotation"], seen=Seen(cells["seen"]), primary_seen=primary_seen,
        repeats=cells["repeats"], note=cells["note"],
    )  # fmt: skip


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


def save_figures(figures: pd.DataFrame, path: Path) -> Path:
    """Write the figures as loaded, one row a figure, with days and rates where the window has exact ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    as_of = figures["window"].map(lambda window: window.as_of or "")
    text = figures["window"].map(lambda window: window.text)
    table = figures.assign(window=text, as_of=as_of, per_day=figures["per_day"].round(9), per_month=figures["per_month"].round(9))
    table.to_csv(path, lineterminator="\n", encoding="utf-8", date_format="%Y-%m-%d")
    return path


def load_figures(path: Path) -> pd.DataFrame:
    """
    Load the figures that notebook 1-figures has written for a brief.

    Raises
    ------
    HandoverError
        It has not written them.
    """
    table = pd.read_csv(handed_over(path), dtype={"value": "int64"}, keep_default_na=False)
    windows = [read_window(text, as_of) for text, as_of in zip(table["window"], table["as_of"], strict=True)]
    names = [field.name for field in fields(Figure)]
    rows = table.assign(window=windows)[names].to_dict("records")
    return figures_frame([Figure(**row | {"basis": Basis(row["basis"]), "seen": Seen(row["seen"])}) for row in rows])


class HandoverError(FileNotFoundError):
    """A notebook was run before the one that it follows."""


def handed_over(path: Path) -> Path:
    """Give a file that an earlier notebook must have written, or say which command writes it."""
    if not path.is_file():
        msg = f"{path.parent.name}/{path.name} is not in reports/ yet. Run `make report BRIEF={path.parent.name}` first."
        raise HandoverError(msg)
    return path
