"""Change files and folders: all changes that Tally makes on the disk are calls of these functions."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

TEMPORARY = ".tally-"  # with this begin the names of files that are not yet in place
USUAL_MODE = 0o644


def write_file(path: Path, content: str | bytes) -> None:
    """
    Write a file that nobody else reads yet, completely or not at all. What others read is changed by `editing`.

    Parameters
    ----------
    path : Path
        The file. Its folder is created if it is missing; an existing file keeps its permissions, and a link its target.
    content : str or bytes
        A text is written as UTF-8 with the line ends that it has.

    Raises
    ------
    OSError, UnicodeEncodeError
        It cannot be written. The file is unchanged, and no other file is left.
    """
    raw, target = as_bytes(content), real_path(path)
    make_folder(target.parent)
    new = target.with_name(TEMPORARY + random_token())
    try:
        with naming(path):
            write_new(new, raw, mode_of(target))
            rename(new, target)
    except BaseException:
        with suppress(OSError):
            remove(new)
        raise


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Raise errors of the disk about a file with its name, not without one or with that of what will replace it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def write_new(path: Path, content: bytes, mode: int = USUAL_MODE, *, sync: bool = True) -> None:
    """Write a file that does not exist yet, and wait until the disk has it."""
    with naming(path):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            if sync:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
        path.chmod(mode)


def open_new(path: Path) -> BinaryIO:
    """Open a file that does not exist yet, to write it piece by piece; nobody else reads it before it is renamed."""
    with naming(path):
        return path.open("xb", 1 << 20)


def sync_path(path: Path) -> None:
    """Wait until the disk has a file, or the names in a folder."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folder
    with naming(path):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def rename(old: Path, new: Path) -> None:
    """Change a file's name, and replace the file of the new name."""
    old.replace(new)


def add_link(path: Path, target: Path) -> None:
    """Add a symbolic link."""
    path.symlink_to(target)


def move_into(source: Path, target: Path) -> None:
    """Move a complete folder to its place: under a new name or, entry by entry, into a folder that is there."""
    if not target.exists():
        rename(source, target)
        return
    moved = list[Path]()
    try:
        for entry in sorted(source.iterdir()):
            rename(entry, target / entry.name)
            moved.append(entry)
    except BaseException:
        for entry in moved:
            rename(target / entry.name, entry)
        raise


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    path.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Add a folder and those above it, if they are missing."""
    path.mkdir(parents=True, exist_ok=True)


def remove_folder(path: Path) -> None:
    """Remove a folder, if it is there and empty."""
    with suppress(FileNotFoundError):
        path.rmdir()


def as_bytes(content: str | bytes) -> bytes:
    """Return a content as it is written: a text in UTF-8."""
    return content.encode("utf-8") if isinstance(content, str) else content


def real_path(path: Path) -> Path:
    """Return a path itself or, if it is a symbolic link, its target."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def mode_of(path: Path) -> int:
    """Return the permissions of a file; the usual ones if there is none."""
    return path.stat().st_mode & 0o7777 if path.exists() else USUAL_MODE


def random_token() -> str:
    """Return 16 random hexadecimal digits."""
    return os.urandom(8).hex()
