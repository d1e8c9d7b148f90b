"""Build many briefings at once, each in a process of its own, so that what goes wrong with one stays with it."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from typing import Any, TextIO

from tally.briefs import Brief, BriefError
from tally.build.executed import publish_executed
from tally.build.notebooks import RunError, in_lines, run_notebooks
from tally.build.preflight import Preflight
from tally.build.progress import Outcome, Progress
from tally.build.publish import remove_leftovers, staging
from tally.project import CELL_SECONDS, Project
from tally.tables import DataError
from warm_kernels import close_lifelines

LAST = 12  # so many are built heaviest first, lest one that takes long ends alone on its core
REFUSED = (BriefError, DataError, RunError)


@dataclass
class Worker:
    """A process that builds one briefing, and the folder that it builds in."""

    brief: str
    process: BaseProcess
    channel: Connection
    folder: Path
    held: ExitStack
    date: str = ""
    started: float = field(default_factory=monotonic)


def build(
    project: Project,
    name: str,
    progress: TextIO | None = None,
    *,
    server: str = "",
    limit: int = CELL_SECONDS,
    date: str = "",
) -> Path:
    """
    Build one briefing.

    Parameters
    ----------
    project : Project
        The checkout.
    name : str
        The brief: the name of a file in `notebooks/parameters/`, without its ending.
    progress : TextIO, optional
        Where to say which notebook and which cell is running; by default to standard error.
    server : str
        The kernel server's socket; empty for ordinary kernels.
    limit : int
        Seconds that a cell may run.
    date : str
        The day of the edition, if it is a new one; empty for the one that the brief or the data give.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    BriefError, DataError
        Something in the brief or the data is wrong. No kernel was started.
    RunError
        A notebook failed. The message names it, its cell, the error and the half-run notebook. Whatever was built
        before is as it was.
    """
    brief = Preflight(project, date).brief(name)
    progress = progress or sys.stderr
    watched = progress.isatty()
    with staging(project, name) as folder:
        run_notebooks(
            project, folder, name, brief.model_dump(), server=server, limit=limit,
            progress=progress if watched else None, told=None if watched else in_lines(progress),
        )  # fmt: skip
        publish_executed(project, name, folder, date)
    return project.report(name) / "briefing.html"


def build_all(
    project: Project,
    names: Sequence[str],
    *,
    jobs: int,
    server: str,
    limit: int = CELL_SECONDS,
    date: str = "",
    progress: Progress,
) -> list[Outcome]:
    """
    Build briefings side by side; a failed one does not stop the others.

    Parameters
    ----------
    project : Project
        The checkout.
    names : sequence of str
        The briefs.
    jobs : int
        How many to build at a time.
    server : str
        The kernel server's socket; empty for ordinary kernels.
    limit : int
        Seconds that a cell may run.
    date : str
        The day of the editions that this makes; empty for the ones that the briefs or the data give.
    progress : Progress
        Is told what starts and what ends.
    """
    remove_leftovers(project)
    checks, running, outcomes = Preflight(project, date), dict[Any, Worker](), list[Outcome]()
    waiting = [*sorted(names[-LAST:], key=checks.weight), *reversed(names[:-LAST])]
    try:
        while waiting or running:
            while _room(len(waiting), len(running), jobs):
                name = waiting.pop()
                try:
                    worker = _start(project, checks.brief(name), server, limit, date)
                except REFUSED as error:
                    outcomes.append(Outcome(name, 0, str(error)))
                    progress.ended(outcomes[-1])
                    continue
                running[worker.process.sentinel] = worker
                progress.started(name)
            for sentinel in wait(list(running), timeout=progress.pause):
                worker = running.pop(sentinel)
                outcomes.append(_finish(project, worker))
                progress.ended(outcomes[-1])
            progress.waited()
    finally:
        for worker in running.values():
            worker.process.kill()
            worker.process.join()
            worker.held.close()
    return outcomes


def _room(waiting: int, running: int, jobs: int) -> bool:
    """Say whether to start one more; the last two start together, lest the last ends alone while a core idles."""
    if waiting == 2 and running == jobs - 1 >= (os.cpu_count() or 1):
        return False
    return waiting > 0 and running < jobs


def _start(project: Project, brief: Brief, server: str, limit: int, date: str) -> Worker:
    """Start a process for a brief."""
    context: Any = multiprocessing.get_context("fork" if hasattr(os, "fork") and sys.platform != "darwin" else "spawn")
    held = ExitStack()
    folder = held.enter_context(staging(project, brief.brief))
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(project, folder, brief.model_dump(), server, limit, theirs))
    process.start()
    theirs.close()
    return Worker(brief.brief, process, ours, folder, held, date)


def _work(
    project: Project, folder: Path, parameters: dict[str, Any], server: str, limit: int, channel: Connection
) -> None:
    """Run a brief's notebooks in this process, and say how it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started this
    close_lifelines()
    failure = ""
    try:
        run_notebooks(project, folder, parameters["brief"], parameters, server=server, limit=limit)
    except RunError as error:
        failure = str(error)
    except Exception as error:  # noqa: BLE001  one brief's failure, of whatever kind, is told and stays its own
        failure = f"{type(error).__name__}: {error}"
    channel.send(failure)
    channel.close()
    sys.stdout.flush()
    sys.stderr.flush()
    if hasattr(os, "fork"):
        os._exit(0)  # nothing is left to be tidied up, and that takes its time


def _finish(project: Project, worker: Worker) -> Outcome:
    """Take what a process has made, or learn how it failed."""
    worker.process.join()
    failure = f"The process that built it ended with {worker.process.exitcode}."
    with suppress(EOFError, OSError):
        failure = worker.channel.recv() if worker.channel.poll() else failure
    worker.channel.close()
    try:
        if not failure:
            publish_executed(project, worker.brief, worker.folder, worker.date)
    except RunError as error:
        failure = str(error)
    finally:
        worker.held.close()
    return Outcome(worker.brief, monotonic() - worker.started, failure)
