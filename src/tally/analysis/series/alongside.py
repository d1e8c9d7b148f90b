"""What goes alongside a quoted series: the figures that its figures have replaced, and rival series."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tally.analysis.rivals import Within, related_units
from tally.records.figures import Basis, Figure, Superseded, current_figure
from tally.windows import same_days_of_the_year


@dataclass(frozen=True)
class RivalSeries:
    """Counts of the same thing by one counter, of one unit and on one basis, in the order of their days."""

    counter: str
    unit: str
    basis: Basis
    figures: tuple[Figure, ...]


def find_revisions(
    figures: Sequence[Figure], superseded: Mapping[str, Superseded]
) -> dict[str, tuple[Superseded, ...]]:
    """Return the figures that others have replaced, by the ids of the current ones, the first version first."""
    found: dict[str, list[Superseded]] = {figure.id: [] for figure in figures}
    for name, old in superseded.items():
        if (current := current_figure(superseded, name)) in found:
            found[current].append(old)
    return {
        name: tuple(sorted(old, key=lambda version: -_age(version, superseded))) for name, old in found.items() if old
    }


def _age(old: Superseded, superseded: Mapping[str, Superseded]) -> int:
    """Return how often a figure was replaced, directly or through others."""
    times, name = 1, old.by
    while name in superseded:
        times, name = times + 1, superseded[name].by
    return times


def find_rival_series(
    figures: Sequence[Figure], others: Iterable[Figure], within: Within | None = None
) -> tuple[RivalSeries, ...]:
    """
    Find the counts of the same thing that belong alongside a series, and are never spliced into it.

    Parameters
    ----------
    figures : sequence of Figure
        The counts of the series.
    others : iterable of Figure
        All valid counts.
    within : mapping, optional
        For each unit, the units that include it.

    Returns
    -------
    tuple of RivalSeries
        Counts of the same group and place and a related unit, on days of the series, that repeat no other: by another
        counter, of another unit or on another basis than the series; or of the same and for the same days as one of
        its counts, with another value. Those with the most counts come first.
    """
    own = {figure.id for figure in figures}
    kinds = {(figure.counter, figure.unit, figure.basis) for figure in figures}
    days = {(figure.window.first, figure.window.last): figure.value for figure in figures}
    first, last = min(start for start, _ in days), max(end for _, end in days)
    found: dict[tuple[str, str, Basis], list[Figure]] = {}
    for other in others:
        window = other.window
        if other.id in own or other.repeats or None in (window.start, window.end):
            continue
        if window.last < first or last < window.first or not _same_thing(other, figures, within or {}):
            continue
        kind = (other.counter, other.unit, other.basis)
        if kind in kinds and days.get((window.first, window.last), other.value) == other.value:
            continue
        found.setdefault(kind, []).append(other)
    rivals = [
        RivalSeries(*kind, tuple(sorted(counts, key=lambda figure: (figure.window.first, figure.window.last))))
        for kind, counts in found.items()
    ]
    return tuple(sorted(rivals, key=lambda rival: (-len(rival.figures), rival.counter, rival.unit, rival.basis)))


def same_days_in_years(figure: Figure, others: Iterable[Figure]) -> tuple[Figure, ...]:
    """
    Return the counts of the same counter, unit, basis, place and group for the same days of each year, with one itself.

    Of two for the same days, the first is taken, in the order of the years. A count without both ends is alone.
    """
    kind = _kind(figure)
    by_days = {figure.window.first if figure.window.start else None: figure}
    for other in others:
        window = other.window
        if None in (window.start, window.end, figure.window.start, figure.window.end) or window.vague or other.repeats:
            continue
        if _kind(other) == kind and same_days_of_the_year(window, figure.window):
            by_days.setdefault(window.first, other)
    return tuple(sorted(by_days.values(), key=lambda each: each.window.last))


def _kind(figure: Figure) -> tuple[str, ...]:
    """Return what counts of a series have in common."""
    return figure.counter, figure.unit, str(figure.basis), figure.place, figure.group


def _same_thing(other: Figure, figures: Sequence[Figure], within: Within) -> bool:
    """Return whether a count is of the same group and place as one of the series, and of a related unit."""
    return any(
        (other.group, other.place) == (figure.group, figure.place)
        and related_units(other.unit, figure.unit, within)
        and (other.counted is None) is (figure.counted is None)
        for figure in figures
    )
