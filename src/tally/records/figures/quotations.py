"""Check a quotation against its document and its stored passage."""

from collections.abc import Mapping

from tally.records.bibliography import Source
from tally.records.figures.basis import Seen
from tally.records.quotations import Passage, find_places
from tally.records.tables import Problem, Row, suggest_name


def locked_faults(
    row: Row, column: str, sources: Mapping[str, Source], passages: Mapping[str, Passage]
) -> list[Problem]:
    """Check that a row's source exists and that its words were seen in the way that the row states."""
    name, seen = row.cells["source"], row.cells["seen"]
    if name not in sources:
        remedy = suggest_name(name, sources) + "Add the document to sources.json, or name a source that is in it."
        return [row.problem("source", "the id of a source", remedy, names=("sources.json", name), absent=True)]
    if seen == Seen.TRANSCRIBED and not sources[name].seen:
        remedy = f"{name} was not seen: write relayed, or name the source that was read."
        return [row.problem("seen", "relayed", remedy, names=("sources.json", name))]
    if seen != Seen.LOCKED:
        return []
    if name not in passages:
        remedy = f"Store the passage as passages/{name}.txt, or write transcribed."
        return [row.problem("seen", "a stored passage", remedy, names=("passages", name), absent=True)]
    count = len(find_places(row.cells[column], passages[name].text))
    if count == 1:
        return []
    remedy = "Copy the words from the passage." if count == 0 else "Quote more words, so that they occur only once."
    found = f"{row.cells[column]} ({'nowhere' if count == 0 else f'{count} times'} in passages/{name}.txt)"
    return [row.problem(column, "words that occur there once", remedy, found, ("passages", name))]
