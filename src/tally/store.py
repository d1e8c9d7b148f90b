"""Store the notebooks' outputs with them, as the default brief gives them."""

import tempfile
from pathlib import Path

import nbformat

from tally.inputs import NOTEBOOKS, START_PAGE
from tally.parameters import load_brief
from tally.project import Project
from tally.runner import DEFAULT, run_notebooks


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
    load_brief(project, DEFAULT)
    stored = (*NOTEBOOKS, START_PAGE)
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder)
        run_notebooks(project, reports, DEFAULT, {}, notebooks=stored)
        for name in stored:
            node = nbformat.read(reports / DEFAULT / "notebooks" / f"{name}.ipynb", as_version=4)
            nbformat.write(node, project.notebooks / f"{name}.ipynb")
    return [project.notebooks / f"{name}.ipynb" for name in stored]
