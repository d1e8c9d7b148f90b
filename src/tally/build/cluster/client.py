"""Hand briefs to a Dask cluster, and take back what its workers made."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from distributed import Client, as_completed
from distributed.scheduler import KilledWorker

from tally.build import REFUSED, Outcome, Preflight, Progress, RunError, publish_executed, remove_leftovers, staging
from tally.build.cluster.packing import before, lay_out, pack
from tally.build.cluster.task import Made, build_there, differences, fingerprint
from tally.errors import TallyError
from tally.project import Project

PATIENCE = 10  # seconds in which a scheduler must answer and have a worker


class ClusterError(TallyError, RuntimeError):
    """The cluster cannot be used: nobody answers, there is no worker, or its versions are others."""


def build_on_cluster(
    project: Project, names: Sequence[str], scheduler: str, *, limit: int, date: str = "", progress: Progress
) -> list[Outcome]:
    """
    Build briefings on a cluster; a failed one does not stop the others, and a worker that dies loses nothing.

    Parameters
    ----------
    project : Project
        The checkout. Its files travel with the task: the workers need an environment, and no checkout.
    names : sequence of str
        The briefs.
    scheduler : str
        The scheduler's address, such as tcp://10.0.0.1:8786.
    limit : int
        Seconds that a cell may run.
    date : str
        The day of the editions that this makes; empty for the ones that the briefs or the data give.
    progress : Progress
        Is told what ends.

    Raises
    ------
    ClusterError
        Nobody answers there, there is no worker, or a worker's versions differ from ours.
    """
    remove_leftovers(project)
    outcomes, asked = [], []
    checks = Preflight(project, date)
    for name in names:
        try:
            asked.append(checks.brief(name))
        except REFUSED as error:
            outcomes.append(Outcome(name, 0, str(error)))
            progress.ended(outcomes[-1])
    with _connected(scheduler) as client:
        shared = client.scatter(pack(project, {brief.case for brief in asked}), broadcast=True, hash=False)
        briefs: dict[Any, str] = {}
        for brief in asked:
            path = f"notebooks/parameters/{brief.brief}.yml"
            own = {path: (project.root / path).read_bytes()} | before(project, brief.brief)
            task = client.submit(build_there, shared, own, brief.model_dump(), limit, fingerprint(), pure=False)
            briefs[task] = brief.brief
        for task in as_completed(list(briefs), loop=client.loop):
            outcomes.append(_taken(project, briefs.pop(task), task, date))
            progress.ended(outcomes[-1])
            task.release()
    return outcomes


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    """Connect to a scheduler whose workers have our versions."""
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        msg = f"No scheduler answers at {scheduler}. Start one with: dask scheduler"
        raise ClusterError(msg) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            msg = f"The scheduler at {scheduler} has no worker. Start one with: dask worker {scheduler} --nthreads 1"
            raise ClusterError(msg) from error
        for worker, theirs in client.run(fingerprint).items():
            if wrong := differences(fingerprint(), theirs):
                msg = f"The worker {worker} has other versions: {wrong}. Give both the same checkout and environment."
                raise ClusterError(msg)
        yield client


def _taken(project: Project, brief: str, task: Any, date: str) -> Outcome:
    """Take what a worker has made, and show it if it is whole."""
    try:
        made: Made = task.result()
    except KilledWorker:
        return Outcome(brief, 0, "Each worker that it was given to died over it.")
    except Exception as error:  # noqa: BLE001  one brief's failure, of whatever kind, is told and stays its own
        return Outcome(brief, 0, f"{type(error).__name__}: {error}")
    if made.failure:
        return Outcome(brief, made.seconds, made.failure)
    try:
        with staging(project, brief) as folder:
            lay_out(made.files, folder / brief)
            publish_executed(project, brief, folder, date)
    except RunError as error:
        return Outcome(brief, made.seconds, str(error))
    return Outcome(brief, made.seconds)
