"""Compare windows by the days of the year that they cover."""

from calendar import isleap
from datetime import date

from tally.text import words
from tally.windows.window import Edge, Window

YEAR = 365  # days of a year without 29 February


def same_days_of_the_year(one: Window, other: Window) -> bool:
    """
    Return whether two windows cover the same days of the year, each equally often.

    29 February is ignored. Windows of whole years cover every day, wherever they start. Both must have both ends.
    """
    days = _without_leap_days(one)
    if days != _without_leap_days(other):
        return False
    return days % YEAR == 0 or _start(one) == _start(other)


def covers_whole_years(window: Window) -> bool:
    """Return whether a window covers every day of the year equally often."""
    days = _without_leap_days(window)
    return days > 0 and days % YEAR == 0


def time_of_year(window: Window) -> str:
    """Return the days of the year that a window can cover, in words: the whole year, or the days without their year."""
    if covers_whole_years(window):
        return words.ALL_YEAR
    first, last = (
        words.DAY_OF_YEAR.format(day=day.day, month=words.MONTHS[day.month - 1]) for day in (window.first, window.last)
    )
    return first if window.first == window.last else words.WINDOW["span"].format(first, last)


def same_days_in(window: Window, longer: Window) -> Window | None:
    """
    Return the days of a window in the year or years of a longer one.

    Parameters
    ----------
    window : Window
        The window whose days are moved by whole years, at the longest that it can be.
    longer : Window
        A window with exact days.

    Returns
    -------
    Window or None
        The moved days if they lie within `longer` in exactly one way, or None.
    """
    if longer.vague or longer.open_ended or window.days >= longer.days or same_days_of_the_year(window, longer):
        return None
    moved = []
    for years in range(longer.first.year - window.first.year, longer.last.year - window.first.year + 1):
        first, last = _moved(window.first, years), _moved(window.last, years, end=True)
        if longer.first <= first <= last <= longer.last:
            moved.append(Window(f"{first}/{last}", Edge(first, first), Edge(last, last)))
    return moved[0] if len(moved) == 1 else None


def _moved(day: date, years: int, *, end: bool = False) -> date:
    """Return a day in another year. 29 February becomes the next day there, or the one before if it is an end."""
    year = day.year + years
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28) if end else date(year, 3, 1)
    return day.replace(year=year)


def _start(window: Window) -> tuple[int, int]:
    """Return the month and day on which a window starts; for 29 February, the day after."""
    day = window.first
    return (3, 1) if (day.month, day.day) == (2, 29) else (day.month, day.day)


def _without_leap_days(window: Window) -> int:
    """Return the most days that a window can cover, without each 29 February."""
    leap_days = sum(
        window.first <= date(year, 2, 29) <= window.last
        for year in range(window.first.year, window.last.year + 1)
        if isleap(year)
    )
    return window.days - leap_days
