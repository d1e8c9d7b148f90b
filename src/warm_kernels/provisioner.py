"""How jupyter_client gets its kernels from the kernel server."""

import asyncio
import json
import os
import signal
import socket
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from warm_kernels.messages import LIMIT, TalkError, parsed


class WarmProvisioner(KernelProvisionerBase):
    """
    A kernel that is a fork of the kernel server.

    The kernel spec's metadata name the server's socket: `{"kernel_provisioner": {"provisioner_name": "warm",
    "config": {"server": path}}}`. Where the connection to the server ends, the kernel has ended.
    """

    server = ""

    def __init__(self, server: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.server = server
        self.status: int | None = None
        self._channel: socket.socket | None = None
        self._heard = b""

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel that has not been seen to end."""
        return self._channel is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Keep what the kernel is to be started with; nothing is bound or written yet."""
        self._arguments = list(kwargs.pop("extra_arguments", []))
        return await super().pre_launch(cmd=["warm"], **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ARG002
        """
        Ask the server for a fork and wait until its ports are bound.

        Raises
        ------
        ConnectionError
            The server is gone, or the kernel could not start.
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
        wanted = {
            "env": kwargs.get("env") or dict(os.environ), "cwd": str(kwargs.get("cwd") or Path.cwd()),
            "arguments": self._arguments, "ip": manager.ip, "key": manager.session.key.decode(),
            "signature_scheme": manager.session.signature_scheme, "asker": os.getpid(),
        }  # fmt: skip
        await self._say(wanted)
        while b"\n" not in self._heard:
            try:
                part = await loop.sock_recv(self._channel, 65536)
            except OSError:
                part = b""
            if not part or len(self._heard) > LIMIT:
                await self.cleanup()
                msg = "The kernel server ended."
                raise ConnectionError(msg)
            self._heard += part
        ready = self._taken()
        if ready is None or "ports" not in ready:
            await self.cleanup()
            msg = f"The kernel did not start: {(ready or {}).get('failed', 'it said nothing')}."
            raise ConnectionError(msg)
        self.pid = ready["pid"]
        info: Any = {
            **ready["ports"], "ip": manager.ip, "transport": "tcp", "key": manager.session.key,
            "signature_scheme": manager.session.signature_scheme,
        }  # fmt: skip
        self.connection_info = info
        return self.connection_info

    async def poll(self) -> int | None:
        """Say how the kernel ended, as `Popen.returncode` does; None while it runs."""
        if self._channel is not None:
            try:
                part = self._channel.recv(65536)
            except BlockingIOError:
                return None
            except OSError:
                part = b""
            self._hear(part)
        return self.status if self._channel is None else None

    async def wait(self) -> int | None:
        """Wait until the kernel has ended."""
        loop = asyncio.get_running_loop()
        while self._channel is not None:
            try:
                part = await loop.sock_recv(self._channel, 65536)
            except OSError:
                part = b""
            self._hear(part)
        return self.status

    async def send_signal(self, signum: int) -> None:
        """Have the server send a signal to the kernel and what it has started."""
        if self._channel is not None:
            await self._say({"signal": int(signum)})

    async def kill(self, restart: bool = False) -> None:  # noqa: ARG002
        """End the kernel at once."""
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:  # noqa: ARG002
        """Ask the kernel to end."""
        await self.send_signal(signal.SIGTERM)

    async def cleanup(self, restart: bool = False) -> None:  # noqa: ARG002
        """Close the connection, upon which the server ends what may be left."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    async def _say(self, message: dict[str, Any]) -> None:
        """Send a message to the server, if it still listens."""
        assert self._channel is not None  # noqa: S101
        try:
            await asyncio.get_running_loop().sock_sendall(self._channel, json.dumps(message).encode() + b"\n")
        except OSError:
            self._hear(b"")

    def _hear(self, part: bytes) -> None:
        """Take in what the server said: how the kernel ended, or that nobody is there any more."""
        self._heard += part
        said = self._taken()
        if said is not None and "ended" in said:
            self.status = int(said["ended"])
        if (said is not None or not part) and self._channel is not None:
            self._channel.close()
            self._channel = None
            self.status = -signal.SIGKILL if self.status is None else self.status

    def _taken(self) -> dict[str, Any] | None:
        """Take one message off what was heard."""
        line, end, rest = self._heard.partition(b"\n")
        if not end:
            return None
        self._heard = rest
        try:
            return parsed(line)
        except TalkError:
            return {}
