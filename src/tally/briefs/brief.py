"""One brief: the notebooks' parameters, checked before anything runs."""

import re
import reprlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tally.briefs.kinds import COUNTED, FEWEST, MODELS, RECOGNISED, Brief, PairBrief, SeriesBrief, model_of
from tally.errors import TallyError
from tally.evidence import typed
from tally.project import Project
from tally.records.bibliography import ID
from tally.records.tables import YamlError, first_lines, read_yaml, shorten, suggest_name, text_flaw
from tally.text import author_names

MOST_NAMED = 12
SHOULD = re.compile("^(Input|String|List) should")  # how pydantic's messages begin
REMEDIES = {  # by pydantic's names of faults
    "list_type": "Write a list: each entry on a line of its own, after a hyphen; or [] for none.",
    "string_type": "Write text; put a number in quotes.",
    "string_pattern_mismatch": "Write lower-case words joined by hyphens.",
}


class BriefError(TallyError, ValueError):
    """A brief cannot be built as it is written."""


def make_brief(**parameters: Any) -> Brief:
    """
    Return a brief with these parameters.

    Raises
    ------
    BriefError
        One of them is missing, unknown or of the wrong kind.
    """
    try:
        return model_of(parameters)(**parameters)
    except ValidationError as error:
        faults = [_fault(flaw, parameters, model_of(parameters)) for flaw in error.errors()]
        raise BriefError(" ".join(first_lines([f"{fault.parameter}: {fault.message}" for fault in faults]))) from error


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
    model = PairBrief if "earlier" in values else model_of(values)  # a notebook on two counts may have a `series` too
    return make_brief(**{name: values[name] for name in model.model_fields if name in values})


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
    model = model_of(values)
    try:
        brief = model.model_validate(values)
    except ValidationError as error:
        faults = [_fault(fault, values, model) for fault in error.errors()]
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


def _fault(error: Any, values: dict[str, Any], model: type[Brief]) -> Fault:
    """Return a fault that pydantic found, in plain words."""
    name = " ".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
    known = list(model.model_fields)
    if error["type"] == "extra_forbidden":
        other = "two counts" if model is SeriesBrief else "a series"
        if any(name in others.model_fields for others in MODELS.values()):
            named = next((part for part in RECOGNISED if part in values), "no series")
            hint = f"It is for briefs about {other}, and this one names {named}. "
        else:
            possible = [field for field in (*known, *RECOGNISED) if field not in values]
            hint = suggest_name(str(name), possible or known)
        return Fault(name, f"there is no such parameter. {hint}The parameters are: {', '.join(known)}.")
    if error["type"] == "missing":
        extra = suggest_name(name, [str(key) for key in values if key not in known])
        return Fault(name, f"is missing. {extra.replace('Did you mean', 'Is it misspelt as')}".strip())
    if error["type"] == "value_error":
        return Fault(name, f"is {shorten(error['input'])}, but {shorten(error['ctx']['error'], 300)}")
    remedy = REMEDIES.get(error["type"], f"{SHOULD.sub('It must', error['msg'])}.")
    kind = "" if error["type"] == "string_pattern_mismatch" else f" ({type(error['input']).__name__})"
    return Fault(name, f"is {reprlib.repr(error['input'])}{kind}. {remedy}")


def check_words(brief: Brief, name: str) -> list[Fault]:
    """Check what the types do not: the file's name, the authors, what a series names, and that no number is typed."""
    faults = [*_series_faults(brief)] if isinstance(brief, SeriesBrief) else []
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


def _series_faults(brief: SeriesBrief) -> Iterator[Fault]:
    """Find what is wrong in how a brief names its series."""
    of_counts = ("first", "last", "step")
    if brief.dataset:
        if brief.series:
            yield Fault("series", "names figures, and dataset a file to count from. Leave one of the two empty.")
        yield from (
            Fault(name, f"is empty. A series that is counted from {brief.dataset} needs first, last and step.")
            for name in of_counts
            if not getattr(brief, name)
        )
        if brief.boundaries and not brief.by:
            yield Fault("by", "is empty, and boundaries are named. Write by: admin1 to count by province.")
        if brief.first and brief.last and brief.last < brief.first:
            yield Fault("last", f"is {brief.last}, which is before first, {brief.first}.")
        return
    if len(brief.series) < FEWEST:
        found = f"has {len(brief.series)} of the {FEWEST} figures that a series needs"
        remedy = f"List the ids of {FEWEST} figures or more, or name a data set with first, last and step."
        yield Fault("series", f"{found if brief.series else 'is empty, and so is dataset'}. {remedy}")
    if twice := [name for name, times in Counter(brief.series).items() if times > 1]:
        yield Fault("series", f"names {shorten(twice[0])} twice. List each figure once.")
    for name, field in SeriesBrief.model_fields.items():
        value = getattr(brief, name)
        if name in COUNTED and value != field.default:
            yield Fault(
                name,
                f"is {shorten(str(value))}, which is for a series that is counted from a data set. Leave it out, or "
                "name a data set instead of figures.",
            )


def _shown(path: Path) -> str:
    """Return a path relative to the project."""
    return "/".join(path.parts[-3:])
