"""Say what has changed in documents, or vanished, since quotations were locked to them."""

from collections.abc import Iterator

from tally.documents import sha256
from tally.locking.lock import Examination
from tally.locking.search import FoundQuotation, word_difference
from tally.records import Dossier


def report_changes(dossier: Dossier, examinations: Iterator[Examination]) -> int:
    """Print a line or more a source. Returns 1 if a document vanished or lost a locked quotation, else 0."""
    worst = 0
    for examination in examinations:
        lines = quotation_changes(dossier, examination)
        worst = max(worst, *(bad for _, bad in lines), 0)
        print("\n".join(line for line, _ in lines))
    return worst


def quotation_changes(dossier: Dossier, examination: Examination) -> list[tuple[str, int]]:
    """Compare what was found with what is on record: lines to print, each with 1 where something is lost."""
    source = examination.source
    recorded = [lock for lock in dossier.locks.values() if lock.source == source]
    if examination.refused:
        return [(f"{source}: {'vanished' if recorded else 'not read'}. {examination.refused}", int(bool(recorded)))]
    if not recorded:
        return [(f"{source}: nothing was locked to it through `tally lock`.", 0)]
    text = sha256(examination.read.whole.encode()) if examination.read else ""
    document = sha256(examination.content)
    if all(lock.text == text or lock.document == document for lock in recorded):
        return [(f"{source}: unchanged since {recorded[0].fetched}.", 0)]
    lines = [(f"{source}: its text has changed since {recorded[0].fetched}.", 0)]
    for one in examination.looked:
        if one.figure.id not in dossier.locks:
            continue
        if isinstance(one.result, FoundQuotation):
            lines.append((f"  {one.figure.id}: its words still stand there.", 0))
            continue
        words = word_difference(one.figure.quotation, one.result.nearest) if one.result.nearest else "nothing near"
        lines.append((f"  {one.figure.id}: its words are gone: {words}", 1))
    return lines
