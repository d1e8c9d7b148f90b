"""The cut-offs that a count without a stated end can have: those in documents, and all possible ones."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from tally.analysis import Change, Comparison, Count, Reading, rate_ratio, read


@dataclass(frozen=True)
class Cutoff:
    """A last day that a document gives for the later count, the figure that has it, and the reading for that day."""

    day: date
    figure: str
    reading: Reading


def printed_cutoffs(figures: pd.DataFrame, comparison: Comparison, earlier: Count, level: float) -> tuple[Cutoff, ...]:
    """
    Find the cut-offs in the data for a later count without one: its as-of day, and the last days of its repetitions.

    `earlier` is the other count, with the days of the reading that is used.
    """
    later = comparison.later
    if later.window.as_of is None:
        return ()
    days = {later.window.furthest: later.id}
    repeats = figures[(figures["repeats"] == later.id) & (figures["value"] == later.value)]
    for name, window in repeats["window"].items():
        exact = not window.open_ended and not window.vague
        if exact and window.start == later.window.start and window.last <= later.window.furthest:
            days.setdefault(window.last, str(name))
    return tuple(
        Cutoff(day, name, read(earlier, Count(later.value, (day - later.window.first).days + 1, later.bound), level))
        for day, name in sorted(days.items())
    )


def cutoff_curve(comparison: Comparison, change: Change) -> pd.DataFrame:
    """
    Compute the ratio for every possible cut-off of a later count without one.

    Returns
    -------
    DataFrame
        One row for each day, from the window's first to its as-of day, whatever the brief supposes: `days`, and the
        ratio's `low`, `estimate` and `high`.
    """
    window = comparison.later.window
    stops = pd.date_range(pd.Timestamp(window.first), pd.Timestamp(window.furthest))
    days = (stops - pd.Timestamp(window.first)).days + 1
    curve = pd.DataFrame({"days": days}, index=stops)
    base = rate_ratio(
        replace(change.earlier, days=change.lowest.earlier.days), replace(change.later, days=change.lowest.later.days),
        change.ratio.level,
    )  # fmt: skip
    scale = change.lowest.later.days / days
    for name in ("low", "estimate", "high"):
        end = getattr(base, name)
        curve[name] = np.nan if end is None else end * scale
    return curve
