"""The date of the newest record that a briefing uses, which is the date of its edition."""

from collections.abc import Iterable
from datetime import date

from tally.lock_rows import Lock
from tally.sources import Source


def newest(sources: Iterable[Source], locks: Iterable[Lock], checked: str) -> str:
    """
    Return the date of the newest record, as 2021-11-17.

    Parameters
    ----------
    sources : iterable of Source
        The documents that the briefing cites.
    locks : iterable of Lock
        The locked quotations that it shows.
    checked : str
        The day on which the case was last checked; it is returned where no record has a date.

    Notes
    -----
    The date of a document is the day on which it was issued or, if that is later, read (`accessed`). The date of a lock
    is the day on which the document was fetched. A partial date (“2021”, “May to August 2021”) counts as its last
    day, but not as one after the document was read or fetched or, where that is not known, the case was checked.
    """
    fetched: dict[str, date] = {}
    for lock in locks:
        fetched[lock.source] = max(lock.fetched, fetched.get(lock.source, lock.fetched))
    days = [*fetched.values()]
    for source in sources:
        read = max(filter(None, (source.accessed, fetched.get(source.id))), default=None)
        days += filter(None, (_issued(source, read or _day(checked)), source.accessed))
    return max(days).isoformat() if days else checked


def _issued(source: Source, known: date | None) -> date | None:
    """Return the last day on which a document can have been issued, given a day on which it was known."""
    first, last = source.issued_from, source.issued_by
    if first is None or last is None or known is None or first == last:
        return last
    return max(first, min(last, known))


def _day(text: str) -> date | None:
    """Return a day that is written as 2021-11-17; None for any other text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
