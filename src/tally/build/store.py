"""Store the notebooks' outputs in them, as they are when somebody runs them by hand."""

import sys
from pathlib import Path

import nbformat

from tally.briefs import load_brief
from tally.build.notebooks import RunError, run_notebooks
from tally.build.preload import kernels
from tally.build.progress import in_lines
from tally.project import (
    START_PAGE,
    Kind,
    Project,
    editing,
    find_every_step,
    read_file,
    temporary_folder,
    tidy_notebook,
)


def store_outputs(project: Project) -> list[Path]:
    """
    Run the notebooks with their own parameters, store their outputs in them, and return their paths.

    Raises
    ------
    BriefError
        The default brief cannot be read.
    RunError
        A notebook failed, or was changed meanwhile. The notebooks are as they were.
    """
    brief = project.default_brief
    load_brief(project, brief)
    names = (*find_every_step(project.notebooks), START_PAGE)
    paths = [project.notebooks / f"{name}.ipynb" for name in names]
    before = {path: read_file(path, Kind.NOTEBOOK) for path in paths}
    with temporary_folder() as reports:
        with kernels(project, [brief]) as server:
            run_notebooks(
                project, reports, brief, {}, server=server, notebooks=names, by_hand=True,
                progress=sys.stderr if sys.stderr.isatty() else None, notify=in_lines(),
            )  # fmt: skip
        ran = reports / brief / "notebooks"
        stored = {path: _read(ran / path.relative_to(project.notebooks)) for path in paths}
    with editing(project) as edit:
        if changed := [path.name for path in paths if read_file(path, Kind.NOTEBOOK) != before[path]]:
            msg = f"Nothing was stored: {', '.join(changed)} changed while the notebooks ran. Run the command again."
            raise RunError(msg)
        edit(stored)
    return paths


def _read(notebook: Path) -> str:
    """Read a notebook that was run, as it is stored."""
    text: str = nbformat.writes(tidy_notebook(nbformat.read(notebook, as_version=4)))
    return text.rstrip("\n") + "\n"
