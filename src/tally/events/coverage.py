"""Propose which days a file covers, from its kind, its release and its events."""

import calendar
import re
from datetime import UTC, date, datetime

from tally.records.events import Span

YEARLY = re.compile(r"(\d\d)\.\d+")  # UCDP's release of 2024 is 24.1, and has the events up to 2023
BEGIN = date(1989, 1, 1)  # of UCDP GED
WHOLE_YEARS, WHOLE_MONTHS = ("ucdp-ged", "gtd"), ("ucdp-candidate",)
GAPS = {"gtd": (Span(date(1993, 1, 1), date(1993, 12, 31), "the records of 1993 were lost"),)}
BREAKS = {
    "gtd": (
        Span(date(1998, 1, 1), date(1998, 1, 1), "another institute collects the data"),
        Span(date(2008, 4, 1), date(2008, 4, 1), "another institute collects the data"),
        Span(date(2011, 11, 1), date(2011, 11, 1), "START collects the data itself"),
    )
}


def proposed_coverage(kind: str, release: str, first: date, last: date) -> tuple[Span, str]:
    """
    Return the days that a file covers, and why.

    Parameters
    ----------
    kind, release : str
        The kind of the file, and its release.
    first, last : date
        The days of its first and its last event.
    """
    today = datetime.now(UTC).date()
    if kind in WHOLE_YEARS:
        first, year_end = first.replace(month=1, day=1), last.replace(month=12, day=31)
        reason = "whole years"
        if kind == "ucdp-ged":
            first = min(BEGIN, first)
            if (match := YEARLY.fullmatch(release)) and last <= (end := date(1999 + int(match[1]), 12, 31)):
                year_end, reason = end, f"as release {release} of UCDP does"
        return Span(first, max(last, min(year_end, today))), reason
    if kind in WHOLE_MONTHS:
        month_end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        return Span(first.replace(day=1), max(last, min(month_end, today))), "whole months"
    return Span(first, last), "from its first to its last event"
