"""The figures that stand beside a comparison: of the same kind, and all other counts of the same thing."""

import pandas as pd

from tally.change import Change
from tally.comparison import Comparison


def kin(figures: pd.DataFrame, comparison: Comparison, change: Change) -> pd.DataFrame:
    """
    Find the figures that may be drawn on the comparison's axes.

    Returns
    -------
    DataFrame
        The rows of `figures` of the same group, place, unit and basis, with exact days within the two windows' reach,
        that are no lower bounds, repeat no other and are not repeated by the two; the pair included, its days and rates
        those of the reading that the change claims least on. A column `role` says earlier, later or beside.
    """
    one, two = comparison.earlier, comparison.later
    same = (figures[["group", "place", "unit", "basis"]] == [one.group, one.place, one.unit, one.basis]).all(
        axis="columns"
    )
    pair = figures.index.isin([one.id, two.id])
    original = (figures["repeats"] == "") & ~figures["at_least"] & _reach(figures, comparison)
    original &= ~figures.index.isin(_passed_on(figures, comparison))
    rows = figures[pair | (same & original & figures["days"].notna())].copy()
    for figure, count in ((one, change.earlier), (two, change.later)):
        first, last = pd.Timestamp(figure.window.first), pd.Timestamp(figure.window.last)
        rows.loc[figure.id, ["first", "last"]] = [first, last]
        rows.loc[figure.id, ["days", "per_day", "per_month"]] = [count.days, count.per_day, count.per_month]
    return rows.assign(role=rows.index.map({one.id: "earlier", two.id: "later"}).fillna("beside"))


def rivals(figures: pd.DataFrame, comparison: Comparison) -> pd.DataFrame:
    """
    Find the other counts of the same thing.

    Returns
    -------
    DataFrame
        The rows of `figures` of the same group and place whose windows overlap either of the two, in whatever unit and
        on whatever basis; what only repeats another figure is left out, unless that one shares no day with the two, and
        so is what the two repeat: each is one count. The pair itself stands among them.
    """
    one = comparison.earlier
    same = (figures[["group", "place"]] == [one.group, one.place]).all(axis="columns")
    pair = figures.index.isin([one.id, comparison.later.id])
    near = same & _reach(figures, comparison)
    original = (figures["repeats"] == "") | figures["repeats"].isin(figures.index[~near])
    return figures[pair | (near & original & ~figures.index.isin(_passed_on(figures, comparison)))]


def _passed_on(figures: pd.DataFrame, comparison: Comparison) -> set[str]:
    """Find the figures that the two pass on: the same counts in other documents."""
    repeats, found = figures["repeats"].to_dict(), set[str]()
    for name in (comparison.earlier.repeats, comparison.later.repeats):
        while name and name not in found:
            found.add(name)
            name = repeats.get(name, "")
    return found


def _reach(figures: pd.DataFrame, comparison: Comparison) -> pd.Series:
    """Whether each figure's window overlaps one of the two."""
    pair = (comparison.earlier.window, comparison.later.window)
    return figures["window"].map(lambda window: any(window.overlaps(one) for one in pair)).astype(bool)
