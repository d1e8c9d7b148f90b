"""Check briefs against the data, and the notebooks, before anything runs."""

import ast

from tally.briefs import (
    MODELS,
    Brief,
    BriefError,
    answer_brief,
    check_against,
    load_brief,
    with_counts,
    with_uncounted,
)
from tally.errors import TallyError
from tally.project import BriefKind, Project, StepError, find_unnumbered, find_writer, read_cells
from tally.records import Dossier, load_dossier
from tally.records.tables import DataError


class Preflight:
    """Checks of briefs against the data, which load each case once, and set the briefs' `date`."""

    def __init__(self, project: Project, date: str = "", *, counting: bool = True) -> None:
        self._project, self._date, self._counting = project, date, counting
        self._loaded: dict[str, Dossier | DataError] = {}
        check_notebooks(project)

    def brief(self, name: str) -> Brief:
        """
        Read a brief and check it against the data.

        Raises
        ------
        BriefError, DataError
            Something in the brief or the data is wrong.
        """
        brief = load_brief(self._project, name)
        if brief.kind not in self._project.kinds:
            self._project.steps_of(brief.kind)  # which says which notebook is missing
        dossier = self.dossier(brief.case)
        if self._counting:
            dossier = with_counts(self._project, brief, dossier)
        else:
            dossier, _ = with_uncounted(self._project, brief, dossier)
        check_against(brief, dossier)
        return brief.model_copy(update={"date": self._date}) if self._date else brief

    def weight(self, name: str) -> int:
        """Return the number of counts that are relevant to a brief, a measure of its work; 0 if it cannot be built."""
        try:
            brief = self.brief(name)
            dossier = with_counts(self._project, brief, self.dossier(brief.case))
            figures = answer_brief(dossier, brief).records.every.values()
        except TallyError:
            return 0
        return sum(1 + (len(figure.counted.periods) if figure.counted else 0) for figure in figures)

    def dossier(self, case: str) -> Dossier:
        """Load a case, once. Raises `DataError` each time if anything in it is wrong."""
        if isinstance(dossier := self._loaded.get(case), DataError):
            raise dossier
        if dossier is None:
            try:
                dossier = self._loaded[case] = load_dossier(self._project, case)
            except DataError as error:
                self._loaded[case] = error
                raise
        return dossier


def check_notebooks(project: Project) -> None:
    """
    Check that the steps are complete, and that each has a brief's parameters and no other: papermill would only warn.

    Raises
    ------
    BriefError
        A step has other parameters or none.
    StepError
        A step is missing, has a wrong name or cannot be read.
    """
    for kind in project.kinds:
        _check_steps(project, kind)


def _check_steps(project: Project, kind: BriefKind) -> None:
    """Check the steps of a kind of brief; see `check_notebooks`."""
    for name in find_unnumbered(project.notebooks / kind.folder):
        number, place = len(project.steps_of(kind)) + 1, f"notebooks/{kind.folder}"
        msg = f"{place}{name}.ipynb has parameters like a step, but no number. Rename it: {number}-{name}.ipynb."
        raise StepError(msg)
    for name in project.steps_of(kind):
        path = project.notebooks / f"{name}.ipynb"
        tagged = [cell.source for cell in read_cells(path) if "parameters" in cell.tags]
        if not tagged:
            msg = (
                f"notebooks/{name}.ipynb has no cell tagged 'parameters'. Copy that cell from another numbered "
                "notebook, or remove the number from the name."
            )
            raise BriefError(msg)
        try:
            body = ast.parse(tagged[0]).body
        except SyntaxError as error:
            msg = f"notebooks/{name}.ipynb: the cell tagged 'parameters' is not Python ({error})."
            raise BriefError(msg) from error
        assigned = [
            target
            for line in body
            if isinstance(line, ast.Assign | ast.AnnAssign)
            for target in (line.targets if isinstance(line, ast.Assign) else [line.target])
        ]
        names = {target.id for target in assigned if isinstance(target, ast.Name)}
        if different := names ^ set(MODELS[kind].model_fields):
            msg = f"notebooks/{name}.ipynb and the briefs differ in parameters: {', '.join(sorted(different))}."
            raise BriefError(msg)
    for file in kind.writers:
        find_writer(project.notebooks, file, kind)
