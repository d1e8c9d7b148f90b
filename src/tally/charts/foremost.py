"""The few bounds that a page shows first."""

from collections.abc import Sequence
from dataclasses import replace

from tally.evidence import LINES, BoundRow, BoundTable

ROWS = 6  # bounds that are shown first, if not all are


def leading_bounds(bounds: BoundTable) -> BoundTable:
    """
    Select the bounds that a page shows first, each with as many of its assumptions as fit in a few lines in total.

    Bounds of a whole window and of days that the brief names come first, bounds that say nothing last. The others are
    spread evenly over the two windows.
    """
    if sum(1 + len(row.rests_on) for row in bounds.rows) <= LINES:
        return bounds
    first = [row for row in bounds.rows if row.whole is None or row.named]
    middle = [row for row in bounds.rows if row not in first and not row.says_nothing]
    last = [row for row in bounds.rows if row not in first and row.says_nothing]
    chosen = [*first, *_spread(middle, ROWS - len(first)), *last][:ROWS]
    lines, selected = LINES - len(chosen), {}
    for row in chosen:
        selected[row.before.least.id] = replace(row, rests_on=row.rests_on[:lines])
        lines -= len(row.rests_on[:lines])
    names = [row.before.least.id for row in bounds.rows]
    return replace(bounds, rows=tuple(selected[name] for name in names if name in selected))


def _spread(rows: Sequence[BoundRow], most: int) -> list[BoundRow]:
    """Select `most` rows, spread evenly over a list, including the first and the last."""
    if len(rows) <= max(most, 0) or most < 2:
        return list(rows[: max(most, 0)])
    return [rows[round(place * (len(rows) - 1) / (most - 1))] for place in range(most)]
