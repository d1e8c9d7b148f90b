"""Publish what was built, if the notebooks ran with the parameters of the brief's file."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tally.briefs import Brief, BriefError, PairBrief, load_brief
from tally.build.notebooks import RunError
from tally.build.publish import publish, unlisted, unwritten
from tally.errors import TallyError
from tally.project import (
    BriefKind,
    Kind,
    Project,
    hash_brief,
    hash_cells,
    input_states,
    read_cells,
    read_json,
    read_record,
    seal,
)

Ran = Mapping[str, Any]


def publish_executed(
    project: Project, name: str, folder: Path, date: str = "", before: Mapping[str, Any] | None = None
) -> tuple[str, ...]:
    """
    Publish a brief's outputs, if they are complete and were made with its parameters.

    Parameters
    ----------
    project : Project
        The checkout.
    name : str
        The brief.
    folder : Path
        The folder that the build has filled.
    date : str
        The date of the edition from the command line; empty for the brief's.
    before : mapping, optional
        The states of the inputs before the notebooks read them; see `input_states`.

    Returns
    -------
    tuple of str
        The inputs that changed while the notebooks ran. With any, the briefing is not up to date.

    Raises
    ------
    RunError
        The outputs are not complete, or not of this brief.
    """
    outputs = folder / name
    steps = [path.relative_to(outputs / "notebooks").as_posix() for path in (outputs / "notebooks").rglob("*.ipynb")]
    kind = BriefKind.of(steps)  # of the brief that ran, which may have been changed since
    if missing := unwritten(project, outputs, kind):
        msg = f"The notebooks of {name} ran, but did not write {', '.join(missing)}."
        raise RunError(msg)
    if further := unlisted(project, outputs, kind):
        msg = (
            f"The notebooks of {name} wrote {', '.join(further)}, which would not be published. "
            "Add the name to NOTEBOOK_FILES in src/tally/page/outputs.py, or do not write the file."
        )
        raise RunError(msg)
    brief = hash_brief(project, name)
    parameters = check_executed(project, name, outputs, date)
    changed = tuple(_changed_inputs(project, name, parameters["case"], outputs, brief, before))
    seal(outputs, parameters, changed)
    try:
        publish(project, outputs, project.report(name), kind)
    except TallyError as error:
        raise RunError(str(error)) from error
    except OSError as error:
        msg = f"Not published: {error.filename or outputs}: {error.strerror or error}."
        raise RunError(msg) from error
    return changed


def _changed_inputs(
    project: Project, name: str, case: str, outputs: Path, brief: str, before: Mapping[str, Any] | None
) -> Iterator[str]:
    """Yield the inputs that are not, or may not be, those that the record of the build names."""
    record = read_record(outputs) or {}
    if not brief == record.get("brief") == hash_brief(project, name):
        yield f"notebooks/parameters/{name}.yml"
    for notebook in project.steps_of(BriefKind.of(record.get("code", {}))):
        ran = hash_cells(read_cells(outputs / "notebooks" / f"{notebook}.ipynb"))
        if ran != record.get("code", {}).get(f"{notebook}.ipynb"):
            yield f"notebooks/{notebook}.ipynb"
    if before is not None:
        after = input_states(project, case)
        yield from sorted(file for file in {*before, *after} if before.get(file) != after.get(file))


def check_executed(project: Project, name: str, outputs: Path, date: str = "") -> dict[str, Any]:
    """
    Check that the notebooks ran with the parameters of the brief's file, and return them.

    Parameters
    ----------
    project : Project
        The checkout.
    name : str
        The brief.
    outputs : Path
        The folder of its outputs.
    date : str
        The date of the edition from the command line; empty for the brief's.

    Raises
    ------
    RunError
        A notebook ran with other parameters, an output was made with others, or the brief cannot be read.
    """
    try:
        brief = load_brief(project, name)
    except BriefError as error:
        msg = f"The brief {name} was changed during its build. {error}"
        raise RunError(msg) from error
    parameters = brief.model_dump() | ({"date": date} if date else {})
    faults = [
        f"{notebook} ran with {parameter} = {_shown(ran, parameter)}"
        for notebook in project.steps_of(brief.kind)
        for ran in [injected_parameters(outputs / "notebooks" / f"{notebook}.ipynb")]
        for parameter in parameters
        if parameter not in ran or ran[parameter] != parameters[parameter]
    ] or list(_other_parameters(project, brief, outputs))
    if faults:
        expected = ", ".join(f"{name} = {value!r}" for name, value in parameters.items() if _is_named(name, faults))
        msg = f"Not published: {'; '.join(faults)}. notebooks/parameters/{name}.yml has {expected}. "
        raise RunError(
            msg + "If the brief was changed during the build, build it again; if not, a notebook's cell sets the value."
        )
    return parameters


def injected_parameters(notebook: Path) -> dict[str, Any]:
    """Read the parameters that papermill wrote into an executed notebook; none if it did not run."""
    if not notebook.is_file():
        return {}
    cells = read_json(notebook, Kind.BUILT)["cells"]
    values: dict[str, Any] = {}
    for cell in cells:
        if "injected-parameters" in cell["metadata"].get("tags", []):
            for line in ast.parse("".join(cell["source"])).body:
                if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                    values[line.targets[0].id] = ast.literal_eval(line.value)
    return values


def _other_parameters(project: Project, brief: Brief, outputs: Path) -> Iterator[str]:
    """Find parameters in the outputs that are not the brief's, because a cell has set them."""
    if isinstance(brief, PairBrief):
        change = read_json(outputs / "change.json", Kind.BUILT)
        if change["ratio"]["level"] != brief.level:
            yield f"change.json was computed with level = {change['ratio']['level']!r}"
        for parameter, figure in brief.names.items():
            ran = change[f"{parameter}_id"]
            if ran != figure and ran != _current_id(project, brief, figure):
                yield f"change.json was computed with {parameter} = {ran!r}"
    else:
        ran = read_json(outputs / "series.json", Kind.BUILT)["asked"]
        expected = brief.asked(lambda figure: _current_id(project, brief, figure))
        yield from (
            f"series.json was computed with {parameter} = {ran.get(parameter)!r}"
            for parameter, value in expected.items()
            if ran.get(parameter) != value
        )
    question = read_json(outputs / "editions.json", Kind.BUILT)["question"]
    if question != brief.question:
        yield f"the page was written with question = {question!r}"


def _current_id(project: Project, brief: Brief, figure: str) -> str:
    """Return the id of the figure that has replaced another; its own id if none has."""
    from tally.records import load_dossier

    return load_dossier(project, brief.case).current_ids(figure)[0]


def _is_named(parameter: str, faults: list[str]) -> bool:
    return any(f" {parameter} = " in fault for fault in faults)


def _shown(ran: Ran, parameter: str) -> str:
    """Return a parameter's value as Python writes it."""
    return repr(ran[parameter]) if parameter in ran else "no value"
