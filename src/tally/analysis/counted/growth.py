"""What a comparison would say if the later count grew as an earlier release of the data did."""

from tally.analysis import ChangeError, Count


def grown_ratio(earlier: Count, later: Count, growth: float) -> float | None:
    """
    Compute the ratio of daily rates if the later count grew by a factor.

    Parameters
    ----------
    earlier, later : Count
        The counts with their days.
    growth : float
        How many times as large the later count would become in a later release, such as that of the latest year
        between two releases: 71 events in the new one for 41 in the old is 71 / 41.

    Returns
    -------
    float or None
        A what-if, not an estimate: another year need not grow as this one did. None if the earlier count is zero.

    Raises
    ------
    ChangeError
        The factor is not a number above zero.
    """
    if not 0 < growth < float("inf"):
        msg = f"The growth is {growth!r}. It must be a number above zero, such as 1.2."
        raise ChangeError(msg)
    return later.per_day * growth / earlier.per_day if earlier.value else None
