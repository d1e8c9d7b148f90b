"""The days that a figure covers, both ends included, as exact or as vague as in its source."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tally.errors import TallyError
from tally.text import words
from tally.windows.days import is_day, long_day, written

FORMS = {len("2021"): "year", len("2021-05"): "month", len("2021-05-01"): "day"}


class WindowError(TallyError, ValueError):
    """A window cannot be read. `remedy` says what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


class WindowText(str):
    """The days of a window in words, as a part of a sentence."""

    __slots__ = ()


@dataclass(frozen=True)
class Edge:
    """One end of a window: the earliest and the latest day that it can be."""

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
        None if the source does not give this end.
    as_of : date or None
        For a window with no stated end (`..`): the last day on which it can have ended.
    supposed : date or None
        For such a window: the day before `as_of` on which a brief supposes that it ended.
    """

    text: str
    start: Edge | None
    end: Edge | None
    as_of: date | None = None
    supposed: date | None = None

    @property
    def open_ended(self) -> bool:
        """Return whether the source gives no cut-off, as in “so far this year”."""
        return self.as_of is not None

    @property
    def vague(self) -> bool:
        """Return whether an end is missing or is not a day, so that no daily rate can be computed."""
        if self.start is None or self.end is None:
            return True
        return self.start.earliest < self.start.latest or (not self.open_ended and self.end.earliest < self.end.latest)

    @property
    def first(self) -> date:
        """The first day that the window can cover. An error for a window without a start: see `vague`."""
        if self.start is None:
            msg = f"The window {self.text} has no start."
            raise WindowError(msg, "Check `vague` first.")
        return self.start.earliest

    @property
    def last(self) -> date:
        """The last day that the window can cover. An error for a window without an end: see `vague`."""
        if self.end is None:
            msg = f"The window {self.text} has no end."
            raise WindowError(msg, "Check `vague` first.")
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
            An end is missing, so that the days are unlimited.
        """
        if self.start is None or self.end is None:
            msg = f"The window {self.text} lacks an end."
            raise WindowError(msg, "Check its start and end first.")
        return max((self.end.earliest - self.start.latest).days + 1, 1), self.days

    @property
    def whole_years(self) -> bool:
        """Return whether the window is made of complete calendar years."""
        if self.vague or self.open_ended:
            return False
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)

    def stopping(self, day: date) -> "Window":
        """
        Return a window without a stated end as if it had ended on a day, that day included.

        Raises
        ------
        WindowError
            The window has a stated end, or cannot have ended on that day.
        """
        if self.as_of is None or self.start is None:
            msg = f"{self} has a stated end"
            raise WindowError(msg, "Leave as_of empty.")
        if not self.start.latest <= day <= self.as_of:
            msg = f"{long_day(day)} is not within {self}"
            raise WindowError(msg, f"Choose a day from {self.start.latest} to {self.as_of}, or leave as_of empty.")
        if day == self.as_of:
            return self
        return replace(self, end=Edge(day, day), supposed=day)

    def ended_by(self, day: date) -> "Window":
        """Return a window without a stated end as if it could have ended on a day at the latest."""
        if self.end is None or day >= self.end.latest:
            return self
        return replace(self, end=Edge(min(self.end.earliest, day), day))

    @property
    def shortened(self) -> bool:
        """Return whether other counts rule out the last days on which the window could have ended; see `ended_by`."""
        return self.as_of is not None and self.supposed is None and self.last < self.as_of

    @property
    def furthest(self) -> date:
        """The last day that the window can cover, whatever a brief supposes."""
        return self.as_of if self.as_of and self.supposed else self.last

    def overlaps(self, other: "Window") -> bool:
        """Return whether two windows can share a day. A missing end is unlimited."""
        starts_in_time = self.start is None or other.end is None or self.start.earliest <= other.end.latest
        ends_in_time = self.end is None or other.start is None or other.start.earliest <= self.end.latest
        return starts_in_time and ends_in_time

    def contains(self, other: "Window") -> bool:
        """Return whether this window can include all days of another, and more. Both must have both ends."""
        return self.first <= other.first and other.last <= self.last and self.days > other.days

    @property
    def short(self) -> str:
        """The window for a chart's label, with months of three letters: 2020, or 19 Aug–31 Dec 2021."""
        form, days = self._written(words.SHORT_MONTHS)
        return words.SHORT_WINDOW[form].format(*days)

    @property
    def dashed(self) -> WindowText:
        """The window with a dash between its days, for a sentence that goes from one window to another."""
        form, days = self._written(words.MONTHS)
        return WindowText(words.SHORT_WINDOW[form].format(*days))

    @property
    def iso(self) -> str:
        """The window with days as in the data: 2020, or 2021-08-19 to 2021-12-31."""
        form, days = self._written(())
        return words.WINDOW[form].format(*days)

    @property
    def when(self) -> WindowText:
        """The window as it follows a verb, such as “in 2020” or “from 19 August to 31 December 2021”."""
        form, days = self._written(words.MONTHS)
        return WindowText(words.WHEN[form].format(*days))

    @property
    def all_of(self) -> WindowText:
        """The window of whole years as it follows a verb, such as “in all of 2020”."""
        form, days = self._written(words.MONTHS)
        return WindowText(words.ALL_OF.get(form, words.WHEN[form]).format(*days))

    @property
    def year_name(self) -> WindowText:
        """The calendar year in which all days of the window are; empty if there are several, or an end is missing."""
        if self.start is None or self.end is None or self.first.year != self.last.year:
            return WindowText()
        return WindowText(f"{self.first.year:04d}")

    def __str__(self) -> str:
        form, days = self._written(words.MONTHS)
        return words.WINDOW[form].format(*days)

    def _written(self, months: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """Return the name of the form in which the window is written, and the days in it."""
        first, slash, last = self.text.partition("/")
        if self.open_ended:
            start = written(first, months, year=not (is_day(first) and int(first[:4]) == self.last.year))
            end = written(self.last.isoformat(), months)
            opening = start if is_day(first) else words.SOME_DAY.format(start)
            return "supposed" if self.supposed else "at_the_latest", (opening, end)
        if not slash:
            return FORMS[len(first)], (written(first, months),)
        if not last:
            start = written(first, months)
            return "no_end", (start if is_day(first) else words.SOME_DAY.format(start),)
        end = written(last, months)
        if first == last:
            return "day" if is_day(first) else "some_days", (end,)
        if first in ("", ".."):
            return "no_start", (end,)
        return "span", (written(first, months, year=first[:4] != last[:4]), end)
