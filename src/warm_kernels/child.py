"""A kernel in a fork: one whose client holds the other end of a socket, or one with ports for any Jupyter client."""

import os
import re
import socket
import sys
import tempfile
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import zmq
from ipykernel import ipkernel
from ipykernel.iostream import BackgroundSocket, IOPubThread
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import DELIM
from tornado.ioloop import IOLoop
from traitlets import Any as AnyTrait
from traitlets.config.loader import Config, DeferredConfigString

from warm_kernels.messages import Lines, Request, SocketSession, send

OPTION = re.compile(r"--([\w.-]+)=(.*)")
PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


@dataclass
class Kernel:
    """A kernel that runs: its process id, the connection to its client, and its connection file."""

    pid: int
    channel: socket.socket
    file: Path


def run_kernel(request: Request, file: Path, server: int) -> None:
    """
    Run a kernel until its client or the server stops it.

    Parameters
    ----------
    request : Request
        The message has `key`, `ip`, `signature_scheme` and further `arguments` of the kernel. If it has a connection,
        requests and answers go through that, and there are no ports; otherwise the ports are sent once they are bound.
    file : Path
        The kernel's connection file, in a private folder. No other kernel may have used this path before.
    server : int
        The id of the server's process. The kernel ends when that process ends.
    """
    message, connection = request.message, request.connection
    kind = IPKernelApp if connection is None else SocketApp
    app: Any = kind.instance(connection_file=str(file), ip=message["ip"], transport="tcp", parent_handle=server)
    if connection is None:
        app.session.key = message["key"].encode()
        app.session.signature_scheme = message["signature_scheme"]
    else:
        app.session, app.connection = SocketSession(parent=app, key=b""), connection
    with _without_list_of_modules():
        app.initialize(message["arguments"])
    app.log.setLevel(app.log_level)  # or each message is recorded for a handler that leaves the record out
    send(request.channel, {"pid": os.getpid(), "ports": {name: getattr(app, name) for name in PORTS}})
    app.start()


class SocketKernel(IPythonKernel):
    """A kernel for one client that sends a request when the one before has been answered."""

    _supports_kernel_subshells = False
    shell_channel_thread = AnyTrait()
    shell_stream = AnyTrait()

    def _abort_queues(self, *_: Any) -> None:
        """Skip what ipykernel does after an error: no further request waits."""


class SocketApp(IPKernelApp):
    """
    ipykernel's application without ports: lines of JSON go through a socket of which the client has the other end.

    It needs neither ZeroMQ's sockets nor the threads that serve them, which cost a tenth of the time of a build.
    Configuration, profile and start-up files are those of any IPython kernel.
    """

    kernel_class = SocketKernel
    connection: socket.socket

    def parse_command_line(self, argv: list[str] | None = None) -> None:
        """Set options; ipykernel, which is slow, sets those that are not of the form --name=value."""
        options = [OPTION.fullmatch(option) for option in argv or ()]
        if not all(options):
            super().parse_command_line(argv)
            return
        self.cli_config = Config()
        for name, value in (option.groups() for option in options if option):
            section, _, trait = str(self.aliases.get(name, name)).partition(".")
            self.cli_config[section][trait] = DeferredConfigString(value)
        self.update_config(self.cli_config)

    def init_sockets(self) -> None:
        """Create what takes the place of the sockets."""
        self.iopub_thread = Outputs(self.connection)
        self.iopub_socket = self.iopub_thread.background_socket

    def init_kernel(self) -> None:
        """Create the kernel."""
        self.kernel = SocketKernel.instance(
            parent=self, session=self.session, iopub_thread=self.iopub_thread, iopub_socket=self.iopub_socket,
            shell_stream=Replies(self.iopub_thread), log=self.log, profile_dir=self.profile_dir, user_ns=self.user_ns,
            shell_channel_thread=SimpleNamespace(parent_thread=threading.main_thread()),
        )  # fmt: skip
        self.displayhook.get_execution_count = lambda: self.kernel.execution_count

    def init_connection_file(self, **_: Any) -> None:
        """Skip this, and three further steps: there are no ports."""

    init_heartbeat = write_connection_file = log_connection_info = init_connection_file

    def start(self) -> None:
        """Serve requests until the client closes the connection, or a cell ends the kernel."""
        if self.poller is not None:
            self.poller.start()
        self.kernel.shell.exit_now = False
        self.io_loop = self.kernel.io_loop = IOLoop.current()
        self.io_loop.add_callback(self._serve)
        self.io_loop.start()

    async def _serve(self) -> None:
        """Serve requests, one after another; between them, and while a cell waits, other tasks go on."""
        lines = Lines(self.connection)
        try:
            while (request := await lines.next()) is not None:
                message = self.session.msg(request["type"], request["content"], header=request["header"])
                await self.kernel.dispatch_shell([zmq.Message(part) for part in self.session.serialize(message)])
        finally:
            self.io_loop.stop()


class Outputs(IOPubThread):
    """What a kernel shows, sent by the thread that shows it, and from processes that a cell has forked."""

    def __init__(self, connection: socket.socket) -> None:
        """Use a connection; the base class's own thread and sockets are not made."""
        self.socket: Any = self
        self.io_loop: Any = self
        self.thread = threading.Thread()  # never started, so that streams write at once
        self.background_socket: Any = BackgroundSocket(self)  # type: ignore[no-untyped-call]
        self._connection, self._lock = connection, threading.RLock()
        self._turn = tempfile.TemporaryFile()  # noqa: SIM115  locked while a process sends
        self._timers: dict[Callable[[], object], threading.Timer] = {}
        # a new lock: in a fork nobody would release the one that another thread held
        os.register_at_fork(after_in_child=lambda: setattr(self, "_lock", threading.RLock()))

    def schedule(self, f: Callable[[], object]) -> None:
        """Run a function while nothing else is sent."""
        with self._lock:
            f()

    def call_later(self, seconds: float, f: Callable[[], object]) -> None:
        """Run a function some seconds later, so that what a long cell prints is seen before it ends."""
        if f in self._timers:
            self._timers[f].cancel()  # of something that has been flushed since, at the end of its cell
        timer = self._timers[f] = threading.Timer(seconds, self.schedule, [f])
        timer.daemon = True
        timer.start()

    def send_multipart(self, parts: Sequence[Any], *_: Any, **__: Any) -> None:
        """Send a message that is shown."""
        self.send_line(b"iopub", parts)

    def send_line(self, channel: bytes, parts: Sequence[Any]) -> None:
        """Send the parts of a message as a line."""
        frames = [bytes(part) for part in parts]
        header, parent, metadata, content, *buffers = frames[frames.index(DELIM) + 2 :]
        line = b'{"channel":"%b","header":%b,"parent_header":%b,"metadata":%b,"content":%b,"buffers":[%b]}\n' % (
            channel, header, parent, metadata, content, b",".join(b'"%b"' % b64encode(part) for part in buffers),
        )  # fmt: skip
        from fcntl import LOCK_EX, LOCK_UN, lockf  # there is none on Windows, where no kernel is forked

        with self._lock:
            lockf(self._turn, LOCK_EX)
            try:
                self._connection.sendall(line)
            finally:
                lockf(self._turn, LOCK_UN)


class Replies:
    """The kernel's answers to requests."""

    def __init__(self, outputs: Outputs) -> None:
        self._outputs = outputs

    def send_multipart(self, parts: Sequence[Any], *_: Any, **__: Any) -> None:
        """Send an answer."""
        self._outputs.send_line(b"shell", parts)

    def flush(self, *_: Any) -> None:
        """Skip this: an answer is sent at once."""


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
