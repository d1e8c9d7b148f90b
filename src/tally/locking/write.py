"""Put on record what was found: the figures' state, the passage, its hash, and the place in the document."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tally.documents import Original, sha256
from tally.locking.lock import quoted_figures
from tally.locking.search import FoundQuotation
from tally.project import Project
from tally.records import Dossier, revise_case
from tally.records.bibliography import ID
from tally.records.figures import Figure, Seen
from tally.records.quotations import find_places
from tally.tables import append_row, read_whole, set_cells

CUT = "\n\n[…]\n\n"


def record_locks(
    project: Project, case: str, dossier: Dossier, original: Original, found: list[tuple[Figure, FoundQuotation]]
) -> Dossier:
    """
    Record that figures are locked.

    Parameters
    ----------
    project, case
        The checkout, and the case.
    dossier : Dossier
        What is on file.
    original : Original
        The document in which the words were found.
    found : list
        The figures, each with its place.

    Raises
    ------
    DataError
        What is on file would no longer be right; nothing was recorded.
    """

    def change(folder: Path) -> Mapping[str, str]:
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
            "figures.csv": figures, "locks.csv": locks, f"passages/{original.source}.txt": passage,
            "datapackage.json": _with_hash(package, original.source, passage),
            "sources.json": sources if dossier.sources[original.source].seen else _as_seen(sources, original),
        }  # fmt: skip

    return revise_case(project, case, change)


def _row(figure: Figure, place: FoundQuotation, original: Original) -> dict[str, str]:
    """Make the row of a lock."""
    return {
        "figure": figure.id, "source": figure.source, "page": str(place.page or ""), "paragraph": str(place.paragraph),
        "prefix": place.prefix, "exact": place.exact, "suffix": place.suffix, "document": original.document,
        "text": original.text, "fetched": original.fetched_at.date().isoformat(),
    }  # fmt: skip


def _passage(dossier: Dossier, source: str, found: list[tuple[Figure, FoundQuotation]]) -> str:
    """Add to a source's passage the sentences that it does not hold yet, each quotation in it once."""
    stored = dossier.passages.get(source)
    text = stored.text if stored else ""
    locked = [one.quotation for one in quoted_figures(dossier, source) if one.seen is Seen.LOCKED]
    locked += [one.wording for one in dossier.statements if one.source == source and one.seen is Seen.LOCKED]
    for figure, place in found:
        if find_places(figure.quotation, text):
            continue
        locked.append(figure.quotation)
        for stretch in (place.stretch, place.exact):
            longer = f"{text.rstrip()}{CUT if text else ''}{stretch}\n"
            if all(len(find_places(quotation, longer)) == 1 for quotation in locked):
                break
        text = longer
    return text


def _with_hash(package: str, source: str, passage: str) -> str:
    """Put a passage's hash into the Data Package."""
    content: dict[str, Any] = json.loads(package)
    path = f"passages/{source}.txt"
    entry = {
        "name": f"passage-{source}", "path": path, "title": f"Passage of {source}", "format": "txt",
        "mediatype": "text/plain", "encoding": "utf-8", "hash": f"sha256:{sha256(passage.encode())}",
        "bytes": len(passage.encode()),
    }  # fmt: skip
    known = [resource for resource in content["resources"] if resource["path"] == path]
    if known:
        known[0] |= {"hash": entry["hash"], "bytes": entry["bytes"]}
    else:
        content["resources"].append(entry)
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _as_seen(sources: str, original: Original) -> str:
    """Note that a source's document has been seen."""
    records: list[dict[str, Any]] = json.loads(sources)
    for entry in records:
        if entry["id"] == original.source and ID.match(original.source):
            entry["custom"] |= {"seen": True, "how_seen": f"document read on {original.fetched_at.date().isoformat()}"}
    return json.dumps(records, indent=1, ensure_ascii=False) + "\n"
