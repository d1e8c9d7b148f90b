"""End processes, and the processes that they started."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


def end_with(parent: int) -> None:
    """Set that this process ends when the one that started it ends: on Linux at once, elsewhere not."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def signal_group(pid: int, number: object) -> None:
    """Send a signal to a process and those that it started; a value that is not a signal is ignored."""
    if isinstance(number, int):
        with suppress(OSError, OverflowError):
            os.killpg(pid, number)


def run_to_end(command: Sequence[str], log: Path, *, env: Mapping[str, str], timeout: float) -> int:
    """
    Run a program, and end it and the processes that it started when it is done or this process is stopped or killed.

    Parameters
    ----------
    command : sequence of str
        The program and its arguments.
    log : Path
        The file that its output is written to.
    env : mapping
        Its environment.
    timeout : float
        Seconds that it may run.

    Returns
    -------
    int
        Its exit status.

    Raises
    ------
    OSError
        It cannot be started.
    subprocess.TimeoutExpired
        It ran too long.
    """
    group: dict[str, Any] = (
        {"process_group": 0, "preexec_fn": partial(end_with, os.getpid())} if hasattr(os, "fork") else {}
    )
    with log.open("wb") as output:
        process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603  no shell
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=env, **group
        )
    try:
        return process.wait(timeout)
    finally:
        if group:
            signal_group(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
