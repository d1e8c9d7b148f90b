"""The papermill engine that runs notebooks in warm kernels, and reports how a kernel died."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager
from papermill.log import logger
from papermill.utils import remove_args

from warm_kernels.client import WarmManager, exists
from warm_kernels.folders import owned_folder
from warm_kernels.processes import signal_group
from warm_kernels.start import PREFIX, SERVER

NOT_READY = "Kernel died before replying"  # another process can take an ordinary kernel's port before it is bound
TRIES = 3  # starts of an ordinary kernel before the engine gives up


class KernelDiedError(RuntimeError):
    """A kernel ended before its notebook did: `cell` is the cell's id, `how` says how the kernel ended."""

    def __init__(self, cell: str, how: str) -> None:
        self.cell, self.how = cell, how
        super().__init__(f"{cell}: {how}")


class Client(PapermillNotebookClient):  # type: ignore[misc]  # papermill ships no types
    """papermill's client, which reports in which cell and how a kernel ended."""

    def execute_cell(self, cell: NotebookNode, cell_index: int, **kwargs: Any) -> NotebookNode:
        """
        Run one cell.

        Raises
        ------
        KernelDiedError
            The kernel ended during the cell, or the cell ran beyond the time limit.
        """
        try:
            executed: NotebookNode = super().execute_cell(cell, cell_index, **kwargs)
        except CellTimeoutError as error:
            raise KernelDiedError(str(cell.id), f"ran beyond the limit of {self.timeout} s") from error
        except DeadKernelError as error:
            raise KernelDiedError(str(cell.id), self._how_it_ended()) from error
        return executed

    def _how_it_ended(self) -> str:
        """Return how the kernel ended, in words: its exit status or the signal."""
        provisioner = getattr(self.km, "provisioner", None)
        process = getattr(provisioner, "process", None)
        status = getattr(provisioner, "status", None) if process is None else process.returncode
        if status is None:
            return "the kernel died"
        if status < 0:
            return f"the kernel was killed by {signal.Signals(-status).name}"
        return f"the kernel ended with exit status {status}"


class SparingManager(NotebookExecutionManager):  # type: ignore[misc]
    """papermill's manager without saving after each cell: the notebook is saved once, when it has run or failed."""

    def notebook_start(self, **kwargs: Any) -> None:
        """Record that the notebook starts."""
        self._without_saving(super().notebook_start, **kwargs)

    def notebook_complete(self, **kwargs: Any) -> None:
        """Record that the notebook is done."""
        self._without_saving(super().notebook_complete, **kwargs)

    def cell_start(self, cell: NotebookNode, cell_index: int | None = None, **kwargs: Any) -> None:
        """Record that a cell starts."""
        self._without_saving(super().cell_start, cell, cell_index=cell_index, **kwargs)

    def cell_complete(self, cell: NotebookNode, cell_index: int | None = None, **kwargs: Any) -> None:
        """Record that a cell is done, and how long it took, for which papermill would parse its own time slowly."""
        record = cell.metadata.papermill
        started = record.pop("start_time", None)
        self._without_saving(super().cell_complete, cell, cell_index=cell_index, **kwargs)
        if started:
            ended = datetime.fromisoformat(record["end_time"])
            record |= {"start_time": started, "duration": (ended - datetime.fromisoformat(started)).total_seconds()}

    def _without_saving(self, record: Any, *cell: NotebookNode, **kwargs: Any) -> None:
        """Run one of papermill's methods without an output path, so that it does not save."""
        path: str | None = self.output_path  # type: ignore[has-type]  # papermill has no types
        self.output_path = None
        try:
            record(*cell, **kwargs)
        finally:
            self.output_path = path


@contextmanager
def _manager(
    server: str, kernel_name: str, environment: dict[str, str]
) -> Iterator[tuple[AsyncKernelManager, dict[str, str]]]:
    """Yield a manager of a warm or an ordinary kernel, and the kernel's environment; remove its files afterwards."""
    if exists(server):
        warm = WarmManager(server=server)
        try:
            yield warm, environment
        finally:
            warm.disconnect()
        return
    with owned_folder(PREFIX) as folder:
        manager = AsyncKernelManager(kernel_name=kernel_name, connection_file=str(folder / "kernel.json"))
        try:
            yield manager, environment | {"TMPDIR": str(folder)}
        finally:
            if pid := getattr(manager.provisioner, "pid", None):
                signal_group(pid, signal.SIGKILL)  # what the kernel started ends too


class WarmEngine(NBClientEngine):  # type: ignore[misc]
    """
    Runs each notebook in a new fork of the kernel server.

    The option `server` or the environment variable `WARM_KERNELS_SERVER` gives the path of the server's socket. If
    there is no socket, the notebook runs in an ordinary kernel, with the same outputs.
    """

    @classmethod
    def execute_notebook(
        cls, nb: NotebookNode, kernel_name: str, output_path: str | None = None, progress_bar: Any = True,
        log_output: bool = False, autosave_cell_every: int = 0, **kwargs: Any,
    ) -> NotebookNode:  # fmt: skip
        """Run a notebook. If it fails, save it with the outputs so far."""
        recorded = nb.metadata.get("papermill", {})
        if isinstance(recorded.get("input_path"), NotebookNode):
            recorded["input_path"] = None  # a notebook that was given as an object, which papermill would save twice
        manager: Any = SparingManager(
            nb, output_path=output_path, progress_bar=progress_bar, log_output=log_output,
            autosave_cell_every=autosave_cell_every,
        )  # fmt: skip
        manager.notebook_start()
        try:
            cls.execute_managed_notebook(manager, kernel_name, log_output=log_output, **kwargs)
        except BaseException:
            manager.notebook_complete()
            manager.save()
            raise
        finally:
            manager.cleanup_pbar()
        manager.notebook_complete()
        executed: NotebookNode = manager.nb
        return executed

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, log_output: bool = False, start_timeout: int = 60,
        execution_timeout: int | None = None, env: dict[str, str] | None = None, server: str = "", **kwargs: Any,
    ) -> None:  # fmt: skip
        """
        Run a notebook's cells.

        Parameters
        ----------
        nb_man : NotebookExecutionManager
            papermill's manager of the notebook.
        kernel_name : str
            The ordinary kernel that is used if there is no kernel server.
        log_output : bool
            Whether outputs are logged.
        start_timeout, execution_timeout : int
            Seconds for the start of the kernel and for each cell; no limit for a cell if None.
        env : dict
            The kernel's environment; that of this process if None.
        server : str
            The path of the kernel server's socket.

        Raises
        ------
        KernelDiedError
            The kernel ended before the notebook did.
        ConnectionError
            No kernel could be started.
        """
        environment = dict(os.environ) if env is None else env
        server = server or environment.get(SERVER, "")
        options = remove_args(["input_path", "stdout_file", "stderr_file", "timeout", "startup_timeout"], **kwargs)
        cwd = options.pop("cwd", None)
        for remaining in reversed(range(TRIES)):
            try:
                with _manager(server, kernel_name, environment) as (manager, variables):
                    client = Client(
                        nb_man, km=manager, kernel_name=kernel_name, log=logger, log_output=log_output,
                        timeout=execution_timeout, startup_timeout=start_timeout, shutdown_kernel="immediate",
                        **options,
                    )  # fmt: skip
                    client.execute(env=variables, cleanup_kc=True, **({"cwd": cwd} if cwd else {}))
            except RuntimeError as error:
                if NOT_READY not in str(error):
                    raise
                if not remaining:
                    raise ConnectionError(f"{error}.") from error
            else:
                return
