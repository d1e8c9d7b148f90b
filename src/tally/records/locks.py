"""Where each locked quotation was found in its document, read from `locks.csv`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tally.records.columns import LOCKS
from tally.records.figures import Figure, Seen
from tally.records.quotations import matches_quotation
from tally.records.tables import Problem, Row, cell_faults, read_rows, suggest_name
from tally.text import words
from tally.windows import WindowError, read_day


@dataclass(frozen=True)
class Lock:
    """
    The place of a quotation in a document that was fetched or read from a file. It is there exactly once.

    Attributes
    ----------
    page : int
        The page of a PDF on which the quotation starts, from 1; 0 for a document without pages.
    paragraph : int
        The paragraph of that page, or of the document, from 1.
    prefix, exact, suffix : str
        A W3C TextQuoteSelector: the words as they are in the document, and the text before and after them.
    document, text : str
        SHA-256 of the document's bytes, and of the text that was read from it.
    fetched : date
        The day on which the document was fetched or read.
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
        """The place, in words."""
        return words.SOURCE["page" if self.page else "paragraph"].format(self.paragraph, self.page)


def read_locks(folder: Path, figures: Sequence[Figure]) -> tuple[dict[str, Lock], list[Problem]]:
    """Read `locks.csv`, and check each row against its figure; return the locks by figure, and the problems."""
    rows, problems = read_rows(folder / LOCKS.file, LOCKS.names)
    known = {figure.id: figure for figure in figures}
    locks = {}
    for row in rows:
        faults, fetched = _faults(row, known), None
        try:
            fetched = read_day(row.cells["fetched"])
        except WindowError as error:
            if not faults or faults[0].names is None:
                faults.append(row.problem("fetched", "a day", error.remedy))
        problems += faults
        if fetched and not faults:
            cells = row.cells
            locks[cells["figure"]] = Lock(
                cells["figure"], cells["source"], int(cells["page"] or 0), int(cells["paragraph"]), cells["prefix"],
                cells["exact"], cells["suffix"], cells["document"], cells["text"], fetched,
            )  # fmt: skip
    return locks, problems


def _faults(row: Row, known: Mapping[str, Figure]) -> list[Problem]:
    """Check one row."""
    cells = row.cells
    restore = f"Restore the row as `tally lock {cells['source']}` wrote it, or run that command again."
    figure = known.get(cells["figure"])
    if figure is None:
        nearest = suggest_name(cells["figure"], known)
        remedy = f"{nearest}Name the figure to which these words belong; the lock itself is valid."
        names = ("figures.csv", cells["figure"])
        return [row.problem("figure", "the id of a figure", remedy, names=names, absent=True)]
    faults = []
    if figure.seen is not Seen.LOCKED:
        remedy = f"Write locked in the row of {figure.id}: its words were found in the document."
        faults.append(row.problem("figure", f"a figure that is locked; {figure.id} is {figure.seen}", remedy))
    if cells["source"] != figure.source:
        remedy = f"The words were found in {cells['source']}: name the same source here and in the row of {figure.id}."
        faults.append(row.problem("source", f"the source of {figure.id}, {figure.source}", remedy))
    if not matches_quotation(figure.quotation, cells["exact"]):
        remedy = f"Restore the quotation of {figure.id}, or lock the new words: `tally lock {cells['source']}`."
        faults.append(row.problem("exact", f"the words that {figure.id} quotes, {figure.quotation!r}", remedy))
    columns = {fault.column for fault in faults}
    faults += [replace(fault, remedy=restore) for fault in cell_faults(row, LOCKS) if fault.column not in columns]
    return faults
