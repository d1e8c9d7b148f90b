"""Divide days into calendar periods: years, quarters, months, weeks or days."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from tally.windows.edtf import read_window
from tally.windows.window import Window

MONTHS = {"year": 12, "quarter": 3, "month": 1}
DAYS = {"week": 7, "day": 1}


class Step(StrEnum):
    """How long the periods are. Weeks start on Monday, as ISO 8601 has it."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


WRITTEN = {Step.YEAR: len("2021"), Step.MONTH: len("2021-03"), Step.DAY: len("2021-03-01")}


class Period(NamedTuple):
    """Some days, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1

    @property
    def window(self) -> Window:
        """The days as a window, which is written as briefly as it can be: 2021, March 2021, or its two days."""
        names = {calendar_period(self.first, step): self.first.isoformat()[:length] for step, length in WRITTEN.items()}
        return read_window(names.get(self, f"{self.first}/{self.last}"))


def periods_in(first: date, last: date, step: Step) -> tuple[Period, ...]:
    """
    Return the periods that some days belong to, in order.

    Parameters
    ----------
    first, last : date
        The days, both included.
    step : Step
        How long a period is.

    Returns
    -------
    tuple of Period
        Every day is in one of them. The first and the last are cut off where the days begin and end, so that they may
        be shorter than the calendar's.
    """
    periods, start = list[Period](), first
    while start <= last:
        end = calendar_period(start, step).last
        periods.append(Period(start, min(end, last)))
        if end >= last:
            break
        start = end + timedelta(1)
    return tuple(periods)


def days_to_date(first: date, last: date) -> tuple[Period, ...]:
    """Return for each day the period from the first day to it."""
    return tuple(Period(first, first + timedelta(days)) for days in range((last - first).days + 1))


def calendar_period(day: date, step: Step) -> Period:
    """Return the period of the calendar that a day is in."""
    if step in MONTHS:
        start = date(day.year, (day.month - 1) // MONTHS[step] * MONTHS[step] + 1, 1)
    else:
        start = day - timedelta(min(day.weekday() if step is Step.WEEK else 0, (day - date.min).days))
    return Period(start, _end(day, step))


def _end(day: date, step: Step) -> date:
    """Return the last day of the calendar's period that a day is in; the last day that there is, if it is later."""
    try:
        if step in DAYS:
            return day + timedelta(DAYS[step] - 1 - (day.weekday() if step is Step.WEEK else 0))
        length = MONTHS[step]
        month = day.year * 12 + (day.month - 1) // length * length + length
        return date(month // 12, month % 12 + 1, 1) - timedelta(1)
    except (ValueError, OverflowError):
        return date.max
