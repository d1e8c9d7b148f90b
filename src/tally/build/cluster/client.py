"""Send briefs to a Dask cluster, and publish what its workers return."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from distributed import Future

from tally.briefs import Brief
from tally.build import Outcome, Preflight, Progress, publish_executed
from tally.build.cluster.connection import TRIES, ClusterError, connected
from tally.build.cluster.guard import within, words
from tally.build.cluster.packing import Files, outputs, own_files, pack, write_outputs
from tally.build.cluster.results import INSTEAD, ResultError, unpack_result
from tally.build.cluster.task import build_on_worker, fingerprint
from tally.errors import TallyError
from tally.project import Project, describe, remove_leftovers, staging
from tally.text import shown

RESULT_TIMEOUT = 60  # seconds within which a finished result must arrive
WORKERS_LOST = "Each worker that tried to build it died: see the workers' logs."
OFTEN = f"was lost {TRIES} times. See its log, then: tally build --failed"
PAUSE = 0.02  # seconds between looks at what has ended


class LostError(TallyError, RuntimeError):
    """What was sent to a cluster was lost: with its workers, if the scheduler is still heard, or with the scheduler."""

    def __init__(self, client: Any) -> None:
        self.workers = client.is_alive


@dataclass
class Batch:
    """The briefs that are still to be built, and how often each was tried without a result."""

    project: Project
    limit: int
    date: str
    waiting: dict[str, Brief] = field(default_factory=dict)
    tries: Counter[str] = field(default_factory=Counter)

    def end(self, brief: str, seconds: float, failure: str = "") -> Outcome:
        """Record that a brief is done."""
        self.waiting.pop(brief, None)
        return Outcome(brief, seconds, failure)


def build_on_cluster(
    project: Project, names: Sequence[str], scheduler: str, *, limit: int, date: str = "", progress: Progress
) -> list[Outcome]:
    """
    Build briefings on a cluster.

    A briefing that fails does not stop the others. If a worker dies or returns something else than a result, another
    worker builds its briefing. If the scheduler is lost, what is not yet built is sent again, up to `TRIES` times.

    Parameters
    ----------
    project : Project
        The checkout. Its files are sent with the task: the workers need the environment, but no checkout.
    names : sequence of str
        The briefs.
    scheduler : str
        The scheduler's address, such as tcp://10.0.0.1:8786 or tls://10.0.0.1:8786.
    limit : int
        Seconds that one cell may run.
    date : str
        The date of the new editions; empty for the dates in the briefs or the data.
    progress : Progress
        Is notified when a briefing ends.

    Returns
    -------
    list of Outcome
        One for each brief, in the order in which they ended.

    Raises
    ------
    ClusterError
        No scheduler answers at the address, it has no worker, or a worker's versions differ from ours.
    """
    remove_leftovers(project.reports, project.written_folders(names))
    results = []
    for outcome in _outcomes(Batch(project, limit, date), names, scheduler):
        results.append(outcome)
        progress.ended(outcome)
    return results


def _outcomes(batch: Batch, names: Sequence[str], scheduler: str) -> Iterator[Outcome]:
    """Yield the result of each brief."""
    checks = Preflight(batch.project, batch.date)
    for name in names:
        try:
            batch.waiting[name] = checks.brief(name)
        except TallyError as error:
            yield Outcome(name, 0, str(error))
    for attempt in range(TRIES):
        names = list(batch.waiting)
        alone = attempt == TRIES - 1  # so that a brief that kills each worker keeps no other one from being built
        for group in [[name] for name in names] if alone else [names] * bool(names):
            try:
                with connected(scheduler) as client:
                    yield from _build(client, batch, group)
            except LostError as error:
                if alone:
                    yield batch.end(
                        group[0], 0, WORKERS_LOST if error.workers else f"The scheduler at {scheduler} {OFTEN}"
                    )
            except ClusterError as error:
                if not attempt:
                    raise
                for name in list(batch.waiting):
                    yield batch.end(name, 0, f"The connection to {scheduler} was lost. {error}")
                return


def _build(client: Any, batch: Batch, names: Sequence[str]) -> Iterator[Outcome]:
    """Yield the result of each brief. If the scheduler is lost, those that have none go on waiting."""
    files = pack(batch.project, {batch.waiting[name].case for name in names})
    own: dict[str, Files] = {}
    for name in names:
        try:
            own[name] = own_files(batch.project, name)
        except TallyError as error:
            yield batch.end(name, 0, str(error))
    try:
        shared = within(RESULT_TIMEOUT, lambda: client.scatter(files, broadcast=True, hash=False))
        tasks = {_submit(client, batch, name, (shared, own[name])): name for name in own}
    except Exception as error:  # whatever Dask raises when a scheduler goes
        raise LostError(client) from error
    while tasks:
        for task in [task for task in tasks if task.done()]:
            brief = tasks.pop(task)
            try:
                yield _ended(client, batch, brief, task)
            except ResultError as error:
                batch.tries[brief] += 1
                if batch.tries[brief] == TRIES:
                    yield batch.end(brief, 0, str(error))
                else:
                    tasks[_again(client, batch, brief, (shared, own[brief]), task)] = brief
        if not client.is_alive:
            raise LostError(client)
        time.sleep(PAUSE)


def _submit(
    client: Any, batch: Batch, brief: str, files: tuple[Any, Files], workers: Sequence[str] = ()
) -> Future[Any]:
    """Send a brief to any worker, or to one of some."""
    parameters = batch.waiting[brief].model_dump()
    task: Future[Any] = client.submit(
        build_on_worker, *files, parameters, batch.limit, fingerprint(), pure=False, workers=workers or None
    )
    return task


def _again(client: Any, batch: Batch, brief: str, files: tuple[Any, Files], task: Future[Any]) -> Future[Any]:
    """Send a brief again, to another worker than the one whose result was none, if there is another."""
    try:
        holders = within(RESULT_TIMEOUT, lambda: client.who_has([task]))
        refused = {worker for workers in holders.values() for worker in workers}
        return _submit(client, batch, brief, files, [*{*client.scheduler_info()["workers"]} - refused])
    except Exception as error:  # as above
        raise LostError(client) from error


def _ended(client: Any, batch: Batch, brief: str, task: Future[Any]) -> Outcome:
    """
    Check and publish what a worker returned.

    Raises
    ------
    ResultError
        It is not a result.
    LostError
        The scheduler was lost.
    """
    if task.status == "error":
        return batch.end(brief, 0, _why(task))
    if task.status != "finished":
        raise LostError(client)
    try:
        content = within(2 * RESULT_TIMEOUT, lambda: task.result(timeout=RESULT_TIMEOUT))
    except Exception as error:  # the scheduler is gone, or a worker sent something that Dask cannot read
        if not client.is_alive or task.status != "finished":
            raise LostError(client) from error
        msg = f"A worker returned something that is not a result. {INSTEAD}"
        raise ResultError(msg) from error
    result = unpack_result(content, brief, outputs(batch.project))
    if result.failure:
        return batch.end(brief, result.seconds, shown(result.failure))
    try:
        with staging(batch.project.reports, brief) as folder:
            write_outputs(batch.project, result.files, folder / brief)
            publish_executed(batch.project, brief, folder, batch.date)
    except TallyError as error:
        return batch.end(brief, result.seconds, str(error))
    except (OSError, MemoryError) as error:
        return batch.end(brief, result.seconds, describe(error))
    except Exception as error:  # the files are another machine's: reading them can fail in any way
        msg = f"A worker returned files that no build writes ({type(error).__name__}). {INSTEAD}"
        raise ResultError(msg) from error
    return batch.end(brief, result.seconds)


def _why(task: Future[Any]) -> str:
    """Return why a task has failed on its worker, without unpickling the error."""
    reason = ""
    with suppress(Exception):
        reason = words(within(RESULT_TIMEOUT, task.exception))
    if "KilledWorker" in reason:
        return WORKERS_LOST
    return f"A worker could not run it{f' ({shown(reason, breaks=False)})' if reason else ''}. {INSTEAD}"
