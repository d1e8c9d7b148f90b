"""Sums of daily counts: rolling windows and the year to date."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

DAY = timedelta(days=1)
YEAR_DAYS = 365
LEAP_DAY = 59  # 29 February, counted from 0 on 1 January


def rolling(daily: Sequence[int], days: int = 30) -> NDArray[np.int64]:
    """
    Compute the count of each day and those just before it.

    Parameters
    ----------
    daily : sequence of int
        Events of each day, none left out, shape (n,).
    days : int
        Length of the window, in days.

    Returns
    -------
    array, shape (n − days + 1,)
        The first is that of the windows that end on day `days`: no window reaches beyond the data. Empty if there
        are fewer days.
    """
    total = np.concatenate([[0], np.cumsum(np.asarray(daily, dtype=np.int64))])
    return total[days:] - total[:-days] if len(total) > days else np.zeros(0, dtype=np.int64)


def year_to_date(daily: Sequence[int], first: date) -> Mapping[int, NDArray[np.float64]]:
    """
    Sum the events from 1 January to each day of the year, for each year.

    Parameters
    ----------
    daily : sequence of int
        Events of each day from `first` on, none left out.
    first : date
        The first day.

    Returns
    -------
    mapping of int to array, shape (365,)
        29 February is added to 28 February, so that days of two years can be compared by their dates. NaN for days
        after the last one; a year whose 1 January is not covered is left out, since its sum would be too low.
    """
    values, years = np.asarray(daily, dtype=float), {}
    last = first + len(values) * DAY - DAY
    for year in range(first.year, last.year + 1):
        start = date(year, 1, 1)
        if start < first:
            continue
        own = values[(start - first).days : (date(year + 1, 1, 1) - first).days]
        if (date(year, 3, 1) - start).days > LEAP_DAY and len(own) > LEAP_DAY:
            own = np.concatenate([own[: LEAP_DAY - 1], [own[LEAP_DAY - 1 : LEAP_DAY + 1].sum()], own[LEAP_DAY + 1 :]])
        sums = np.full(YEAR_DAYS, np.nan)
        sums[: len(own)] = np.cumsum(own)
        years[year] = sums
    return years
