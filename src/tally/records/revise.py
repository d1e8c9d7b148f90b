"""Change several files of a case, all of them or none."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from filelock import FileLock

from tally.project import Project, write_file
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
        Given the folder, gives the new text of each file that changes, by its path in the folder. It is called while
        nobody else can change the folder through here.

    Returns
    -------
    Dossier
        What is then on file.

    Raises
    ------
    DataError
        With the change, something would be wrong. Nothing was written.
    """
    folder = project.tables(case)
    with FileLock(folder / ".lock"):
        changed = change(folder)
        dossier = load_changed(project, case, changed)
        for name, text in changed.items():
            write_file(folder / name, text)
    return dossier


def load_changed(project: Project, case: str, changed: Mapping[str, str]) -> Dossier:
    """Load a case as it would be with some files changed; nothing is written. Raises `DataError`."""
    with tempfile.TemporaryDirectory() as rehearsal:
        rehearsed = replace(project, root=Path(rehearsal))
        copy = rehearsed.tables(case)
        (copy / "passages").mkdir(parents=True)
        for path in (*project.table_files(), *project.table_files(case)):
            shutil.copyfile(path, rehearsed.data / path.relative_to(project.data))
        for name, text in changed.items():
            write_file(copy / name, text)
        return load_dossier(rehearsed, case)
