"""The steps of a build: the numbered notebooks in notebooks/, in the order of their numbers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableMapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

from tally.errors import TallyError
from tally.project.reading import Kind, ReadError, read_json

START_PAGE = "explore"  # the notebook that JupyterLab opens; it is not a step
STEP = re.compile(r"([1-9][0-9]{0,2})-[a-z0-9]+(?:-[a-z0-9]+)*")
COPY = re.compile(r".+-Copy[0-9]+")  # JupyterLab's name for a duplicate, which is not a step
FORMAT, KINDS = 4, ("code", "markdown", "raw")  # of notebooks, and of their cells
LONGEST = 20  # characters of a value in a message
CONTROLS = "application/vnd.jupyter.widget-view+json"
WRITERS = {"figures.csv": "save_figures", "change.json": "save_change", "briefing.html": "save_page"}
SERIES_WRITERS = {"figures.csv": "save_figures", "series.json": "save_summary", "briefing.html": "save_page"}

Notebook = TypeVar("Notebook", bound=MutableMapping[str, Any])  # as nbformat reads it, or as JSON


class StepError(TallyError, ValueError):
    """The numbered notebooks are not a series of steps: one is missing, has a wrong name or cannot be read."""


class BriefKind(StrEnum):
    """What a brief asks about: two counts, or a series of counts. Each kind has notebooks of its own."""

    PAIR = "pair"
    SERIES = "series"

    @property
    def folder(self) -> str:
        """The start of the names of its notebooks, which are in a folder of notebooks/ unless they are a pair's."""
        return "" if self is BriefKind.PAIR else f"{self}/"

    @property
    def writers(self) -> Mapping[str, str]:
        """The files of a briefing, the page last, each with the function that writes it."""
        return WRITERS if self is BriefKind.PAIR else SERIES_WRITERS

    @classmethod
    def of(cls, steps: Iterable[str]) -> Self:
        """Return the kind that has notebooks of these names."""
        return cls.SERIES if any(name.startswith(cls.SERIES.folder) for name in steps) else cls.PAIR


class Cell(NamedTuple):
    """One cell of a notebook: code or markdown, its text, and its tags."""

    kind: str
    source: str
    tags: tuple[str, ...]


def find_steps(folder: Path, kind: BriefKind = BriefKind.PAIR) -> tuple[str, ...]:
    """
    Return the names of the steps, in order and without `.ipynb`, such as 1-figures or series/1-figures.

    Parameters
    ----------
    folder : Path
        The folder of the notebooks. Those whose names do not begin with a digit and JupyterLab's copies are not steps.
    kind : BriefKind
        For which kind of brief.

    Raises
    ------
    StepError
        A name is not like 4-annex.ipynb, two have the same number, or a number is missing.
    """
    by_number, place = defaultdict[int, list[str]](list), f"notebooks/{kind.folder}"
    for name in sorted(path.stem for path in folder.glob(f"{kind.folder}[0-9]*.ipynb")):
        if COPY.fullmatch(name):
            continue
        if not (match := STEP.fullmatch(name)):
            msg = (
                f"{place}{name}.ipynb is not named like a step, such as 4-annex.ipynb: a number, a hyphen, and "
                "lower-case words joined by hyphens. Rename it."
            )
            raise StepError(msg)
        by_number[int(match[1])].append(name)
    for number in range(1, max(by_number, default=1) + 1):
        names = by_number[number]
        if not names:
            msg = f"No notebook in {place} has the number {number}. Restore it, or renumber the others from 1."
            raise StepError(msg)
        if len(names) > 1:
            msg = f"{place}{names[0]}.ipynb and {names[1]}.ipynb have the same number. Rename or move one of them."
            raise StepError(msg)
    return tuple(f"{kind.folder}{by_number[number][0]}" for number in sorted(by_number))


def find_every_step(folder: Path) -> tuple[str, ...]:
    """Return the names of the steps of all kinds of briefs for which there are notebooks; see `find_steps`."""
    return tuple(name for kind in BriefKind if (folder / kind.folder).is_dir() for name in find_steps(folder, kind))


def find_unnumbered(folder: Path) -> list[str]:
    """Return the names of the notebooks that have parameters like a step, but no number."""
    return [
        path.stem
        for path in sorted(folder.glob("[!0-9]*.ipynb"))
        if not COPY.fullmatch(path.stem)
        for tags in [{tag for cell in read_cells(path) for tag in cell.tags}]
        if "parameters" in tags and "injected-parameters" not in tags  # papermill's outputs have both
    ]


