"""Run a brief's notebooks with papermill, each in its own kernel."""

import gc
import os
import pickle
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any, TextIO

import nbformat
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from tally.briefs import model_of
from tally.build.progress import Notify
from tally.build.publish import bring_editions
from tally.errors import TallyError
from tally.project import (
    CELL_SECONDS,
    REPORTS,
    Kind,
    Project,
    find_every_step,
    mark_build,
    read_cells,
    read_file,
    tidy_notebook,
    write_file,
)
from warm_kernels.engine import KernelDiedError

BAR = "  {desc:<12} cell {n_fmt} of {total_fmt}, {elapsed}"
SILENT = "failed without a message, as when no memory is left"


class RunError(TallyError, RuntimeError):
    """A notebook failed, or did not write its files."""


def run_notebooks(
    project: Project,
    reports: Path,
    name: str,
    parameters: Mapping[str, Any],
    *,
    server: str = "",
    progress: TextIO | None = None,
    notify: Notify | None = None,
    limit: int = CELL_SECONDS,
    notebooks: Sequence[str] = (),
    by_hand: bool = False,
) -> None:
    """
    Run notebooks in order, each in a new kernel, so that their files go to a reports folder.

    Parameters
    ----------
    project : Project
        The checkout.
    reports : Path
        Where to create the brief's folder.
    name : str
        The brief.
    parameters : mapping
        The values that papermill inserts into the notebooks.
    server : str
        The kernel server's socket; empty for ordinary kernels.
    progress : TextIO, optional
        Where to show which cell is running; nowhere by default.
    notify : callable, optional
        Is called after each notebook with its name, the number of its cells, and the seconds that it took.
    limit : int
        Seconds that a cell may run.
    notebooks : sequence of str
        The names of the notebooks; by default the steps of the kind of brief that has these parameters.
    by_hand : bool
        Whether they run as if by hand: they write drafts, and their outputs say so.

    Raises
    ------
    RunError
        A notebook failed. The message names it, its cell, the error and the half-run notebook.
    """
    folder = reports / name / "notebooks"
    folder.mkdir(parents=True)
    bring_editions(project, name, reports)
    with nullcontext({REPORTS: str(reports)}) if by_hand else mark_build(reports) as session:
        environment = os.environ | session | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        steps = notebooks or project.steps_of(model_of(parameters).kind)
        _run_each(project, name, parameters, steps, folder, environment, server, progress, notify, limit)


def _run_each(
    project: Project, name: str, parameters: Mapping[str, Any], notebooks: Sequence[str], folder: Path,
    environment: Mapping[str, str], server: str, progress: TextIO | None, notify: Notify | None, limit: int,
) -> None:  # fmt: skip
    """Run the notebooks of a brief, and write each to a folder."""
    bar = {"bar_format": BAR, "file": progress, "disable": None} if progress else None
    for notebook in notebooks:
        started, output, path = monotonic(), folder / f"{notebook}.ipynb", project.notebooks / f"{notebook}.ipynb"
        output.parent.mkdir(exist_ok=True)
        read_cells(path)  # which reports what is wrong in it
        try:
            node = _run(
                read_file(path, Kind.NOTEBOOK), output, parameters, cwd=str(project.notebooks), record_timing=False,
                extra_arguments=["--log-level=40"], server=server, env=dict(environment), execution_timeout=limit,
                progress_bar={"desc": notebook, **bar} if bar else False,
            )  # fmt: skip
        except (PapermillExecutionError, KernelDiedError) as error:
            copy = _keep_failed(project, name, output)
            raise RunError(_failure(notebook, error, output if copy is None else copy)) from error
        except ConnectionError as error:
            hint = " With WARM_KERNELS=cold, ordinary kernels are used." if server else ""
            msg = f"{notebook}: {error}{hint}"
            raise RunError(msg) from error
        except RuntimeError as error:
            msg = f"{notebook}: {error} Look at what else the kernel has printed, and build again."
            raise RunError(msg) from error
        write_file(
            output,
            nbformat.v4.writes(_without_paths(tidy_notebook(node, counts=True), project.root, folder.parent.parent))
            + "\n",
        )
        if notify:
            notify(notebook, len(node.cells), monotonic() - started)


