"""Briefs: the notebooks' parameters, checked before anything runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from tally.correction import named, typed
from tally.dossier import Dossier
from tally.figures import suppose
from tally.milestones import ALL, concerns
from tally.project import Project
from tally.selection import about
from tally.source_records import ID
from tally.tables import nearest
from tally.window_text import read_day
from tally.windows import WindowError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_NAMED = 12
DAY = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")]


class BriefError(ValueError):
    """A brief cannot be built as it is written."""


def _day_text(value: object) -> object:
    """Take a day that YAML has read as a date for the text that was written."""
    return value.isoformat() if type(value) is date else value


class Brief(BaseModel):
    """The question asked: exactly the parameters of each notebook, in their order."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    brief: Annotated[str, Field(pattern=ID.pattern, max_length=80)]
    question: Annotated[str, Field(min_length=1, max_length=200)]
    case: Annotated[str, Field(pattern=ID.pattern)]
    earlier: str
    later: str
    as_of: Annotated[DAY, BeforeValidator(_day_text)] = ""
    level: Annotated[float, Field(gt=0, lt=1)]
    milestones: list[str]
    date: Annotated[DAY, BeforeValidator(_day_text)] = ""
    correction: Annotated[str, Field(max_length=600)] = ""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a brief."""

    parameter: str
    message: str


def load_brief(project: Project, name: str) -> Brief:
    """
    Read a brief and check every parameter of it.

    Raises
    ------
    BriefError
        There is no such brief, or a parameter is misspelt, missing or of the wrong type. The message lists all that is
        wrong and names the nearest right name.
    """
    path = project.parameters / f"{name}.yml"
    if not ID.match(name) or not path.is_file():
        have = ", ".join(project.briefs[:MOST_NAMED]) or "none yet"
        more = " and others" if len(project.briefs) > MOST_NAMED else ""
        msg = f"There is no brief {name!r}. {nearest(name, project.briefs)}The briefs are: {have}{more}."
        raise BriefError(msg)
    try:
        values = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=LOADER)  # noqa: S506  either is safe
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        msg = f"{_shown(path)} is not plain YAML: {' '.join(str(error).split())}"
        raise BriefError(msg) from error
    if not isinstance(values, dict):
        msg = f"{_shown(path)} holds no parameters. A brief is a list of lines such as “earlier: un-2020”."
        raise BriefError(msg)
    try:
        brief = Brief.model_validate(values)
    except ValidationError as error:
        faults = [_fault(fault, values) for fault in error.errors()]
    else:
        faults = words_faults(brief, name)
        if not faults:
            return brief
    lines = [f"{_shown(path)} cannot be built:", *(f"  {fault.parameter}: {fault.message}" for fault in faults)]
    raise BriefError("\n".join(lines))


def hold_against(brief: Brief, dossier: Dossier) -> None:
    """
    Check that what a brief names is on file.

    Raises
    ------
    BriefError
        A figure or a milestone is not; the nearest that is, is named.
    """
    faults = [
        Fault(
            parameter,
            f"there is no figure {name!r}. {nearest(name, dossier.every)}The ids are in data/{brief.case}/figures.csv.",
        )
        for parameter, name in (("earlier", brief.earlier), ("later", brief.later))
        if dossier.standing(name)[0] not in dossier.every
    ]
    faults += _events(brief, dossier)
    if brief.correction and not faults:
        faults += _unresolved(brief, dossier)
    if not faults:
        try:
            suppose(dossier.every, dossier.standing(brief.earlier, brief.later), brief.as_of)
        except WindowError as error:
            faults.append(Fault("as_of", f"is {brief.as_of}, but {error}. {error.remedy}"))
    if faults:
        lines = [
            f"The brief {brief.brief} cannot be built:",
            *(f"  {fault.parameter}: {fault.message}" for fault in faults),
        ]
        raise BriefError("\n".join(lines))


def _events(brief: Brief, dossier: Dossier) -> Iterator[Fault]:
    """Find milestones that a brief names and the case does not have, or has for another place or group."""
    table, known = f"data/{brief.case}/milestones.csv", {one.id: one for one in dossier.milestones}
    figure = dossier.every.get(dossier.standing(brief.earlier)[0])
    for name in brief.milestones:
        if name == ALL:
            continue
        if name not in known:
            hint = nearest(name, known)
            yield Fault("milestones", f"there is no milestone {name!r}. {hint}See {table}, or write {ALL!r}.")
        elif figure and not concerns(known[name], figure):
            differ = [
                f"{column} {ours!r}, and this brief compares counts of {theirs!r}"
                for column in ("place", "group")
                if (ours := getattr(known[name], column)) and ours != (theirs := getattr(figure, column))
            ]
            remedy = f"Take it out of the brief, or leave the cell empty in {table} if it bears on any."
            yield Fault("milestones", f"{name!r} is an event of {'; and of '.join(differ)}. {remedy}")


def _unresolved(brief: Brief, dossier: Dossier) -> Iterator[Fault]:
    """Find what a correction notice names and the page cannot have."""
    bearing = about(dossier, brief.earlier, brief.later, brief.milestones)
    known = [*map(str, bearing.figures.index), *bearing.superseded]
    for name in named(brief.correction):
        if name not in known:
            hint = nearest(name, known) or f"Those that bear on it are: {', '.join(known)}."
            yield Fault("correction", f"names {name!r}, which is no figure that bears on this brief. {hint}")


def _fault(error: Any, values: dict[str, Any]) -> Fault:
    """Say what is wrong with one parameter in the reader's words."""
    name = ".".join(str(part) for part in error["loc"])
    known = list(Brief.model_fields)
    if error["type"] == "extra_forbidden":
        hint = nearest(str(name), [field for field in known if field not in values] or known)
        return Fault(name, f"there is no such parameter. {hint}The parameters are: {', '.join(known)}.")
    if error["type"] == "missing":
        extra = nearest(name, [str(key) for key in values if key not in known])
        return Fault(name, f"is missing. {extra.replace('Did you mean', 'It may be meant by') if extra else ''}")
    return Fault(name, f"is {error['input']!r} ({type(error['input']).__name__}). {error['msg']}.")


def words_faults(brief: Brief, name: str) -> list[Fault]:
    """Check what the types do not: the file's name, and that the question types no number that a reader could quote."""
    faults = []
    if brief.brief != name:
        faults.append(Fault("brief", f"is {brief.brief!r}, but the file is {name}.yml: they must be the same."))
    if numbers := typed(brief.question):
        faults.append(Fault("question", f"types the number {numbers[0]}: ask in words, and let the figures answer."))
    if numbers := typed(brief.correction):
        remedy = "name the figure instead, such as {un-2020}: its number, with its evidence, takes that place."
        faults.append(Fault("correction", f"types the number {numbers[0]}: {remedy}"))
    if brief.date:
        try:
            read_day(brief.date)
        except WindowError as error:
            faults.append(Fault("date", f"is {brief.date}, but {error}. {error.remedy}"))
    return faults


def _shown(path: Path) -> str:
    """Write a path from the project's folder on."""
    return "/".join(path.parts[-3:])
