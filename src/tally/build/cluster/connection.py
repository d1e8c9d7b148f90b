"""The connection to a Dask scheduler, and what its workers are."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from distributed import Client
from distributed.comm.core import CommClosedError

from tally.build.cluster.guard import LateError, no_unpickling, quiet, within, words
from tally.build.cluster.task import differences, fingerprint
from tally.errors import TallyError
from tally.text import shown

CONNECT_TIMEOUT = 10  # seconds within which a scheduler must answer and have a worker, and a worker must answer
PAUSE = 0.2  # seconds before something is tried again
TRIES = 3  # how often something is tried that a loss has ended
CERTIFICATES = (
    "For tls://, name your certificates in DASK_DISTRIBUTED__COMM__TLS__CA_FILE, …__TLS__CLIENT__CERT and "
    "…__TLS__CLIENT__KEY, and check that the scheduler uses TLS too."
)


_unended: list[ExitStack] = []  # the guards of connections that could not be closed in time


class ClusterError(TallyError, RuntimeError):
    """The cluster cannot be used: nobody answers, there is no worker, or a worker has different versions."""


class Listener(Client):
    """A client that prints no messages of workers, and to which results come as bytes, never as pickles."""

    @property
    def is_alive(self) -> bool:
        """True unless the scheduler was lost, or sent something that cannot be read."""
        listening = self._handle_report_task
        return self.status == "running" and listening is not None and not listening.done()

    def subscribe_topic(self, topic: str, handler: Any) -> None:
        """Ignore what workers print and warn of."""


@contextmanager
def connected(scheduler: str) -> Iterator[Listener]:
    """
    Open a connection to a scheduler whose workers have our versions, and close it afterwards.

    Raises
    ------
    ClusterError
        Nobody answers, there is no worker, or a worker has other versions.
    """
    with ExitStack() as stack:
        stack.enter_context(no_unpickling())
        stack.enter_context(quiet())
        try:
            client = _open(scheduler)
            try:
                _check_workers(client, scheduler)
                yield client
            finally:
                _close(client)
        except LateError as error:
            _unended.append(stack.pop_all())  # something may still be received
            msg = (
                f"No scheduler answers at {scheduler}: something else does, or it hangs. See its log, and build again."
            )
            raise ClusterError(msg) from error


def _open(scheduler: str) -> Listener:
    """Open a connection; try again if it is cut at once."""
    listener: Any = Listener
    deadline = time.monotonic() + CONNECT_TIMEOUT

    def connect() -> Any:
        return listener(scheduler, timeout=CONNECT_TIMEOUT, set_as_default=False, deserializers=["msgpack"])

    while True:
        try:
            client: Listener = within(2 * CONNECT_TIMEOUT, connect)
        except LateError:
            raise
        except Exception as error:  # of the network, of TLS, or of what else answers there
            if isinstance(error, CommClosedError) and time.monotonic() + PAUSE < deadline:
                time.sleep(PAUSE)
                continue
            tls = scheduler.startswith("tls:")
            msg = f"No scheduler answers at {scheduler}. {CERTIFICATES if tls else 'Start one with: dask scheduler'}"
            raise ClusterError(msg) from error
        return client


def _close(client: Any) -> None:
    """Close a connection, whatever state it is in."""
    with suppress(Exception):
        within(3, lambda: client.close(timeout=2))


def _check_workers(client: Any, scheduler: str) -> None:
    """Check that there are workers, and that each of them has our versions."""
    for worker, theirs in _fingerprints(client, scheduler).items():
        place = shown(str(worker)[:100], breaks=False)
        if not _is_text(theirs):
            reason = f" ({shown(words(theirs), breaks=False)})" if isinstance(theirs, Exception) else ""
            msg = f"The worker {place} cannot run Tally{reason}. Give it the same checkout and environment."
            raise ClusterError(msg)
        if mismatch := differences(fingerprint(), theirs):
            mismatch = shown(mismatch[:1000], breaks=False)
            msg = f"The worker {place} has other versions: {mismatch}. Give both the same checkout and environment."
            raise ClusterError(msg)


def _fingerprints(client: Any, scheduler: str) -> dict[str, Any]:
    """Return what each worker says that its versions are; ask again if one dies meanwhile."""
    for _ in range(TRIES):
        try:
            within(2 * CONNECT_TIMEOUT, lambda: client.wait_for_workers(1, timeout=CONNECT_TIMEOUT))
        except Exception as error:  # Dask has one for no worker in time, and any other if the scheduler goes
            lost = not client.is_alive
            msg = f"The scheduler at {scheduler} {'was lost.' if lost else 'has no worker.'}"
            raise ClusterError(f"{msg} Start one with: {_command(scheduler, lost=lost)}") from error
        try:
            answers: Any = within(CONNECT_TIMEOUT, lambda: client.run(fingerprint, on_error="return"))
        except Exception:  # noqa: BLE001  a worker died; its error came as a pickle
            time.sleep(PAUSE)
            continue
        if isinstance(answers, dict) and answers:
            return answers
    msg = f"A worker at {scheduler} does not answer. End it, see its log, and build again."
    raise ClusterError(msg)


def _command(scheduler: str, *, lost: bool) -> str:
    """Return the command that starts what is missing."""
    return "dask scheduler" if lost else f"dask worker {scheduler} --nthreads 1"


def _is_text(answer: object) -> bool:
    """Return whether an answer consists of names and versions."""
    return isinstance(answer, dict) and all(isinstance(part, str) for pair in answer.items() for part in pair)
