"""Read files again only if their bytes have changed."""

from collections.abc import Callable
from copy import copy as shallow
from functools import wraps
from pathlib import Path
from typing import TypeVar

from tally.project import Kind, ReadError, read_file
from tally.tables.problems import Problem

MOST = 8  # contents that each reader remembers

T = TypeVar("T")
Reader = Callable[[Path], tuple[T, list[Problem]]]


def remembered(*names: str) -> Callable[[Reader[T]], Reader[T]]:
    """
    Return a decorator for a function that reads files of a folder, and nothing else, into a list or a dictionary.

    The function is called once for each content of the files, wherever they are; a file that cannot be read is tried
    again each time.
    """

    def decorate(read: Reader[T]) -> Reader[T]:
        known: dict[tuple[bytes, ...], tuple[T, list[Problem]]] = {}

        @wraps(read)
        def remembering(folder: Path) -> tuple[T, list[Problem]]:
            contents = _contents(folder, names)
            found = known.pop(contents, None) if contents else None
            if found is None:
                found = read(folder)
            if contents and contents == _contents(folder, names):  # and not those of a file that has just changed
                known[contents] = found
                while len(known) > MOST:
                    del known[next(iter(known))]
            return shallow(found[0]), [*found[1]]

        return remembering

    return decorate


def _contents(folder: Path, names: tuple[str, ...]) -> tuple[bytes, ...] | None:
    """Return the bytes of files; None if one of them cannot be read or is too large for a table."""
    try:
        return tuple(read_file(folder / name, Kind.TABLE) for name in names)
    except ReadError:
        return None
