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

SERVER = "WARM_KERNELS_SERVER"  # the environment variable that names its socket
CHOICE = "WARM_KERNELS"  # warm or cold; by default warm where that is safe

LONG = 80  # characters of a folder's path; a socket's is allowed about a hundred in all
_lifelines: list[socket.socket] = []


def forks() -> bool:
    """Whether kernels are forked here: not on Windows, and on macOS only by choice, since its libraries mind it."""
    choice = os.environ.get(CHOICE, "")
    return hasattr(os, "fork") and (choice == "warm" or (choice != "cold" and sys.platform == "linux"))


@contextmanager
def kernel_server(preload: str = "", watch: Sequence[str] = ()) -> Iterator[str]:
    """
    Run a kernel server, and end it and its kernels afterwards.

    Parameters
    ----------
    preload : str
        Where the `Preload` is that says what to import, as `module:name`; empty for the kernel's own modules alone.
    watch : sequence of str
        Packages whose modules a kernel imports again if a file of theirs has changed since the server imported it.

    Yields
    ------
    str
        The path of its socket, private to this user; empty where ordinary kernels are used. The server may still be
        importing: who connects is served as soon as it can be.
    """
    if not forks():
        yield ""
        return
    long = len(tempfile.gettempdir()) > LONG
    folder = Path(tempfile.mkdtemp(prefix="warm-kernels-", dir="/tmp" if long else None))  # noqa: S108  mkdtemp makes it 0700
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
    """Close the lifelines that this process holds; a fork does so that the server ends with who started it."""
    while _lifelines:
        _lifelines.pop().close()
