"""Show what was built, once the parameters that ran are found to be those of the brief's file."""

import ast
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tally.briefs import Brief, BriefError, load_brief
from tally.build.notebooks import RunError
from tally.build.publish import publish, unlisted, unwritten
from tally.editions import EditionError
from tally.project import Project, seal

Ran = Mapping[str, Any]


def publish_executed(project: Project, name: str, folder: Path, date: str = "") -> None:
    """Show what was made, if it is whole and ran with the brief's parameters."""
    made = folder / name
    if missing := unwritten(project, made):
        msg = f"The notebooks of {name} ran, but did not write {', '.join(missing)}."
        raise RunError(msg)
    if further := unlisted(project, made):
        msg = (
            f"The notebooks of {name} wrote {', '.join(further)}, which would not be published. "
            "Add the name to NOTEBOOK_FILES in src/tally/page/outputs.py, or do not write the file."
        )
        raise RunError(msg)
    seal(made, check_executed(project, name, made, date))
    try:
        publish(project, made, project.report(name))
    except EditionError as error:
        raise RunError(str(error)) from error


def check_executed(project: Project, name: str, made: Path, date: str = "") -> dict[str, Any]:
    """
    Check that what was built ran with the parameters in the brief's file, and return them.

    Parameters
    ----------
    project : Project
        The checkout.
    name : str
        The brief.
    made : Path
        The folder that its notebooks have filled.
    date : str
        The day that the command gave for the edition, if it gave one.

    Raises
    ------
    RunError
        A notebook carries other parameters, or what it wrote followed from others, or the brief cannot be read.
    """
    try:
        brief = load_brief(project, name)
    except BriefError as error:
        msg = f"The brief {name} was changed while it was built. {error}"
        raise RunError(msg) from error
    asked = brief.model_dump() | ({"date": date} if date else {})
    faults = [
        f"{notebook} ran with {parameter} = {_shown(ran, parameter)}"
        for notebook in project.steps
        for ran in [injected_parameters(made / "notebooks" / f"{notebook}.ipynb")]
        for parameter in asked
        if parameter not in ran or ran[parameter] != asked[parameter]
    ] or list(_followed_from_others(project, brief, made))
    if faults:
        wanted = ", ".join(f"{parameter} = {asked[parameter]!r}" for parameter in asked if _named(parameter, faults))
        msg = f"Not published: {'; '.join(faults)}. notebooks/parameters/{name}.yml has {wanted}. "
        raise RunError(
            msg + "If it was changed meanwhile, build it again; if not, a cell of a notebook sets the value."
        )
    return asked


def injected_parameters(notebook: Path) -> dict[str, Any]:
    """Read the parameters that papermill wrote into an executed notebook."""
    cells = json.loads(notebook.read_bytes())["cells"]
    found: dict[str, Any] = {}
    for cell in cells:
        if "injected-parameters" in cell["metadata"].get("tags", []):
            for line in ast.parse("".join(cell["source"])).body:
                if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                    found[line.targets[0].id] = ast.literal_eval(line.value)
    return found


def _followed_from_others(project: Project, brief: Brief, made: Path) -> Iterator[str]:
    """Find what the files themselves say that they were made from, where a cell has set a parameter after all."""
    change = json.loads((made / "change.json").read_bytes())
    if change["ratio"]["level"] != brief.level:
        yield f"change.json was worked out with level = {change['ratio']['level']!r}"
    for parameter, asked in (("earlier", brief.earlier), ("later", brief.later)):
        ran = change[f"{parameter}_id"]
        if ran != asked and ran != _standing(project, brief, asked):
            yield f"change.json was worked out with {parameter} = {ran!r}"
    told = json.loads((made / "editions.json").read_bytes())
    if told["question"] != brief.question:
        yield f"the page was written with question = {told['question']!r}"


def _standing(project: Project, brief: Brief, figure: str) -> str:
    """Return the id of the figure that stands in the place of another."""
    from tally.records import load_dossier

    return load_dossier(project, brief.case).standing(figure)[0]


def _named(parameter: str, faults: list[str]) -> bool:
    return any(f" {parameter} = " in fault for fault in faults)


def _shown(ran: Ran, parameter: str) -> str:
    """Write a value, or say that there is none."""
    return repr(ran[parameter]) if parameter in ran else "none"
