"""The kernel server: it imports the modules once, then forks a kernel for each notebook."""

import os
import selectors
import signal
import socket
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

from warm_kernels.child import Kernel, run_kernel
from warm_kernels.folders import own, remove_folder
from warm_kernels.messages import Request, receive, receive_request, send
from warm_kernels.preload import Preload, find, load, reset_process_state
from warm_kernels.processes import end_with, signal_group
from warm_kernels.watch import Watch

REQUEST_TIMEOUT = 5.0  # seconds within which a client that connects must send its request, and finish each message


class Server:
    """
    A process that forks kernels until the process that started it ends, or until SIGTERM or SIGHUP.

    Parameters
    ----------
    listener : socket
        A listening Unix socket. Each connection is for one kernel.
    lifeline : socket
        A socket whose other end is in the process that started this one. When that end closes, the server and all
        kernels end.
    folder : str
        A private folder for the kernels' connection files and temporary files.
    preload : Preload
        The modules to import.
    watch : Watch
        The packages whose modules a kernel imports again if one of their files has changed since.
    """

    def __init__(
        self, listener: socket.socket, lifeline: socket.socket, folder: str, preload: Preload, watch: Watch
    ) -> None:
        self._preload, self._watch = preload, watch
        self._listener, self._lifeline, self._folder = listener, lifeline, Path(folder)
        self._kernels: dict[int, Kernel] = {}
        self._selector = selectors.DefaultSelector()
        self._awake, wake = os.pipe()
        for end in (self._awake, wake):
            os.set_blocking(end, False)
        self._wake = wake
        self._pid, self._owner = os.getpid(), own(self._folder)
        self._stopped = False
        self._forks = 0
        self._ready = 0  # completed steps of the preload
        self._requests: list[Request] = []
        self._kernels_of: Counter[str] = Counter()

    def serve(self) -> None:
        """Import the modules, and fork kernels, between the imports too, until the server must end."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the process that started this one
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) != signal.SIG_IGN:  # as nohup does
                signal.signal(number, self._stop)
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        for source in (self._listener, self._lifeline, self._awake):
            self._selector.register(source, selectors.EVENT_READ)
        try:
            for done in load(self._preload, skipped=(Exception,)):
                self._ready = done
                if not self._attend(timeout=0):
                    return
            self._ready = sys.maxsize
            self._start_waiting()
            while self._attend():
                pass
        finally:
            for kernel in self._kernels.values():
                signal_group(kernel.pid, signal.SIGKILL)

    def _stop(self, *_: object) -> None:
        """Record that the server must end."""
        self._stopped = True

    def _attend(self, timeout: float | None = None) -> bool:
        """Wait for events, at most `timeout` seconds, and handle them; return False if the server must end."""
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
        return not self._stopped

    def _accept(self) -> None:
        """Read a new client's request for a kernel."""
        channel, _ = self._listener.accept()
        channel.settimeout(REQUEST_TIMEOUT)
        if request := receive_request(channel):
            self._requests.append(request)

    def _start_waiting(self) -> None:
        """Fork the requested kernels whose modules are imported: a client's n-th kernel needs the first n steps."""
        for request in list(self._requests):
            client = str(request.message.get("client"))
            if self._kernels_of[client] < self._ready:
                self._requests.remove(request)
                self._kernels_of[client] += 1
                self._fork(request)

    def _fork(self, request: Request) -> None:
        """Fork a kernel."""
        self._forks += 1  # not the process id: the system uses ids again, and a kernel reads an old connection file
        file = self._folder / f"kernel-{self._forks}.json"
        pid = os.fork()
        if pid == 0:
            self._become_kernel(request, file)
        if request.connection is not None:
            request.connection.close()
        kernel = Kernel(pid, request.channel, file)
        self._kernels[pid] = kernel
        self._selector.register(request.channel, selectors.EVENT_READ, kernel)

    def _become_kernel(self, request: Request, file: Path) -> None:
        """Run a kernel in the fork, and end the process: this never returns."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            self._selector.close()
            self._listener.close()
            self._lifeline.close()
            os.close(self._awake)
            os.close(self._wake)
            for kernel in self._kernels.values():
                kernel.channel.close()
            for other in self._requests:
                other.close()
            os.close(self._owner)
            end_with(self._pid)
            reset_process_state(request.message["env"], request.message["cwd"], file.with_suffix(""))
            self._watch.drop_changed()
            run_kernel(request, file, self._pid)
            status = 0
        except BaseException as error:  # noqa: BLE001  a fork must never continue in its parent's loop
            with suppress(OSError):
                send(request.channel, {"failed": f"{type(error).__name__}: {error}"})
        finally:
            os._exit(status)

    def _listen(self, kernel: Kernel) -> None:
        """Read a signal to send to a kernel; if its client has closed the connection, stop the kernel."""
        if kernel.channel.fileno() < 0:  # the kernel has just ended, and `_reap` has closed its channel
            return
        try:
            request = receive(kernel.channel)
        except OSError:
            request = None
        if request is None:
            self._selector.unregister(kernel.channel)
            kernel.channel.close()
            signal_group(kernel.pid, signal.SIGKILL)
        elif kernel.pid in self._kernels:
            signal_group(kernel.pid, request.get("signal"))

    def _reap(self) -> None:
        """Send to the clients of kernels that have ended how they ended."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            kernel = self._kernels.pop(pid)
            signal_group(pid, signal.SIGKILL)  # the processes that it started end too
            if kernel.channel.fileno() >= 0:
                self._selector.unregister(kernel.channel)
                with suppress(OSError):
                    send(kernel.channel, {"ended": os.waitstatus_to_exitcode(status)})
                kernel.channel.close()
            kernel.file.unlink(missing_ok=True)
            remove_folder(kernel.file.with_suffix(""))


def main(arguments: list[str]) -> None:
    """
    Run the server.

    Parameters
    ----------
    arguments : list of str
        The file descriptors of the listener and the lifeline, a folder, the name of a `Preload` (or an empty text), and
        the packages to watch.
    """
    listener, lifeline = (socket.socket(fileno=int(number)) for number in arguments[:2])
    folder, preload, *packages = arguments[2:]
    try:
        watch = Watch(packages)  # before their modules are imported
        Server(listener, lifeline, folder, find(preload), watch).serve()
    finally:
        remove_folder(Path(folder))
    os._exit(0)  # Python's own clean-up is slow, and nothing here needs it


if __name__ == "__main__":
    main(sys.argv[1:])
