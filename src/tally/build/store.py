"""Store the notebooks' outputs with them, as the default brief gives them."""

import sys
import tempfile
from pathlib import Path

import nbformat

from tally.briefs import load_brief
from tally.build.notebooks import in_lines, run_notebooks
from tally.build.preload import kernels
from tally.project import START_PAGE, Project, write_file


def store_outputs(project: Project) -> list[Path]:
    """
    Run the notebooks as they stand and keep what they show.

    Raises
    ------
    BriefError
        The default brief is not what the notebooks' own parameters say.
    RunError
        A notebook failed. The notebooks are as they were.
    """
    brief = project.default_brief
    load_brief(project, brief)
    stored = (*project.steps, START_PAGE)
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder)
        with kernels() as server:
            run_notebooks(
                project, reports, brief, {}, server=server, notebooks=stored,
                progress=sys.stderr if sys.stderr.isatty() else None, told=in_lines(),
            )  # fmt: skip
        for name in stored:
            node = nbformat.read(reports / brief / "notebooks" / f"{name}.ipynb", as_version=4)
            write_file(project.notebooks / f"{name}.ipynb", nbformat.writes(node).rstrip("\n") + "\n")
    return [project.notebooks / f"{name}.ipynb" for name in stored]
