"""Store the notebooks' outputs in them, for the default brief."""

import sys
from pathlib import Path

import nbformat

from tally.briefs import load_brief
from tally.build.notebooks import in_lines, run_notebooks
from tally.build.preload import kernels
from tally.project import START_PAGE, Project, temporary_folder, write_file


def store_outputs(project: Project) -> list[Path]:
    """
    Run the notebooks with their own parameters, store their outputs in them, and return their paths.

    Raises
    ------
    BriefError
        The default brief cannot be read.
    RunError
        A notebook failed. The notebooks are unchanged.
    """
    brief = project.default_brief
    load_brief(project, brief)
    names = (*project.steps, START_PAGE)
    with temporary_folder() as reports:
        with kernels() as server:
            run_notebooks(
                project, reports, brief, {}, server=server, notebooks=names,
                progress=sys.stderr if sys.stderr.isatty() else None, notify=in_lines(),
            )  # fmt: skip
        for name in names:
            node = nbformat.read(reports / brief / "notebooks" / f"{name}.ipynb", as_version=4)
            write_file(project.notebooks / f"{name}.ipynb", nbformat.writes(node).rstrip("\n") + "\n")
    return [project.notebooks / f"{name}.ipynb" for name in names]
