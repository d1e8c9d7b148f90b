"""Read figures.csv, and check each row against its source and its passage."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from tally.records.bibliography import Source, primary_seen, source_chain
from tally.records.figures.basis import Basis, Seen
from tally.records.figures.columns import FIGURES
from tally.records.figures.figure import Figure, Superseded
from tally.records.figures.quotations import locked_faults
from tally.records.quotations import Passage, mark_count
from tally.records.tables import Problem, Row, cell_faults, circle_faults, read_rows, suggest_name
from tally.text import Bound
from tally.windows import Window, WindowError, read_day, read_window

TEXTS = [field.name for field in fields(Figure) if field.type is str and field.name in FIGURES.names]
CIRCLES = {
    "superseded_by": "One of them must be valid: leave superseded_by empty there.",
    "repeats": "One of them was the first: leave repeats empty there.",
}


def read_figures(
    folder: Path, sources: Mapping[str, Source], passages: Mapping[str, Passage]
) -> tuple[list[Figure], dict[str, Superseded], list[Problem]]:
    """Read `figures.csv`; return the valid figures, those that were superseded, and the problems."""
    rows, problems = read_rows(folder / FIGURES.file, FIGURES.names)
    ids = [row.cells["id"] for row in rows]
    for column, remedy in CIRCLES.items():
        problems += circle_faults(rows, column, remedy)
    figures, superseded = [], {}
    for row in rows:
        faults, window = row_problems(row, ids, sources, passages)
        problems += faults
        if not window or faults:
            continue
        figure = _figure(row, window, primary_seen(source_chain(sources[row.cells["source"]], sources)))
        if row.cells["superseded_by"]:
            reason = row.cells["superseded_because"]
            superseded[figure.id] = Superseded(figure, row.cells["superseded_by"], reason)
        else:
            figures.append(figure)
    return figures, superseded, problems


def row_problems(
    row: Row, ids: Sequence[str], sources: Mapping[str, Source], passages: Mapping[str, Passage]
) -> tuple[list[Problem], Window | None]:
    """
    Find the problems of one row, and read its window.

    Parameters
    ----------
    row : Row
        The cells of a figure, none of them missing.
    ids : sequence of str
        The ids of all figures of the case.
    sources, passages
        The documents of the case, and their stored passages.
    """
    source = sources.get(row.cells["source"])
    problems, window = _cell_faults(row, ids, source.language if source else ""), None
    try:
        window = read_window(row.cells["window"], row.cells["as_of"])
    except WindowError as error:
        problems.append(_window_fault(row, error))
    unseen = locked_faults(row, "quotation", sources, passages)
    if row.cells["quotation"].strip() and unseen:  # if the words are not there, a missing number is not a further fault
        problems = [problem for problem in problems if problem.column != "quotation"]
    elif unseen:
        unseen = [problem for problem in unseen if problem.column != "quotation"]
    problems += unseen
    if source and source.issued_by is None:
        remedy = "Fill in “issued” there: without it, nobody can check whether the source can have known these days."
        expected, names = "a source with its date in sources.json", ("sources.json", source.id)
        problems.append(row.problem("source", expected, remedy, names=names))
    elif unseen:
        pass  # first the right document must be named
    elif window and source and source.issued_by:
        problems += _future_faults(row, window, source.id, source.issued_by)
    return problems, window


def _cell_faults(row: Row, ids: Sequence[str], language: str) -> list[Problem]:
    """Check the cells of a row without its source and its passage."""
    cells, problems = row.cells, cell_faults(row, FIGURES)
    is_count = not any(problem.column == "value" for problem in problems)
    if is_count and cells["quotation"].strip() and not _states(cells["quotation"], int(cells["value"]), language):
        remedy = "Quote the words that state the number, or correct the value."
        if language and _states(cells["quotation"], int(cells["value"]), ""):
            remedy = f"Its number word is not in the language of the source, {language}: correct that in sources.json."
        problems.append(row.problem("quotation", f"words that state the number {cells['value']}", remedy))
    if cells["repeats"] and (cells["repeats"] not in ids or cells["repeats"] == cells["id"]):
        remedy = suggest_name(cells["repeats"], ids) + "Name the figure that this one repeats, or leave it empty."
        problems.append(_figure_fault(row, "repeats", remedy))
    by, reason = cells["superseded_by"], cells["superseded_because"].strip()
    if by and (by not in ids or by == cells["id"]):
        remedy = suggest_name(by, ids) + "Name the figure that replaces it, or leave it empty."
        problems.append(_figure_fault(row, "superseded_by", remedy))
    elif bool(by) is not bool(reason):
        remedy = "Write why it was superseded." if by else "Name the figure that replaces it, or leave both empty."
        problems.append(
            row.problem("superseded_because", "a reason if the figure is superseded, and only then", remedy)
        )
    return problems


@lru_cache(8192)
def _states(quotation: str, value: int, language: str) -> bool:
    """Return whether a quotation states a number, in digits or in words of a language."""
    return any(states for _, states in mark_count(quotation, value, language))


def _figure_fault(row: Row, column: str, remedy: str) -> Problem:
    """Return the problem with a cell that names no other figure."""
    names = None if row.cells[column] == row.cells["id"] else ("figures.csv", row.cells[column])
    return row.problem(column, "the id of another figure", remedy, names=names, absent=names is not None)


def _window_fault(row: Row, error: WindowError) -> Problem:
    """Return the problem with a window: with its as-of day, if that is not a day, or with the window itself."""
    window, as_of = row.cells["window"], row.cells["as_of"]
    try:
        if as_of:
            read_day(as_of)
    except WindowError as fault:
        return row.problem("as_of", f"a day ({fault})", fault.remedy)
    return row.problem("window", f"a window ({error})", error.remedy, " as of ".join(filter(None, (window, as_of))))


def _future_faults(row: Row, window: Window, source: str, issued_by: date) -> list[Problem]:
    """Check that a window does not end after its source was issued."""
    end = window.as_of or (window.end.earliest if window.end else window.first)
    if end <= issued_by:
        return []
    remedy = f"{source} was issued on {issued_by} at the latest: correct the window, or the date of the source."
    column, names = "as_of" if window.as_of else "window", ("sources.json", source)
    return [row.problem(column, f"days up to {issued_by}", remedy, names=names)]


def _figure(row: Row, window: Window, read_first_hand: bool) -> Figure:
    """Return the figure of a row without problems."""
    cells = row.cells
    texts: dict[str, Any] = {name: cells[name] for name in TEXTS}
    return Figure(
        **texts, value=int(cells["value"]), bound=Bound(cells["bound"]), window=window,
        window_inferred=cells["window_basis"] == "inferred", basis=Basis(cells["basis"]), seen=Seen(cells["seen"]),
        primary_seen=read_first_hand,
    )  # fmt: skip
