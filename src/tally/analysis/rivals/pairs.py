"""All comparable pairs of counts for the question of one pair."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from operator import itemgetter

import pandas as pd

from tally.analysis import Change, Comparison, Origin, Verdict, competing_counts, find_origins, judge, measure
from tally.analysis.rivals.inclusion import Within, related_units
from tally.analysis.rivals.pair import Kinship, RivalPair, RivalPairs
from tally.analysis.rivals.ratios import ratio_of_ratios
from tally.records.bibliography import Source
from tally.records.figures import Basis, Figure, all_figures
from tally.windows import Window, same_days_of_the_year


def find_pairs(
    figures: pd.DataFrame,
    comparison: Comparison,
    change: Change,
    sources: Mapping[str, Source],
    within: Within,
) -> RivalPairs:
    """
    Find all comparable pairs of counts for the question that a pair is about.

    Parameters
    ----------
    figures : DataFrame
        The valid figures, one row each.
    comparison, change : Comparison, Change
        The pair that is compared.
    sources : mapping
        All documents, by id.
    within : mapping
        For each unit, the units that include it.

    Returns
    -------
    RivalPairs
        A pair is about the same question if both counts are of the same group and place as the two compared, and of
        their unit or one that includes it or is included; if the window of its earlier count shares days with that of
        the earlier of the two and none with that of the later, and the reverse; and if the two can be compared. Counts
        that repeat others are left out. A count is paired with the counts whose windows match its own best: the same
        days of the year, else the same length, else any. So a part of a year is not set against a whole year if there
        is the same part of the other year. Pairs that share something with the pair come first, then those of one
        family together.
    """
    counts = all_figures(competing_counts(figures, comparison))
    origins = {name: origin for origin in find_origins(figures.loc[list(counts)], sources) for name in origin.figures}
    own = RivalPair(comparison, change, Kinship.OWN, _family(origins[comparison.earlier.id]))
    own_origins = {origins[name].name for name in comparison.ids}
    families = {_family(origins[name]) for name in comparison.ids}
    others = []
    for other in _distinct(_best_pairs(list(counts.values()), comparison, within), comparison):
        measured, of = measure(other, change.ratio.level), [origins[name] for name in other.ids]
        kinship, factor = Kinship.NOTHING, None
        if own_origins & {origin.name for origin in of}:
            kinship = Kinship.COUNTER
        elif families & {_family(origin) for origin in of}:
            kinship = Kinship.MATERIAL
        else:
            factor = ratio_of_ratios(change, measured, change.ratio.level)
        others.append(RivalPair(other, measured, kinship, _family(of[0]), own, factor))
    kinds, nearest = list(Kinship), dict[str, int]()
    for pair in others:
        distance = _distance(pair.comparison, comparison)
        nearest[pair.family] = min(distance, nearest.get(pair.family, distance))
    others.sort(key=lambda pair: (
        kinds.index(pair.kinship), nearest[pair.family], pair.family, _distance(pair.comparison, comparison),
    ))  # fmt: skip
    return RivalPairs(own, tuple(others))


def _distance(pair: Comparison, own: Comparison) -> int:
    """Return by how many days the ends of the windows of two pairs differ in total."""
    ends = [(figure.window.first, figure.window.last) for figure in (*pair.pair, *own.pair)]
    return sum(abs((day - other).days) for days, others in zip(ends[:2], ends[2:], strict=True)
               for day, other in zip(days, others, strict=True))  # fmt: skip


def _family(origin: Origin) -> str:
    """Return the id of an origin's raw material, or its name if none is known."""
    return origin.raw.id if origin.raw else origin.name


def _best_pairs(counts: Sequence[Figure], comparison: Comparison, within: Within) -> Iterator[Comparison]:
    """Yield the comparable pairs for the same question, each count with those that match it best."""
    series: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in counts:
        if related_units(figure.unit, comparison.earlier.unit, within):
            series.setdefault((figure.counter, figure.unit, figure.basis), []).append(figure)
    before, after = (figure.window for figure in comparison.pair)
    for same in series.values():
        firsts = [figure for figure in same if _answers(figure.window, before, after)]
        lasts = [figure for figure in same if _answers(figure.window, after, before)]
        ranked = sorted(
            ((_rank(first.window, last.window), first, last) for first, last in product(firsts, lasts)),
            key=itemgetter(0),
        )
        best: dict[str, int] = {}  # rank of a figure's best match
        for rank, first, last in ranked:
            if rank <= min(best.get(first.id, rank), best.get(last.id, rank)):
                match = judge(first, last)
                if match.verdict is not Verdict.NOT_COMPARABLE:
                    best |= {first.id: rank, last.id: rank}
                    yield match


def _answers(window: Window, own: Window, other: Window) -> bool:
    """Return whether a window shares days with one of the two compared, and certainly none with the other."""
    return window.overlaps(own) and not window.overlaps(other)


def _rank(earlier: Window, later: Window) -> int:
    """Return how well two windows match, 0 for the same days of the year."""
    if None in (earlier.start, earlier.end, later.start, later.end) or earlier.overlaps(later):
        return 3  # no rate follows
    if earlier.open_ended or later.open_ended:
        return 2
    vague = earlier.vague or later.vague
    if same_days_of_the_year(earlier, later):
        return 1 if vague else 0
    return 2 if vague or earlier.days != later.days else 1


def _distinct(pairs: Iterable[Comparison], own: Comparison) -> Iterator[Comparison]:
    """Yield each pair once; of pairs with the same counts, those with a stated basis come first."""
    known = {_counts(own)}
    bases = list(Basis)
    for pair in sorted(pairs, key=lambda pair: bases.index(pair.earlier.basis)):
        if _counts(pair) not in known:
            known.add(_counts(pair))
            yield pair


def _counts(pair: Comparison) -> tuple[object, ...]:
    """Return what makes a pair the same as another: counter, unit, and both counts with their days."""
    return (
        pair.later.counter, pair.later.unit,
        *((figure.value, figure.bound, figure.window.text) for figure in pair.pair),
    )  # fmt: skip
