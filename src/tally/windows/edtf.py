"""Read windows and days from EDTF, the form in which they are written in the data."""

import re
from calendar import monthrange
from datetime import date
from functools import cache

from tally.windows.forms import explain_form, explain_impossible_day
from tally.windows.window import Edge, Window, WindowError

EXPECTED = "days in EDTF, such as 2020, 2021-01-01/2021-04-30, 2021-05/2021-08 or 2021-01-01/.. with an as_of day"
DAY = "the day, such as 2021-11-17"
PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
EXCEL_DATE = re.compile(
    r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|^[A-Za-z]{3}-\d{2}$|^\d{1,2}-[A-Za-z]{3}|^\d{4}-\d\d-\d\d \d"
)
MOST_SHOWN = 60  # characters of a text that a message repeats
EXCEL_SERIAL = re.compile(r"^\d{5}(\.0)?$")


def excel_damage(text: str) -> str | None:
    """Return what Excel did to a date and how to repair it; None if the text does not look like that."""
    if EXCEL_DATE.search(text):
        return (
            "Write the year first, as in 2021-01-31. If Excel has rewritten this date, format its column as Text first."
        )
    if EXCEL_SERIAL.match(text):
        return "Excel has turned this date into its day number. Write it again as 2021-01-31, in a Text column."
    return None


def _read_edge(part: str, whole: str, noun: str = "a window", expected: str = EXPECTED) -> Edge:
    """Read one end of an interval, or a single date."""
    if edge := _parse_edge(part):
        return edge
    if damage := excel_damage(whole):
        msg = f"{_shortened(whole)} is not {noun}"
        raise WindowError(msg, damage)
    reason, remedy = explain_impossible_day(part) or explain_form(part) or ("", f"Write {expected}.")
    where = f" ({_shortened(part)})" if part != whole and reason else ""
    msg = f"{_shortened(whole)} is not {noun}{where}{reason}"
    raise WindowError(msg, remedy)


def _shortened(text: str) -> str:
    """Return a text in quotation marks, cut off if it is very long."""
    return repr(text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…")


@cache
def _parse_edge(part: str) -> Edge | None:
    """Read a year, a month or a day; return None if the text is something else."""
    plain = PLAIN.fullmatch(part)
    if not plain or explain_impossible_day(part):
        return None
    year, month, day = (int(piece) if piece else None for piece in plain.groups())
    try:
        return _days(year or 0, month, day)
    except ValueError:  # the month is one of EDTF's numbers for seasons
        return None


def _days(year: int, month: int | None, day: int | None) -> Edge:
    """Return the first and the last day of a year, a month or a day."""
    if month is None:
        return Edge(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Edge(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Edge(date(year, month, day), date(year, month, day))


def read_day(text: str) -> date:
    """
    Read one calendar day, such as 2021-11-17.

    Raises
    ------
    WindowError
        The text is not a day.
    """
    edge = _read_edge(text, text, "a day", DAY)
    if edge.earliest != edge.latest:
        msg = f"{text!r} is not one day"
        raise WindowError(msg, "Write the day, such as 2021-11-17.")
    return edge.earliest


def _check_shape(text: str, first: str, last: str) -> None:
    """Check that a text has the parts of a window: at most one slash, a start that is not open, and some day."""
    if "/" in last and not excel_damage(text):
        msg = f"{_shortened(text)} is not a window: it has more than one slash"
        raise WindowError(msg, "Write first/last, such as 2021-01-01/2021-04-30; one row for each window.")
    if text == "..":
        msg = "'..' is not a window: it has no days at all"
        raise WindowError(msg, f"Write {EXPECTED}.")
    if first == ".." and last not in ("", ".."):
        msg = f"{_shortened(text)} is not a window: an open start (..) would mean that there was no first day"
        raise WindowError(
            msg, f"Write /{last[:MOST_SHOWN]} if the source gives no start, or the first day that it can mean."
        )


def window_doubt(window: Window) -> str:
    """Return a warning about a window that is accepted but may be an error; empty if there is no doubt."""
    first, _, last = window.text.partition("/")
    if window.start and window.end and first != last and re.fullmatch(r"[0-9]{4}", first) and len(last) == 4:
        least, most = window.lengths
        return (
            f"{window.text} says that the days are between some day of {first} and some day of {last}: {least} to "
            f"{most} days. If you mean the whole years, write {first}-01-01/{last}-12-31."
        )
    return ""


def read_window(text: str, as_of: str = "") -> Window:
    """
    Read a window as it is written in the data.

    Parameters
    ----------
    text : str
        EDTF: a year, month or day that is covered completely; an interval of these, with vague ends if they are not
        days; an interval with an unknown start (`/2021-09-18`) or an open end (`2021-01-01/..`).
    as_of : str
        The last day that an open end can have reached; empty for all other windows.

    Returns
    -------
    Window
        The days, both ends included.

    Raises
    ------
    WindowError
        The text is not such a window, ends before it starts, or has an open end without an as-of day.
    """
    first, slash, last = text.partition("/")
    _check_shape(text, first, last)
    as_of_day = read_day(as_of) if as_of else None
    if (last == "..") != (as_of_day is not None):
        msg = f"{_shortened(text)} with as_of {_shortened(as_of)}"
        raise WindowError(msg, "An open end (..) needs an as_of day, and only an open end has one.")
    if not slash:
        whole = _read_edge(text, text)
        start, end = Edge(whole.earliest, whole.earliest), Edge(whole.latest, whole.latest)
        return Window(text, start, end)
    start_edge = None if first == "" else _read_edge(first, text)
    if as_of_day is not None and start_edge is not None:
        start_edge = Edge(start_edge.earliest, max(start_edge.earliest, min(start_edge.latest, as_of_day)))
        end_edge: Edge | None = Edge(min(start_edge.latest, as_of_day), as_of_day)
    else:
        end_edge = None if last in ("", "..") else _read_edge(last, text)
    if start_edge is None and end_edge is None:
        msg = f"{text!r} has no days at all"
        raise WindowError(msg, f"Write {EXPECTED}.")
    if start_edge and end_edge and end_edge.latest < start_edge.earliest:
        msg = f"{text!r} ends before it starts"
        raise WindowError(msg, "Put the two days in order.")
    return Window(text, start_edge, end_edge, as_of_day)
