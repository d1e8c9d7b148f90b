"""A manager that asks for warm kernels, and a client that knows when one is ready."""

import asyncio
import time
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import Type, Unicode

LANGUAGE = {"display_name": "Python 3 (ipykernel)", "language": "python"}


class WarmClient(AsyncKernelClient):
    """A client that opens the two channels it needs, and waits for the kernel's word instead of for a while."""

    def start_channels(self, *_: Any, **__: Any) -> None:
        """Open the channels for requests and for outputs."""
        super().start_channels(stdin=False, hb=False, control=False)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """
        Wait until the kernel answers and what it shows is heard.

        Raises
        ------
        RuntimeError
            It does not answer in time.
        """
        deadline = time.monotonic() + (timeout or 60)
        try:
            await self._heard("iopub_welcome", "", deadline)
            asked = self.kernel_info()
            reply = await asyncio.wait_for(self.shell_channel.get_msg(), max(deadline - time.monotonic(), 0))
            self._handle_kernel_info_reply(reply)
            await self._heard("status", asked, deadline)
        except TimeoutError as error:
            msg = "The kernel did not answer."
            raise RuntimeError(msg) from error

    async def _heard(self, kind: str, asked: str, deadline: float) -> None:
        """Wait for the message that says that the kernel hears us, or has done what was asked."""
        while True:
            message = await asyncio.wait_for(self.iopub_channel.get_msg(), max(deadline - time.monotonic(), 0))
            if message["msg_type"] != kind:
                continue
            if not asked or (
                message["parent_header"].get("msg_id") == asked and message["content"]["execution_state"] == "idle"
            ):
                return


class WarmManager(AsyncKernelManager):
    """A manager whose kernels are forks of the kernel server."""

    server = Unicode(help="the kernel server's socket")
    client_class = Unicode("warm_kernels.client.WarmClient")
    client_factory = Type(WarmClient)

    @property
    def kernel_spec(self) -> KernelSpec:
        """What stands in for a kernel.json: Python, from the kernel server."""
        provisioner = {"provisioner_name": "warm", "config": {"server": self.server}}
        return KernelSpec(argv=["warm"], metadata={"kernel_provisioner": provisioner}, **LANGUAGE)

    @property
    def ipykernel(self) -> bool:
        """Whether the kernel takes IPython's options, as nbclient asks."""
        return True

    async def _async_wait(self, pollinterval: float = 0.1) -> None:  # noqa: ARG002
        """Wait for the server's word that the kernel has ended, rather than asking now and then."""
        if self.provisioner is not None:
            await self.provisioner.wait()

    def cleanup_connection_file(self) -> None:
        """The kernel's connection file lies in the server's folder, and goes with it."""
        self.connection_file = ""


def exists(server: str) -> bool:
    """Whether a kernel server's socket is there."""
    return bool(server) and Path(server).is_socket()
