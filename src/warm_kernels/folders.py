"""Folders for temporary files: each is owned by living processes, through a lock, or it is removed by the next."""

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

fcntl: Any = import_module("fcntl") if os.name == "posix" else None

OWNER = ".warm-kernels-owner"  # in each folder that was made here: the file that its owners hold locked
NEW = ".new"  # the end of a folder's name until it is locked
MOMENT = 60  # seconds within which a new folder is locked
DAY = 86400  # seconds after which a folder is removed where files cannot be locked
LONGEST_SOCKET = 100  # bytes of the path of a socket
SHORT = "/tmp"  # noqa: S108  mkdtemp makes its folders there private


@contextmanager
def owned_folder(prefix: str, parent: Path | None = None) -> Iterator[Path]:
    """
    Create a folder that only this user can open, own it, and remove it afterwards.

    Parameters
    ----------
    prefix : str
        The beginning of its name.
    parent : Path, optional
        Where to create it; by default the folder for temporary files.

    Yields
    ------
    Path
        The folder. Forks of this process own it too, and so does each process that calls `own`. When all have ended,
        for whatever reason, `remove_ownerless` removes it.
    """
    new = Path(tempfile.mkdtemp(prefix=prefix, suffix=NEW, dir=parent))
    folder, descriptor = new.with_name(new.name.removesuffix(NEW)), -1
    try:
        descriptor = own(new)
        new.rename(folder)
        yield folder
    finally:
        remove_folder(folder if folder.exists() else new)
        if descriptor >= 0:
            os.close(descriptor)


def own(folder: Path) -> int:
    """Lock a folder together with its other owners, until the returned descriptor is closed or the process ends."""
    descriptor = os.open(folder / OWNER, os.O_RDWR | os.O_CREAT, 0o600)
    if fcntl is not None:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def remove_ownerless(parent: Path, prefix: str) -> None:
    """
    Remove the folders in `parent` that `owned_folder` has made and that no living process owns.

    They are recognised by their names, which begin with `prefix`, by the file that their owners hold locked, and by
    their permissions. Nothing else is removed.
    """
    name = re.compile(re.escape(prefix) + rf"(?:\d+-)?[a-z0-9_]{{8}}(?:{re.escape(NEW)})?")
    try:
        with os.scandir(parent) as entries:
            folders = [Path(entry.path) for entry in entries if name.fullmatch(entry.name)]
    except OSError:
        return
    for folder in folders:
        if not _is_owned(folder):
            remove_folder(folder)


def remove_folder(folder: Path) -> None:
    """Remove a folder and all that is in it, also what a process that is just ending still writes; its mark last."""
    for pause in (0.0, 0.02, 0.1, 0.3):
        time.sleep(pause)
        with suppress(OSError):
            for path in [path for path in folder.iterdir() if path.name != OWNER]:
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)
            (folder / OWNER).unlink(missing_ok=True)
            folder.rmdir()
        if not folder.exists():
            return
        _open_up(folder)


def socket_parent(further: int) -> Path:
    """Return where to create a folder with sockets whose paths are so many bytes longer than that of its parent."""
    parent = tempfile.gettempdir()
    fits = len(os.fsencode(parent)) + further <= LONGEST_SOCKET
    return Path(parent if fits or not os.access(SHORT, os.W_OK | os.X_OK) else SHORT)


def is_locked(path: Path) -> bool | None:
    """Return whether a living process holds a file locked; None where that cannot be found out."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        if fcntl is None:
            return None
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return False


def _is_owned(folder: Path) -> bool:
    """Return whether a living process owns a folder, or may own it, or whether it was not made here."""
    try:
        about = folder.lstat()
        age = time.time() - about.st_mtime
        ours = stat.S_ISDIR(about.st_mode) and (os.name != "posix" or _is_private(about))
        if not ours or not stat.S_ISREG((folder / OWNER).lstat().st_mode):
            return True
        if folder.name.endswith(NEW) and age < MOMENT:
            return True
        locked = is_locked(folder / OWNER)
    except OSError:
        return True
    return age < DAY if locked is None else locked


def _is_private(about: os.stat_result) -> bool:
    """Return whether a folder is this user's, and nobody else can open it."""
    return about.st_uid == os.getuid() and stat.S_IMODE(about.st_mode) == stat.S_IRWXU


def _open_up(folder: Path) -> None:
    """Add all of this user's rights to the folders in a folder, without which they cannot be removed."""
    for path, names, _ in os.walk(folder):
        for name in (".", *names):
            with suppress(OSError):
                (Path(path) / name).chmod(0o700)
