"""The days that a figure covers, both ends included, as exact or as vague as its source is."""

from dataclasses import dataclass, replace
from datetime import date

from tally.errors import TallyError

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class WindowError(TallyError, ValueError):
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
    supposed : date or None
        The day, before that one, on which a brief supposes that it stopped.
    """

    text: str
    start: Edge | None
    end: Edge | None
    as_of: date | None = None
    supposed: date | None = None

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
    def lengths(self) -> tuple[int, int]:
        """
        The fewest and the most days that the window can cover.

        Raises
        ------
        WindowError
            An end is missing, so that nothing limits the days.
        """
        if self.start is None or self.end is None:
            msg = f"The window {self.text} lacks an end."
            raise WindowError(msg, "Ask for its start and end first.")
        return max((self.end.earliest - self.start.latest).days + 1, 1), self.days

    @property
    def whole_years(self) -> bool:
        """Whether the window is made of complete calendar years."""
        if self.vague or self.open_ended:
            return False
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)

    def stopping(self, day: date) -> "Window":
        """
        Suppose that a window with no stated end stopped on a day.

        Raises
        ------
        WindowError
            The window states its end, or the day is not one that it can have stopped on.
        """
        if self.as_of is None or self.start is None:
            msg = f"{self} has a stated end"
            raise WindowError(msg, "Leave as_of empty.")
        if not self.start.latest <= day <= self.as_of:
            msg = f"{long_day(day)} is not within {self}"
            raise WindowError(msg, f"Take a day from {self.start.latest} to {self.as_of}, or leave as_of empty.")
        if day == self.as_of:
            return self
        return replace(self, end=Edge(day, day), supposed=day)

    def same_days_of_the_year(self, other: "Window") -> bool:
        """Return whether two windows run between the same calendar days; a leap day more or less is forgiven."""
        ends = [(w.first.month, w.first.day, w.last.month, w.last.day) for w in (self, other)]
        return ends[0] == ends[1] and abs(self.days - other.days) <= 1

    def overlaps(self, other: "Window") -> bool:
        """Whether the two can share a day. A missing end reaches as far as need be."""
        starts_in_time = self.start is None or other.end is None or self.start.earliest <= other.end.latest
        ends_in_time = self.end is None or other.start is None or other.start.earliest <= self.end.latest
        return starts_in_time and ends_in_time

    def contains(self, other: "Window") -> bool:
        """Return whether this window can hold all days of another, and more. Both have their ends."""
        return self.first <= other.first and other.last <= self.last and self.days > other.days

    @property
    def short(self) -> str:
        """The window for a chart's label, months cut to three letters: 2020, or 19 Aug–31 Dec 2021."""
        words = str(self).replace(" to, at the latest, ", "–").replace(" to, as supposed here, ", "–")
        if self.start is not None:
            words = words.replace(" to ", "–")
        words += " supposed" if self.supposed else " at most" if self.open_ended else ""
        for month in MONTHS:
            words = words.replace(month, month[:3])
        return words

    def __str__(self) -> str:
        if self.open_ended:
            ends = "as supposed here" if self.supposed else "at the latest"
            return f"{self._opening()} to, {ends}, {long_day(self.last)}"
        first, slash, last = self.text.partition("/")
        if not slash:
            return _spoken(first)
        if not last:
            return f"from {_beginning(first)}, end not given"
        if first == last:
            return _spoken(first) if len(first) == len("2021-05-01") else f"some days of {_spoken(first)}"
        if first in ("", ".."):
            return f"up to {_spoken(last)}, no start given"
        if first[:4] == last[:4]:
            return f"{_spoken(first).removesuffix(' ' + first[:4])} to {_spoken(last)}"
        return f"{_spoken(first)} to {_spoken(last)}"

    def _opening(self) -> str:
        """Write the start of a window with no stated end: a day, or some day of a month or a year."""
        first = self.text.partition("/")[0]
        words = _beginning(first)
        return words.removesuffix(f" {self.last.year}") if words == _spoken(first) else words


def long_day(day: date) -> str:
    """Write a day as 17 November 2021, in English whatever the machine's language is."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _beginning(part: str) -> str:
    """Write a start in words, a day that is not given as some day of its month or year."""
    return _spoken(part) if len(part) == len("2021-05-01") else f"some day of {_spoken(part)}"


def _spoken(part: str) -> str:
    """Write one end of a window in words: 2021, May 2021 or 17 May 2021."""
    year, *rest = part.split("-")
    words = [year]
    if rest:
        words.insert(0, MONTHS[int(rest[0]) - 1])
    if len(rest) > 1:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)
