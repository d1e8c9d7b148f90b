"""How a claim is added: the proposed answers, and the reader that checks it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tally.adding import free_id, slug
from tally.adding.rows.entry import Form
from tally.records import CLAIMS, Dossier, claims_in, read_claims
from tally.records.tables import Problem

WORDS = 4  # of a claim that its id has


def propose(dossier: Dossier, used_ids: Sequence[str], cells: Mapping[str, str], column: str) -> str:
    """Return the proposed answer for a column: the only claim of the wording, and an id made of both."""
    if column == "id":
        words = "-".join(slug(cells["words"]).split("-")[:WORDS])
        return free_id("-".join(filter(None, (cells["statement"], words))) or "claim", used_ids)
    if column == "words":
        statement = next((wording for wording in dossier.statements if wording.id == cells["statement"]), None)
        units = {figure.unit for figure in dossier.every.values()}
        found = claims_in(statement, dossier.sources, dossier.claim_rules, units) if statement else ()
        return found[0].words if len(found) == 1 else ""
    return CLAIMS[column].default


def read(folder: Path, dossier: Dossier) -> Sequence[Problem]:
    """Return the problems of a table of claims."""
    units = {name: dossier.lookup(name).unit for name in (*dossier.every, *dossier.superseded)}
    return read_claims(folder, dossier.statements, dossier.sources, dossier.claim_rules, units)[1]


CLAIM = Form(CLAIMS, propose, read)
