"""A disk that fails: each write, sync, rename, removal and new name in a folder is counted, and one of them fails."""

import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

CALLS = (
    "open", "write", "fsync", "replace", "rename", "unlink", "remove", "mkdir", "rmdir", "chmod", "link", "symlink",
    "truncate",
)  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
FAULTS = {
    "death": 0,
    **{name: getattr(errno, name) for name in ("ENOSPC", "EACCES", "EIO")},
    "broken for good": errno.EIO,
}


class Death(BaseException):
    """The process is dead: nothing that it still tries reaches the disk."""


class Disk:
    """
    The disk under a folder. What the calls were is in `calls`.

    `at` is the number of the call that fails, none if it is negative; `fault` one of `FAULTS`: after a death, and on a
    disk that is broken for good, all later calls fail too. A write that fails has written the first half.
    """

    def __init__(self, folder: Path, at: int = -1, fault: str = "death") -> None:
        self.folder, self.at, self.fault = os.path.realpath(folder), at, fault
        self.calls: list[str] = []
        self._files: set[int] = set()

    def fail(self, call: str, name: str) -> bool:
        """Count a call, and return whether it fails."""
        number = len(self.calls)
        self.calls.append(f"{call} {name}")
        return number == self.at or (number > self.at >= 0 and self.fault in ("death", "broken for good"))

    def forget(self, descriptor: int) -> None:
        """Forget a file that is closed, whose number another may get."""
        self._files.discard(descriptor)

    def error(self, name: str) -> BaseException:
        """Return what a failing call raises."""
        code = FAULTS[self.fault]
        return OSError(code, os.strerror(code), name) if code else Death()

    def has(self, path: Any) -> bool:
        """Return whether a path is in the folder. The lock is not: the system releases those of the dead."""
        if isinstance(path, int):
            return path in self._files
        name = os.fspath(Path.cwd() / os.fspath(path))
        return name.startswith(self.folder + os.sep) and not name.endswith(f"{os.sep}.lock")

    def wrap(self, call: str, real: Any) -> Any:
        """Return a function of `os` that can fail."""

        def wrapped(path: Any, *arguments: Any, **named: Any) -> Any:
            if named.get("dir_fd") is not None:
                path = Path(f"/proc/self/fd/{named.pop('dir_fd')}").readlink() / path
            counted = self.has(path) or (call in ("replace", "rename") and self.has(arguments[0]))
            if call == "open" and counted:
                counted = bool(arguments and arguments[0] & WRITING)
                descriptor = None if counted and self.fail(call, os.fspath(path)) else real(path, *arguments, **named)
                if descriptor is None:
                    raise self.error(os.fspath(path))
                self._files.add(descriptor)
                return descriptor
            if counted and self.fail(call, str(path)):
                if call == "write" and self.at == len(self.calls) - 1:
                    real(path, arguments[0][: len(arguments[0]) // 2])
                raise self.error(str(path))
            return None if call == "fsync" and counted else real(path, *arguments, **named)

        return wrapped


@contextmanager
def broken(folder: Path, at: int = -1, fault: str = "death") -> Iterator[Disk]:
    """Let a call of the disk under a folder fail. A death ends the block, and any other error leaves it."""
    disk = Disk(folder, at, fault)
    with pytest.MonkeyPatch.context() as patch:
        for call in CALLS:
            patch.setattr(os, call, disk.wrap(call, getattr(os, call)))
        opened, closed = io.open, os.close

        def close_file(descriptor: int) -> None:
            disk.forget(descriptor)
            closed(descriptor)

        patch.setattr(os, "close", close_file)

        def open_file(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            if set("wax+") & set(mode) and not isinstance(file, int) and disk.has(file):
                msg = f"{file} is written elsewhere than in project/writing.py"
                raise AssertionError(msg)
            return opened(file, mode, *arguments, **named)

        patch.setattr(io, "open", open_file)
        with suppress(Death):
            yield disk


def tree(folder: Path) -> dict[str, bytes | None]:
    """Read all files under a folder but locks; None for folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if path.name != ".lock"
    }
