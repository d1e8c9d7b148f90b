"""The kernel server: imports the stack once, then gives every notebook a fork of its own."""

import os
import selectors
import signal
import socket
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warm_kernels.child import run_kernel
from warm_kernels.messages import TalkError, receive, send
from warm_kernels.preload import Preload, drop_changed, find, load, reset_process_state, watched

PATIENCE = 5.0  # seconds in which whoever connects must have said what is wanted


@dataclass
class Kernel:
    """One kernel that runs, the channel of who asked for it, and its connection file."""

    pid: int
    channel: socket.socket
    file: Path


class Server:
    """
    Forks kernels until whoever started it is gone.

    Parameters
    ----------
    listener : socket
        A listening Unix socket, one connection a kernel.
    lifeline : socket
        Whose other end whoever started this holds: when it closes, every kernel and the server end.
    folder : str
        A private folder for the kernels' connection files.
    preload : Preload
        What to import.
    watch : sequence of str
        Packages whose modules a kernel imports again if a file of theirs has changed since.
    """

    def __init__(
        self, listener: socket.socket, lifeline: socket.socket, folder: str, preload: Preload, watch: Sequence[str]
    ) -> None:
        self._preload, self._watch = preload, watch
        self._listener, self._lifeline, self._folder = listener, lifeline, Path(folder)
        self._kernels: dict[int, Kernel] = {}
        self._selector = selectors.DefaultSelector()
        self._awake, wake = os.pipe()
        for end in (self._awake, wake):
            os.set_blocking(end, False)
        self._wake = wake
        self._noted = watched(watch)
        self._started = self._ready = 0
        self._asked: list[tuple[socket.socket, dict[str, Any]]] = []
        self._given: Counter[str] = Counter()

    def serve(self) -> None:
        """Import the stack, forking kernels between its steps, and serve until the lifeline closes."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started this; the lifeline tells the rest
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        for source in (self._listener, self._lifeline, self._awake):
            self._selector.register(source, selectors.EVENT_READ)
        try:
            for done in load(self._preload):
                self._ready = done
                self._noted = watched(self._watch) | self._noted
                if not self._attend(timeout=0):
                    return
            self._ready = sys.maxsize
            self._start_waiting()
            while self._attend():
                pass
        finally:
            for kernel in self._kernels.values():
                _signal_group(kernel.pid, signal.SIGKILL)

    def _attend(self, timeout: float | None = None) -> bool:
        """Do what has come up, and say whether to go on."""
        for key, _ in self._selector.select(timeout):
            if key.fileobj is self._lifeline:
                return False
            if key.fileobj is self._listener:
                self._accept()
            elif key.fileobj == self._awake:
                with suppress(BlockingIOError):
                    os.read(self._awake, 4096)
                self._reap()
            elif isinstance(key.data, Kernel):
                self._listen(key.data)
        self._start_waiting()
        return True

    def _accept(self) -> None:
        """Take a connection and hear what kernel it asks for."""
        channel, _ = self._listener.accept()
        channel.settimeout(PATIENCE)
        try:
            wanted = receive(channel)
        except (TalkError, TimeoutError):
            wanted = None
        if wanted is None:
            channel.close()
            return
        self._asked.append((channel, wanted))

    def _start_waiting(self) -> None:
        """Fork the kernels that were asked for; a brief's next notebook waits until what it needs is imported."""
        for asked in list(self._asked):
            channel, wanted = asked
            asker = str(wanted.get("asker"))
            if self._given[asker] < self._ready:
                self._asked.remove(asked)
                self._given[asker] += 1
                self._fork(channel, wanted)

    def _fork(self, channel: socket.socket, wanted: dict[str, Any]) -> None:
        """Fork a kernel."""
        self._started += 1  # and no process number, which comes round again: a kernel takes on what its file says
        file = self._folder / f"kernel-{self._started}.json"
        pid = os.fork()
        if pid == 0:
            self._become_kernel(channel, wanted, file)
        kernel = Kernel(pid, channel, file)
        self._kernels[pid] = kernel
        self._selector.register(channel, selectors.EVENT_READ, kernel)

    def _become_kernel(self, channel: socket.socket, wanted: dict[str, Any], file: Path) -> None:
        """Run a kernel in a fork; never returns."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            self._selector.close()
            self._listener.close()
            self._lifeline.close()
            os.close(self._awake)
            os.close(self._wake)
            for other in (*(kernel.channel for kernel in self._kernels.values()), *(one for one, _ in self._asked)):
                other.close()
            server = os.getppid()
            reset_process_state(wanted["env"], wanted["cwd"])
            drop_changed(self._watch, self._noted)
            run_kernel(wanted, channel, file, server)
            status = 0
        except BaseException as error:  # noqa: BLE001  a fork must never run on into its parent's loop
            with suppress(OSError):
                send(channel, {"failed": f"{type(error).__name__}: {error}"})
        finally:
            os._exit(status)

    def _listen(self, kernel: Kernel) -> None:
        """Read what is asked about a kernel: a signal to send; if nobody asks any more, it ends."""
        if kernel.channel.fileno() < 0:  # it ended in the same moment as whoever asked for it
            return
        try:
            asked = receive(kernel.channel)
        except OSError:
            asked = None
        if asked is None:
            self._selector.unregister(kernel.channel)
            kernel.channel.close()
            _signal_group(kernel.pid, signal.SIGKILL)
        elif kernel.pid in self._kernels:
            _signal_group(kernel.pid, asked.get("signal"))

    def _reap(self) -> None:
        """Tell who asked for them how kernels ended."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            kernel = self._kernels.pop(pid)
            _signal_group(pid, signal.SIGKILL)  # what it has started ends with it
            kernel.file.unlink(missing_ok=True)
            if kernel.channel.fileno() >= 0:
                self._selector.unregister(kernel.channel)
                with suppress(OSError):
                    send(kernel.channel, {"ended": os.waitstatus_to_exitcode(status)})
                kernel.channel.close()


def _signal_group(pid: int, number: object) -> None:
    """Send a signal to a kernel and what it has started; what is no number of a signal is not sent."""
    if isinstance(number, int):
        with suppress(OSError, OverflowError):
            os.killpg(pid, number)


def main(arguments: list[str]) -> None:
    """Serve: the arguments are two sockets' numbers, a folder, the name of a `Preload`, and packages to watch."""
    listener, lifeline = (socket.socket(fileno=int(number)) for number in arguments[:2])
    folder, preload, *watch = arguments[2:]
    Server(listener, lifeline, folder, find(preload), watch).serve()
    os._exit(0)  # nothing is left to be tidied up, and that takes its time


if __name__ == "__main__":
    main(sys.argv[1:])
