"""Whether counters agree on the direction of a change."""

from collections.abc import Iterable
from enum import StrEnum

from tally.analysis.rivals.ratios import Way


class Agreement(StrEnum):
    """What other counters say about the direction of a change."""

    SAME = "same direction"
    OTHER = "other direction"
    UNCLEAR = "unclear"
    NOT_INDEPENDENT = "not independent"
    NONE = "none"


def agreement_of(own: Way, others: Iterable[Way], *, dependent: bool) -> Agreement:
    """
    Return whether independent pairs of counts agree with the pair that is compared.

    Parameters
    ----------
    own : Way
        The direction of the pair that is compared.
    others : iterable of Way
        The direction of each pair for the same question that shares no counter and no raw material with it.
    dependent : bool
        Whether there are pairs that share one of these with it.

    Returns
    -------
    Agreement
        *Other direction* if one of the others is clearly opposite; *same direction* if at least one is clear and none
        is opposite; *unclear* if none of the others is clear, or the pair itself is not. *Not independent* if all
        others share a counter or raw material with the pair, *none* if there are no others.
    """
    ways = list(others)
    if not ways:
        return Agreement.NOT_INDEPENDENT if dependent else Agreement.NONE
    clear = [way for way in ways if way is not Way.UNCLEAR]
    if own is Way.UNCLEAR or not clear:
        return Agreement.UNCLEAR
    return Agreement.SAME if all(way is own for way in clear) else Agreement.OTHER
