"""The processes in which the briefings of a batch are built."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Collection, Mapping
from contextlib import ExitStack, suppress
from contextvars import Context
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

from tally.briefs import Brief
from tally.build.notebooks import run_notebooks
from tally.project import Project, describe, input_states, staging
from warm_kernels import close_lifelines

IN_A_WORKER = {  # Ctrl-C and the end of the terminal are for the parent process, which then ends its workers
    getattr(signal, name): handler
    for name, handler in (
        ("SIGINT", signal.SIG_IGN),
        ("SIGHUP", signal.SIG_IGN),
        ("SIGTERM", signal.default_int_handler),
    )
    if hasattr(signal, name)
}
TIDYING = 5.0  # seconds within which a process that is to end removes what it has begun
STOPPED = 130  # the exit status of a process that was told to end


@dataclass
class Worker:
    """A process that builds one briefing, and the folder that it builds in."""

    brief: str
    process: BaseProcess
    channel: Connection
    folder: Path
    stack: ExitStack
    before: Mapping[str, Any]  # the states of its inputs before they were read
    date: str = ""
    started: float = field(default_factory=monotonic)


def start_worker(project: Project, brief: Brief, server: str, limit: int, date: str) -> Worker:
    """Start the process that builds a brief."""
    context: Any = multiprocessing.get_context("fork" if hasattr(os, "fork") and sys.platform != "darwin" else "spawn")
    stack = ExitStack()
    folder = stack.enter_context(staging(project.reports, brief.brief))
    before = input_states(project, brief.case)
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(project, folder, brief.model_dump(), server, limit, theirs))
    process.start()
    theirs.close()
    return Worker(brief.brief, process, ours, folder, stack, before, date)


def _work(
    project: Project, folder: Path, parameters: dict[str, Any], server: str, limit: int, channel: Connection
) -> None:
    """Run a brief's notebooks in this process, and send the reason if they fail."""
    for number, handler in IN_A_WORKER.items():
        signal.signal(number, handler)
    close_lifelines()
    Thread(target=_end_with_parent, daemon=True).start()
    failure = ""
    try:
        Context().run(  # a new one: with the parent's event loop, processes would take each other's events
            run_notebooks, project, folder, parameters["brief"], parameters, server=server, limit=limit
        )
    except KeyboardInterrupt:
        os._exit(STOPPED)
    except Exception as error:  # noqa: BLE001  any failure of one brief is reported, and the others go on
        failure = describe(error)
    with suppress(OSError):  # the parent process has ended
        channel.send(failure)
        channel.close()
    sys.stdout.flush()
    sys.stderr.flush()
    if hasattr(os, "fork"):
        os._exit(0)  # Python's own clean-up is slow, and nothing here needs it


def _end_with_parent() -> None:
    """End this process when the one that started it has ended, for whatever reason."""
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
        sleep(TIDYING)
        os._exit(1)


def stop_workers(workers: Collection[Worker]) -> None:
    """End processes: each may remove what it has begun."""
    for worker in workers:
        worker.process.terminate()
    for worker in workers:
        worker.process.join(TIDYING)
        worker.process.kill()
        worker.process.join()
        worker.stack.close()
