"""Write a brief that builds at once."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from tally.briefs import COUNTED, Brief, BriefError, SeriesBrief, check_against, check_words, load_records, make_brief
from tally.evidence import with_article
from tally.project import Project, editing
from tally.records import load_dossier
from tally.records.figures import Figure, get_figure


def write_brief(project: Project, brief: Brief, *, replace: bool = False) -> Path:
    """
    Check a brief, and write it to `notebooks/parameters/`.

    Parameters
    ----------
    project : Project
        The checkout.
    brief : Brief
        The question.
    replace : bool
        Whether a brief of that name may be replaced.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    BriefError
        There is a brief of that name already, the brief names records that are not in the data, or its two counts may
        not be compared. Nothing was written.
    """
    check_brief(project, brief)
    return write_briefs(project, [brief], replace=replace)[brief.brief]


def check_brief(project: Project, brief: Brief) -> None:
    """Check that a brief builds. Raises `BriefError`."""
    if faults := check_words(brief, brief.brief):
        raise BriefError("; ".join(f"{fault.parameter}: {fault.message}" for fault in faults))
    check_against(brief, load_records(project, brief))


def write_briefs(project: Project, briefs: Sequence[Brief], *, replace: bool) -> dict[str, Path]:
    """
    Write briefs that were checked, all of them or none, and return their files by their names.

    Raises
    ------
    BriefError
        There is a brief of such a name already, and it may not be replaced. Nothing was written.
    """
    paths = {brief.brief: project.parameters / f"{brief.brief}.yml" for brief in briefs}
    with editing(project) as edit:
        for name in () if replace else {*project.briefs} & {*paths}:
            msg = f"There is a brief {name} already. Choose another name, or replace it: --replace."
            raise BriefError(msg)
        edit({paths[brief.brief]: _as_yaml(brief) for brief in briefs})
    return paths


def _as_yaml(brief: Brief) -> str:
    """Return the text of a brief's file."""
    others: set[str] = set()  # a series is quoted or counted: the parameters of the other kind are left out
    if isinstance(brief, SeriesBrief):
        others = {"series"} if brief.dataset else COUNTED
    parameters = brief.model_dump(exclude=others)
    return yaml.safe_dump(parameters, sort_keys=False, allow_unicode=True, width=1000)


def ask_in_words(project: Project, case: str, earlier: str = "", dataset: str = "") -> str:
    """Return the question of a brief in words, by the group and the place of its first figure, or its data set."""
    if dataset:
        return "How did the number of events in the data set change over time?"
    dossier = load_dossier(project, case)
    if earlier in dossier.counts:
        pair = make_brief(
            brief="asked", question="?", case=case, earlier=earlier, later=earlier, level=0.95, milestones=[]
        )
        dossier = load_records(project, pair)
    return question_in_words(get_figure(dossier.figures, earlier))


def question_in_words(figure: Figure) -> str:
    """Return the question how far counts changed, of a figure's unit, group (if it names one) and place."""
    by = f" by {figure.group}" if figure.group else ""
    return f"How far did {figure.unit}{by} in {with_article(figure.place)} change?"
