"""The kernel provisioner, through which jupyter_client gets kernels from the kernel server."""

import asyncio
import json
import os
import signal
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from warm_kernels.messages import LIMIT, MessageError, parse_message
from warm_kernels.processes import signal_group


class WarmProvisioner(KernelProvisionerBase):
    """
    A kernel that is a fork of the kernel server.

    The kernel spec's metadata give the path of the server's socket: `{"kernel_provisioner": {"provisioner_name":
    "warm", "config": {"server": path}}}`. When the connection to the server is closed, the kernel has ended.
    """

    server = ""

    def __init__(self, server: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.server = server
        self.status: int | None = None
        self._channel: socket.socket | None = None
        self._buffer = b""

    @property
    def has_process(self) -> bool:
        """Return whether there is a kernel that, as far as is known, has not ended."""
        return self._channel is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Store the kernel's arguments for its start; nothing is bound or written yet."""
        self._arguments = list(kwargs.pop("extra_arguments", []))
        return await super().pre_launch(cmd=["warm"], **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ARG002
        """
        Ask the server for a kernel, and wait until the kernel's ports are bound.

        Raises
        ------
        ConnectionError
            The server does not answer or has ended, or the kernel could not start.
        """
        manager: Any = self.parent
        loop = asyncio.get_running_loop()
        self._channel = socket.socket(socket.AF_UNIX)
        self._channel.setblocking(False)
        try:
            await loop.sock_connect(self._channel, self.server)
        except OSError as error:
            await self.cleanup()
            msg = f"No kernel server answers ({error.strerror})."
            raise ConnectionError(msg) from error
        request = {
            "env": kwargs.get("env") or dict(os.environ), "cwd": str(kwargs.get("cwd") or Path.cwd()),
            "arguments": self._arguments, "ip": manager.ip, "key": manager.session.key.decode(),
            "signature_scheme": manager.session.signature_scheme, "client": os.getpid(),
        }  # fmt: skip
        connection = getattr(manager, "connect", lambda: None)()  # a socket for the kernel, which then has no ports
        with suppress(OSError):  # which is noticed below
            socket.send_fds(self._channel, [b" "], [] if connection is None else [connection.fileno()])
        if connection is not None:
            connection.close()
        await self._send(request)
        while b"\n" not in self._buffer:
            try:
                part = await loop.sock_recv(self._channel, 65536)
            except OSError:
                part = b""
            if not part or len(self._buffer) > LIMIT:
                await self.cleanup()
                msg = "The kernel server ended."
                raise ConnectionError(msg)
            self._buffer += part
        ready = self._next_message()
        if ready is None or "ports" not in ready:
            await self.cleanup()
            msg = f"The kernel did not start: {(ready or {}).get('failed', 'it gave no reason')}."
            raise ConnectionError(msg)
        self.pid = ready["pid"]
        info: Any = {
            **ready["ports"], "ip": manager.ip, "transport": "tcp", "key": manager.session.key,
            "signature_scheme": manager.session.signature_scheme,
        }  # fmt: skip
        self.connection_info = info
        return self.connection_info

    async def poll(self) -> int | None:
        """Return the exit status of the kernel as `Popen.returncode` does; None while it runs."""
        if self._channel is not None:
            try:
                part = self._channel.recv(65536)
            except BlockingIOError:
                return None
            except OSError:
                part = b""
            self._receive(part)
        return self.status if self._channel is None else None

    async def wait(self) -> int | None:
        """Wait until the kernel has ended, and return its exit status."""
        loop = asyncio.get_running_loop()
        while self._channel is not None:
            try:
                part = await loop.sock_recv(self._channel, 65536)
            except OSError:
                part = b""
            self._receive(part)
        return self.status

    async def send_signal(self, signum: int) -> None:
        """Ask the server to send a signal to the kernel and the processes that it started."""
        if self._channel is not None:
            await self._send({"signal": int(signum)})

    async def kill(self, restart: bool = False) -> None:  # noqa: ARG002
        """Stop the kernel at once."""
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:  # noqa: ARG002
        """Ask the kernel to end."""
        await self.send_signal(signal.SIGTERM)

    async def cleanup(self, restart: bool = False) -> None:  # noqa: ARG002
        """Close the connection; the server then ends the kernel if it still runs."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    async def _send(self, message: dict[str, Any]) -> None:
        """Send a message to the server, if the server still listens."""
        assert self._channel is not None  # noqa: S101
        try:
            await asyncio.get_running_loop().sock_sendall(self._channel, json.dumps(message).encode() + b"\n")
        except OSError:
            self._receive(b"")

    def _receive(self, part: bytes) -> None:
        """Read what the server sent: how the kernel ended, or nothing if the server closed the connection."""
        self._buffer += part
        message = self._next_message()
        if message is not None and "ended" in message:
            self.status = int(message["ended"])
        if message is None and not part and self.pid is not None:
            signal_group(self.pid, signal.SIGKILL)  # the server has ended, and cannot end the kernel's processes
        if (message is not None or not part) and self._channel is not None:
            self._channel.close()
            self._channel = None
            self.status = -signal.SIGKILL if self.status is None else self.status

    def _next_message(self) -> dict[str, Any] | None:
        """Return the first complete message of the buffer, and remove it there; None if there is none yet."""
        line, end, rest = self._buffer.partition(b"\n")
        if not end:
            return None
        self._buffer = rest
        try:
            return parse_message(line)
        except MessageError:
            return {}
