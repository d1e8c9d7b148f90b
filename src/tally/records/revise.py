"""Change several files of a case, all of them or none."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from tally.project import Kind, Project, editing, read_file, temporary_folder, write_file
from tally.records.dossier import Dossier, load_dossier


def revise_case(project: Project, case: str, change: Callable[[Path], Mapping[str, str | bytes]]) -> Dossier:
    """
    Change files of a case, all of them or none.

    Parameters
    ----------
    project : Project
        The checkout.
    case : str
        The case's name.
    change : callable
        Is called with the folder, and returns the new content of each changed file, by its path in the folder. All data
        are locked meanwhile.

    Returns
    -------
    Dossier
        The records with the change.

    Raises
    ------
    DataError
        The data with the change have a fault. Nothing was written.
    """
    folder = project.tables(case)
    with editing(project) as edit:
        files = change(folder)
        dossier = load_changed(project, case, files)
        edit({folder / name: content for name, content in files.items()})
    return dossier


def load_changed(project: Project, case: str, files: Mapping[str, str | bytes]) -> Dossier:
    """Load a case as it would be with some files changed, without writing them. Raises `DataError`."""
    with temporary_folder() as root:
        copy = replace(project, root=root)
        folder = copy.tables(case)
        (folder / "passages").mkdir(parents=True)
        for path in (*project.table_files(), *project.table_files(case)):
            target = copy.data / path.relative_to(project.data)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(read_file(path, Kind.TABLE))
        for name, content in files.items():
            if isinstance(content, str):  # the others are documents, which are not loaded
                write_file(folder / name, content)
        return load_dossier(copy, case)
