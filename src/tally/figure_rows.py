"""Read the table of figures, each row held against its source and its passage."""

import re
from collections.abc import Mapping
from pathlib import Path

from tally.figures import Basis, Figure, Seen
from tally.locks import locked_faults
from tally.passages import Passage, marked
from tally.sources import ID, Source, chain, primary_seen
from tally.tables import Problem, Row, nearest, read_rows
from tally.window_text import read_window
from tally.windows import Window, WindowError

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
COUNT = re.compile(r"[0-9]{1,9}")
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
            figures.append(_figure(row, window, primary_seen(chain(source, sources))))
    return figures, problems


def _faults(row: Row, ids: list[str]) -> list[Problem]:
    """Check the cells that need nothing but themselves."""
    cells, wrong = row.cells, []
    if not ID.match(cells["id"]):
        wrong.append(row.problem("id", "lower-case words joined by hyphens", "Rename it, such as un-2020."))
    if not COUNT.fullmatch(cells["value"]):
        remedy = "Write the number as printed, without sign, point, comma or words."
        wrong.append(row.problem("value", "a whole number, zero or more", remedy))
    elif not any(bears for _, bears in marked(cells["quotation"], int(cells["value"]))):
        remedy = "Quote the words that bear the number, or correct the value."
        wrong.append(row.problem("quotation", f"words that bear the number {cells['value']}", remedy))
    if cells["provinces"] and not COUNT.fullmatch(cells["provinces"]):
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
    if source.issued_by is None:
        remedy = "Without it nobody can tell whether the source can have known these days: fill in “issued” there."
        return [row.problem("source", "a source with its date in sources.json", remedy)]
    if end <= source.issued_by:
        return []
    remedy = f"{source.id} is of {source.issued_by} at the latest: correct the window, or the date of the source."
    column = "as_of" if window.as_of else "window"
    return [row.problem(column, f"days up to {source.issued_by}", remedy)]


def _figure(row: Row, window: Window, read_first_hand: bool) -> Figure:
    """Make the figure of a row that has nothing wrong with it."""
    cells = row.cells
    return Figure(
        id=cells["id"], value=int(cells["value"]), at_least=cells["bound"] == "at_least", unit=cells["unit"],
        unit_printed=cells["unit_printed"], group=cells["group"], place=cells["place"], window=window,
        window_inferred=cells["window_basis"] == "inferred", basis=Basis(cells["basis"]), counter=cells["counter"],
        source=cells["source"], quotation=cells["quotation"], seen=Seen(cells["seen"]), primary_seen=read_first_hand,
        repeats=cells["repeats"], note=cells["note"],
    )  # fmt: skip
