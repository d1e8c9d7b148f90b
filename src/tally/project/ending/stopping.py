"""End like Ctrl-C, tidily, when the system or a user asks the command to end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Ctrl-C, kill or a time limit, a terminal that was closed
TIDYING = 5  # seconds after a signal in which another one does not interrupt the tidying


@contextmanager
def stoppable() -> Iterator[None]:
    """
    Run a command so that each of the signals in `NAMES` raises KeyboardInterrupt, and what it has begun is removed.

    A signal that is ignored, as SIGHUP is after `nohup` and SIGINT in the background of a script, stays ignored.
    """
    stopped = float("-inf")

    def stop(_: int, __: FrameType | None) -> None:
        nonlocal stopped
        if monotonic() - stopped > TIDYING:
            stopped = monotonic()
            raise KeyboardInterrupt

    before = {}
    try:
        for name in NAMES:
            number = getattr(signal, name, None)  # there is no SIGHUP on Windows
            if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
                before[number] = signal.signal(number, stop)
    except ValueError:  # not the main thread, which alone may do this
        pass
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
