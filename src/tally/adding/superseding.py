"""Put one figure in the place of another, which is kept, and undo it."""

import argparse
from pathlib import Path

from tally.briefs import BriefError, check_against, load_brief
from tally.project import Project
from tally.records import Dossier, load_dossier, revise_case
from tally.records.figures import Figure, unknown_figure
from tally.tables import EditError, read_whole, set_cells

SAME = ("group", "place", "counter", "unit", "basis", "window")  # what a correction leaves as it was


def supersede(project: Project, case: str, old: str, new: str, because: str, *, as_is: bool = False) -> Path:
    """
    Put a corrected figure in the place of another; returns the table that was changed.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    old, new : str
        Ids of the figure that stands no longer, and of the one in its place.
    because : str
        Why, in a sentence for readers.
    as_is : bool
        Whether the new figure may be of another group, place, counter, unit, basis or window.

    Raises
    ------
    FigureError, EditError, DataError
        There is no such figure, one of the two was superseded before, or they are not counts of the same. Nothing was
        written.
    """
    dossier = load_dossier(project, case)
    one, two = _find(dossier, old), _find(dossier, new)
    if not because.strip():
        msg = "Say why, in a sentence for readers: --because REASON."
        raise EditError(msg)
    if old == new:
        msg = f"{old} cannot take its own place: name another figure."
        raise EditError(msg)
    if before := dossier.superseded.get(old):
        msg = f"{old} was superseded by {before.by} before: “{before.reason}” A published reason is not written over. "
        raise EditError(msg + f"Supersede {before.by}, or undo that one first: tally supersede {old} --undo")
    if new in dossier.superseded:
        stands = dossier.standing(new)[0]
        msg = f"{new} stands no longer: {stands} has taken its place. Name that one instead."
        raise EditError(msg)
    differ = [column for column in SAME if getattr(one, column) != getattr(two, column)]
    if differ and not as_is:
        said = "; ".join(f"{column}: ‘{getattr(one, column)}’ and ‘{getattr(two, column)}’" for column in differ)
        msg = f"{old} and {new} differ in {said}. A correction counts the same; if this one is meant, say --as-is."
        raise EditError(msg)
    return _write(project, case, old, {"superseded_by": new, "superseded_because": because})


def undo(project: Project, case: str, old: str) -> Path:
    """
    Let a superseded figure stand again, its row as it was before; returns the table that was changed.

    Raises
    ------
    FigureError, EditError
        There is no such figure, it stands, or the one in its place was itself superseded since.
    """
    dossier = load_dossier(project, case)
    _find(dossier, old)
    if old not in dossier.superseded:
        msg = f"{old} was not superseded: there is nothing to undo."
        raise EditError(msg)
    by = dossier.superseded[old].by
    if after := dossier.superseded.get(by):
        msg = f"{by}, which took the place of {old}, was itself superseded by {after.by}. "
        raise EditError(msg + f"Undo that first: tally supersede {by} --undo")
    return _write(project, case, old, {"superseded_by": "", "superseded_because": ""})


def supersede_by_options(project: Project, case: str, old: str, options: argparse.Namespace) -> tuple[str, Path]:
    """Do what the command was asked; returns what to tell, and the table that was changed."""
    if options.undo:
        if options.new or options.because:
            msg = f"To undo it, name only the figure that was superseded: tally supersede {old} --undo"
            raise EditError(msg)
        return f"{old} is in use again. Build with: make reports", undo(project, case, old)
    if not options.new or not options.because:
        msg = "It needs the id of the figure in its place, and a reason: tally supersede OLD NEW --because REASON."
        raise EditError(msg)
    path = supersede(project, case, old, options.new, options.because, as_is=options.as_is)
    return f"{old} is kept, and {options.new} takes its place. Build with: make reports", path


def unbuildable_briefs(project: Project, case: str) -> list[str]:
    """Say which briefs of a case cannot be built as things are."""
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
    """Take a figure, whether it stands or not."""
    if name not in dossier.every and name not in dossier.superseded:
        raise unknown_figure(name, [*dossier.every, *dossier.superseded])
    return dossier.lookup(name)


def _write(project: Project, case: str, old: str, cells: dict[str, str]) -> Path:
    """Change the cells of the row."""
    revise_case(
        project, case, lambda folder: {"figures.csv": set_cells(read_whole(folder / "figures.csv"), old, cells)}
    )  # fmt: skip
    return project.tables(case) / "figures.csv"
