"""Start the kernel server, where processes can be forked."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from warm_kernels.folders import SHORT, owned_folder, remove_ownerless, socket_parent
from warm_kernels.preload import PRISTINE

SERVER = "WARM_KERNELS_SERVER"  # the environment variable with the path of the server's socket
CHOICE = "WARM_KERNELS"  # warm or cold; by default warm where that is safe
PREFIX = "warm_kernels-"  # of the name of each folder of a server or a kernel
SOCKET = "kernels"  # the name of the socket in its folder
MESSAGES = "messages"  # the file there with what the server and its kernels write to standard error
PATIENCE = 10  # seconds within which the server must end
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
def kernel_server(
    preload: str = "", watch: Sequence[str] = (), variables: Mapping[str, str] | None = None
) -> Iterator[str]:
    """
    Run a kernel server, and stop it and its kernels afterwards.

    Parameters
    ----------
    preload : str
        The `Preload` with the modules to import, as `module:name`. If empty, only the kernel's own modules are
        imported.
    watch : sequence of str
        Packages whose modules a kernel imports again if one of their files has changed since the server started.
    variables : mapping, optional
        Environment variables of the server, for the functions of the preload; kernels have those of their clients.

    Yields
    ------
    str
        The path of the server's socket, which only this user can open; empty where ordinary kernels are used. The
        server may still be importing modules: a client that connects waits until its kernel can start.
    """
    remove_leftovers()
    if not forks():
        yield ""
        return
    with owned_folder(PREFIX, socket_parent(len(f"/{PREFIX}12345678.new/{SOCKET}"))) as folder:
        path = folder / SOCKET
        ours, theirs = socket.socketpair()
        with theirs, _listener(path) as listener, (folder / MESSAGES).open("wb") as messages:
            numbers = (listener.fileno(), theirs.fileno())
            command = [sys.executable, "-P", "-m", "warm_kernels.server", *map(str, numbers), str(folder), preload]
            server = subprocess.Popen(  # noqa: S603  our own interpreter and module
                [*command, *watch],
                pass_fds=numbers,
                env={**os.environ, **(variables or {}), **PRISTINE, "TMPDIR": str(folder)},
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stderr=messages,
                start_new_session=True,
            )
        _lifelines.append(ours)
        try:
            yield str(path)
        finally:
            _lifelines.remove(ours)
            ours.close()
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=PATIENCE)
            server.kill()
            server.wait()


def remove_leftovers() -> None:
    """Remove the folders of servers and kernels that have ended without removing them."""
    for parent in {tempfile.gettempdir(), SHORT}:
        remove_ownerless(Path(parent), PREFIX)


def close_lifelines() -> None:
    """Close this process's copies of the lifelines: forks do this, so that the server ends with the parent."""
    while _lifelines:
        _lifelines.pop().close()


def _listener(path: Path) -> socket.socket:
    """Return a socket that listens at a path, and that only this user can connect to."""
    listener = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    except BaseException:
        listener.close()
        raise
    finally:
        os.umask(before)
    listener.listen(64)
    return listener
