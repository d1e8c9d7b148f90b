"""Write many briefs from one: the same question for other groups, places, counters or windows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tally.adding.brief import check_brief, question_in_words, write_briefs
from tally.adding.prompts import PromptError, free_id, slug
from tally.adding.variations import OVER
from tally.briefs import BriefError, PairBrief, load_brief
from tally.errors import TallyError
from tally.evidence import answer
from tally.project import Kind, Project
from tally.records import Dossier, load_dossier
from tally.records.figures import Figure, Pair
from tally.records.tables import YamlError, first_lines, read_yaml, shorten, suggest_name

LONGEST = 76  # characters of a name, so that a number can be added where two are cut to the same
SAME = ("group", "place", "counter", "unit", "basis", "bound")


@dataclass(frozen=True)
class Expanded:
    """One combination: the brief that was written for it, or the reason why there is none."""

    name: str
    path: Path | None
    reason: str = ""


def expand_brief(
    project: Project, name: str, over: Mapping[str, Sequence[str]], *, replace: bool = False
) -> list[Expanded]:
    """
    Write a brief for each combination of the listed values.

    Parameters
    ----------
    project : Project
        The checkout.
    name : str
        The brief to start from. What is not listed is as in its two figures.
    over : mapping
        Lists of `group`, `place`, `counter` and `window`. A window is given as two in EDTF, the earlier first, with a
        colon between them, such as 2020:2021.
    replace : bool
        Whether briefs of these names may be replaced.

    Returns
    -------
    list of Expanded
        In the order of the lists. A combination without two comparable figures in the data has no brief.

    Raises
    ------
    PromptError, BriefError
        The lists name something that is not in the data, or there is no such brief. Nothing was written.
    """
    base = load_brief(project, name)
    if not isinstance(base, PairBrief):
        msg = f"{name} is about a series. Only briefs on two counts can be expanded: write others with tally add brief."
        raise BriefError(msg)
    dossier = load_dossier(project, base.case)
    pair = Pair(*(dossier[name] for name in dossier.current(base.pair)))
    lists = {column: list(dict.fromkeys(values)) for column, values in over.items() if values}
    if not lists:
        msg = "Nothing to vary. Give --group, --place, --counter or --window, each as often as needed."
        raise PromptError(msg)
    _check_lists(dossier, lists)
    answers: dict[str, PairBrief | str] = {}
    for values in product(*lists.values()):
        choice = dict(zip(lists, values, strict=True))
        new = free_id(slug("-".join([name, *values]), LONGEST), [*answers])
        answers[new] = _vary(project, dossier, base, new, _pairs(dossier, pair, choice), replace=replace)
    briefs = [brief for brief in answers.values() if isinstance(brief, PairBrief)]
    paths = write_briefs(project, briefs, replace=replace)
    return [Expanded(new, paths.get(new), brief if isinstance(brief, str) else "") for new, brief in answers.items()]


def read_lists(path: Path) -> dict[str, list[str]]:
    """
    Read the lists from a YAML file, such as `place: [Kunar, Nangarhar]`.

    Raises
    ------
    PromptError
        The file has something else.
    """
    try:
        lists = read_yaml(path, Kind.LIST)
    except YamlError as error:
        msg = f"{path} {error}"
        raise PromptError(msg) from error
    if not isinstance(lists, dict) or not all(isinstance(values, list) for values in lists.values()):
        msg = f"{path} has no lists. Write lines such as “place: [Kunar, Nangarhar]”."
        raise PromptError(msg)
    for column in lists:
        if column not in OVER:
            msg = f"{path} lists {shorten(column)!r}. {suggest_name(str(column), OVER)}It may list {', '.join(OVER)}."
            raise PromptError(msg)
    return {column: [str(value) for value in values] for column, values in lists.items()}


def _check_lists(dossier: Dossier, lists: Mapping[str, Sequence[str]]) -> None:
    """Check that the listed values are in the data."""
    for column in (name for name in OVER if name != "window"):
        known = sorted(set(dossier.figures[column].astype(str)))
        for value in lists.get(column, ()):
            if value not in known:
                hint = suggest_name(value, known)
                named = "; ".join(first_lines(known))
                msg = f"--{column}: no figure has {shorten(value)!r}. {hint}The data have: {named}."
                raise PromptError(msg)
    for value in lists.get("window", ()):
        if value.count(":") != 1:
            msg = f"--window: {shorten(value)!r} is not two windows with a colon between, such as 2020:2021."
            raise PromptError(msg)


def _pairs(dossier: Dossier, pair: Pair[Figure], choice: Mapping[str, str]) -> Iterator[Pair[Figure]]:
    """Find the pairs of figures that differ from the two of the brief only in what was chosen."""
    windows = choice["window"].split(":") if "window" in choice else [figure.window.text for figure in pair]
    candidates = []
    for model, window in zip(pair, windows, strict=True):
        values = {column: choice.get(column, getattr(model, column)) for column in SAME}
        if "counter" in choice:  # another counter may count on another basis
            del values["basis"]
        candidates.append([
            figure
            for figure in dossier.every.values()
            if not figure.repeats
            and figure.window.text == window
            and all(getattr(figure, column) == value for column, value in values.items())
        ])  # fmt: skip
    for figures in product(*candidates):
        yield Pair(*figures)


def _vary(
    project: Project, dossier: Dossier, base: PairBrief, name: str, pairs: Iterator[Pair[Figure]], *, replace: bool
) -> PairBrief | str:
    """Return the brief for the first pair that may be compared, or the reason why there is none."""
    if name in project.briefs and not replace:
        return f"there is a brief {name} already. To replace it: --replace"
    reasons = []
    for earlier, later in pairs:
        question = question_in_words(later)
        as_of = base.as_of if earlier.window.open_ended or later.window.open_ended else ""
        parameters = {"brief": name, "question": question, "earlier": earlier.id, "later": later.id, "as_of": as_of}
        try:
            brief = base.model_copy(update=parameters)
            if not answer(dossier, brief).comparable:
                reasons.append(f"{earlier.id} and {later.id} are not comparable")
                continue
            check_brief(project, brief)
        except TallyError as error:
            reasons.append(str(error))
            continue
        return brief
    return "; ".join(reasons) or "no two such figures are in the data"
