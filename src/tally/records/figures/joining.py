"""Join counted figures, as a notebook has written them, with the rows that they were counted from."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tally.records.figures.figure import COUNTED, Figure

if TYPE_CHECKING:
    import pandas as pd

EVIDENCE = ("counted", "same_days", "growth")  # the columns that no file has


def with_evidence(figures: "pd.DataFrame", known: Mapping[str, Figure]) -> "pd.DataFrame":
    """Return a table of figures in which each counted one has the rows that it was counted from, by those of its id."""
    if not any(figures["how"] == COUNTED):
        return figures
    parts = {
        part: [getattr(known[str(name)], part) if str(name) in known else None for name in figures.index]
        for part in EVIDENCE
    }
    return figures.assign(**parts)
