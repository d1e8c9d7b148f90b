"""Where each locked quotation was found in its document, read from `locks.csv`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tally.records.columns import LOCKS
from tally.records.figures import Figure, Seen
from tally.records.quotations import matches_quotation
from tally.tables import Problem, Row, cell_faults, read_rows, suggest_name
from tally.text import words
from tally.windows import WindowError, read_day


@dataclass(frozen=True)
class Lock:
    """
    The place of a quotation in a document that was fetched or read from a file, found there exactly once.

    Attributes
    ----------
    page : int
        The page of a PDF on which the quotation starts, from 1; 0 for a document without pages.
    paragraph : int
        The paragraph of that page, or of the document, from 1.
    prefix, exact, suffix : str
        A W3C TextQuoteSelector: the words as they stand there, and what comes before and after.
    document, text : str
        SHA-256 of the document's bytes, and of the text that was read from it.
    fetched : date
        The day on which that was done.
    """

    figure: str
    source: str
    page: int
    paragraph: int
    prefix: str
    exact: str
    suffix: str
    document: str
    text: str
    fetched: date

    @property
    def place(self) -> str:
        """The place in words."""
        return words.SOURCE["page" if self.page else "paragraph"].format(self.paragraph, self.page)


def read_locks(folder: Path, figures: Sequence[Figure]) -> tuple[dict[str, Lock], list[Problem]]:
    """Read `locks.csv` and hold each row against its figure. One row a figure, by its id."""
    rows, problems = read_rows(folder / LOCKS.file, LOCKS.names)
    known = {figure.id: figure for figure in figures}
    locks = {}
    for row in rows:
        wrong, fetched = _faults(row, known), None
        try:
            fetched = read_day(row.cells["fetched"])
        except WindowError as error:
            if not wrong or wrong[0].names is None:
                wrong.append(row.problem("fetched", "a day", error.remedy))
        problems += wrong
        if fetched and not wrong:
            cells = row.cells
            locks[cells["figure"]] = Lock(
                cells["figure"], cells["source"], int(cells["page"] or 0), int(cells["paragraph"]), cells["prefix"],
                cells["exact"], cells["suffix"], cells["document"], cells["text"], fetched,
            )  # fmt: skip
    return locks, problems


def _faults(row: Row, known: Mapping[str, Figure]) -> list[Problem]:
    """Check one row."""
    cells = row.cells
    again = f"Put the row back as `tally lock {cells['source']}` wrote it, or run that again."
    figure = known.get(cells["figure"])
    if figure is None:
        nearest = suggest_name(cells["figure"], known)
        remedy = f"{nearest}Name the figure that these words belong to; the lock itself is good."
        names = ("figures.csv", cells["figure"])
        return [row.problem("figure", "the id of a figure", remedy, names=names, absent=True)]
    wrong = []
    if figure.seen is not Seen.LOCKED:
        remedy = f"Say locked in the row of {figure.id}: its words were found in the document."
        wrong.append(row.problem("figure", f"a figure that is locked; {figure.id} is {figure.seen}", remedy))
    if cells["source"] != figure.source:
        remedy = f"The words were found in {cells['source']}: name the same source here and in the row of {figure.id}."
        wrong.append(row.problem("source", f"the source of {figure.id}, {figure.source}", remedy))
    if not matches_quotation(figure.quotation, cells["exact"]):
        remedy = f"Put the quotation of {figure.id} back as it was locked, or lock the new words: "
        remedy += f"`tally lock {cells['source']}`."
        wrong.append(row.problem("exact", f"the words that {figure.id} quotes, {figure.quotation!r}", remedy))
    faulty = {problem.column for problem in wrong}
    wrong += [replace(problem, remedy=again) for problem in cell_faults(row, LOCKS) if problem.column not in faulty]
    return wrong
