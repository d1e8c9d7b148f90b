"""Carry out a change of several files, and complete or undo one that was interrupted."""

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tally.project.plan import Content, JournalError, Plan, read_plan
from tally.project.writing import (
    as_bytes,
    make_folder,
    mode_of,
    naming,
    remove,
    remove_folder,
    rename,
    sync_path,
    write_new,
)

NEW, PLAN, COMMIT = "new", "plan", "commit"


def carry_out(plan: Plan, contents: Mapping[str, Content]) -> None:
    """
    Replace, add and remove the files of a plan, all or none.

    Raises
    ------
    OSError
        The disk refuses. Nothing has changed; or else the message says that the next command completes the change.

    Notes
    -----
    The new contents are first written beside the files that they will replace. The journal, a folder `.edit`, lists
    them: as `plan` while they are written, and as `commit` as soon as the disk has all of them. Then they are put in
    place one after the other, and the journal is removed. A command that finds a plan removes what was written for it;
    one that finds a commit puts the rest in place. A single file needs no commit: it is replaced in one step.
    """
    journal, several = plan.journal, len(plan.changes) > 1
    try:
        make_folder(journal)
        write_new(journal / NEW, plan.as_json(), sync=several)
        rename(journal / NEW, journal / PLAN)
        _prepare(plan, contents)
        if several:
            for folder in (*plan.touched, journal):
                sync_path(folder)
            rename(journal / PLAN, journal / COMMIT)
    except BaseException:
        with suppress(OSError):
            _undo(plan)
        raise
    try:
        if several:
            sync_path(journal)
        _put_in_place(plan)
    except BaseException as error:  # noqa: BLE001  also a signal: half a change is worse than a late end
        _finish(plan, error)


def _prepare(plan: Plan, contents: Mapping[str, Content]) -> None:
    """Write the new contents beside the files that they will replace, and wait until the disk has all of them."""
    for folder in plan.added:
        make_folder(folder)
    for change in plan.changes:
        content, target = contents[change.name], plan.target(change)
        with naming(target):
            if isinstance(content, Path):
                rename(content, plan.temporary(change))
            elif content is not None:
                write_new(plan.temporary(change), as_bytes(content), mode_of(target))


def _put_in_place(plan: Plan) -> None:
    """Replace, add and remove the files of a change, as far as that was not done before."""
    for change in plan.changes:
        target, new = plan.target(change), plan.temporary(change)
        with naming(target):
            if change.new is None:
                remove(target)
            elif new.exists():
                rename(new, target)
    for folder in filter(Path.is_dir, plan.touched):
        sync_path(folder)
    with suppress(OSError):  # else the next command removes it
        _forget(plan.journal)


def _finish(plan: Plan, error: BaseException) -> None:
    """Repeat to put a change in place; undo it if that fails again and nothing was put in place."""
    try:
        _put_in_place(plan)
    except OSError as again:
        if _withdraw(plan):
            raise
        reason = f"{again.strerror}; the change is stored, and the next command completes it"
        raise OSError(again.errno, reason, again.filename) from error
    if not isinstance(error, OSError):
        raise error


def _withdraw(plan: Plan) -> bool:
    """Undo a change if nothing of it was put in place, and return whether that was so."""
    with suppress(OSError):
        if all(plan.found(change) == change.old for change in plan.changes):
            if (plan.journal / COMMIT).exists():
                rename(plan.journal / COMMIT, plan.journal / PLAN)
            with suppress(OSError):  # the next command does the rest
                _undo(plan)
            return True
    return False


def complete(root: Path, journal: Path) -> None:
    """Finish or undo an interrupted change."""
    if not os.path.lexists(journal):
        return
    if not stat.S_ISDIR(journal.lstat().st_mode):
        msg = f"{journal} is not a folder, so Tally did not write it. Remove it."
        raise JournalError(msg)
    if os.path.lexists(journal / COMMIT):
        plan = read_plan(root, journal / COMMIT)
        if plan.is_whole():
            _put_in_place(plan)
        else:
            rename(journal / COMMIT, journal / PLAN)
            _undo(plan)
    elif os.path.lexists(journal / PLAN):
        plan = read_plan(root, journal / PLAN)
        _undo(plan)
    _forget(journal)


def _undo(plan: Plan) -> None:
    """Remove what was written for a change of which nothing was put in place."""
    for change in plan.changes:
        if change.new is not None:
            remove(plan.temporary(change))
    for folder in reversed(plan.added):
        with suppress(OSError):  # somebody else has put something there
            remove_folder(folder)
    _forget(plan.journal)


def _forget(journal: Path) -> None:
    """Remove a journal."""
    for name in (COMMIT, PLAN, NEW):
        remove(journal / name)
    remove_folder(journal)
