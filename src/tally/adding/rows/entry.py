"""Add a row to a table of wordings or events: ask for each cell, and check it with the table's reader."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tally.adding import Prompter, PromptError
from tally.project import Project, note, temporary_folder, write_file
from tally.records import EVENT_TABLES, Dossier, load_dossier, revise_case, with_tables
from tally.records.tables import BOM, EditError, Problem, Table, append_row, find_twin, read_whole

Cells = Mapping[str, str]
PACKAGE = "datapackage.json"


@dataclass(frozen=True)
class Form:
    """
    How rows of a table are added.

    Attributes
    ----------
    table : Table
        The description of the table, with the question for each column.
    default : callable
        Proposes an answer for a column, given all records, the ids that are taken, and the cells so far.
    read : callable
        Reads the table of a folder, and returns its problems.
    faults : callable
        Returns what else is wrong with a cell, given all records, the cells of its row, and its column.
    """

    table: Table
    default: Callable[[Dossier, Sequence[str], Cells, str], str]
    read: Callable[[Path, Dossier], Sequence[Problem]]
    faults: Callable[[Dossier, Cells, str], Sequence[str]] = lambda *_: ()


def add_row(
    project: Project, case: str, form: Form, answers: Mapping[str, str | None], prompter: Prompter
) -> tuple[str, Path] | None:
    """
    Add one row to a table.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    form : Form
        How rows of the table are added.
    answers : mapping
        The known answers, by column.
    prompter : Prompter
        Asks for the others.

    Returns
    -------
    tuple or None
        The row's id and the file; None if the user declined at the end.

    Raises
    ------
    PromptError, DataError
        An answer is missing or wrong. Nothing was written.
    """
    dossier, path = load_dossier(project, case), project.tables(case) / form.table.file
    missing = [form.table[column].flag_name for column in form.table.needed if not answers.get(column)]
    if missing and not prompter.interactive:
        msg = f"A row of {form.table.file} also needs {', '.join(missing)}."
        raise PromptError(msg)
    table = read_table(path.parent, form.table)
    cells = dict.fromkeys(form.table.names, "")
    for column, question in form.table.questions.items():

        def check(answer: str, column: str = column) -> Sequence[str]:
            return _faults(form, dossier, table, cells | {column: answer}, column)

        default = form.default(dossier, form_ids(table), cells, column)
        flag = form.table[column].flag_name.removeprefix("--")
        cells[column] = prompter.answer(flag, answers.get(column), question, default, check)
    check_new(table, cells, answers.get("id"))
    note("\n".join(f"{column:<9} {cells[column]}" for column in form.table.names if cells[column]))
    if not prompter.agreed("\nAdd it?"):
        return None
    revise_case(project, case, lambda folder: with_rows(folder, form.table, [cells]))
    return cells["id"], path


def check_new(table: str, cells: Cells, name: str | None) -> None:
    """Check that no row of a table says the same as a new one, unless the new one was given an id of its own."""
    if not name and (twin := find_twin(table, cells)):
        msg = f"{twin} says the same: it is in the data already. To add it all the same, give it an id with --id."
        raise PromptError(msg)


def read_table(folder: Path, table: Table) -> str:
    """Return the text of a table of a case; its header line, where the case does not have that table."""
    path = folder / table.file
    return read_whole(path) if path.exists() or table not in EVENT_TABLES else ",".join(table.names) + "\n"


def with_rows(folder: Path, table: Table, rows: Iterable[Cells]) -> dict[str, str]:
    """Return the files of a case that change with some more rows of a table: its Data Package, if the table is new."""
    text = read_table(folder, table)
    for cells in rows:
        text = append_row(text, cells)
    if (folder / table.file).exists():
        return {table.file: text}
    return {table.file: text, PACKAGE: with_tables(read_whole(folder / PACKAGE), [table])}


def form_ids(table: str) -> list[str]:
    """Return the ids of a table's rows."""
    header, *rows = [row for row in csv.reader(io.StringIO(table.removeprefix(BOM), newline="")) if row] or [[]]
    place = header.index("id") if "id" in header else 0
    return [row[place] for row in rows if len(row) > place]


def fill_row(
    form: Form, dossier: Dossier, used_ids: Sequence[str], answers: Mapping[str, str | None]
) -> dict[str, str]:
    """
    Return a row whose missing cells have their defaults; nobody is asked.

    Raises
    ------
    PromptError
        A cell that is needed is missing.
    """
    if missing := [column for column in form.table.needed if not answers.get(column)]:
        msg = f"{', '.join(missing)}: found nothing, expected an answer. Fill it in, or give it for all rows by a flag."
        raise PromptError(msg)
    cells = dict.fromkeys(form.table.names, "")
    for column in form.table.questions:
        cells[column] = answers.get(column) or form.default(dossier, used_ids, cells, column)
        if faults := form.faults(dossier, cells, column):
            msg = f"{column}: {' '.join(faults)}"
            raise PromptError(msg)
    return cells


def _faults(form: Form, dossier: Dossier, table: str, cells: Cells, column: str) -> list[str]:
    """Return the faults that the table's reader finds in one cell of an incomplete row."""
    try:
        text = append_row(table, cells)
    except EditError as error:
        return [str(error)]
    with temporary_folder() as folder:
        write_file(folder / form.table.file, text)
        problems = form.read(folder, dossier)
    faults = [problem.words for problem in problems if problem.column == column]
    return faults or [*form.faults(dossier, cells, column)]
