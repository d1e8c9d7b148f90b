"""Counts that are part of another: what lies within what, and the parts that exceed their whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from tally.analysis import Comparison, competing_counts
from tally.records.figures import Basis, Figure, all_figures
from tally.windows import Window

Within = Mapping[str, tuple[str, ...]]  # for a unit, all units that include it


@dataclass(frozen=True)
class Excess:
    """
    A count that exceeds another of which it should be a part.

    `narrow` covers no days, units or basis that `wide` does not, yet its value is higher. If one counter has both, it
    contradicts itself; two counters may only count differently.
    """

    narrow: Figure
    wide: Figure

    @property
    def same_counter(self) -> bool:
        """Return whether one counter has both counts: a contradiction."""
        return self.narrow.counter == self.wide.counter

    @property
    def same_unit(self) -> bool:
        """Return whether both counts are of the same unit."""
        return self.narrow.unit == self.wide.unit

    @property
    def same_days(self) -> bool:
        """Return whether both counts cover the same days."""
        return self.narrow.window.text == self.wide.window.text


def is_within(narrow: str, wide: str, within: Within) -> bool:
    """Return whether a unit is the same as another or is included in it."""
    return narrow == wide or wide in within.get(narrow, ())


def related_units(one: str, other: str, within: Within) -> bool:
    """Return whether two units count the same kind of thing: they are the same, or one includes the other."""
    return is_within(one, other, within) or is_within(other, one, within)


def excesses_for(figures: pd.DataFrame, comparison: Comparison, within: Within) -> tuple[Excess, ...]:
    """
    Find the excesses among the counts that could answer the question of a pair; see `find_excesses`.

    They are counts of the same group and place, on days of one of the two, and of the same unit or a related one.
    """
    unit, counts = comparison.later.unit, all_figures(competing_counts(figures, comparison)).values()
    return find_excesses([count for count in counts if related_units(count.unit, unit, within)], within)


def find_excesses(figures: Iterable[Figure], within: Within) -> tuple[Excess, ...]:
    """
    Find the counts that exceed one of which they are certainly a part.

    Parameters
    ----------
    figures : iterable of Figure
        Each count once: none that repeats another, none that was superseded.
    within : mapping
        For each unit, the units that include it.

    Returns
    -------
    tuple of Excess
        In the order of `figures`, by the narrower count. Counts of one counter, unit and basis are left out, since the
        bounds on overlapping counts (`analysis.bounds`) name their contradictions.
    """
    known = list(figures)
    return tuple(
        Excess(narrow, wide)
        for narrow in known
        for wide in known
        if _exceeds(narrow, wide) and _is_part(narrow, wide, within)
    )


def _exceeds(narrow: Figure, wide: Figure) -> bool:
    """Return whether one count is certainly higher than the other, whatever each says of the true number."""
    (fewest, _), (_, most) = narrow.limits, wide.limits
    return most is not None and fewest > most


def _is_part(narrow: Figure, wide: Figure, within: Within) -> bool:
    """Return whether everything in one count belongs in the other too, and the other has room for more."""
    if narrow.how != wide.how:
        return False  # their definitions differ
    if (narrow.group, narrow.place) != (wide.group, wide.place) or not is_within(narrow.unit, wide.unit, within):
        return False
    if narrow.basis != wide.basis and wide.basis not in narrow.basis.within:
        return False
    if narrow.basis is Basis.UNSPECIFIED is not wide.basis and narrow.unit == wide.unit:
        return False  # the unstated basis can be a wider one
    alike = narrow.unit == wide.unit and narrow.basis == wide.basis
    same_days = _certainly_covers(narrow.window, wide.window)
    if alike and (narrow.counter == wide.counter or same_days):
        return False
    return _certainly_covers(wide.window, narrow.window)


def _certainly_covers(wide: Window, narrow: Window) -> bool:
    """Return whether a window includes all days of another, whatever days their edges are."""
    if not (wide.start and wide.end and narrow.start and narrow.end):
        return False
    return wide.start.latest <= narrow.start.earliest and narrow.end.latest <= wide.end.earliest
