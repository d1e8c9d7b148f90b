"""The date of the newest record that a briefing uses, which is the date of its edition."""

from collections.abc import Iterable
from datetime import date

from tally.records.bibliography import Source
from tally.records.locks import Lock


def newest_date(sources: Iterable[Source], locks: Iterable[Lock], checked: str) -> str:
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
    is the day on which the document was fetched. A document with a partial date (“2021”, “May to August 2021”) may be
    newer than all of these. Then the date is that of its reading or, where that is not known, of the last check of the
    case: a day is never made of a month or a year.
    """
    fetched: dict[str, date] = {}
    for lock in locks:
        fetched[lock.source] = max(lock.fetched, fetched.get(lock.source, lock.fetched))
    days, partial = [*fetched.values()], list[date]()
    for source in sources:
        if source.accessed:
            days.append(source.accessed)
        if source.issued_by and source.issued_from in (None, source.issued_by):
            days.append(source.issued_by)
        elif source.issued_by and not source.accessed and source.id not in fetched:
            partial.append(source.issued_by)
    day = _day(checked)
    if day and partial and (not days or max(partial) > max(days)):
        days.append(day)
    return max(days).isoformat() if days else checked


def _day(text: str) -> date | None:
    """Return a day that is written as 2021-11-17; None for any other text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
