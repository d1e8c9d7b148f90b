"""Whether other counters found the same direction, independently of the two counts."""

from collections.abc import Iterable

from tally.analysis.rivals import RivalPair, RivalPairs, Way
from tally.analysis.robustness.confidence import Corroboration
from tally.windows import Window

MOSTLY = 0.75  # of the days that either of two windows covers, the share that both must cover


def independent_counts(pairs: RivalPairs) -> Corroboration:
    """
    Find other counters that counted the same thing over mostly the same days, and the direction in which it moved.

    Parameters
    ----------
    pairs : RivalPairs
        All comparable pairs of counts for the question; see `analysis.rivals.find_pairs`.

    Returns
    -------
    Corroboration
        Names of counters, in alphabetical order. Left out are counters of the origin of the two, or with their raw
        material; counts of another unit; and changes whose interval includes equal rates. Counters that share raw
        material, or one counter with several pairs, are one voice: without a direction if they differ.
    """
    own = pairs.own.way
    if own is Way.UNCLEAR:
        return Corroboration()
    voices: dict[str, list[RivalPair]] = {}
    for pair in pairs.independent:
        if pair.same_unit and pair.way is not Way.UNCLEAR and _over_mostly_the_same_days(pair, pairs.own):
            voices.setdefault(pair.family, []).append(pair)
    clear = [members for members in voices.values() if len({pair.way for pair in members}) == 1]
    same = [members for members in clear if members[0].way is own]
    return Corroboration(_counters(same), _counters(members for members in clear if members not in same))


def _counters(voices: Iterable[list[RivalPair]]) -> tuple[str, ...]:
    """List the counters of some voices, each once."""
    return tuple(sorted({pair.comparison.later.counter for members in voices for pair in members}))


def _over_mostly_the_same_days(pair: RivalPair, own: RivalPair) -> bool:
    """Return whether both counts of a pair cover mostly the days of those of the pair that is compared."""
    windows = zip(pair.comparison.pair, own.comparison.pair, strict=True)
    return all(_mostly(figure.window, other.window) for figure, other in windows)


def _mostly(window: Window, other: Window) -> bool:
    """Return whether two windows with both ends cover mostly the same days."""
    shared = (min(window.last, other.last) - max(window.first, other.first)).days + 1
    return shared >= MOSTLY * (window.days + other.days - shared)
