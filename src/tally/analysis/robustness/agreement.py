"""Whether other counters found the same direction, independently of the two counts."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import pandas as pd

from tally.analysis import Change, Comparison, Direction, Origin, Verdict, find_origins, judge, measure
from tally.analysis.robustness.confidence import Agreement
from tally.analysis.robustness.scenarios import includes_equal
from tally.records.bibliography import Source
from tally.records.figures import Figure, Pair, all_figures
from tally.windows import Window

MOSTLY = 0.75  # of the days that either of two windows covers, the share that both must cover
RISING, FALLING = (Direction.RISE, Direction.FROM_NONE), (Direction.FALL, Direction.TO_NONE)


def independent_counts(
    figures: pd.DataFrame, sources: Mapping[str, Source], comparison: Comparison, change: Change
) -> Agreement:
    """
    Find other counters that counted the same thing over mostly the same days, and the direction in which it moved.

    Returns
    -------
    Agreement
        Names of counters, in alphabetical order. Left out are counters of the origin of the two, or with their raw
        material; pairs of counts that cannot be compared; and changes whose interval includes equal rates. Counters
        that share raw material, or one counter with several pairs, are one voice: without a direction if they differ.
    """
    if change.direction not in (*RISING, *FALLING):
        return Agreement()
    earlier, later = comparison.pair
    same = figures[["group", "place", "unit"]] == [earlier.group, earlier.place, earlier.unit]
    original = (figures["repeats"] == "") | figures.index.isin(comparison.ids)
    near = figures[same.all(axis="columns") & original]
    days = [[_mostly(window, figure.window) for window in near["window"]] for figure in (earlier, later)]
    befores, afters = (all_figures(near[pd.Series(chosen, index=near.index, dtype=bool)]) for chosen in days)
    origins = find_origins(figures.loc[list({**befores, **afters}.keys() | set(comparison.ids))], sources)
    own = [origin for origin in origins if set(origin.figures) & set(comparison.ids)]
    voices: dict[str, list[Origin]] = {}
    for origin in origins:
        if origin not in own and not (origin.raw and origin.raw in [other.raw for other in own]):
            voices.setdefault(origin.raw.id if origin.raw else f"origin {origin.name}", []).append(origin)
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for members in voices.values():
        names = {name for origin in members for name in origin.figures}
        pairs = list(_directions([befores[name] for name in befores if name in names],
                                 [afters[name] for name in afters if name in names], change))  # fmt: skip
        if len({rising for _, rising in pairs}) == 1:
            found[pairs[0][1]] |= {counter for counter, _ in pairs}
    rising = change.direction in RISING
    return Agreement(tuple(sorted(found[rising])), tuple(sorted(found[not rising])))


def _directions(
    befores: Sequence[Figure], afters: Iterable[Figure], change: Change
) -> Iterable[tuple[str, bool]]:  # fmt: skip
    """Yield for each comparable pair with a clear change its counter, and whether the rate rose."""
    for before, after in product(befores, afters):
        if before.counter != after.counter or not before.window.start or not after.window.start:
            continue
        if before.window.start.earliest >= after.window.start.earliest:
            continue
        comparison = judge(*Pair(before, after))
        if comparison.verdict is Verdict.NOT_COMPARABLE:
            continue
        moved = measure(comparison, change.ratio.level)
        if moved.direction in (*RISING, *FALLING) and not includes_equal(moved.ratio):
            yield before.counter, moved.direction in RISING


def _mostly(window: Window, other: Window) -> bool:
    """Return whether two windows with both ends cover mostly the same days."""
    if None in (window.start, window.end, other.start, other.end):
        return False
    shared = (min(window.last, other.last) - max(window.first, other.first)).days + 1
    return shared >= MOSTLY * (window.days + other.days - shared)
