"""Change several files of a case, all of them or none."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from filelock import FileLock

from tally.project import Project, temporary_folder, write_file
from tally.records.dossier import Dossier, load_dossier


def revise_case(project: Project, case: str, change: Callable[[Path], Mapping[str, str]]) -> Dossier:
    """
    Change files of a case, all of them or none.

    Parameters
    ----------
    project : Project
        The checkout.
    case : str
        The case's name.
    change : callable
        Is called with the folder, and returns the new text of each changed file, by its path in the folder. The folder
        is locked meanwhile.

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
    with FileLock(folder / ".lock"):
        files = change(folder)
        dossier = load_changed(project, case, files)
        for name, text in files.items():
            write_file(folder / name, text)
    return dossier


def load_changed(project: Project, case: str, files: Mapping[str, str]) -> Dossier:
    """Load a case as it would be with some files changed, without writing them. Raises `DataError`."""
    with temporary_folder() as root:
        copy = replace(project, root=root)
        folder = copy.tables(case)
        (folder / "passages").mkdir(parents=True)
        for path in (*project.table_files(), *project.table_files(case)):
            shutil.copyfile(path, copy.data / path.relative_to(project.data))
        for name, text in files.items():
            write_file(folder / name, text)
        return load_dossier(copy, case)
