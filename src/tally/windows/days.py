"""Write days in words: long, short, or as one end of a window."""

from collections.abc import Sequence
from datetime import date

from tally.text import words


def long_day(day: date) -> str:
    """Write a day as 17 November 2021, in the language of the page whatever the machine's is."""
    return words.DAY.format(day=day.day, month=words.MONTHS[day.month - 1], year=day.year)


def short_day(day: date) -> str:
    """Write a day of a known year for a chart: 17 Nov."""
    return words.DAY_OF_YEAR.format(day=day.day, month=words.SHORT_MONTHS[day.month - 1])


def is_day(part: str) -> bool:
    """Return whether one end of a window is given to the day."""
    return len(part) == len("2021-05-01")


def written(part: str, months: Sequence[str], *, year: bool = True) -> str:
    """
    Write one end of a window in words: 2021, May 2021 or 17 May 2021, the last two also without their year.

    Without names of months it is written as in the data: 2021-05-17.
    """
    number, *rest = part.split("-")
    if not rest or not months:
        return part
    names = {"year": number, "month": months[int(rest[0]) - 1]}
    if len(rest) == 1:
        return (words.MONTH if year else words.MONTH_OF_YEAR).format(**names)
    return (words.DAY if year else words.DAY_OF_YEAR).format(day=int(rest[1]), **names)
