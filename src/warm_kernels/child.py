"""A kernel in a fork: binds ports of its own choice, says which, and serves one notebook."""

import os
import socket
from pathlib import Path
from typing import Any

from ipykernel.kernelapp import IPKernelApp

from warm_kernels.messages import send

PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


def run_kernel(wanted: dict[str, Any], channel: socket.socket, file: Path, server: int) -> None:
    """
    Run a kernel until it is told to stop.

    Parameters
    ----------
    wanted : dict
        `key`, `ip`, `signature_scheme` and further `arguments` for the kernel.
    channel : socket
        Where to say, once the ports are bound, which they are.
    file : Path
        Its connection file, in a private folder; no other kernel's may ever have stood there.
    server : int
        The process that this one ends with.
    """
    app: Any = IPKernelApp.instance(connection_file=str(file), ip=wanted["ip"], transport="tcp", parent_handle=server)
    app.session.key = wanted["key"].encode()
    app.session.signature_scheme = wanted["signature_scheme"]
    app.initialize(wanted["arguments"])
    send(channel, {"pid": os.getpid(), "ports": {name: getattr(app, name) for name in PORTS}})
    app.start()
