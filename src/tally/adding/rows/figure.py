"""Add a figure: ask for what it needs, show the card that it will have, append one row."""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tally.adding import Prompter, PromptError, preview_card
from tally.adding.rows.figure_id import TOLD, cells_of, figure_id
from tally.adding.rows.many import add_many
from tally.project import Project
from tally.records import Dossier, load_changed, load_dossier, revise_case
from tally.records.figures import FIGURES, row_problems
from tally.records.wordings import hedge_notices
from tally.tables import Row, append_row, read_whole
from tally.windows import LATEST, window_doubt


def add_figure(
    project: Project, case: str, given: Mapping[str, str | None], asking: Prompter, *, as_is: bool = False
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
    units = Counter(figure.unit for figure in dossier.every.values())
    needed = [column for column in FIGURES.questions if column in FIGURES.needed or (column == "unit" and not units)]
    missing = [f"--{column}" for column in needed if not given.get(column)]
    if missing and not asking.interactive:
        msg = f"A figure needs {', '.join(missing)} as well."
        raise PromptError(msg)
    cells = _answers(dossier, given, asking, as_is=as_is)
    path = project.tables(case) / "figures.csv"
    rehearsed = load_changed(project, case, {"figures.csv": append_row(read_whole(path), cells)})
    print(preview_card(rehearsed, cells["id"]), file=sys.stderr)
    _point_out(rehearsed, [cells["id"]])
    if not asking.agreed("\nAdd it?"):
        return None
    revise_case(project, case, lambda folder: {"figures.csv": append_row(read_whole(folder / "figures.csv"), cells)})
    return cells["id"], path


def add_figures(
    project: Project, case: str, path: Path, given: Mapping[str, str | None], *, as_is: bool = False
) -> tuple[list[str], Path]:
    """
    Add the rows of a CSV file to the `figures.csv` of a case, all of them or none.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    path : Path
        The file; its columns are some of those of `figures.csv`.
    given : mapping
        What goes into a column where the file has nothing.
    as_is : bool
        Take a new name although it looks like a slip of another.

    Returns
    -------
    tuple
        The ids of the new figures, and the table.

    Raises
    ------
    AskingError, DataError
        Anything is wrong in any row; each fault is named with its line. Nothing was written.
    """
    asking, names, done = Prompter(interactive=False), dict[str, list[str]](), list[dict[str, str]]()

    def answered(dossier: Dossier, row: Mapping[str, str], column: str, cells: Mapping[str, str]) -> str:
        return row.get(column) or given.get(column) or _default(dossier, (), cells, column)

    def quoted(row: Mapping[str, str]) -> str:
        return row.get("quotation") or given.get("quotation") or ""

    def fill(
        dossier: Dossier, taken: Sequence[str], rows: Sequence[Mapping[str, str]], row: Mapping[str, str]
    ) -> dict[str, str]:
        cells = dict.fromkeys(FIGURES.names, "")
        for column in (column for column in FIGURES.questions if column != "id"):
            cells[column] = answered(dossier, row, column, cells)
            if FIGURES[column].required and not cells[column]:
                msg = f"{column}: found nothing, expected an answer. Fill it in, or give it for all rows by a flag."
                raise PromptError(msg)
            if FIGURES[column].proper_name:
                known = names.setdefault(column, dossier.figures[column].astype(str).tolist())
                asking.known(column, cells[column], known, as_is=as_is)
                known.append(cells[column])
        blank = dict.fromkeys(FIGURES.names, "")
        others = [
            {
                "id": "",
                **{name: answered(dossier, one, name, {**blank, **one, "quotation": quoted(one)}) for name in TOLD},
            }
            for one in rows
        ]
        wanted = row.get("id") or given.get("id")
        cells["id"] = wanted or figure_id([*cells_of(dossier), *others, *done], taken, cells)
        done.append(cells)
        return cells

    added, table = add_many(project, case, FIGURES.file, tuple(FIGURES.questions), path, fill)
    _point_out(load_dossier(project, case), added)
    return added, table


def _point_out(dossier: Dossier, names: Sequence[str]) -> None:
    """Say of new figures what looks like a slip: words such as “at least” in the quotation, bare years."""
    figures = [dossier.lookup(name) for name in names]
    for notice in hedge_notices(figures, dossier.sources, dossier.rules):
        print(f"\nLook at {notice}", file=sys.stderr)
    for figure in figures:
        if doubt := window_doubt(figure.window):
            of = f" of {figure.id}" if len(figures) > 1 else ""
            print(f"\nLook at the window{of}: {doubt}", file=sys.stderr)


def _answers(dossier: Dossier, given: Mapping[str, str | None], asking: Prompter, *, as_is: bool) -> dict[str, str]:
    """Get the answer for each column, each held against the loader's own rules."""
    cells, taken = dict.fromkeys(FIGURES.names, ""), [*dossier.every, *dossier.superseded]
    for column, question in FIGURES.questions.items():
        if column == "as_of" and not cells["window"].endswith("..") and not given.get("as_of"):
            continue

        def check(answer: str, column: str = column) -> Sequence[str]:
            return _wrong(dossier, cells | {column: answer}, column)

        default = _default(dossier, taken, cells, column)
        cells[column] = asking.answer(column, given.get(column), question, default, check)
        if FIGURES[column].proper_name:
            known = dossier.figures[column].astype(str)
            cells[column] = asking.known(column, cells[column], known, as_is=as_is)
    return cells


def _wrong(dossier: Dossier, cells: dict[str, str], column: str) -> list[str]:
    """Say what is wrong with one column of a row that is not whole yet."""
    ids = [*dossier.every, *dossier.superseded]
    if column == "id" and cells["id"] in ids:
        return [f"{cells['id']} is taken: choose another id."]
    if column == "window" and cells["window"].endswith(".."):
        source = dossier.sources.get(cells["source"])  # the last day that it can have reached is asked next
        cells = cells | {"as_of": str((source and source.issued_by) or LATEST)}
    row = Row("figures.csv", "the new row", cells)
    columns = (column, "window") if column == "as_of" else (column,)
    problems, _ = row_problems(row, [*ids, cells["id"]], dossier.sources, dossier.passages)
    return [problem.words for problem in (*row.flaws, *problems) if problem.column in columns]


def _default(dossier: Dossier, taken: Sequence[str], cells: Mapping[str, str], column: str) -> str:
    """Propose an answer."""
    if column == "id":
        return figure_id(cells_of(dossier), taken, cells)
    if column == "unit":
        units = Counter(figure.unit for figure in dossier.every.values())
        said = [unit for unit in units if unit.casefold() in cells["quotation"].casefold()]
        return max(said, key=len) if said else units.most_common(1)[0][0] if units else ""
    if column == "unit_printed":
        return cells["unit"]
    if column == "seen":
        source = dossier.sources.get(cells["source"])
        return "transcribed" if source and source.seen else "relayed"
    return FIGURES[column].default
