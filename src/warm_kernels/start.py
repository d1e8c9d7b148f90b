"""Start the kernel server, where processes can be forked."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from warm_kernels.preload import PRISTINE

SERVER = "WARM_KERNELS_SERVER"  # the environment variable with the path of the server's socket
CHOICE = "WARM_KERNELS"  # warm or cold; by default warm where that is safe

LONGEST_FOLDER = 80  # characters of a temporary folder's path; a socket's path may have about 100
_lifelines: list[socket.socket] = []


def forks() -> bool:
    """
    Return whether kernels are forked on this machine.

    On Linux they are unless `WARM_KERNELS` is `cold`; on macOS only if it is `warm`, since system libraries there can
    fail after a fork; on Windows never.
    """
    choice = os.environ.get(CHOICE, "")
    return hasattr(os, "fork") and (choice == "warm" or (choice != "cold" and sys.platform == "linux"))


@contextmanager
def kernel_server(preload: str = "", watch: Sequence[str] = ()) -> Iterator[str]:
    """
    Run a kernel server, and stop it and its kernels afterwards.

    Parameters
    ----------
    preload : str
        The `Preload` with the modules to import, as `module:name`. If empty, only the kernel's own modules are
        imported.
    watch : sequence of str
        Packages whose modules a kernel imports again if one of their files has changed since the server imported it.

    Yields
    ------
    str
        The path of the server's socket, which only this user can open; empty where ordinary kernels are used. The
        server may still be importing modules: a client that connects waits until its kernel can start.
    """
    if not forks():
        yield ""
        return
    too_long = len(tempfile.gettempdir()) > LONGEST_FOLDER
    folder = Path(tempfile.mkdtemp(prefix="warm-kernels-", dir="/tmp" if too_long else None))  # noqa: S108  mkdtemp makes it 0700
    path = folder / "kernels"
    ours, theirs = socket.socketpair()
    listener = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(before)
    listener.listen(64)
    numbers = (listener.fileno(), theirs.fileno())
    command = [sys.executable, "-P", "-m", "warm_kernels.server", *map(str, numbers), str(folder), preload, *watch]
    server = subprocess.Popen(  # noqa: S603  our own interpreter and module
        command,
        pass_fds=numbers,
        env=os.environ | PRISTINE,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    listener.close()
    theirs.close()
    _lifelines.append(ours)
    try:
        yield str(path)
    finally:
        _lifelines.remove(ours)
        ours.close()
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=10)
        server.kill()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def close_lifelines() -> None:
    """Close this process's copies of the lifelines: forks do this, so that the server ends with the parent."""
    while _lifelines:
        _lifelines.pop().close()
