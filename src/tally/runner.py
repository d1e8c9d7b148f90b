"""Run a brief's notebooks with papermill, and show the result only once it is whole."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, TextIO

import nbformat
import papermill
from filelock import FileLock
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from tally.dossier import load_dossier
from tally.inputs import NOTEBOOKS
from tally.parameters import Brief, BriefError, hold_against, load_brief
from tally.project import Project

DEFAULT = "isil-kp-2021"
OUTPUTS = (
    "figures.csv", "change.json", *(f"charts/{name}.{kind}" for name in ("windows", "windows-narrow", "bars")
    for kind in ("svg", "png")), *(f"notebooks/{name}.ipynb" for name in NOTEBOOKS), "briefing.html",
)  # fmt: skip
OPTIONAL = tuple(f"charts/{name}.{kind}" for name in ("cutoffs", "bounds", "rivals") for kind in ("svg", "png"))
CONTROLS = "application/vnd.jupyter.widget-view+json"
BAR = "  {desc:<12} cell {n_fmt} of {total_fmt}, {elapsed}"


class RunError(RuntimeError):
    """A notebook failed, or did not write what it should have."""


def build(project: Project, name: str, progress: TextIO = sys.stderr) -> Path:
    """
    Build one briefing.

    Parameters
    ----------
    project : Project
        The checkout.
    name : str
        The brief: the name of a file in `notebooks/parameters/`, without its ending.
    progress : TextIO
        Where to say which notebook and which cell is running.

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
    brief = load_brief(project, name)
    dossier = load_dossier(project, brief.data)
    hold_against(brief, dossier.figures, dossier.milestones)
    _hold_notebooks_against(project, brief)
    with _staging(project, name) as staging:
        run_notebooks(project, staging, name, brief.model_dump(), progress)
        made = staging / name
        missing = [output for output in OUTPUTS if not (made / output).is_file()]
        if missing:
            msg = f"The notebooks of {name} ran, but did not write {', '.join(missing)}."
            raise RunError(msg)
        _publish(project, made, project.report(name))
    return project.report(name) / "briefing.html"


def run_notebooks(
    project: Project,
    reports: Path,
    name: str,
    parameters: Mapping[str, Any],
    progress: TextIO = sys.stderr,
    notebooks: Sequence[str] = NOTEBOOKS,
) -> None:
    """Run notebooks in their order, each in a fresh kernel, their files going to a reports folder."""
    folder = reports / name / "notebooks"
    folder.mkdir(parents=True)
    with _environment(TALLY_REPORTS=str(reports), PYDEVD_DISABLE_FILE_VALIDATION="1"):
        for notebook in notebooks:
            started, output = monotonic(), folder / f"{notebook}.ipynb"
            try:
                node = papermill.execute_notebook(
                    str(project.notebooks / f"{notebook}.ipynb"), str(output), dict(parameters),
                    kernel_name="python3", cwd=str(project.notebooks), record_timing=False,
                    extra_arguments=["--log-level=40"],
                    progress_bar={"desc": notebook, "bar_format": BAR, "file": progress, "disable": None},
                )  # fmt: skip
            except (PapermillExecutionError, DeadKernelError, CellTimeoutError) as error:
                kept = _keep_failed(project, name, output)
                raise RunError(_failure(notebook, error, output if kept is None else kept)) from error
            nbformat.write(tidy(node), output)
            if not progress.isatty():
                print(f"  {notebook:<12} {len(node.cells)} cells, {monotonic() - started:.1f} s", file=progress)


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


def _hold_notebooks_against(project: Project, brief: Brief) -> None:
    """Check that each notebook has the brief's parameters and no other: papermill would only warn."""
    for notebook in NOTEBOOKS:
        found = set(papermill.inspect_notebook(str(project.notebooks / f"{notebook}.ipynb")))
        wrong = found ^ set(brief.model_dump())
        if wrong:
            msg = f"notebooks/{notebook}.ipynb and the briefs differ in parameters: {', '.join(sorted(wrong))}."
            raise BriefError(msg)


@contextmanager
def _staging(project: Project, name: str) -> Iterator[Path]:
    """Give a folder to build in, beside what it will replace; it goes in the end, whatever happens."""
    project.reports.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=project.reports))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _publish(project: Project, made: Path, shown: Path) -> None:
    """Put what was made in the place of what is shown, file by file, the page last."""
    with FileLock(project.reports / ".lock"):
        for output in OPTIONAL:
            (shown / output).unlink(missing_ok=True)
        for output in (*(extra for extra in OPTIONAL if (made / extra).is_file()), *OUTPUTS):
            (shown / output).parent.mkdir(parents=True, exist_ok=True)
            (made / output).replace(shown / output)


def _keep_failed(project: Project, name: str, output: Path) -> Path | None:
    """Keep a half-run notebook where its reader can open it."""
    if not output.is_file():
        return None
    kept = project.reports / ".failed" / name / output.name
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(output, kept)
    return kept


def _failure(notebook: str, error: Exception, kept: Path) -> str:
    """Say in a line what failed and in the next where to look."""
    where, what = notebook, f"the kernel died ({type(error).__name__})"
    if isinstance(error, PapermillExecutionError):
        # papermill has put a note of its own above the cells that it counted
        where = f"{notebook}, cell {_cell_name(kept, error)}"
        what = f"{error.ename}: {' '.join(str(error.evalue).split())}"
    return f"{where}: {what}\nThe half-run notebook is {kept}. What was built before is as it was."


def _cell_name(kept: Path, error: PapermillExecutionError) -> str:
    """Find the id of the cell that failed."""
    for cell in nbformat.read(kept, as_version=4).cells:
        if any(output.get("output_type") == "error" for output in cell.get("outputs", [])):
            return str(cell.id)
    return str(error.cell_index)


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    """Set environment variables for the kernels that start meanwhile."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
