"""Run a brief's notebooks with papermill, each in a kernel of its own."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any, TextIO

import nbformat
import papermill
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from tally.build.publish import bring_editions
from tally.errors import TallyError
from tally.project import CELL_SECONDS, Project, mark_build, write_file
from tally.text import plural
from warm_kernels.engine import KernelDiedError

CONTROLS = "application/vnd.jupyter.widget-view+json"
BAR = "  {desc:<12} cell {n_fmt} of {total_fmt}, {elapsed}"
SILENT = "failed, and the kernel could not say why, as where no memory is left"

Told = Callable[[str, int, float], None]


class RunError(TallyError, RuntimeError):
    """A notebook failed, or did not write what it should have."""


def run_notebooks(
    project: Project,
    reports: Path,
    name: str,
    parameters: Mapping[str, Any],
    *,
    server: str = "",
    progress: TextIO | None = None,
    told: Told | None = None,
    limit: int = CELL_SECONDS,
    notebooks: Sequence[str] = (),
) -> None:
    """
    Run notebooks in their order, each in a fresh kernel, their files going to a reports folder.

    Parameters
    ----------
    project : Project
        The checkout.
    reports : Path
        Where the brief's folder is made.
    name : str
        The brief.
    parameters : mapping
        What papermill puts into the notebooks' place for them.
    server : str
        The kernel server's socket; empty for ordinary kernels.
    progress : TextIO, optional
        Where to show which cell is running, if anybody looks.
    told : callable, optional
        Is told of each notebook that is done: its name, its cells, and the seconds that it took.
    limit : int
        Seconds that a cell may run.
    notebooks : sequence of str
        The names of the notebooks; by default the project's steps.

    Raises
    ------
    RunError
        A notebook failed. The message names it, its cell, the error and the half-run notebook.
    """
    folder = reports / name / "notebooks"
    folder.mkdir(parents=True)
    bring_editions(project, name, reports)
    with mark_build(reports) as session:
        environment = os.environ | session | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        steps = notebooks or project.steps
        _run_each(project, name, parameters, steps, folder, environment, server, progress, told, limit)


def _run_each(
    project: Project, name: str, parameters: Mapping[str, Any], notebooks: Sequence[str], folder: Path,
    environment: Mapping[str, str], server: str, progress: TextIO | None, told: Told | None, limit: int,
) -> None:  # fmt: skip
    """Run the notebooks of a brief, each into its place in a folder."""
    bar = {"bar_format": BAR, "file": progress, "disable": None} if progress else None
    for notebook in notebooks:
        started, output = monotonic(), folder / f"{notebook}.ipynb"
        try:
            node = papermill.execute_notebook(
                deepcopy(_source(project.notebooks / f"{notebook}.ipynb")), str(output), dict(parameters),
                engine_name="warm", kernel_name="python3", cwd=str(project.notebooks), record_timing=False,
                extra_arguments=["--log-level=40"], server=server, env=dict(environment), execution_timeout=limit,
                progress_bar={"desc": notebook, **bar} if bar else False,
            )  # fmt: skip
        except (PapermillExecutionError, KernelDiedError) as error:
            kept = _keep_failed(project, name, output)
            raise RunError(_failure(notebook, error, output if kept is None else kept)) from error
        except ConnectionError as error:
            hint = " With WARM_KERNELS=cold, ordinary kernels are used." if server else ""
            msg = f"{notebook}: {error}{hint}"
            raise RunError(msg) from error
        write_file(output, nbformat.v4.writes(tidy(node)) + "\n")
        if told:
            told(notebook, len(node.cells), monotonic() - started)


def tidy(node: NotebookNode) -> NotebookNode:
    """Take out of an executed notebook what differs from run to run: times, paths, versions, random ids, controls."""
    node.metadata.pop("papermill", None)
    node.metadata.pop("widgets", None)
    node.metadata.get("language_info", {}).pop("version", None)
    for cell in node.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if CONTROLS not in output.get("data", {})]
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
    return node


@cache
def _source(path: Path) -> NotebookNode:
    """Read a notebook, without what it showed when it was last run."""
    node: NotebookNode = nbformat.read(path, as_version=4)
    for cell in node.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return node


def _keep_failed(project: Project, name: str, output: Path) -> Path | None:
    """Keep a half-run notebook where its reader can open it."""
    if not output.is_file():
        return None
    kept = project.reports / ".failed" / name / output.name
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(output, kept)
    return kept


def _failure(notebook: str, error: Any, kept: Path) -> str:
    """Say in a line what failed and in the next where to look."""
    if isinstance(error, KernelDiedError):
        said = f"{notebook}, cell {error.cell}: {error.how}"
    else:
        evalue = " ".join(str(error.evalue).split())
        told = SILENT if error.ename == CellExecutionError.__name__ and not evalue else f"{error.ename}: {evalue}"
        # papermill has put a note of its own above the cells that it counted
        said = f"{notebook}, cell {_cell_name(kept, error)}: {told}"
    return f"{said}\nThe half-run notebook is {kept}. What was built before is as it was."


def _cell_name(kept: Path, error: PapermillExecutionError) -> str:
    """Find the id of the cell that failed."""
    for cell in nbformat.read(kept, as_version=4).cells:
        if cell.metadata.get("papermill", {}).get("exception"):
            return str(cell.id)
    return str(error.cell_index)


def in_lines(progress: TextIO | None = None) -> Told:
    """Say of each notebook that is done a line, where nobody watches a bar."""

    def told(notebook: str, cells: int, seconds: float) -> None:
        print(f"  {notebook:<12} {plural(cells, 'cell')}, {seconds:.1f} s", file=progress or sys.stderr)

    return told