def _run(content: bytes, output: Path, parameters: Mapping[str, Any], **options: Any) -> NotebookNode:
    """
    Run a notebook with papermill, and return it; one that fails is written to `output`.

    This does what `papermill.execute_notebook` does, without writing before and after the run, a quarter of the time.
    """
    kernel = {"engine_name": "warm", "kernel_name": "python3"}
    node: NotebookNode = pickle.loads(_source(content))  # noqa: S301  our own bytes, in a third of a copy's time
    node = parameterize_notebook(node, dict(parameters), **kernel) if parameters else node  # or a cell sets nothing
    node = papermill_engines.execute_notebook_with_engine(nb=node, output_path=str(output), **kernel, **options)
    raise_for_execution_errors(node, str(output))
    return node


def _without_paths(node: NotebookNode, root: Path, reports: Path) -> NotebookNode:
    """Replace in a notebook's outputs the paths of this machine, as warnings print them, by names for them."""
    places = {str(Path.home()): "~", tempfile.gettempdir(): "(temporary)", sys.prefix: "(environment)"}
    places |= {str(root): ".", str(reports): "reports"}
    longest = sorted((path for path in places if len(path) > 1), key=len, reverse=True)
    path = re.compile(rf"(?<![\w.~-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")

    def replaced(part: Any) -> Any:
        if isinstance(part, dict):
            return {name: replaced(value) for name, value in part.items()}
        if isinstance(part, list):
            return [replaced(value) for value in part]
        return path.sub(lambda match: places[match[0]], part) if isinstance(part, str) else part

    for cell in node.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.from_dict(replaced(output)) for output in cell.outputs]
    return node


def prepare_forks(project: Project) -> None:
    """Load what every process that runs notebooks needs, once for all forks: notebooks, their schema, and kernels."""
    nbformat.validate(nbformat.v4.new_notebook())
    KernelProvisionerFactory.instance()
    for name in find_every_step(project.notebooks):
        with suppress(OSError, ValueError, TallyError):  # which the notebook's own run reports
            _source(read_file(project.notebooks / f"{name}.ipynb", Kind.NOTEBOOK))
    gc.freeze()  # a collection in a fork would copy the pages of what is there already


@lru_cache(maxsize=12)
def _source(content: bytes) -> bytes:
    """Parse a notebook without its outputs, once for each content; return it pickled."""
    node: NotebookNode = load_notebook_node(nbformat.reads(content.decode("utf-8-sig"), as_version=4))
    for cell in node.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return pickle.dumps(node)


def _keep_failed(project: Project, name: str, output: Path) -> Path | None:
    """Move a half-run notebook to a folder where it can be read, and return its path; None if there is none."""
    if not output.is_file():
        return None
    path = project.reports / ".failed" / name / output.name
    path.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.move(output, path))


def _failure(notebook: str, error: Any, copy: Path) -> str:
    """Return a line that says what failed, and one that says where to look."""
    if isinstance(error, KernelDiedError):
        headline = f"{notebook}, cell {error.cell}: {error.how}"
    else:
        evalue = " ".join(str(error.evalue).split())
        reason = SILENT if error.ename == CellExecutionError.__name__ and not evalue else f"{error.ename}: {evalue}"
        headline = f"{notebook}, cell {_cell_name(copy, error)}: {reason}"
    return f"{headline}\nThe half-run notebook is {copy}. What was built before is unchanged."


def _cell_name(copy: Path, error: PapermillExecutionError) -> str:
    """Return the id of the cell that failed: papermill's number counts the note that it inserts at the top."""
    for cell in nbformat.read(copy, as_version=4).cells:
        if cell.metadata.get("papermill", {}).get("exception"):
            return str(cell.id)
    return str(error.cell_index)
