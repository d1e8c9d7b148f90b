"""Report which documents have changed or vanished since quotations were locked to them."""

from collections.abc import Iterator

from tally.documents import sha256
from tally.locking.lock import Examination
from tally.locking.reasons import because
from tally.locking.search import FoundQuotation, word_difference
from tally.project import say
from tally.records import Dossier


def report_changes(dossier: Dossier, examinations: Iterator[Examination]) -> int:
    """
    Print the changes for each source.

    Return 1 if a document vanished, lost a locked quotation or could not be read although quotations are locked to it;
    0 if none did.
    """
    worst = 0
    for examination in examinations:
        lines = quotation_changes(dossier, examination)
        worst = max(worst, *(lost for _, lost in lines), 0)
        say("\n".join(line for line, _ in lines))
    return worst


def quotation_changes(dossier: Dossier, examination: Examination) -> list[tuple[str, int]]:
    """Return the lines to print about one source, each with 1 if a document or a quotation is lost, or 0."""
    source = examination.source
    recorded = [lock for lock in dossier.locks.values() if lock.source == source]
    if examination.gone and recorded:
        return [(f"{source}: vanished. {examination.refused}", 1)]
    if examination.refused:
        lost = bool(recorded) or examination.unexpected
        return [(f"{source}: not read, {because(examination.refused)}", int(lost))]
    if not recorded:
        return [(f"{source}: nothing was locked to it through `tally lock`.", 0)]
    text = sha256(examination.read.whole.encode()) if examination.read else ""
    document = sha256(examination.content)
    if all(lock.text == text or lock.document == document for lock in recorded):
        return [(f"{source}: unchanged since {recorded[0].fetched}.", 0)]
    lines = [(f"{source}: its text has changed since {recorded[0].fetched}.", 0)]
    for entry in examination.quotations:
        if entry.figure.id not in dossier.locks:
            continue
        if isinstance(entry.result, FoundQuotation):
            lines.append((f"  {entry.figure.id}: its words are still there.", 0))
            continue
        words = (
            word_difference(entry.figure.quotation, entry.result.nearest) if entry.result.nearest else "nothing near"
        )
        lines.append((f"  {entry.figure.id}: its words are gone: {words}", 1))
    return lines
