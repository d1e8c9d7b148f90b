"""Add a figure: ask for what it needs, show the card that it will have, append one row."""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tally.adding.asking import Asking, AskingError, slug, unused
from tally.adding.card import card
from tally.dossier import Dossier, load_dossier
from tally.edits import append_row, read_whole, rehearse, revise
from tally.figure_rows import COLUMNS, row_problems
from tally.figures import Basis
from tally.project import Project
from tally.tables import Row

QUESTIONS = {
    "source": "Source (its id in sources.json)",
    "value": "Value (the count, a whole number)",
    "quotation": "Quotation (the shortest words of the page that carry the number)",
    "unit": "Unit (what was counted)",
    "unit_printed": "Unit as the page prints it",
    "group": "Group",
    "place": "Place",
    "window": "Window (days covered: 2020, 2021-01-01/2021-04-30, 2021-05/2021-08 or 2021-01-01/..)",
    "as_of": "Last day that it can have reached (2021-11-17)",
    "window_basis": "Window stated or inferred",
    "basis": f"Basis ({', '.join(Basis)})",
    "counter": "Counter (who counted; a relay is no counter)",
    "bound": "Bound (exact or at_least)",
    "seen": "Seen (transcribed or relayed; `tally lock` locks it)",
    "repeats": "Id of the figure that it passes on, or nothing",
    "provinces": "Provinces given with the count, or nothing",
    "note": "Note, or nothing",
    "id": "Id",
}
NEEDED = ("source", "value", "quotation", "group", "place", "window", "basis", "counter")
NAMES = ("unit", "group", "place", "counter")  # of which one may be a slip of another that is on file


def add_figure(
    project: Project, case: str, given: Mapping[str, str | None], asking: Asking, *, as_is: bool = False
) -> tuple[str, Path] | None:
    """
    Add a figure to the `figures.csv` of a case.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    given : mapping
        What is known of each column already.
    asking : Asking
        How the rest is had.
    as_is : bool
        Take a new name although it looks like a slip of one that is on file.

    Returns
    -------
    tuple or None
        The figure's id and the file; None if it was not wanted after all.

    Raises
    ------
    AskingError, DataError
        Something is missing or wrong. Nothing was written.
    """
    dossier = load_dossier(project, case)
    missing = [f"--{column}" for column in NEEDED if not given.get(column)]
    if missing and not asking.interactive:
        msg = f"A figure needs {', '.join(missing)} as well."
        raise AskingError(msg)
    cells = _answers(dossier, given, asking, as_is=as_is)
    path = project.tables(case) / "figures.csv"
    rehearsed = rehearse(project, case, {"figures.csv": append_row(read_whole(path), cells)})
    print(card(rehearsed, cells["id"]), file=sys.stderr)
    if not asking.agreed("\nAdd it?"):
        return None
    revise(project, case, lambda folder: {"figures.csv": append_row(read_whole(folder / "figures.csv"), cells)})
    return cells["id"], path


def _answers(dossier: Dossier, given: Mapping[str, str | None], asking: Asking, *, as_is: bool) -> dict[str, str]:
    """Get the answer for each column, each held against the loader's own rules."""
    cells = dict.fromkeys(COLUMNS, "")
    for column, question in QUESTIONS.items():
        if column == "as_of" and not cells["window"].endswith(".."):
            cells[column] = given.get(column) or ""
            continue

        def check(answer: str, column: str = column) -> Sequence[str]:
            return _wrong(dossier, cells | {column: answer}, column)

        cells[column] = asking.answer(column, given.get(column), question, _default(dossier, cells, column), check)
        if column in NAMES:
            known = dossier.figures[column].astype(str)
            cells[column] = asking.known(column, cells[column], known, as_is=as_is)
    return cells


def _wrong(dossier: Dossier, cells: dict[str, str], column: str) -> list[str]:
    """Say what is wrong with one column of a row that is not whole yet."""
    if column == "window" and cells["window"].endswith(".."):
        return []
    if column == "id" and cells["id"] in dossier.figures.index:
        return [f"{cells['id']} is taken: choose another id."]
    row = Row("figures.csv", "the new row", cells)
    columns = (column, "window") if column == "as_of" else (column,)
    ids = [*map(str, dossier.figures.index), cells["id"]]
    problems, _ = row_problems(row, ids, dossier.sources, dossier.passages)
    return [problem.words for problem in (*row.flaws, *problems) if problem.column in columns]


def _default(dossier: Dossier, cells: Mapping[str, str], column: str) -> str:
    """Propose an answer."""
    if column == "id":
        return unused(_id(dossier, cells), map(str, dossier.figures.index))
    if column == "unit_printed":
        return cells["unit"]
    if column == "seen":
        source = dossier.sources.get(cells["source"])
        return "transcribed" if source and source.seen else "relayed"
    return {"unit": "attacks", "bound": "exact", "window_basis": "stated"}.get(column, "")


def _id(dossier: Dossier, cells: Mapping[str, str]) -> str:
    """Make a readable id of counter and window, the counter named as in its other figures."""
    same = dossier.figures.index[dossier.figures["counter"] == cells["counter"]]
    names = Counter(str(name).partition("-")[0] for name in same)
    counter = names.most_common(1)[0][0] if names else slug(cells["counter"])
    return slug(f"{counter}-{cells['window'].replace('/..', ' so far').replace('/', ' to ')}")
