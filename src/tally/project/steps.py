"""The steps of a build: the numbered notebooks in notebooks/, in the order of their numbers."""

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from tally.errors import TallyError

START_PAGE = "explore"  # the notebook that JupyterLab opens; it is not a step
STEP = re.compile(r"([1-9][0-9]{0,2})-[a-z0-9]+(?:-[a-z0-9]+)*")
COPY = re.compile(r".+-Copy[0-9]+")  # JupyterLab's name for a duplicate, which is not a step
WRITERS = {"figures.csv": "save_figures", "change.json": "save_change", "briefing.html": "save_page"}


class StepError(TallyError, ValueError):
    """The numbered notebooks are not a series of steps: one is missing, has a wrong name or cannot be read."""


class Cell(NamedTuple):
    """One cell of a notebook: code or markdown, its text, and its tags."""

    kind: str
    source: str
    tags: tuple[str, ...]


def find_steps(folder: Path) -> tuple[str, ...]:
    """
    Return the names of the steps, in order and without `.ipynb`.

    Parameters
    ----------
    folder : Path
        The folder of the notebooks. Those whose names do not begin with a digit and JupyterLab's copies are no steps.

    Raises
    ------
    StepError
        A name is not like 4-annex.ipynb, two have the same number, or a number is missing.
    """
    by_number = defaultdict[int, list[str]](list)
    for name in sorted(path.stem for path in folder.glob("[0-9]*.ipynb")):
        if COPY.fullmatch(name):
            continue
        if not (match := STEP.fullmatch(name)):
            msg = (
                f"notebooks/{name}.ipynb is not named like a step, such as 4-annex.ipynb: a number, a hyphen, and "
                "lower-case words joined by hyphens. Rename it."
            )
            raise StepError(msg)
        by_number[int(match[1])].append(name)
    for number in range(1, max(by_number, default=1) + 1):
        names = by_number[number]
        if not names:
            msg = f"No notebook in notebooks/ has the number {number}. Restore it, or renumber the others from 1."
            raise StepError(msg)
        if len(names) > 1:
            msg = f"notebooks/{names[0]}.ipynb and {names[1]}.ipynb have the same number. Rename or move one of them."
            raise StepError(msg)
    return tuple(by_number[number][0] for number in sorted(by_number))


def find_unnumbered(folder: Path) -> list[str]:
    """Return the names of the notebooks that have parameters like a step, but no number."""
    return [
        path.stem
        for path in sorted(folder.glob("[!0-9]*.ipynb"))
        if not COPY.fullmatch(path.stem)
        for tags in [{tag for cell in read_cells(path) for tag in cell.tags}]
        if "parameters" in tags and "injected-parameters" not in tags  # papermill's outputs have both
    ]


def find_writer(folder: Path, file: str) -> str:
    """
    Return the step that writes a file of the briefing.

    Parameters
    ----------
    folder : Path
        The folder of the notebooks.
    file : str
        A file in `WRITERS`.

    Raises
    ------
    StepError
        No step uses the function that writes it.
    """
    for name in find_steps(folder):
        if any(WRITERS[file] in cell.source for cell in read_cells(folder / f"{name}.ipynb") if cell.kind == "code"):
            return name
    msg = f"No numbered notebook in notebooks/ uses {WRITERS[file]}, which writes {file}. Restore the one that did."
    raise StepError(msg)


def read_cells(path: Path) -> list[Cell]:
    """
    Read the cells of a notebook, without their outputs.

    Raises
    ------
    StepError
        The file is missing, or it is not a notebook.
    """
    try:
        cells = json.loads(path.read_bytes())["cells"]
        return [
            Cell(cell["cell_type"], "".join(cell["source"]), tuple(cell["metadata"].get("tags", ()))) for cell in cells
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{path.parent.name}/{path.name} cannot be read ({error}). Restore it from git."
        raise StepError(msg) from error
