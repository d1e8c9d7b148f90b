"""Briefs held against the data and the notebooks, before anything is run for them."""

from tally.dossier import Dossier, load_dossier
from tally.parameters import Brief, BriefError, hold_against, load_brief
from tally.project import Project
from tally.runner import hold_notebooks
from tally.selection import about
from tally.tables import DataError


class Checks:
    """Checks briefs against the data before any runs, each folder of tables loaded once, and sets their `date`."""

    def __init__(self, project: Project, date: str = "") -> None:
        self._project, self._date = project, date
        self._loaded: dict[str, Dossier] = {}
        hold_notebooks(project)

    def brief(self, name: str) -> Brief:
        """
        Read a brief and hold it against the data.

        Raises
        ------
        BriefError, DataError
            Something in the brief or the data is wrong.
        """
        brief = load_brief(self._project, name)
        if brief.case not in self._loaded:
            self._loaded[brief.case] = load_dossier(self._project, brief.case)
        hold_against(brief, self._loaded[brief.case])
        return brief.model_copy(update={"date": self._date}) if self._date else brief

    def weight(self, name: str) -> int:
        """Say how much there is to a brief: the counts that bear on it; none if there is something wrong."""
        try:
            brief = self.brief(name)
        except (BriefError, DataError):
            return 0
        return len(about(self._loaded[brief.case], brief.earlier, brief.later).every)
