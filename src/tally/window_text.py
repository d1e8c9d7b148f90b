"""Read windows and days as they are written in the data, in EDTF."""

import re
from calendar import monthrange
from datetime import date
from functools import cache

from tally.windows import Edge, Window, WindowError

EXPECTED = "days in EDTF, such as 2020, 2021-01-01/2021-04-30, 2021-05/2021-08 or 2021-01-01/.. with an as_of day"
PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
EXCEL_DATE = re.compile(
    r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|^[A-Za-z]{3}-\d{2}$|^\d{1,2}-[A-Za-z]{3}|^\d{4}-\d\d-\d\d \d"
)
EXCEL_SERIAL = re.compile(r"^\d{5}(\.0)?$")


def excel_damage(text: str) -> str | None:
    """Say what Excel did to a date, if this looks like its work."""
    if EXCEL_DATE.search(text):
        return "Excel has rewritten this date. Write it again as 2021-01-31, in a column formatted as Text."
    if EXCEL_SERIAL.match(text):
        return "Excel has turned this date into its day number. Write it again as 2021-01-31, in a Text column."
    return None


def _edge(part: str, whole: str) -> Edge:
    """Read one end of an interval, or a date that stands alone."""
    if edge := _parsed(part):
        return edge
    msg = f"{whole!r} is not a window"
    raise WindowError(msg, excel_damage(whole) or f"Write {EXPECTED}.")


@cache
def _parsed(part: str) -> Edge | None:
    """Read a date; None if it is none. A bare year, month or day needs no grammar, which takes its time."""
    try:
        if plain := PLAIN.fullmatch(part):
            year, month, day = (int(piece) if piece else None for piece in plain.groups())
            return _days(year or 0, month, day)
        return _by_grammar(part)
    except ValueError:  # no date at all, or a day that no calendar has, such as 2021-02-29
        return None


def _days(year: int, month: int | None, day: int | None) -> Edge:
    """Give the first and the last day of a year, a month or a day."""
    if month is None:
        return Edge(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Edge(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Edge(date(year, month, day), date(year, month, day))


def _by_grammar(part: str) -> Edge | None:
    """Read a date that is written in another of EDTF's ways."""
    from edtf import EDTFParseException, parse_edtf
    from edtf.parser.parser_classes import Date

    try:
        parsed = parse_edtf(part)
    except EDTFParseException:
        return None
    if type(parsed) is not Date or part.startswith("-"):
        return None
    return Edge(date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3]))


def read_day(text: str) -> date:
    """Read one calendar day, as 2021-11-17."""
    edge = _edge(text, text)
    if edge.earliest != edge.latest:
        msg = f"{text!r} is not one day"
        raise WindowError(msg, "Write the day, such as 2021-11-17.")
    return edge.earliest


def read_window(text: str, as_of: str = "") -> Window:
    """
    Read a window as it is written in the data.

    Parameters
    ----------
    text : str
        EDTF: a year, month or day that is covered whole; an interval of them, whose ends are vague where they are not
        days; an interval with an unknown start (`/2021-09-18`) or an open end (`2021-01-01/..`).
    as_of : str
        The last day that an open end can have reached; empty for all others.

    Raises
    ------
    WindowError
        The text is no such window, ends before it starts, or lacks its as-of day.
    """
    first, slash, last = text.partition("/")
    as_of_day = read_day(as_of) if as_of else None
    if (last == "..") != (as_of_day is not None):
        msg = f"{text!r} with as_of {as_of!r}"
        raise WindowError(msg, "An open end (..) needs an as_of day, and only an open end has one.")
    if not slash:
        whole = _edge(text, text)
        start, end = Edge(whole.earliest, whole.earliest), Edge(whole.latest, whole.latest)
        return Window(text, start, end)
    start_edge = None if first in ("", "..") else _edge(first, text)
    if as_of_day is not None and start_edge is not None:
        end_edge: Edge | None = Edge(min(start_edge.latest, as_of_day), as_of_day)
    else:
        end_edge = None if last in ("", "..") else _edge(last, text)
    if start_edge is None and end_edge is None:
        msg = f"{text!r} has no days at all"
        raise WindowError(msg, f"Write {EXPECTED}.")
    if start_edge and end_edge and end_edge.latest < start_edge.earliest:
        msg = f"{text!r} ends before it starts"
        raise WindowError(msg, "Put the two days in order.")
    return Window(text, start_edge, end_edge, as_of_day)
