"""Watch the files of packages, so that none is used as it was before it changed."""

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress
from importlib.util import find_spec


class Watch:
    """
    The files of packages as they were when this was created, which must be before any of them is read.

    Parameters
    ----------
    packages : collection of str
        Names of top-level packages and modules.
    """

    def __init__(self, packages: Collection[str] = ()) -> None:
        self._packages = packages
        self._states = self._read_states()

    def drop_changed(self) -> None:
        """Remove the packages' modules from the imported ones if a file has changed, so that all is read again."""
        if self._packages and self._read_states() != self._states:
            for name in [name for name in sys.modules if name.partition(".")[0] in self._packages]:
                del sys.modules[name]

    def _read_states(self) -> dict[str, tuple[int, int, int]]:
        """Return the size and the times of change (ns) of each file of the packages: modules, templates, all others."""
        states = {}
        for package in self._packages:
            spec = find_spec(package)
            for place in (spec.submodule_search_locations or [spec.origin or ""]) if spec else ():
                for path in _files(place):
                    with suppress(OSError):
                        status = os.stat(path)  # noqa: PTH116  half the time of Path.stat
                        states[path] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        return states


def _files(place: str) -> Iterator[str]:
    """Yield a file itself, or the files of a folder and those below, without compiled ones."""
    if not os.path.isdir(place):  # noqa: PTH112
        yield place
    for folder, folders, files in os.walk(place):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{folder}/{name}" for name in files)
