"""A kernel in a fork: it chooses and binds its own ports, reports them, and serves one notebook."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ipykernel import ipkernel
from ipykernel.kernelapp import IPKernelApp

from warm_kernels.messages import send

PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


@dataclass
class Kernel:
    """A kernel that runs: its process id, the connection to its client, and its connection file."""

    pid: int
    channel: socket.socket
    file: Path


def run_kernel(request: dict[str, Any], channel: socket.socket, file: Path, server: int) -> None:
    """
    Run a kernel until its client or the server stops it.

    Parameters
    ----------
    request : dict
        `key`, `ip`, `signature_scheme` and further `arguments` of the kernel.
    channel : socket
        The connection to the client. The ports are sent there once they are bound.
    file : Path
        The kernel's connection file, in a private folder. No other kernel may have used this path before.
    server : int
        The id of the server's process. The kernel ends when that process ends.
    """
    app: Any = IPKernelApp.instance(connection_file=str(file), ip=request["ip"], transport="tcp", parent_handle=server)
    app.session.key = request["key"].encode()
    app.session.signature_scheme = request["signature_scheme"]
    with _without_list_of_modules():
        app.initialize(request["arguments"])
    app.log.setLevel(app.log_level)  # or each message is recorded for a handler that leaves the record out
    send(channel, {"pid": os.getpid(), "ports": {name: getattr(app, name) for name in PORTS}})
    app.start()


@contextmanager
def _without_list_of_modules() -> Iterator[None]:
    """
    Return a context in which ipykernel sees no modules.

    It lists the files of all of them for its debugger, which a notebook that nobody looks at does not use. Each
    reference counted there would copy memory that the forks share, 6 MB for each kernel.
    """
    names = vars(ipkernel)
    names["sys"] = SimpleNamespace(**vars(sys) | {"modules": {}})
    try:
        yield
    finally:
        names["sys"] = sys
