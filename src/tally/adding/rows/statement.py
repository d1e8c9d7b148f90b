"""How a wording is added: the proposed answers, and the reader that checks it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tally.adding import free_id
from tally.adding.rows.entry import Form
from tally.records import STATEMENTS, Dossier, Voice, Where, read_statements
from tally.records.tables import Problem


def propose(dossier: Dossier, used_ids: Sequence[str], cells: Mapping[str, str], column: str) -> str:
    """Return the proposed answer for a column; an id is made of the source and of where the words were read there."""
    if column == "id":
        return free_id("-".join(filter(None, (cells["source"], cells["where"]))), used_ids)
    if column == "voice":
        return Voice.OUTLET if cells["where"] in (Where.HEADLINE, Where.ADDRESS) else ""
    if column == "seen":
        source = dossier.sources.get(cells["source"])
        return "transcribed" if source and source.seen else "relayed"
    return STATEMENTS[column].default


def read(folder: Path, dossier: Dossier) -> Sequence[Problem]:
    """Return the problems of a table of statements."""
    return read_statements(folder, dossier.sources, dossier.passages)[1]


STATEMENT = Form(STATEMENTS, propose, read)
