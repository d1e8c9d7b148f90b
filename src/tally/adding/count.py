"""Add a counted figure: count it, and append its row to counts.csv."""

from collections.abc import Mapping
from pathlib import Path

from tally.adding.prompts import PromptError, free_id, slug
from tally.events import Count, count_events, make_query, open_dataset, read_names
from tally.project import Project, editing
from tally.records import with_tables
from tally.records.events import COUNTS, Role, Unit, dataset_names, read_counts
from tally.records.figures import FIGURES
from tally.records.tables import (
    ID_EXPECTED,
    DataError,
    append_row,
    cell_flaw,
    find_twin,
    read_rows,
    read_whole,
    shorten,
)

PART = 30  # the most characters of one part of an id
PACKAGE = "datapackage.json"


def count_asked(project: Project, case: str, answers: Mapping[str, str]) -> tuple[dict[str, str], Count]:
    """
    Count what is asked, and add nothing.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    answers : mapping
        The cells of a row of counts.csv. Those that are missing have their defaults.

    Returns
    -------
    tuple
        All cells of the row, and what was counted.

    Raises
    ------
    PromptError, CountError, DatasetError, DataError
        It cannot be counted, or a cell has a fault.
    """
    cells = {column.name: answers.get(column.name) or column.default for column in COUNTS.columns}
    for name, cell in cells.items():
        if cell and (flaw := cell_flaw(cell)):
            msg = f"--{name}: found {flaw.found}, expected {flaw.expected}. {flaw.remedy}"
            raise PromptError(msg)
    query = make_query(
        cells["window"], unit=cells["unit"], actor=cells["actor"], role=cells["role"], place=cells["place"],
        kinds=[cells["kinds"]], precision=cells["precision"], clarity=cells["clarity"],
    )  # fmt: skip
    events = open_dataset(project, case, cells["dataset"])
    return cells, count_events(events, query, *read_names(project.tables(case)))


class TwinError(PromptError):
    """A count is in the data already; `twin` is its id."""

    def __init__(self, twin: str) -> None:
        super().__init__(
            f"{twin} asks the same: it is in the data already. To add it all the same, give it an id with --id."
        )
        self.twin = twin


def add_count(project: Project, case: str, answers: Mapping[str, str]) -> tuple[str, Count, Path]:
    """
    Count what is asked, and add it to the `counts.csv` of a case.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    answers : mapping
        The cells of the row. Those that are missing have their defaults.

    Returns
    -------
    tuple
        The id of the row, what was counted, and the table.

    Raises
    ------
    PromptError, CountError, DatasetError, DataError
        It cannot be counted, or a cell has a fault. Nothing was written.
    """
    cells, count = count_asked(project, case, answers)
    folder = project.tables(case)
    with editing(project) as edit:
        path, package = folder / COUNTS.file, folder / PACKAGE
        rows, problems = read_counts(folder, dataset_names(folder))
        if problems:
            raise DataError(problems)
        figures = [row.cells["id"] for row in read_rows(folder / FIGURES.file, FIGURES.names)[0]]
        table = read_whole(path) if path.exists() else ",".join(COUNTS.names) + "\n"
        if not cells["id"] and (twin := find_twin(table, cells)):
            raise TwinError(twin)
        cells["id"] = _free_id(cells, [*(row.id for row in rows), *figures])
        contents = {path: append_row(table, cells)}
        if not path.exists():
            contents[package] = with_tables(read_whole(package), [COUNTS])
        edit(contents)
    return cells["id"], count, path


def _free_id(cells: Mapping[str, str], used: list[str]) -> str:
    """Return the id that was asked for, or one from the data set, the days, the actor and the place."""
    if name := cells["id"]:
        if not COUNTS["id"].fits(name):
            msg = f"--id: found {shorten(name)!r}, expected {ID_EXPECTED}."
            raise PromptError(msg)
        if name in used:
            msg = f"--id: {name} is taken. Choose another id."
            raise PromptError(msg)
        return name
    parts = [cells["dataset"], cells["window"].replace("/", " to "), cells["actor"]]
    parts += [cells["role"] if cells["role"] != Role.ANY else "", cells["place"], cells["kinds"]]
    parts += [cells["unit"] if cells["unit"] != Unit.EVENTS else ""]
    return free_id("-".join(filter(None, (slug(part, PART) for part in parts))), used)
