"""Record the locks: the figures' state, the passage, its hash, and the place in the document."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tally.documents import FOLDER, Original, sha256
from tally.locking.lock import quoted_figures
from tally.locking.search import FoundQuotation
from tally.project import Project, parse_json
from tally.records import Dossier, load_dossier, revise_case
from tally.records.bibliography import ID
from tally.records.figures import Figure, Seen
from tally.records.quotations import find_places
from tally.records.tables import append_row, cell_flaw, read_whole, set_cells

ELLIPSIS = "\n\n[…]\n\n"


def record_locks(project: Project, case: str, original: Original, found: list[tuple[Figure, FoundQuotation]]) -> None:
    """
    Store a document, and record which figures are locked to it.

    Parameters
    ----------
    project, case
        The checkout, and the name of the case.
    original : Original
        The document with the quotations.
    found : list
        The figures, each with the place of its quotation.

    Raises
    ------
    DataError
        The changed data would not be valid; nothing was recorded.
    """

    def change(folder: Path) -> Mapping[str, str | bytes]:
        documents = {(FOLDER / name).as_posix(): content for name, content in original.files.items()}
        if not found:
            return documents
        dossier = load_dossier(project, case)  # as it is now that nobody else changes it
        figures, locks = read_whole(folder / "figures.csv"), read_whole(folder / "locks.csv")
        known = set(dossier.locks)
        for figure, place in found:
            figures = set_cells(figures, figure.id, {"seen": Seen.LOCKED})
            row = _row(figure, place, original)
            locks = set_cells(locks, figure.id, row) if figure.id in known else append_row(locks, row)
        passage = _passage(dossier, original.source, found)
        package = read_whole(folder / "datapackage.json")
        sources = read_whole(folder / "sources.json")
        return {
            **documents,
            "figures.csv": figures, "locks.csv": locks, f"passages/{original.source}.txt": passage,
            "datapackage.json": _with_hash(package, original.source, passage),
            "sources.json": sources if dossier.sources[original.source].seen else _as_seen(sources, original),
        }  # fmt: skip

    revise_case(project, case, change)


def _row(figure: Figure, place: FoundQuotation, original: Original) -> dict[str, str]:
    """Build the row of a lock."""
    return {
        "figure": figure.id, "source": figure.source, "page": str(place.page or ""), "paragraph": str(place.paragraph),
        "prefix": _before(place.prefix), "exact": place.exact, "suffix": _after(place.suffix),
        "document": original.document, "text": original.text, "fetched": original.fetched_at.date().isoformat(),
    }  # fmt: skip


def _before(context: str) -> str:
    """Return the words before a quotation, without the first ones where a table would refuse them; see `_after`."""
    while cell_flaw(context):
        context = context.partition(" ")[2]
    return context


def _after(context: str) -> str:
    """
    Return the words after a quotation, without the last ones where a table would refuse them.

    A document may go on with a list's dash or an address's @, which a spreadsheet takes for a formula.
    """
    while cell_flaw(context):
        context = context.rpartition(" ")[0]
    return context


def _passage(dossier: Dossier, source: str, found: list[tuple[Figure, FoundQuotation]]) -> str:
    """Return a source's passage with the sentences that it did not have yet; each quotation is in it once."""
    stored = dossier.passages.get(source)
    text = stored.text if stored else ""
    locked = [figure.quotation for figure in quoted_figures(dossier, source) if figure.seen is Seen.LOCKED]
    locked += [
        statement.wording
        for statement in dossier.statements
        if statement.source == source and statement.seen is Seen.LOCKED
    ]
    for figure, place in found:
        if find_places(figure.quotation, text):
            continue
        locked.append(figure.quotation)
        for stretch in (place.stretch, place.exact):
            longer = f"{text.rstrip()}{ELLIPSIS if text else ''}{stretch}\n"
            if all(len(find_places(quotation, longer)) == 1 for quotation in locked):
                break
        text = longer
    return text


def _with_hash(package: str, source: str, passage: str) -> str:
    """Return datapackage.json with a passage's hash and size."""
    content: dict[str, Any] = parse_json(package)
    path = f"passages/{source}.txt"
    entry = {
        "name": f"passage-{source}", "path": path, "title": f"Passage of {source}", "format": "txt",
        "mediatype": "text/plain", "encoding": "utf-8", "hash": f"sha256:{sha256(passage.encode())}",
        "bytes": len(passage.encode()),
    }  # fmt: skip
    resources = [resource for resource in content["resources"] if resource["path"] == path]
    if resources:
        resources[0] |= {"hash": entry["hash"], "bytes": entry["bytes"]}
    else:
        content["resources"].append(entry)
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _as_seen(sources: str, original: Original) -> str:
    """Return sources.json with a note that a source's document has been seen."""
    records: list[dict[str, Any]] = parse_json(sources)
    for entry in records:
        if entry["id"] == original.source and ID.match(original.source):
            entry["custom"] |= {"seen": True, "how_seen": f"document read on {original.fetched_at.date().isoformat()}"}
    return json.dumps(records, indent=1, ensure_ascii=False) + "\n"
