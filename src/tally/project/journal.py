"""Lock the data or the reports, and change several files there, all of them or none."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tally.project.folders import EDIT, Project
from tally.project.writing import make_folder, random_token

if TYPE_CHECKING:
    from tally.project.plan import Content

LOCK = ".lock"
Edit = Callable[..., None]


def editing(project: Project) -> AbstractContextManager[Edit]:
    """Lock the data, the notebooks and the briefs; see `_changing`."""
    return _changing(project.root, project.data)


def publishing(project: Project) -> AbstractContextManager[Edit]:
    """Lock the reports; see `_changing`."""
    return _changing(project.reports, project.reports)


def recover(project: Project) -> None:
    """
    Finish or undo what a command left that was stopped while it changed files.

    Raises
    ------
    JournalError
        That is not possible. The message says why, and what to do.
    """
    for root, home in ((project.root, project.data), (project.reports, project.reports)):
        if os.path.lexists(home / EDIT):
            with _changing(root, home):
                pass


@contextmanager
def _changing(root: Path, home: Path) -> Iterator[Edit]:
    """
    Lock files against other commands, after an interrupted change of them was completed or undone.

    Parameters
    ----------
    root : Path
        The folder with all files.
    home : Path
        The folder in it that has the lock and the journal.

    Yields
    ------
    callable
        Replaces, adds and removes files, all or none, in the order in which they are given. It takes their new
        contents by their paths.

    Raises
    ------
    JournalError
        Another command has them locked and does not end, or an interrupted change can be neither completed nor undone.
    """
    from filelock import FileLock, Timeout  # slow to import, like the others, and needed only to write

    from tally.project.commit import complete
    from tally.project.plan import PATIENCE, JournalError

    make_folder(home)
    lock = FileLock(home / LOCK, timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout as error:
        msg = f"Another command has been changing {root} for {PATIENCE} seconds. Wait until it ends, or stop it."
        raise JournalError(msg) from error
    try:
        complete(root, home / EDIT)
        yield partial(_change, root, home / EDIT)
    finally:
        lock.release()


def _change(root: Path, journal: Path, files: Mapping[Path, "Content"], folders: Iterable[Path] = ()) -> None:
    """Replace, add and remove files, all or none."""
    from tally.project.commit import carry_out
    from tally.project.plan import Change, JournalError, Plan, hash_content, name_in

    contents = {name_in(root, path): content for path, content in files.items()}
    plan = Plan(root, journal, random_token(), ())
    wanted = (Change(name, None, hash_content(content)) for name, content in contents.items())
    dated = (change._replace(old=plan.found(change)) for change in wanted)
    changes = tuple(change for change in dated if change.old != change.new)
    parents = [*folders, *((root / change.name).parent for change in changes if change.new)]
    missing = {folder for path in parents for folder in (path, *path.parents) if not folder.exists()}
    plan = replace(plan, changes=changes, folders=tuple(sorted(name_in(root, folder) for folder in missing)))
    if not changes and not missing:
        return
    if outside := [change.name for change in changes if change.new is None and not plan.owns(change)]:
        msg = (
            f"{outside[0]} in {root} is reached by a link that leads out of it, so it is not removed. Remove the link."
        )
        raise JournalError(msg)
    carry_out(plan, contents)
