"""The few bounds that a page shows at once."""

from collections.abc import Sequence
from dataclasses import replace

from tally.evidence import LINES, BoundRow, BoundTable

ROWS = 6  # bounds that are shown at once, if not all are


def leading_bounds(bounds: BoundTable) -> BoundTable:
    """
    Select the bounds that a page shows at once, each with as much of what it rests on as leaves few lines in all.

    Bounds of a whole window and of days that the brief names come first, bounds that say nothing last; the others are
    taken from all over the two windows.
    """
    if sum(1 + len(row.rests_on) for row in bounds.rows) <= LINES:
        return bounds
    first = [row for row in bounds.rows if row.whole is None or row.named]
    plain = [row for row in bounds.rows if row not in first and not row.says_nothing]
    last = [row for row in bounds.rows if row not in first and row.says_nothing]
    chosen = [*first, *_spread(plain, ROWS - len(first)), *last][:ROWS]
    left, shown = LINES - len(chosen), {}
    for row in chosen:
        shown[row.before.least.id] = replace(row, rests_on=row.rests_on[:left])
        left -= len(row.rests_on[:left])
    names = [row.before.least.id for row in bounds.rows]
    return replace(bounds, rows=tuple(shown[name] for name in names if name in shown))


def _spread(rows: Sequence[BoundRow], most: int) -> list[BoundRow]:
    """Take so many rows from all over a list, the first and the last among them."""
    if len(rows) <= max(most, 0) or most < 2:
        return list(rows[: max(most, 0)])
    return [rows[round(place * (len(rows) - 1) / (most - 1))] for place in range(most)]
