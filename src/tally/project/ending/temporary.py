"""Folders for temporary files, and the removal of what a process that was killed has left."""

import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

STAGE = re.compile(r"(\.[a-z0-9-]+-)\d+-[a-z0-9_]{8}(?:\.new)?")  # in reports/: a folder that a build fills
WRITTEN = re.compile(r"\.tally-[0-9a-f]{16}|\.[^/]+\.[a-z]+-[a-z0-9_]{8}")  # a file that was to replace another
TEMPORARY = ("tally_files-", "warm_kernels-")  # begin the names of folders in the system's folder for temporary files
SHORT = "/tmp"  # noqa: S108  where folders are whose paths must be short
MOMENT = 60  # seconds within which a file that nobody holds locked may still be written


@contextmanager
def staging(reports: Path, name: str) -> Iterator[Path]:
    """Create a folder to build in, beside what it will replace, and remove it afterwards."""
    from warm_kernels.folders import owned_folder  # slow to import, as below

    reports.mkdir(parents=True, exist_ok=True)
    with owned_folder(f".{name}-{os.getpid()}-", reports) as folder:
        yield folder


def temporary_folder(sockets: int = 0) -> AbstractContextManager[Path]:
    """
    Create a folder for temporary files, and remove it afterwards; if this process is killed, a build removes it.

    Parameters
    ----------
    sockets : int
        For how many bytes of a socket's path in the folder there must be room.
    """
    from warm_kernels.folders import owned_folder, socket_parent

    return owned_folder(
        TEMPORARY[0], socket_parent(len(f"/{TEMPORARY[0]}12345678.new/") + sockets) if sockets else None
    )


def remove_leftovers(reports: Path, written: Iterable[Path] = ()) -> None:
    """
    Remove the temporary folders and files of builds and other commands that were killed.

    What a living process holds locked stays.

    Parameters
    ----------
    reports : Path
        The folder in which builds create theirs.
    written : iterable of Path
        The folders in which Tally writes files.
    """
    system = {Path(os.environ.get("TMPDIR") or SHORT), Path(SHORT)}  # what `tempfile` finds, without its import
    found = {match[1] for match in map(STAGE.fullmatch, _names(reports)) if match}
    elsewhere = [folder for folder in system if any(name.startswith(TEMPORARY) for name in _names(folder))]
    if found or elsewhere:
        from warm_kernels.folders import remove_ownerless

        for prefix in found:
            remove_ownerless(reports, prefix)
        for folder in elsewhere:
            for prefix in TEMPORARY:
                remove_ownerless(folder, prefix)
    for folder in written:
        for name in filter(WRITTEN.fullmatch, _names(folder)):
            _remove_unwritten(folder / name)


def _remove_unwritten(path: Path) -> None:
    """Remove a file that was to replace another, unless somebody still writes it."""
    from warm_kernels.folders import is_locked

    with suppress(OSError):
        old = path.is_file() and not path.is_symlink() and time.time() - path.lstat().st_mtime > MOMENT
        if old and not is_locked(path):
            path.unlink()


def _names(folder: Path) -> list[str]:
    """Return the names in a folder; none if it cannot be read."""
    try:
        return os.listdir(folder)  # noqa: PTH208  a quarter of the time of iterdir
    except OSError:
        return []
