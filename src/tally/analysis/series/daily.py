"""Sums of daily counts in rolling windows."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


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
