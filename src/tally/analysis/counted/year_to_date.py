"""Counts from one day of the year on, day by day, in two years: the same days of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tally.analysis import ChangeError
from tally.windows import long_day

LEAP = (2, 29)
YEAR = 365  # days without 29 February


@dataclass(frozen=True)
class ToDate:
    """The count from the first day up to a day: the least, by the day that the data give first, and the most."""

    day: date
    low: int
    value: int
    high: int


@dataclass(frozen=True)
class YearLine:
    """
    The counts of one year from its first day on, one for each day of the year, in order.

    29 February has no place of its own: the day before has the count up to 29 February.
    """

    first: date
    counts: tuple[ToDate, ...]

    @property
    def year(self) -> int:
        """The year of the first day."""
        return self.first.year


@dataclass(frozen=True)
class YearToDate:
    """
    The same days of two years, and of `others` before them, if any, the oldest first.

    All lines start on the same day of the year. The cut-off is the last day that all have; some of them may go on.
    """

    earlier: YearLine
    later: YearLine
    others: tuple[YearLine, ...] = ()

    @property
    def days(self) -> int:
        """The number of days up to the cut-off; 29 February is part of the day before."""
        return min(len(line.counts) for line in (self.earlier, self.later, *self.others))

    @property
    def same(self) -> tuple[ToDate, ToDate]:
        """The counts of the earlier and of the later year at the cut-off."""
        return self.earlier.counts[self.days - 1], self.later.counts[self.days - 1]

    @property
    def leap_day(self) -> bool:
        """Return whether only one of the two has a 29 February up to the cut-off."""
        earlier, later = self.same
        return earlier.day - self.earlier.first != later.day - self.later.first


def year_line(first: date, counts: Sequence[Sequence[int | None]]) -> YearLine | None:
    """
    Return the line of a year.

    Parameters
    ----------
    first : date
        Its first day.
    counts : sequence of sequence of int or None
        The lowest, middle and highest count of each period that `tally.windows.days_to_date` gives from that day on.

    Returns
    -------
    YearLine or None
        None if a count is not known, since the data do not cover its days.

    Raises
    ------
    ChangeError
        There are no counts, or those of more than a year.
    """
    to_date = list[ToDate]()
    for days, numbers in enumerate(counts):
        day = first + timedelta(days)
        known = [number for number in numbers if number is not None]
        if len(known) < 3:
            return None
        if (day.month, day.day) == LEAP and to_date:
            to_date.pop()
        to_date.append(ToDate(day, *known))
    if not 0 < len(to_date) <= YEAR:
        msg = f"A year to date has from 1 to {YEAR} days, not {len(to_date):,}."
        raise ChangeError(msg)
    return YearLine(first, tuple(to_date))


def align_years(earlier: YearLine, later: YearLine, others: Sequence[YearLine] = ()) -> YearToDate:
    """
    Return two years, and others before them, with the same first day of the year.

    Raises
    ------
    ChangeError
        They start on different days of the year.
    """
    for line in (earlier, *others):
        if (line.first.month, line.first.day) != (later.first.month, later.first.day):
            msg = f"The two years start on {long_day(line.first)} and {long_day(later.first)}: not the same days."
            raise ChangeError(msg)
    return YearToDate(earlier, later, tuple(sorted(others, key=lambda line: line.first)))
