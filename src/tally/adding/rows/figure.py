"""Add a figure: ask for each cell, show the card that it will have, and append a row."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tally.adding import Prompter, PromptError, preview_card
from tally.adding.rows.entry import check_new
from tally.adding.rows.figure_id import IDENTIFYING, cells_of, figure_id
from tally.adding.rows.many import add_many
from tally.project import Project, note
from tally.records import Dossier, load_changed, load_dossier, revise_case
from tally.records.figures import FIGURES, row_problems
from tally.records.tables import Row, append_row, read_whole
from tally.records.wordings import hedge_notices
from tally.windows import LATEST, window_doubt


def add_figure(
    project: Project, case: str, answers: Mapping[str, str | None], prompter: Prompter, *, as_is: bool = False
) -> tuple[str, Path] | None:
    """
    Add a figure to the `figures.csv` of a case.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    answers : mapping
        The known answers, by column.
    prompter : Prompter
        Asks for the others.
    as_is : bool
        Whether a new name may look like a misspelling of one in the data.

    Returns
    -------
    tuple or None
        The figure's id and the file; None if the user declined at the end.

    Raises
    ------
    PromptError, DataError
        An answer is missing or wrong. Nothing was written.
    """
    dossier = load_dossier(project, case)
    units = Counter(figure.unit for figure in dossier.every.values())
    needed = [column for column in FIGURES.questions if column in FIGURES.needed or (column == "unit" and not units)]
    missing = [f"--{column.replace('_', '-')}" for column in needed if not answers.get(column)]
    if missing and not prompter.interactive:
        msg = f"A figure also needs {', '.join(missing)}."
        raise PromptError(msg)
    cells = _ask_cells(dossier, answers, prompter, as_is=as_is)
    path = project.tables(case) / "figures.csv"
    check_new(read_whole(path), cells, answers.get("id"))
    preview = load_changed(project, case, {"figures.csv": append_row(read_whole(path), cells)})
    note(preview_card(preview, cells["id"]))
    _print_notices(preview, [cells["id"]])
    if not prompter.agreed("\nAdd it?"):
        return None
    revise_case(project, case, lambda folder: {"figures.csv": append_row(read_whole(folder / "figures.csv"), cells)})
    return cells["id"], path


def add_figures(
    project: Project, case: str, path: Path, answers: Mapping[str, str | None], *, as_is: bool = False
) -> tuple[list[str], Path]:
    """
    Add the rows of a CSV file to the `figures.csv` of a case, all of them or none.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    path : Path
        The file; its columns are some of those of `figures.csv`.
    answers : mapping
        What a column gets in rows where the file leaves it empty.
    as_is : bool
        Whether a new name may look like a misspelling of another.

    Returns
    -------
    tuple
        The ids of the new figures, and the table.

    Raises
    ------
    PromptError, DataError
        A row has a fault. The message lists every fault with its line. Nothing was written.
    """
    prompter, names, filled = Prompter(interactive=False), dict[str, list[str]](), list[dict[str, str]]()

    def answer(dossier: Dossier, row: Mapping[str, str], column: str, cells: Mapping[str, str]) -> str:
        return row.get(column) or answers.get(column) or _default(dossier, (), cells, column)

    def quotation(row: Mapping[str, str]) -> str:
        return row.get("quotation") or answers.get("quotation") or ""

    def fill(
        dossier: Dossier, used_ids: Sequence[str], rows: Sequence[Mapping[str, str]], row: Mapping[str, str]
    ) -> dict[str, str]:
        cells = dict.fromkeys(FIGURES.names, "")
        for column in (column for column in FIGURES.questions if column != "id"):
            cells[column] = answer(dossier, row, column, cells)
            if FIGURES[column].required and not cells[column]:
                msg = f"{column}: found nothing, expected an answer. Fill it in, or give it for all rows by a flag."
                raise PromptError(msg)
            if FIGURES[column].proper_name:
                known = names.setdefault(column, dossier.figures[column].astype(str).tolist())
                prompter.known(column, cells[column], known, as_is=as_is)
                known.append(cells[column])
        blank = dict.fromkeys(FIGURES.names, "")
        others = [
            {
                "id": "",
                **{
                    name: answer(dossier, other, name, {**blank, **other, "quotation": quotation(other)})
                    for name in IDENTIFYING
                },
            }
            for other in rows
        ]
        name = row.get("id") or answers.get("id")
        cells["id"] = name or figure_id([*cells_of(dossier), *others, *filled], used_ids, cells)
        filled.append(cells)
        return cells

    added, table = add_many(project, case, FIGURES, tuple(FIGURES.questions), path, fill)
    _print_notices(load_dossier(project, case), added)
    return added, table


def _print_notices(dossier: Dossier, names: Sequence[str]) -> None:
    """Print what looks like a mistake in new figures: words such as “at least” in the quotation, bare years."""
    figures = [dossier.lookup(name) for name in names]
    for notice in hedge_notices(figures, dossier.sources, dossier.rules):
        note(f"\nLook at {notice}")
    for figure in figures:
        if doubt := window_doubt(figure.window):
            whose = f" of {figure.id}" if len(figures) > 1 else ""
            note(f"\nLook at the window{whose}: {doubt}")


def _ask_cells(
    dossier: Dossier, answers: Mapping[str, str | None], prompter: Prompter, *, as_is: bool
) -> dict[str, str]:
    """Return the answer for each column, each checked by the rules of the reader."""
    cells, used_ids = dict.fromkeys(FIGURES.names, ""), [*dossier.every, *dossier.superseded]
    for column, question in FIGURES.questions.items():
        if column == "as_of" and not cells["window"].endswith("..") and not answers.get("as_of"):
            continue

        def check(answer: str, column: str = column) -> Sequence[str]:
            return _faults(dossier, cells | {column: answer}, column)

        default = _default(dossier, used_ids, cells, column)
        cells[column] = prompter.answer(column, answers.get(column), question, default, check)
        if FIGURES[column].proper_name:
            known = dossier.figures[column].astype(str)
            cells[column] = prompter.known(column, cells[column], known, as_is=as_is)
    return cells


def _faults(dossier: Dossier, cells: dict[str, str], column: str) -> list[str]:
    """Return the faults of one cell of an incomplete row."""
    ids = [*dossier.every, *dossier.superseded]
    if column == "id" and cells["id"] in ids:
        return [f"{cells['id']} is taken: choose another id."]
    if column == "window" and cells["window"].endswith(".."):
        source = dossier.sources.get(cells["source"])  # the last day that it can cover is asked next
        cells = cells | {"as_of": str((source and source.issued_by) or LATEST)}
    row = Row("figures.csv", "the new row", cells)
    columns = (column, "window") if column == "as_of" else (column,)
    problems, _ = row_problems(row, [*ids, cells["id"]], dossier.sources, dossier.passages)
    return [problem.words for problem in (*row.flaws, *problems) if problem.column in columns]


def _default(dossier: Dossier, used_ids: Sequence[str], cells: Mapping[str, str], column: str) -> str:
    """Return the proposed answer for a column."""
    if column == "id":
        return figure_id(cells_of(dossier), used_ids, cells)
    if column == "unit":
        units = Counter(figure.unit for figure in dossier.every.values())
        quoted = [unit for unit in units if unit.casefold() in cells["quotation"].casefold()]
        return max(quoted, key=len) if quoted else units.most_common(1)[0][0] if units else ""
    if column == "unit_printed":
        return cells["unit"]
    if column == "seen":
        source = dossier.sources.get(cells["source"])
        return "transcribed" if source and source.seen else "relayed"
    return FIGURES[column].default
