"""Send briefs to a Dask cluster, and publish what its workers return."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from distributed import Client, as_completed
from distributed.scheduler import KilledWorker

from tally.build import REFUSED, Outcome, Preflight, Progress, RunError, publish_executed
from tally.build.cluster.packing import pack, past_editions, write_outputs
from tally.build.cluster.task import WorkerResult, build_on_worker, differences, fingerprint
from tally.errors import TallyError
from tally.project import Kind, Project, read_file, remove_leftovers, staging

CONNECT_TIMEOUT = 10  # seconds within which a scheduler must answer and have a worker


class ClusterError(TallyError, RuntimeError):
    """The cluster cannot be used: nobody answers, there is no worker, or a worker has different versions."""


def build_on_cluster(
    project: Project, names: Sequence[str], scheduler: str, *, limit: int, date: str = "", progress: Progress
) -> list[Outcome]:
    """
    Build briefings on a cluster.

    A briefing that fails does not stop the others. If a worker dies, another worker builds its briefing.

    Parameters
    ----------
    project : Project
        The checkout. Its files are sent with the task: the workers need the environment, but no checkout.
    names : sequence of str
        The briefs.
    scheduler : str
        The scheduler's address, such as tcp://10.0.0.1:8786.
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
    outcomes, briefs = [], []
    checks = Preflight(project, date)
    for name in names:
        try:
            briefs.append(checks.brief(name))
        except REFUSED as error:
            outcomes.append(Outcome(name, 0, str(error)))
            progress.ended(outcomes[-1])
    with _connected(scheduler) as client:
        shared = client.scatter(pack(project, {brief.case for brief in briefs}), broadcast=True, hash=False)
        tasks: dict[Any, str] = {}
        for brief in briefs:
            path = f"notebooks/parameters/{brief.brief}.yml"
            own = {path: read_file(project.root / path, Kind.BRIEF)} | past_editions(project, brief.brief)
            task = client.submit(build_on_worker, shared, own, brief.model_dump(), limit, fingerprint(), pure=False)
            tasks[task] = brief.brief
        for task in as_completed(list(tasks), loop=client.loop):
            outcomes.append(_publish_result(project, tasks.pop(task), task, date))
            progress.ended(outcomes[-1])
            task.release()
    return outcomes


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    """Open a connection to a scheduler whose workers have our versions, and close it afterwards."""
    try:
        client = Client(scheduler, timeout=CONNECT_TIMEOUT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        msg = f"No scheduler answers at {scheduler}. Start one with: dask scheduler"
        raise ClusterError(msg) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=CONNECT_TIMEOUT)
        except TimeoutError as error:
            msg = f"The scheduler at {scheduler} has no worker. Start one with: dask worker {scheduler} --nthreads 1"
            raise ClusterError(msg) from error
        for worker, theirs in client.run(fingerprint).items():
            if mismatch := differences(fingerprint(), theirs):
                msg = (
                    f"The worker {worker} has other versions: {mismatch}. Give both the same checkout and environment."
                )
                raise ClusterError(msg)
        yield client


def _publish_result(project: Project, brief: str, task: Any, date: str) -> Outcome:
    """Wait for a worker's result, and publish it if it is complete."""
    try:
        result: WorkerResult = task.result()
    except KilledWorker:
        return Outcome(brief, 0, "Each worker that tried to build it died: see the workers' logs.")
    except Exception as error:  # noqa: BLE001  any failure of one brief is reported, and the others go on
        return Outcome(brief, 0, f"{type(error).__name__}: {error}")
    if result.failure:
        return Outcome(brief, result.seconds, result.failure)
    try:
        with staging(project.reports, brief) as folder:
            write_outputs(project, result.files, folder / brief)
            publish_executed(project, brief, folder, date)
    except RunError as error:
        return Outcome(brief, result.seconds, str(error))
    return Outcome(brief, result.seconds)
