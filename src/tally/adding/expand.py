"""Make many briefs of one: the same question for other groups, places, counters or windows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tally.adding.brief import question_in_words, write_brief
from tally.adding.prompts import PromptError, free_id, slug
from tally.analysis import ComparisonError
from tally.briefs import Brief, BriefError, load_brief
from tally.evidence import answer
from tally.project import Project
from tally.records import Dossier, load_dossier
from tally.records.figures import Figure, Pair
from tally.tables import YamlError, read_yaml, suggest_name
from tally.windows import WindowError

LONGEST = 76  # characters of a name, with room for a number where two are cut to one
OVER = ("group", "place", "counter", "window")
KEPT = ("group", "place", "counter", "unit", "basis", "at_least")


@dataclass(frozen=True)
class Expanded:
    """One combination: the brief that was written for it, or why there is none."""

    name: str
    path: Path | None
    reason: str = ""


def expand_brief(
    project: Project, name: str, over: Mapping[str, Sequence[str]], *, replace: bool = False
) -> list[Expanded]:
    """
    Write a brief for each combination of what is listed.

    Parameters
    ----------
    project : Project
        The checkout.
    name : str
        The brief to start from. What is not listed stays as its two figures have it.
    over : mapping
        Lists of `group`, `place`, `counter` and `window`; a window is two in EDTF with a colon between, such as
        2020:2021, the earlier first.
    replace : bool
        Whether briefs of these names may be written over.

    Returns
    -------
    list of Expanded
        In the order of the lists. A combination for which no two comparable figures are on file has no brief.

    Raises
    ------
    AskingError, BriefError
        The lists name what is not on file, or there is no such brief. Nothing was written.
    """
    base = load_brief(project, name)
    dossier = load_dossier(project, base.case)
    pair = Pair(*(dossier[name] for name in dossier.current(base.pair)))
    wanted = {column: list(dict.fromkeys(values)) for column, values in over.items() if values}
    if not wanted:
        msg = "Say over what: --group, --place, --counter or --window, each as often as needed."
        raise PromptError(msg)
    _hold(dossier, wanted)
    made: list[Expanded] = []
    for choice in product(*wanted.values()):
        chosen = dict(zip(wanted, choice, strict=True))
        new = free_id(slug("-".join([name, *chosen.values()]), LONGEST), [one.name for one in made])
        made.append(_written(project, dossier, base, new, _pairs(dossier, pair, chosen), replace=replace))
    return made


def read_lists(path: Path) -> dict[str, list[str]]:
    """
    Read the lists from a YAML file, such as `place: [Kunar, Nangarhar]`.

    Raises
    ------
    AskingError
        It holds something else.
    """
    try:
        lists = read_yaml(path)
    except YamlError as error:
        msg = f"{path} {error}"
        raise PromptError(msg) from error
    if not isinstance(lists, dict) or not all(isinstance(values, list) for values in lists.values()):
        msg = f"{path} holds no lists. Write lines such as “place: [Kunar, Nangarhar]”."
        raise PromptError(msg)
    for column in lists:
        if column not in OVER:
            msg = f"{path} lists {column!r}. {suggest_name(str(column), OVER)}It may list {', '.join(OVER)}."
            raise PromptError(msg)
    return {column: [str(value) for value in values] for column, values in lists.items()}


def _hold(dossier: Dossier, wanted: Mapping[str, Sequence[str]]) -> None:
    """Check that what is listed is on file."""
    for column in ("group", "place", "counter"):
        known = sorted(set(dossier.figures[column].astype(str)))
        for value in wanted.get(column, ()):
            if value not in known:
                msg = (
                    f"--{column}: no figure has {value!r}. {suggest_name(value, known)}On file are: {'; '.join(known)}."
                )
                raise PromptError(msg)
    for value in wanted.get("window", ()):
        if value.count(":") != 1:
            msg = f"--window: {value!r} is not two windows with a colon between, such as 2020:2021."
            raise PromptError(msg)


def _pairs(dossier: Dossier, pair: Pair[Figure], chosen: Mapping[str, str]) -> Iterator[Pair[Figure]]:
    """Find the pairs of figures that are as the two of the brief are, but for what is chosen."""
    windows = chosen["window"].split(":") if "window" in chosen else [one.window.text for one in pair]
    basis_kept = "counter" not in chosen  # another counter may count on another basis
    found = []
    for one, window in zip(pair, windows, strict=True):
        alike = {column: chosen.get(column, getattr(one, column)) for column in KEPT}
        if not basis_kept:
            del alike["basis"]
        found.append([
            figure
            for figure in dossier.every.values()
            if not figure.repeats
            and figure.window.text == window
            and all(getattr(figure, column) == value for column, value in alike.items())
        ])  # fmt: skip
    for two in product(*found):
        yield Pair(*two)


def _written(
    project: Project, dossier: Dossier, base: Brief, name: str, pairs: Iterator[Pair[Figure]], *, replace: bool
) -> Expanded:
    """Write the brief for the first pair that may be compared."""
    reasons = []
    for earlier, later in pairs:
        question = question_in_words(later)
        as_of = base.as_of if earlier.window.open_ended or later.window.open_ended else ""
        changed = {"brief": name, "question": question, "earlier": earlier.id, "later": later.id, "as_of": as_of}
        try:
            brief = base.model_copy(update=changed)
            if not answer(dossier, brief).comparable:
                reasons.append(f"{earlier.id} and {later.id} are not comparable")
                continue
            return Expanded(name, write_brief(project, brief, replace=replace))
        except (BriefError, ComparisonError, WindowError) as error:
            reasons.append(str(error))
    return Expanded(name, None, "; ".join(reasons) or "no two such figures are on file")
