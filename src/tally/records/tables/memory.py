"""Read files again only if their bytes have changed."""

from collections.abc import Callable, Mapping
from copy import copy as shallow
from functools import wraps
from pathlib import Path
from typing import Generic, TypeVar

from tally.project import Kind, ReadError, read_file
from tally.records.tables.problems import Problem

MOST = 8  # contents that are remembered of each kind

T = TypeVar("T")
Files = Mapping[str, Path]  # by names, which are part of what is remembered
Reader = Callable[[Path], tuple[T, list[Problem]]]


class Memory(Generic[T]):
    """What was read from files, and from nothing else, by the bytes of these."""

    def __init__(self) -> None:
        self._known: dict[tuple[tuple[str, bytes], ...], T] = {}

    def read(self, files: Callable[[], Files], read: Callable[[], T]) -> T:
        """
        Read files, or return what the same bytes meant.

        `files` lists them, which can be others afterwards; what `read` raises is not remembered, and a file that cannot
        be read is tried again each time.
        """
        contents = _contents(files())
        found = self._known.pop(contents, None) if contents else None
        if found is None:
            found = read()
        if contents and contents == _contents(files()):  # and not those of a file that has just changed
            self._known[contents] = found
            while len(self._known) > MOST:
                del self._known[next(iter(self._known))]
        return found


def remembered(*names: str) -> Callable[[Reader[T]], Reader[T]]:
    """
    Return a decorator for a function that reads files of a folder, and nothing else, into a list or a dictionary.

    The function is called once for each content of the files, wherever they are.
    """

    def decorate(read: Reader[T]) -> Reader[T]:
        memory = Memory[tuple[T, list[Problem]]]()

        @wraps(read)
        def remembering(folder: Path) -> tuple[T, list[Problem]]:
            found, problems = memory.read(lambda: {name: folder / name for name in names}, lambda: read(folder))
            return shallow(found), [*problems]

        return remembering

    return decorate


def _contents(files: Files) -> tuple[tuple[str, bytes], ...] | None:
    """Return the names and bytes of files; None if one of them cannot be read or is too large for a table."""
    try:
        return tuple((name, read_file(path, Kind.TABLE)) for name, path in files.items())
    except ReadError:
        return None
