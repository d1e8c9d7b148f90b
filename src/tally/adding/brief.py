"""Write a brief that builds at once."""

from pathlib import Path

import yaml

from tally.briefs import Brief, BriefError, check_against, check_words
from tally.evidence import with_article
from tally.project import Project, write_file
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
    if brief.brief in project.briefs and not replace:
        msg = f"There is a brief {brief.brief} already. Choose another name, or replace it: --replace."
        raise BriefError(msg)
    if faults := check_words(brief, brief.brief):
        raise BriefError("; ".join(f"{fault.parameter}: {fault.message}" for fault in faults))
    dossier = load_dossier(project, brief.case)
    check_against(brief, dossier)
    path = project.parameters / f"{brief.brief}.yml"
    write_file(path, yaml.safe_dump(brief.model_dump(), sort_keys=False, allow_unicode=True, width=1000))
    return path


def ask_in_words(project: Project, case: str, earlier: str) -> str:
    """Return the question of a brief in words, by the group and the place of its earlier figure."""
    return question_in_words(get_figure(load_dossier(project, case).figures, earlier))


def question_in_words(figure: Figure) -> str:
    """Return the question how far counts changed, of a figure's unit, group (if it names one) and place."""
    by = f" by {figure.group}" if figure.group else ""
    return f"How far did {figure.unit}{by} in {with_article(figure.place)} change?"
