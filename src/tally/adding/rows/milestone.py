"""What is asked of a dated event that charts can mark."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tally.adding import free_id, slug
from tally.adding.rows.entry import Form
from tally.records import MILESTONES, Dossier, read_milestones
from tally.tables import Problem

WORDS = 6  # of a label, that make its id


def propose(dossier: Dossier, taken: Sequence[str], cells: Mapping[str, str], column: str) -> str:
    """Propose an answer; the id is made of the first words of the label."""
    if column == "id":
        return free_id("-".join(slug(cells["label"]).split("-")[:WORDS]) or "event", taken)
    if column in ("place", "group"):
        on_file = {str(getattr(figure, column)) for figure in dossier.every.values()}
        return on_file.pop() if len(on_file) == 1 else ""
    return MILESTONES[column].default


def read(folder: Path, dossier: Dossier) -> Sequence[Problem]:
    """List what is wrong with a table of milestones."""
    return read_milestones(folder, dossier.sources)[1]


MILESTONE = Form(MILESTONES, propose, read)
