"""What is asked of a wording: where it was read, whose words it is, and what it repeats."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tally.adding import free_id
from tally.adding.rows.entry import Form
from tally.records import STATEMENTS, Dossier, Voice, Where, read_statements
from tally.tables import Problem


def propose(dossier: Dossier, taken: Sequence[str], cells: Mapping[str, str], column: str) -> str:
    """Propose an answer; the id is made of the source and of where the words were read there."""
    if column == "id":
        return free_id("-".join(filter(None, (cells["source"], cells["where"]))), taken)
    if column == "voice":
        return Voice.OUTLET if cells["where"] in (Where.HEADLINE, Where.ADDRESS) else ""
    if column == "seen":
        source = dossier.sources.get(cells["source"])
        return "transcribed" if source and source.seen else "relayed"
    return STATEMENTS[column].default


def read(folder: Path, dossier: Dossier) -> Sequence[Problem]:
    """List what is wrong with a table of statements."""
    return read_statements(folder, dossier.sources, dossier.passages)[1]


STATEMENT = Form(STATEMENTS, propose, read)
