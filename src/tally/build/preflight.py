"""Briefs held against the data and the notebooks, before anything is run for them."""

import ast
import json

from tally.briefs import Brief, BriefError, check_against, load_brief
from tally.evidence import answer
from tally.project import NOTEBOOKS, Project
from tally.records import Dossier, load_dossier
from tally.tables import DataError


class Preflight:
    """Checks briefs against the data before any runs, each folder of tables loaded once, and sets their `date`."""

    def __init__(self, project: Project, date: str = "") -> None:
        self._project, self._date = project, date
        self._loaded: dict[str, Dossier | DataError] = {}
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
        check_against(brief, self.dossier(brief.case))
        return brief.model_copy(update={"date": self._date}) if self._date else brief

    def weight(self, name: str) -> int:
        """Say how much there is to a brief: the counts that bear on it; none if there is something wrong."""
        try:
            brief = self.brief(name)
        except (BriefError, DataError):
            return 0
        return len(answer(self.dossier(brief.case), brief).records.every)

    def dossier(self, case: str) -> Dossier:
        """Load a case, once. Raises `DataError` each time if anything in it is wrong."""
        if isinstance(found := self._loaded.get(case), DataError):
            raise found
        if found is None:
            try:
                found = self._loaded[case] = load_dossier(self._project, case)
            except DataError as error:
                self._loaded[case] = error
                raise
        return found


def hold_notebooks(project: Project) -> None:
    """
    Check that each notebook has a brief's parameters and no other: papermill would only warn.

    Raises
    ------
    BriefError
        One has others.
    """
    for notebook in NOTEBOOKS:
        try:
            cells = json.loads((project.notebooks / f"{notebook}.ipynb").read_bytes())["cells"]
            tagged = [cell["source"] for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
            body = ast.parse("".join(tagged[0]) if tagged else "").body
        except (OSError, ValueError, KeyError, SyntaxError) as error:
            msg = f"notebooks/{notebook}.ipynb cannot be read ({error}). Put it back from git."
            raise BriefError(msg) from error
        found = {target.id for line in body if isinstance(line, ast.Assign)
                 for target in line.targets if isinstance(target, ast.Name)}  # fmt: skip
        if wrong := found ^ set(Brief.model_fields):
            msg = f"notebooks/{notebook}.ipynb and the briefs differ in parameters: {', '.join(sorted(wrong))}."
            raise BriefError(msg)
