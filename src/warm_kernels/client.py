"""A kernel manager that starts warm kernels, and a client that waits for their messages instead of polling."""

import asyncio
import time
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import Type, Unicode

LOOK = 1.0  # seconds after which a client that waits looks whether the kernel lives, or asks again
LANGUAGE = {"display_name": "Python 3 (ipykernel)", "language": "python"}


class WarmClient(AsyncKernelClient):
    """A client that opens only the two channels it needs, and learns from messages when the kernel is ready."""

    def start_channels(self, *_: Any, **__: Any) -> None:
        """Open the channels for requests and for outputs."""
        super().start_channels(stdin=False, hb=False, control=False)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """
        Wait until the kernel answers and its outputs reach this client, at most `timeout` seconds (60 by default).

        Raises
        ------
        RuntimeError
            The kernel does not answer in time.
        ConnectionError
            The kernel has ended.
        """
        deadline = time.monotonic() + (timeout or 60)
        try:
            # A kernel that sends an output at the moment of the subscription can overlook it, and sends no welcome:
            # so it is asked in any case, and again until the end of an answer has come through its outputs.
            await self._output_came("iopub_welcome", "", deadline)
            while True:
                request = self.kernel_info()
                self._handle_kernel_info_reply(await self._message(self.shell_channel, deadline))
                if await self._output_came("status", request, deadline):
                    return
        except TimeoutError as error:
            msg = "The kernel did not answer in time."
            raise RuntimeError(msg) from error

    async def _output_came(self, kind: str, request: str, deadline: float) -> bool:
        """Return whether an output of this kind comes soon or, if a request is named, the one that says it is done."""
        soon = min(deadline, time.monotonic() + LOOK)
        while True:
            try:
                message = await self._message(self.iopub_channel, soon)
            except TimeoutError:
                return False
            if message["msg_type"] == kind and (
                not request
                or (
                    message["parent_header"].get("msg_id") == request
                    and message["content"]["execution_state"] == "idle"
                )
            ):
                return True

    async def _message(self, channel: Any, deadline: float) -> dict[str, Any]:
        """Wait for the next message of a channel, as long as the kernel lives."""
        provisioner = getattr(self.parent, "provisioner", None)
        while True:
            left = deadline - time.monotonic()
            try:
                message: dict[str, Any] = await asyncio.wait_for(channel.get_msg(), max(min(left, LOOK), 0))
            except TimeoutError:
                if provisioner is not None and await provisioner.poll() is not None:
                    msg = "The kernel ended before it answered."
                    raise ConnectionError(msg) from None
                if left <= LOOK:
                    raise
            else:
                return message


class WarmManager(AsyncKernelManager):
    """A manager whose kernels are forks of the kernel server."""

    server = Unicode(help="the kernel server's socket")
    client_class = Unicode("warm_kernels.client.WarmClient")
    client_factory = Type(WarmClient)

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
        """Write nothing: the kernel has a connection file, which the server deletes, and this client needs none."""
        self._record_random_port_names()


def exists(server: str) -> bool:
    """Return whether `server` is the path of a socket that exists."""
    return bool(server) and Path(server).is_socket()
