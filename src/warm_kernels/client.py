"""A kernel manager that starts warm kernels, and a client that is connected with its kernel by a socket."""

import asyncio
import json
import socket
from base64 import b64decode
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.jsonutil import json_default
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import Type, Unicode

from warm_kernels.messages import Lines

PAUSE = 0.02  # seconds
LANGUAGE = {"display_name": "Python 3 (ipykernel)", "language": "python"}


class Channel:
    """One kind of messages of a client."""

    def __init__(self, client: "WarmClient", name: str) -> None:
        self._client, self._name = client, name

    def send(self, message: dict[str, Any]) -> None:
        """Send a request."""
        header = message["header"]
        request = {"type": header["msg_type"], "header": header, "content": message["content"]}
        with suppress(OSError):  # the kernel has ended, which is noticed by the one who waits for its answer
            self._client.connection.sendall(json.dumps(request, default=json_default).encode() + b"\n")

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """
        Wait for the next message, at most `timeout` seconds.

        Raises
        ------
        Empty
            None has come in time, or the kernel has ended.
        """
        try:
            message = await asyncio.wait_for(self._client.lines.next(self._name), timeout)
        except TimeoutError:
            raise Empty from None
        if message is None:
            while await self._client.is_alive():  # until the server says how it has ended
                await asyncio.sleep(PAUSE)
            if timeout is None:  # nbclient waits for an answer, too, and learns there that there will be none
                await asyncio.Event().wait()
            raise Empty
        header = message["header"]
        header["date"] = datetime.fromisoformat(header["date"])
        message |= {"msg_type": header["msg_type"], "msg_id": header["msg_id"]}
        message["buffers"] = [b64decode(text) for text in message["buffers"]]
        return message


class WarmClient(AsyncKernelClient):
    """A client that holds one end of a socket, and the kernel the other."""

    def __init__(self, connection: socket.socket, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.connection = connection

    def start_channels(self, *_: Any, **__: Any) -> None:
        """Read what comes."""
        self.lines = Lines(self.connection)

    def stop_channels(self) -> None:
        """Read no more."""
        self.lines.close()

    @property
    def shell_channel(self) -> Any:
        """Return the requests and their answers."""
        return Channel(self, "shell")

    @property
    def iopub_channel(self) -> Any:
        """Return what the kernel shows."""
        return Channel(self, "iopub")

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Return at once: the server gives no kernel that is not ready."""


class WarmManager(AsyncKernelManager):
    """A manager whose kernels are forks of the kernel server."""

    server = Unicode(help="the kernel server's socket")
    client_class = Unicode("warm_kernels.client.WarmClient")
    client_factory = Type(WarmClient)

    connection: socket.socket | None = None

    def connect(self) -> socket.socket:
        """Create a connection, and return the kernel's end of it."""
        self.connection, theirs = socket.socketpair()
        return theirs

    def disconnect(self) -> None:
        """Close the connection."""
        if self.connection is not None:
            self.connection.close()

    def client(self, **kwargs: Any) -> Any:
        """Create a client of the kernel."""
        return super().client(connection=self.connection, **kwargs)

    def _connect_control_socket(self) -> None:
        """Skip this: a kernel is ended by the server."""

    def _ip_default(self) -> str:
        """Return this machine's own address, without a list of its network interfaces, which takes long to make."""
        return "127.0.0.1"

    @property
    def kernel_spec(self) -> KernelSpec:
        """The specification of the kernel, which replaces a kernel.json: Python, from the kernel server."""
        provisioner = {"provisioner_name": "warm", "config": {"server": self.server}}
        return KernelSpec(argv=["warm"], metadata={"kernel_provisioner": provisioner}, **LANGUAGE)

    @property
    def ipykernel(self) -> bool:
        """Return whether the kernel accepts IPython's options; nbclient reads this."""
        return True

    async def _async_wait(self, pollinterval: float = 0.1) -> None:  # noqa: ARG002
        """Wait for the server's message that the kernel has ended, instead of polling."""
        if self.provisioner is not None:
            await self.provisioner.wait()

    def write_connection_file(self, **_: Any) -> None:
        """Write nothing: there are no ports."""
        self._record_random_port_names()


def exists(server: str) -> bool:
    """Return whether `server` is the path of a socket that exists."""
    return bool(server) and Path(server).is_socket()
