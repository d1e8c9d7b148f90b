"""The days that a figure covers, both ends included, as exact or as vague as its source is."""

import re
from dataclasses import dataclass
from datetime import date

from edtf import EDTFParseException, parse_edtf
from edtf.parser.parser_classes import Date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
EXPECTED = "days in EDTF, such as 2020, 2021-01-01/2021-04-30, 2021-05/2021-08 or 2021-01-01/.. with an as_of day"
EXCEL_DATE = re.compile(
    r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|^[A-Za-z]{3}-\d{2}$|^\d{1,2}-[A-Za-z]{3}|^\d{4}-\d\d-\d\d \d"
)
EXCEL_SERIAL = re.compile(r"^\d{5}(\.0)?$")


class WindowError(ValueError):
    """A window cannot be read. `remedy` says what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True)
class Edge:
    """One end of a window: the first and the last day that it can be."""

    earliest: date
    latest: date


@dataclass(frozen=True)
class Window:
    """
    The days that a figure covers, both ends included.

    Attributes
    ----------
    text : str
        As written in the data, in EDTF (ISO 8601-2).
    start, end : Edge or None
        None where the source gives no such end at all.
    as_of : date or None
        For a window with no stated end (`..`): the last day that it can have reached.
    """

    text: str
    start: Edge | None
    end: Edge | None
    as_of: date | None = None

    @property
    def open_ended(self) -> bool:
        """Whether the source gives no cut-off, as in “so far this year”."""
        return self.as_of is not None

    @property
    def vague(self) -> bool:
        """Whether days are missing at an end that the source does give, so that no rate per day follows."""
        if self.start is None or self.end is None:
            return True
        return self.start.earliest < self.start.latest or (not self.open_ended and self.end.earliest < self.end.latest)

    @property
    def first(self) -> date:
        """The first day that the window can cover. A window without a start has none: see `vague`."""
        if self.start is None:
            msg = f"The window {self.text} has no start."
            raise WindowError(msg, "Ask `vague` first.")
        return self.start.earliest

    @property
    def last(self) -> date:
        """The last day that the window can cover."""
        if self.end is None:
            msg = f"The window {self.text} has no end."
            raise WindowError(msg, "Ask `vague` first.")
        return self.end.latest

    @property
    def days(self) -> int:
        """The most days that the window can cover; for an open-ended one, up to its as-of day."""
        return (self.last - self.first).days + 1

    @property
    def whole_years(self) -> bool:
        """Whether the window is made of complete calendar years."""
        if self.vague or self.open_ended:
            return False
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)

    def overlaps(self, other: "Window") -> bool:
        """Whether the two can share a day. A missing end reaches as far as need be."""
        starts_in_time = self.start is None or other.end is None or self.start.earliest <= other.end.latest
        ends_in_time = self.end is None or other.start is None or other.start.earliest <= self.end.latest
        return starts_in_time and ends_in_time

    @property
    def short(self) -> str:
        """The window for a chart's label, months cut to three letters: 2020, or 19 Aug–31 Dec 2021."""
        words = str(self).replace(" to, at the latest, ", "–").replace(" to ", "–") + (
            " at most" if self.open_ended else ""
        )
        for month in MONTHS:
            words = words.replace(month, month[:3])
        return words

    def __str__(self) -> str:
        if self.open_ended:
            last_day = f"at the latest, {long_day(self.last)}"
            return f"{long_day(self.first).removesuffix(f' {self.last.year}')} to, {last_day}"
        first, _, last = self.text.partition("/")
        if not last:
            return _spoken(first)
        if first in ("", ".."):
            return f"up to {_spoken(last)}, no start given"
        if first[:4] == last[:4]:
            return f"{_spoken(first).removesuffix(' ' + first[:4])} to {_spoken(last)}"
        return f"{_spoken(first)} to {_spoken(last)}"


def long_day(day: date) -> str:
    """Write a day as 17 November 2021, in English whatever the machine's language is."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _spoken(part: str) -> str:
    """Write one end of a window in words: 2021, May 2021 or 17 May 2021."""
    year, *rest = part.split("-")
    words = [year]
    if rest:
        words.insert(0, MONTHS[int(rest[0]) - 1])
    if len(rest) > 1:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)


def excel_damage(text: str) -> str | None:
    """Say what Excel did to a date, if this looks like its work."""
    if EXCEL_DATE.search(text):
        return "Excel has rewritten this date. Write it again as 2021-01-31, in a column formatted as Text."
    if EXCEL_SERIAL.match(text):
        return "Excel has turned this date into its day number. Write it again as 2021-01-31, in a Text column."
    return None


def _edge(part: str, whole: str) -> Edge:
    """Read one end of an interval, or a date that stands alone."""
    try:
        parsed = parse_edtf(part)
    except EDTFParseException:
        parsed = None
    try:
        if type(parsed) is Date and not part.startswith("-"):
            return Edge(date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3]))
    except ValueError:  # a day that no calendar has, such as 2021-02-29
        pass
    msg = f"{whole!r} is not a window"
    raise WindowError(msg, excel_damage(whole) or f"Write {EXPECTED}.")


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
