"""Select the counts that limit each other, and convert them to constraints."""

from dataclasses import replace

import pandas as pd

from tally.analysis import Comparison
from tally.analysis.bounds.intervals import CountConstraint, Span
from tally.records.figures import Basis, Figure, all_figures

SAME_COLUMNS = [
    "group",
    "place",
    "counter",
    "unit",
    "how",
]  # columns in which counts of one kind agree, besides the basis


def of_one_counter(figures: pd.DataFrame, comparison: Comparison) -> pd.Series:
    """Return, for each figure, whether it is an original count of the comparison's counter, group, place and unit."""
    kind = [getattr(comparison.earlier, name) for name in SAME_COLUMNS]
    return (figures[SAME_COLUMNS] == kind).all(axis="columns") & (figures["repeats"] == "")


def usable_figures(figures: pd.DataFrame, comparison: Comparison) -> list[Figure]:
    """
    Select the figures that limit each other: the two compared, and the others of their kind and basis.

    Counts without a stated basis are selected only if they are from one document.
    """
    reference, pair = comparison.earlier, (comparison.earlier, comparison.later)
    usable = of_one_counter(figures, comparison) & (figures["basis"] == reference.basis)
    if reference.basis is Basis.UNSPECIFIED:
        usable &= figures["source"] == reference.source
    usable &= ~figures.index.isin([figure.repeats for figure in pair])
    usable |= figures.index.isin([figure.id for figure in pair])
    return list(all_figures(figures[usable]).values())


def constraint_of(figure: Figure, *, closed: bool = True) -> CountConstraint:
    """Return a figure as a constraint; if `closed`, a window without a cut-off ends on its last possible day."""
    span = Span.of(figure.window)
    if closed and figure.window.open_ended and span.end:
        span = replace(span, end=(span.end[1], span.end[1]))
    return CountConstraint(span, figure.value, figure.bound)