def find_writer(folder: Path, file: str, kind: BriefKind = BriefKind.PAIR) -> str:
    """
    Return the step that writes a file of the briefing.

    Parameters
    ----------
    folder : Path
        The folder of the notebooks.
    file : str
        A file that has a writer.
    kind : BriefKind
        For which kind of brief.

    Raises
    ------
    StepError
        No step uses the function that writes it.
    """
    writer = kind.writers[file]
    for name in find_steps(folder, kind):
        if any(writer in cell.source for cell in read_cells(folder / f"{name}.ipynb") if cell.kind == "code"):
            return name
    msg = (
        f"No numbered notebook in notebooks/{kind.folder} uses {writer}, which writes {file}. Restore the one that did."
    )
    raise StepError(msg)


def read_cells(path: Path) -> list[Cell]:
    """
    Read the cells of a notebook, without their outputs.

    Raises
    ------
    StepError
        The file is missing, or it is not a notebook.
    """
    shown = f"{path.parent.name}/{path.name}"
    try:
        notebook = read_json(path, Kind.NOTEBOOK)
    except ReadError as error:
        msg = f"{shown} cannot be read: found {error.found}, expected {error.expected}. Restore it from git."
        raise StepError(msg) from error
    cells, version = (notebook.get("cells"), notebook.get("nbformat")) if isinstance(notebook, dict) else (None, None)
    if version != FORMAT or not isinstance(cells, list):
        found = f"nbformat {str(version)[:LONGEST]}" if isinstance(version, int) else "no notebook"
        msg = f"{shown} cannot be read: found {found}, expected a notebook of nbformat {FORMAT}. Restore it from git."
        raise StepError(msg)
    return [_cell(shown, number, cell) for number, cell in enumerate(cells, start=1)]


def _cell(shown: str, number: int, cell: Any) -> Cell:
    """Return a cell of a notebook's JSON."""
    parts = cell if isinstance(cell, dict) else {}
    kind, source, metadata = (parts.get(name) for name in ("cell_type", "source", "metadata"))
    tags = metadata.get("tags", []) if isinstance(metadata, dict) else None
    lines = [source] if isinstance(source, str) else source
    faults = [
        name
        for name, right in {
            "cell_type": kind in KINDS,
            "source": isinstance(lines, list) and all(isinstance(line, str) for line in lines),
            "metadata": isinstance(tags, list) and all(isinstance(tag, str) for tag in tags),
            "outputs": kind != "code" or isinstance(parts.get("outputs"), list),
        }.items()
        if not right
    ]
    if faults:
        msg = f"{shown} cannot be read: the {faults[0]} of cell {number} is not as in a notebook. Restore it from git."
        raise StepError(msg)
    return Cell(str(kind), "".join(lines or ()), tuple(tags or ()))


def tidy_notebook(node: Notebook, *, counts: bool = False) -> Notebook:
    """
    Remove from a notebook what differs from run to run: times, versions, random ids, controls.

    Parameters
    ----------
    node : mapping
        The notebook, which is changed. What is shown in place of a control remains, such as its picture.
    counts : bool
        Keep the numbers of execution; otherwise, cells that were run are numbered by their order.
    """
    number = 0  # as after “Run All”; nbval takes a cell without a number for one that was not run
    for name in ("papermill", "widgets"):
        node["metadata"].pop(name, None)
    node["metadata"].get("language_info", {}).pop("version", None)
    for cell in node["cells"]:
        for name in ("papermill", "execution", "ExecuteTime", "trusted"):
            cell["metadata"].pop(name, None)
        if "injected-parameters" in cell["metadata"].get("tags", []):
            cell["id"] = "injected-parameters"
        if cell["cell_type"] == "code":
            number += 1
            for output in cell["outputs"]:
                if CONTROLS in output.get("data", {}):
                    rest = {kind: part for kind, part in output["data"].items() if kind != CONTROLS}
                    output["data"] = rest if rest.keys() - {"text/plain"} else {}
            cell["outputs"] = [output for output in cell["outputs"] if output.get("data") != {}]
            for part in () if counts else (cell, *cell["outputs"]):
                if part.get("execution_count"):
                    part["execution_count"] = number
    return node
