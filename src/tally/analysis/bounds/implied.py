"""What the counts of one kind imply about the two windows: the last possible day, and the count on the same days."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from tally.analysis import Comparison
from tally.analysis.bounds.intervals import Span
from tally.analysis.bounds.selected import constraint_of, usable_figures
from tally.analysis.bounds.solve import Bound, ContradictionError, agree, bounds
from tally.records.figures import Figure
from tally.windows import Window, same_days_in


@dataclass(frozen=True)
class SameDays:
    """
    The count on those days of the longer window that are the days of the shorter one, in another year.

    `longer` is the figure with the longer window, `window` the days within it, `bound` the fewest and the most events
    on them, and `figures` the counts from which this follows.
    """

    longer: Figure
    window: Window
    bound: Bound
    figures: tuple[Figure, ...]


def count_on_same_days(figures: pd.DataFrame, comparison: Comparison) -> SameDays | None:
    """
    Compute the fewest and the most on the days of the year that two windows of different lengths share.

    Returns
    -------
    SameDays or None
        None if the shorter window's days are not a part of the longer one's year, if a window has vague edges, or if
        the counts contradict each other. A count without a cut-off is taken to run to its last possible day.

    Notes
    -----
    Method: bounds by integer programs (see `solve.bounds`); a case of partial identification (Manski 2003, *Partial
    Identification of Probability Distributions*): what the counts imply without any assumption about the days.
    """
    earlier, later = comparison.earlier, comparison.later
    if earlier.window.vague or later.window.vague or later.counted:
        return None
    for shorter, longer in ((later, earlier), (earlier, later)):
        if window := same_days_in(shorter.window, longer.window):
            used = usable_figures(figures, comparison)
            try:
                bound = bounds([constraint_of(figure) for figure in used], Span.of(window))
            except ContradictionError:
                return None
            return SameDays(longer, window, bound, tuple(used))
    return None


def counted_on_same_days(comparison: Comparison) -> SameDays | None:
    """Return the count on the same days of the year where it was counted too; None if it was not."""
    for longer in comparison.pair:
        if same := longer.same_days:
            least, most = same.limits
            return SameDays(longer, same.window, Bound(least, most), (same,))
    return None


def limit_open_ends(figures: pd.DataFrame, comparison: Comparison) -> pd.DataFrame:
    """
    Return the figures with the last days of the two windows left out that the other counts rule out.

    Only a window without a cut-off is changed. If no cut-off agrees with the other counts, nothing is changed.
    """
    for figure in comparison.pair:
        if not figure.window.open_ended or figure.window.supposed or figure.window.start is None:
            continue
        day = _last_possible_day(figure, usable_figures(figures, comparison))
        if day and day < figure.window.last:
            windows = {**figures["window"], figure.id: figure.window.ended_by(day)}
            figures = figures.assign(window=pd.Series(windows, dtype=object).reindex(figures.index))
    return figures


def _last_possible_day(figure: Figure, figures: Sequence[Figure]) -> date | None:
    """
    Return the last day on which a count without a cut-off can have stopped, or None if there is no such day.

    Whether the counts agree can only change where the window of another count starts or ends.
    """
    place = next(n for n, other in enumerate(figures) if other.id == figure.id)
    counts = [constraint_of(other, closed=False) for other in figures]
    ends = Span.of(figure.window).end or (0, 0)
    edges = {day for count in counts for edge in count.span.edges if edge for day in edge}
    candidates = {day - step for day in edges for step in (0, 1)} | {*ends}
    for end in sorted((day for day in candidates if ends[0] <= day <= ends[1]), reverse=True):
        span = replace(counts[place].span, end=(end, end))
        if agree([*counts[:place], replace(counts[place], span=span), *counts[place + 1 :]]):
            return date.fromordinal(end - 1)
    return None
