"""How a dated event is added: the proposed answers, and the reader that checks it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tally.adding import free_id, slug
from tally.adding.rows.entry import Form
from tally.records import MILESTONES, Dossier, read_milestones
from tally.records.tables import Problem

WORDS = 6  # of a label that its id has


def propose(dossier: Dossier, used_ids: Sequence[str], cells: Mapping[str, str], column: str) -> str:
    """Return the proposed answer for a column; an id is made of the first words of the label."""
    if column == "id":
        return free_id("-".join(slug(cells["label"]).split("-")[:WORDS]) or "event", used_ids)
    if column in ("place", "group"):
        known = {str(getattr(figure, column)) for figure in dossier.every.values()}
        return known.pop() if len(known) == 1 else ""
    return MILESTONES[column].default


def read(folder: Path, dossier: Dossier) -> Sequence[Problem]:
    """Return the problems of a table of milestones."""
    return read_milestones(folder, dossier.sources)[1]


MILESTONE = Form(MILESTONES, propose, read)
