"""One brief: the notebooks' parameters, checked before anything runs."""

import reprlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from tally.errors import TallyError
from tally.evidence import typed
from tally.project import Project
from tally.records.bibliography import ID
from tally.records.figures import Pair
from tally.tables import YamlError, first_lines, read_yaml, shorten, suggest_name, text_flaw
from tally.text import author_names
from tally.windows import WindowError, read_day

MOST_NAMED = 12


class BriefError(TallyError, ValueError):
    """A brief cannot be built as it is written."""


def _real_day(text: str) -> str:
    """Check that a date exists, if one is given."""
    try:
        return read_day(text).isoformat() if text else text
    except WindowError as error:
        msg = f"{error}. {error.remedy}"
        raise ValueError(msg) from error


def _short(level: float) -> float:
    """Return a level as the outputs print it: 0.94 for 0.9400000000000001."""
    return float(f"{level:.12g}")


DAY = Annotated[str, AfterValidator(_real_day)]
LEVEL = Annotated[float, AfterValidator(_short), Field(gt=0, lt=1)]


class Brief(BaseModel):
    """The question of a briefing: the parameters of each notebook, in their order."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    brief: Annotated[str, Field(pattern=ID.pattern, max_length=80)]
    question: Annotated[str, Field(min_length=1, max_length=200)]
    case: Annotated[str, Field(pattern=ID.pattern)]
    earlier: str
    later: str
    as_of: DAY = ""
    level: LEVEL
    milestones: list[str]
    date: DAY = ""
    correction: Annotated[str, Field(max_length=600)] = ""
    author: Annotated[str, Field(max_length=300)] = ""

    @property
    def pair(self) -> Pair[str]:
        """The two counts that it names."""
        return Pair(self.earlier, self.later)


def make_brief(**parameters: Any) -> Brief:
    """
    Return a brief with these parameters.

    Raises
    ------
    BriefError
        One of them is missing, unknown or of the wrong kind.
    """
    try:
        return Brief(**parameters)
    except ValidationError as error:
        found = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        faults = "; ".join(first_lines([shorten(line, 200) for line in found]))
        msg = f"{faults}."
        raise BriefError(msg) from error


def brief_from(values: Mapping[str, Any]) -> Brief:
    """
    Return the brief of a notebook's parameters.

    Parameters
    ----------
    values : mapping
        The notebook's variables, from `globals()`. Variables that are not parameters are ignored.

    Raises
    ------
    BriefError
        One of the parameters is missing or of the wrong kind.
    """
    return make_brief(**{name: values[name] for name in Brief.model_fields if name in values})


@dataclass(frozen=True)
class Fault:
    """A fault of a brief: the parameter, and what is wrong with it."""

    parameter: str
    message: str


def load_brief(project: Project, name: str) -> Brief:
    """
    Read a brief and check every parameter of it.

    Raises
    ------
    BriefError
        There is no such brief, or a parameter is misspelt, missing or of the wrong type. The message lists all faults
        and suggests the nearest name.
    """
    path = project.parameters / f"{name}.yml"
    if path.exists() and not ID.match(name):
        msg = f"{_shown(path)} is not named with lower-case words joined by hyphens: rename the file and its `brief`."
        raise BriefError(msg)
    if not ID.match(name) or not path.exists():
        raise BriefError(_missing(project, [name]))
    try:
        values = read_yaml(path)
    except YamlError as error:
        msg = f"{_shown(path)} {error}"
        raise BriefError(msg) from error
    if not isinstance(values, dict):
        msg = f"{_shown(path)} has no parameters. A brief is a list of lines such as “earlier: un-2020”."
        raise BriefError(msg)
    try:
        brief = Brief.model_validate(values)
    except ValidationError as error:
        faults = [_fault(fault, values) for fault in error.errors()]
    else:
        faults = check_words(brief, name)
        if not faults:
            return brief
    listed = first_lines([f"{shorten(fault.parameter)}: {fault.message}" for fault in faults])
    lines = [f"{_shown(path)} cannot be built:", *(f"  {line}" for line in listed)]
    raise BriefError("\n".join(lines))


def require_briefs(project: Project, names: Sequence[str]) -> None:
    """
    Check that there are files of these names.

    Raises
    ------
    BriefError
        One is not there. The message names all such and, for each, the nearest name.
    """
    known = set(project.briefs)
    if absent := [name for name in names if name not in known]:
        raise BriefError(_missing(project, absent))


def _missing(project: Project, names: Sequence[str]) -> str:
    """Return the message for briefs that are not there."""
    known = project.briefs
    absent = first_lines([f"There is no brief {name!r}. {suggest_name(name, known)}".strip() for name in names])
    more = " and others" if len(known) > MOST_NAMED else ""
    briefs = f"The briefs are: {', '.join(known[:MOST_NAMED])}{more}." if known else "There are no briefs."
    return f"{' '.join(absent)} {briefs}"


def _fault(error: Any, values: dict[str, Any]) -> Fault:
    """Return a fault that pydantic found, in plain words."""
    name = ".".join(str(part) for part in error["loc"])
    known = list(Brief.model_fields)
    if error["type"] == "extra_forbidden":
        hint = suggest_name(str(name), [field for field in known if field not in values] or known)
        return Fault(name, f"there is no such parameter. {hint}The parameters are: {', '.join(known)}.")
    if error["type"] == "missing":
        extra = suggest_name(name, [str(key) for key in values if key not in known])
        return Fault(name, f"is missing. {extra.replace('Did you mean', 'Is it misspelt as') if extra else ''}")
    if error["type"] == "value_error":
        return Fault(name, f"is {shorten(error['input'])}, but {shorten(error['ctx']['error'], 200)}")
    return Fault(name, f"is {reprlib.repr(error['input'])} ({type(error['input']).__name__}). {error['msg']}.")


def check_words(brief: Brief, name: str) -> list[Fault]:
    """Check what the types do not: the file's name, the authors, and that no number is typed."""
    faults = []
    if brief.brief != name:
        faults.append(
            Fault("brief", f"is {shorten(brief.brief)!r}, but the file is {name}.yml: they must be the same.")
        )
    if numbers := typed(brief.question):
        faults.append(Fault("question", f"types the number {numbers[0]}: ask in words; the figures give the numbers."))
    if numbers := typed(brief.correction):
        remedy = "name the figure instead, such as {un-2020}, which becomes its number with its evidence."
        faults.append(Fault("correction", f"types the number {numbers[0]}: {remedy}"))
    faults += [
        Fault(parameter, f"has {flaw.found}, expected {flaw.expected}. {flaw.remedy}")
        for parameter, value in brief
        for words in (value if isinstance(value, list) else [value])
        if isinstance(words, str) and (flaw := text_flaw(words))
    ]
    if brief.author and not author_names(brief.author):
        faults.append(
            Fault("author", "has no name: write one, several with semicolons between them, or leave it empty.")
        )
    return faults


def _shown(path: Path) -> str:
    """Return a path relative to the project."""
    return "/".join(path.parts[-3:])
