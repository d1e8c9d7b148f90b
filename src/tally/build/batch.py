"""Build many briefings at once, each in its own process, so that a failure affects only one of them."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path
from time import monotonic
from typing import Any, TextIO

from tally.build.executed import publish_executed
from tally.build.notebooks import prepare_forks, run_notebooks
from tally.build.preflight import Preflight
from tally.build.progress import Outcome, Progress, changed_notice, in_lines
from tally.build.workers import Worker, start_worker, stop_workers
from tally.errors import TallyError
from tally.project import CELL_SECONDS, Project, describe, input_states, note, remove_leftovers, staging

LAST = 12  # briefings at the end of a batch, built longest first, so that no long one runs alone


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
        Where to show which notebook and cell is running; by default standard error.
    server : str
        The kernel server's socket; empty for ordinary kernels.
    limit : int
        Seconds that a cell may run.
    date : str
        The date of a new edition; empty for the date in the brief or the data.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    BriefError, DataError
        Something in the brief or the data is wrong. No kernel was started.
    RunError
        A notebook failed. The message names it, its cell, the error and the half-run notebook. What was built before
        is unchanged.
    """
    remove_leftovers(project.reports, project.written_folders([name]))
    brief = Preflight(project, date).brief(name)
    progress = progress or sys.stderr
    terminal = progress.isatty()
    before = input_states(project, brief.case)
    with staging(project.reports, name) as folder:
        run_notebooks(
            project, folder, name, brief.model_dump(), server=server, limit=limit,
            progress=progress if terminal else None, notify=None if terminal else in_lines(progress),
        )  # fmt: skip
        if changed := publish_executed(project, name, folder, date, before):
            note(changed_notice(name, changed))
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
    Build briefings in parallel. One that fails does not stop the others.

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
        The date of the new editions; empty for the dates in the briefs or the data.
    progress : Progress
        Is notified when a briefing starts and ends.

    Returns
    -------
    list of Outcome
        One for each brief, in the order in which they ended.
    """
    remove_leftovers(project.reports, project.written_folders(names))
    prepare_forks(project)
    checks, outcomes = Preflight(project, date), list[Outcome]()
    running, ended = dict[Any, Worker](), list[Worker]()
    waiting, sorted_last = [*reversed(names)], False
    try:
        while waiting or running or ended:
            if len(waiting) <= LAST and not sorted_last:  # in a large batch while others are at work
                waiting.sort(key=checks.weight)
                sorted_last = True
            while _room(len(waiting), len(running), jobs):
                name = waiting.pop()
                try:
                    worker = start_worker(project, checks.brief(name), server, limit, date)
                except TallyError as error:
                    outcomes.append(Outcome(name, 0, str(error)))
                    progress.ended(outcomes[-1])
                    continue
                running[worker.process.sentinel] = worker
                progress.started(name)
            for worker in ended:  # while the next are at work
                outcomes.append(_finish(project, worker))
                progress.ended(outcomes[-1])
            done = wait(list(running), timeout=progress.pause if running else 0)
            ended = [running.pop(sentinel) for sentinel in done]
            progress.waited()
    finally:
        stop_workers([*running.values(), *ended])
    return outcomes


def _room(waiting: int, running: int, jobs: int) -> bool:
    """Return whether to start one more. The last two start together, so that neither runs alone on two cores."""
    if waiting == 2 and running == jobs - 1 >= (os.cpu_count() or 1):
        return False
    return waiting > 0 and running < jobs


def _finish(project: Project, worker: Worker) -> Outcome:
    """Publish what a process has built, and return the outcome."""
    worker.process.join()
    failure = f"The process that built it ended with exit status {worker.process.exitcode}."
    with suppress(EOFError, OSError):
        failure = worker.channel.recv() if worker.channel.poll() else failure
    worker.channel.close()
    changed: tuple[str, ...] = ()
    try:
        if not failure:
            changed = publish_executed(project, worker.brief, worker.folder, worker.date, worker.before)
    except Exception as error:  # noqa: BLE001  any failure of one briefing is reported, and the others go on
        failure = describe(error)
    finally:
        worker.stack.close()
    return Outcome(worker.brief, monotonic() - worker.started, failure, changed)
