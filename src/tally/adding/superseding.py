"""Replace a figure by a corrected one, keep the old one, and undo that."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from tally.briefs import BriefError, check_against, load_brief
from tally.project import Project
from tally.records import Dossier, load_dossier, revise_case
from tally.records.figures import Figure, unknown_figure
from tally.records.tables import EditError, read_whole, set_cells

SAME = ("group", "place", "counter", "unit", "basis", "window")  # columns that a correction does not change


def supersede(project: Project, case: str, old: str, new: str, reason: str, *, as_is: bool = False) -> Path:
    """
    Replace a figure by a corrected one; return the table that was changed.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    old, new : str
        Ids of the figure that is replaced, and of the one that replaces it.
    reason : str
        The reason, in a sentence for readers.
    as_is : bool
        Whether the new figure may be of another group, place, counter, unit, basis or window.

    Raises
    ------
    FigureError, EditError, DataError
        There is no such figure, one of the two was superseded already, or they count different things. Nothing was
        written.
    """
    if not reason.strip():
        msg = "A reason is missing. Give one in a sentence for readers: --because REASON."
        raise EditError(msg)
    if old == new:
        msg = f"{old} cannot replace itself: name another figure."
        raise EditError(msg)

    def check(dossier: Dossier) -> None:
        """Check that the two figures can be exchanged."""
        figure, correction = _find(dossier, old), _find(dossier, new)
        if before := dossier.superseded.get(old):
            msg = f"{old} was superseded by {before.by} already: “{before.reason}” A published reason is not "
            msg += f"overwritten. Supersede {before.by}, or undo that first: tally supersede {old} --undo"
            raise EditError(msg)
        if new in dossier.superseded:
            msg = f"{new} was superseded by {dossier.current_ids(new)[0]}. Name that figure instead."
            raise EditError(msg)
        columns = [column for column in SAME if getattr(figure, column) != getattr(correction, column)]
        if columns and not as_is:
            differences = "; ".join(
                f"{column}: ‘{getattr(figure, column)}’ and ‘{getattr(correction, column)}’" for column in columns
            )
            msg = f"{old} and {new} differ in {differences}. A correction counts the same. To accept this one, add "
            raise EditError(msg + "--as-is.")

    return _write(project, case, old, {"superseded_by": new, "superseded_because": reason}, check)


def undo(project: Project, case: str, old: str) -> Path:
    """
    Restore a superseded figure, with its row as it was before; return the table that was changed.

    Raises
    ------
    FigureError, EditError
        There is no such figure, it was not superseded, or the one that replaced it was itself superseded.
    """

    def check(dossier: Dossier) -> None:
        """Check that the figure was superseded, by one that is in use."""
        _find(dossier, old)
        if old not in dossier.superseded:
            msg = f"{old} was not superseded: there is nothing to undo."
            raise EditError(msg)
        by = dossier.superseded[old].by
        if after := dossier.superseded.get(by):
            msg = f"{by}, which replaced {old}, was itself superseded by {after.by}. "
            raise EditError(msg + f"Undo that first: tally supersede {by} --undo")

    return _write(project, case, old, {"superseded_by": "", "superseded_because": ""}, check)


def supersede_by_options(project: Project, case: str, old: str, options: argparse.Namespace) -> tuple[str, Path]:
    """Replace a figure by another, or undo that, as the options say; return a sentence about it, and the table."""
    if options.undo:
        if options.new or options.because:
            msg = f"To undo it, give only the figure that was superseded: tally supersede {old} --undo"
            raise EditError(msg)
        return f"{old} is in use again. Build with: make reports", undo(project, case, old)
    if not options.new or not options.because:
        msg = "The new figure or the reason is missing: tally supersede OLD NEW --because REASON."
        raise EditError(msg)
    path = supersede(project, case, old, options.new, options.because, as_is=options.as_is)
    return f"{old} is kept, and {options.new} replaces it. Build with: make reports", path


def unbuildable_briefs(project: Project, case: str) -> list[str]:
    """Find the briefs of a case that cannot be built now; return a message about each."""
    dossier, faults = load_dossier(project, case), []
    for name in project.briefs:
        try:
            brief = load_brief(project, name)
            if brief.case == case:
                check_against(brief, dossier)
        except BriefError as error:
            faults.append(str(error))
    return faults


def _find(dossier: Dossier, name: str) -> Figure:
    """Return a figure, whether it is valid or was superseded."""
    if name not in dossier.every and name not in dossier.superseded:
        raise unknown_figure(name, [*dossier.every, *dossier.superseded])
    return dossier.lookup(name)


def _write(project: Project, case: str, old: str, cells: dict[str, str], check: Callable[[Dossier], None]) -> Path:
    """Change cells of a figure's row, if the data allow it; return the table."""

    def change(folder: Path) -> Mapping[str, str]:
        check(load_dossier(project, case))
        return {"figures.csv": set_cells(read_whole(folder / "figures.csv"), old, cells)}

    revise_case(project, case, change)
    return project.tables(case) / "figures.csv"
