"""Read the table of figures, each row held against its source and its passage."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from tally.records.bibliography import Source, primary_seen, source_chain
from tally.records.figures.basis import Basis, Seen
from tally.records.figures.columns import FIGURES
from tally.records.figures.figure import Figure, Superseded
from tally.records.figures.quotations import locked_faults
from tally.records.quotations import Passage, mark_count
from tally.tables import Problem, Row, cell_faults, circle_faults, read_rows, suggest_name
from tally.windows import Window, WindowError, read_day, read_window

CIRCLES = {
    "superseded_by": "In the end one must stand: take one out of the circle.",
    "repeats": "One of them was first: leave repeats empty there.",
}


def read_figures(
    folder: Path, sources: Mapping[str, Source], passages: Mapping[str, Passage]
) -> tuple[list[Figure], dict[str, Superseded], list[Problem]]:
    """Read `figures.csv` and hold each row against its source and its passage. Superseded figures come apart."""
    rows, problems = read_rows(folder / FIGURES.file, FIGURES.names)
    ids = [row.cells["id"] for row in rows]
    for column, remedy in CIRCLES.items():
        problems += circle_faults(rows, column, remedy)
    figures, superseded = [], {}
    for row in rows:
        wrong, window = row_problems(row, ids, sources, passages)
        problems += wrong
        if not window or wrong:
            continue
        figure = _figure(row, window, primary_seen(source_chain(sources[row.cells["source"]], sources)))
        if row.cells["superseded_by"]:
            because = row.cells["superseded_because"]
            superseded[figure.id] = Superseded(figure, row.cells["superseded_by"], because)
        else:
            figures.append(figure)
    return figures, superseded, problems


def row_problems(
    row: Row, ids: Sequence[str], sources: Mapping[str, Source], passages: Mapping[str, Passage]
) -> tuple[list[Problem], Window | None]:
    """
    Say what is wrong with one row, each problem by its column, and read its window.

    Parameters
    ----------
    row : Row
        A figure's cells, none of them missing.
    ids : sequence of str
        The figures on file, which one may repeat.
    sources, passages
        The documents on file, and their stored passages.
    """
    source = sources.get(row.cells["source"])
    wrong, window = _cell_faults(row, ids, source.language if source else ""), None
    try:
        window = read_window(row.cells["window"], row.cells["as_of"])
    except WindowError as error:
        wrong.append(_no_window(row, error))
    unfound = locked_faults(row, "quotation", sources, passages)
    if row.cells["quotation"].strip() and unfound:  # the words are not there: that they bear no number follows
        wrong = [problem for problem in wrong if problem.column != "quotation"]
    elif unfound:
        unfound = [problem for problem in unfound if problem.column != "quotation"]
    wrong += unfound
    if source and source.issued_by is None:
        remedy = "Without it nobody can tell whether the source can have known these days: fill in “issued” there."
        expected, names = "a source with its date in sources.json", ("sources.json", source.id)
        wrong.append(row.problem("source", expected, remedy, names=names))
    elif unfound:
        pass  # which days the document can have known is another question, once it is the right one
    elif window and source and source.issued_by:
        wrong += _future(row, window, source.id, source.issued_by)
    return wrong, window


def _cell_faults(row: Row, ids: Sequence[str], language: str) -> list[Problem]:
    """Check the cells of a row, without its source and its passage."""
    cells, problems = row.cells, cell_faults(row, FIGURES)
    is_count = not any(problem.column == "value" for problem in problems)
    if is_count and cells["quotation"].strip() and not _bears(cells["quotation"], int(cells["value"]), language):
        remedy = "Quote the words that bear the number, or correct the value."
        if language and _bears(cells["quotation"], int(cells["value"]), ""):
            remedy = (
                f"Its number word is not one of the language of its source, {language}: correct that in sources.json."
            )
        problems.append(row.problem("quotation", f"words that bear the number {cells['value']}", remedy))
    if cells["repeats"] and (cells["repeats"] not in ids or cells["repeats"] == cells["id"]):
        remedy = suggest_name(cells["repeats"], ids) + "Name the figure that this one passes on, or leave it empty."
        problems.append(_no_figure(row, "repeats", remedy))
    by, because = cells["superseded_by"], cells["superseded_because"].strip()
    if by and (by not in ids or by == cells["id"]):
        remedy = suggest_name(by, ids) + "Name the figure that takes its place, or leave it empty."
        problems.append(_no_figure(row, "superseded_by", remedy))
    elif bool(by) is not bool(because):
        remedy = "Say why it was superseded." if by else "Name the figure that takes its place, or leave both empty."
        problems.append(row.problem("superseded_because", "a reason where it is superseded, and only there", remedy))
    return problems


def _bears(quotation: str, value: int, language: str) -> bool:
    """Return whether a quotation bears a number, in digits or in words of a language."""
    return any(bears for _, bears in mark_count(quotation, value, language))


def _no_figure(row: Row, column: str, remedy: str) -> Problem:
    """Say that a cell names no other figure."""
    names = None if row.cells[column] == row.cells["id"] else ("figures.csv", row.cells[column])
    return row.problem(column, "the id of another figure", remedy, names=names, absent=names is not None)


def _no_window(row: Row, error: WindowError) -> Problem:
    """Say which of the two cells is wrong: the as-of day, where it is no day, or the window."""
    window, as_of = row.cells["window"], row.cells["as_of"]
    try:
        if as_of:
            read_day(as_of)
    except WindowError as unread:
        return row.problem("as_of", f"a day ({unread})", unread.remedy)
    return row.problem("window", f"a window ({error})", error.remedy, " as of ".join(filter(None, (window, as_of))))


def _future(row: Row, window: Window, source: str, issued_by: date) -> list[Problem]:
    """Refuse a window that the source cannot have known: one that must end after the source was issued."""
    end = window.as_of or (window.end.earliest if window.end else window.first)
    if end <= issued_by:
        return []
    remedy = f"{source} is of {issued_by} at the latest: correct the window, or the date of the source."
    column, names = "as_of" if window.as_of else "window", ("sources.json", source)
    return [row.problem(column, f"days up to {issued_by}", remedy, names=names)]


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
