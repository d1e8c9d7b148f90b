"""Read a file that a user wrote or chose, within limits: the one place where Tally reads such files."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from tally.errors import TallyError

AT_ONCE = 1 << 24  # bytes
FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0)
FLAGS |= getattr(os, "O_BINARY", 0)  # Windows
SPECIAL = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
REFUSALS = {
    errno.ELOOP: "links that lead to each other",
    errno.ENXIO: "a socket or a device",
    errno.EISDIR: "a folder",
    errno.ENAMETOOLONG: "a name that is too long",
    errno.EAGAIN: "a device",
}


class Kind(Enum):
    """What a file is for, in words; the most bytes that it may have; and what to do if it has more."""

    BRIEF = "a brief", 40_000, "A brief has lines such as “earlier: un-2020”."
    SETTINGS = "the project's settings", 1_000_000, "Restore the file from git."
    TABLE = "a table", 20_000_000, "No table is that large: look at its longest lines, or restore the file from git."
    RECORDS = "the sources' records", 20_000_000, "Look at its longest lines, or restore the file from git."
    PACKAGE = "the description of a case", 2_000_000, "Look at its longest lines, or restore the file from git."
    PASSAGE = "a passage", 5_000_000, "Keep only the quoted words and those around them."
    LIST = "a list", 20_000_000, "Add the rows in several files."
    BIBLIOGRAPHY = "a list of records", 5_000_000, "Export fewer entries."
    DOCUMENT = "a document", 60_000_000, "Save only the quoted pages."
    NOTEBOOK = "a notebook", 20_000_000, "Clear its outputs, or restore the file from git."
    BUILT = "a file of a briefing", 200_000_000, "Build the briefing again."
    EDITION = "the record of an edition", 50_000_000, "Restore the file from git, or delete it."
    EVENTS = "a file of events", 2_000_000_000, "Take out the years or countries that are needed."
    BOUNDARIES = "a file of boundaries", 10_000_000, "Simplify it or take out other countries, with mapshaper."
    NOTE = "a note of a build", 20_000_000, "Delete it; the next build writes it again."

    def __init__(self, words: str, limit: int, remedy: str) -> None:
        self.words, self.limit, self.remedy = words, limit, remedy


class ReadError(TallyError, ValueError):
    """
    A file cannot be read. `found`, `expected` and `remedy` are the parts of the message after the file.

    `missing` says that there is no such file.
    """

    def __init__(self, path: Path, found: str, expected: str, remedy: str, *, missing: bool = False) -> None:
        super().__init__(f"{path}: found {found}, expected {expected}. {remedy}")
        self.found, self.expected, self.remedy, self.missing = found, expected, remedy, missing


def read_file(path: Path, kind: Kind) -> bytes:
    """
    Read a file whole.

    Parameters
    ----------
    path : Path
        The file, or a link to it. Folders, pipes, sockets and devices are refused without waiting for them.
    kind : Kind
        What the file is for, which limits its size.

    Raises
    ------
    ReadError
        There is no such file, it is not a regular file, it is too large or grows, or the system refuses to read it.
        The message says what was found, where, and what to do.
    """
    descriptor = _open(path, kind)
    try:
        return _read(path, kind, descriptor)
    except OSError as error:
        raise _refusal(path, kind, error) from error
    finally:
        os.close(descriptor)


@contextmanager
def open_file(path: Path, kind: Kind) -> Iterator[BinaryIO]:
    """
    Open a file that is too large to be read whole. See `read_file`.

    Raises
    ------
    ReadError
        As `read_file`, and if the file changes while it is read.
    """
    descriptor = _open(path, kind)
    try:
        size = _check_size(path, kind, descriptor)
        before = file_state(descriptor)
        with os.fdopen(os.dup(descriptor), "rb", AT_ONCE >> 4) as stream:
            yield stream
        if before != file_state(descriptor):
            found, remedy = f"a change of its {size:,} bytes", "Wait until it is complete, and try again."
            raise ReadError(path, found, "a file that does not change", remedy)
    finally:
        os.close(descriptor)


def file_state(file: Path | int) -> tuple[int, ...]:
    """Return the size, the times of change (ns) and the number of a file: what differs after any change."""
    status = os.stat(file)  # noqa: PTH116  a descriptor too
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _open(path: Path, kind: Kind) -> int:
    """Open a file without waiting; raise a `ReadError` for whatever the system refuses."""
    try:
        return os.open(path, FLAGS)
    except FileNotFoundError as error:
        raise ReadError(path, "no file", kind.words, "Check the path, or restore the file.", missing=True) from error
    except OSError as error:
        raise _refusal(path, kind, error) from error
    except (ValueError, OverflowError) as error:  # a NUL or half a character in the name
        raise ReadError(path, "a name that no file can have", kind.words, "Check the path.") from error


def _refusal(path: Path, kind: Kind, error: OSError) -> ReadError:
    """Return the error for a file that the system does not read."""
    found = REFUSALS.get(error.errno or 0, "") or (error.strerror or str(error) or type(error).__name__).lower()
    return ReadError(path, found, kind.words, "Make it a file that can be read, or choose another.")


def _check_size(path: Path, kind: Kind, descriptor: int) -> int:
    """Return the size of an open file, once it is known to be a regular one and not too large."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        found = SPECIAL.get(stat.S_IFMT(status.st_mode), "no regular file")
        raise ReadError(path, found, kind.words, "Name a file; save there what comes from elsewhere.")
    if status.st_size > kind.limit:
        found, expected = f"{status.st_size:,} bytes", f"at most {kind.limit:,} for {kind.words}"
        raise ReadError(path, found, expected, kind.remedy)
    return status.st_size


def _read(path: Path, kind: Kind, descriptor: int) -> bytes:
    """Read an open file, once it is known to be one."""
    size = _check_size(path, kind, descriptor)
    parts, room = [], size + 1  # one byte more shows that the file grows
    while room > 0 and (part := os.read(descriptor, min(room, AT_ONCE))):
        parts.append(part)
        room -= len(part)
    if room != 1:
        found = f"{'more' if room < 1 else 'less'} than its {size:,} bytes"
        raise ReadError(path, found, "a file that does not change", "Wait until it is complete, and try again.")
    return b"".join(parts)
