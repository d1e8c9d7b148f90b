"""The figures that stand beside a comparison: of the same kind, and all other counts of the same thing."""

from collections.abc import Iterable

import pandas as pd

from tally.analysis.change import Change
from tally.analysis.comparison import Comparison
from tally.windows import Window

KIND = ["counter", "unit", "basis", "group", "place"]
FEW = 4  # counts between the two that are named or drawn one by one


def same_kind(figures: pd.DataFrame, comparison: Comparison, change: Change) -> pd.DataFrame:
    """
    Find the figures that may be drawn on the comparison's axes.

    Returns
    -------
    DataFrame
        The rows of `figures` of the same group, place, unit and basis, with exact days within the two windows' reach,
        that are no lower bounds, repeat no other and are not repeated by the two; those that lie between the two (see
        `between`); and the pair, its days and rates those of the reading that the change claims least on. A column
        `role` says earlier, later, between or beside. They are in the order of their days.
    """
    one, two = comparison.earlier, comparison.later
    same = (figures[["group", "place", "unit", "basis"]] == [one.group, one.place, one.unit, one.basis]).all(
        axis="columns"
    )
    pair = figures.index.isin([one.id, two.id])
    original = (figures["repeats"] == "") & ~figures["at_least"] & _reach(figures, comparison)
    original &= ~figures.index.isin(_passed_on(figures, comparison))
    amid = counts_between(figures, comparison).index
    kept = pair | figures.index.isin(amid) | (same & original & figures["days"].notna())
    rows = figures[kept].copy()
    for name in amid:
        window, value = rows.loc[name, "window"], rows.loc[name, "value"]
        rows.loc[name, ["first", "last"]] = [pd.Timestamp(window.first), pd.Timestamp(window.last)]
        rows.loc[name, ["days", "per_day", "per_month"]] = [window.days, value / window.days, 30 * value / window.days]
    for figure, count in ((one, change.earlier), (two, change.later)):
        first, last = pd.Timestamp(figure.window.first), pd.Timestamp(figure.window.last)
        rows.loc[figure.id, ["first", "last"]] = [first, last]
        rows.loc[figure.id, ["days", "per_day", "per_month"]] = [count.days, count.per_day, count.per_month]
    roles = dict.fromkeys(amid, "between") | {one.id: "earlier", two.id: "later"}
    rows = rows.assign(role=[roles.get(str(name), "beside") for name in rows.index])
    return rows.sort_values(["first", "last"], kind="stable")


def same_length(window: Window, pair: Iterable[Window]) -> bool:
    """Return whether a window has exact days, as many as one of the two compared; a leap day is forgiven."""
    exact = not window.vague and not window.open_ended
    return exact and any(abs(window.days - one.days) <= 1 for one in pair if not one.vague and not one.open_ended)


def counts_between(figures: pd.DataFrame, comparison: Comparison) -> pd.DataFrame:
    """
    Find the counts of the same kind that lie between the two compared.

    Returns
    -------
    DataFrame
        The rows of `figures` of the same counter, unit, basis, group and place that repeat no other and whose days all
        come after the earlier window and before the later one, in the order of their days. Lower bounds and windows in
        months are among them.
    """
    one, two = comparison.earlier, comparison.later
    same = (figures[KIND] == [getattr(one, name) for name in KIND]).all(axis="columns") & (figures["repeats"] == "")
    rows = figures[same & figures["window"].map(lambda window: _amid(window, one.window, two.window)).astype(bool)]
    return rows.iloc[rows["window"].map(lambda window: (window.first, window.last)).argsort(kind="stable")]


def drawn_as_bars(drawn: pd.DataFrame) -> pd.DataFrame:
    """
    Select the figures that are drawn as bars: the pair, and what lies between if that is a few.

    Of more than a few, the counts that another's window does not contain are taken, and of more of those the one with
    the lowest and the one with the highest rate.
    """
    amid = drawn[drawn["role"] == "between"]
    if len(amid) > FEW:
        amid = amid[[not any(two.contains(one) for two in amid["window"]) for one in amid["window"]]]
    if len(amid) > FEW:
        rates = amid["per_day"].astype(float)
        amid = amid.loc[list(dict.fromkeys([rates.idxmin(), rates.idxmax()]))]
    kept = drawn["role"].isin(["earlier", "later"]) | drawn.index.isin(amid.index)
    return drawn[kept].sort_values("first", kind="stable")


def competing_counts(figures: pd.DataFrame, comparison: Comparison) -> pd.DataFrame:
    """
    Find the other counts of the same thing.

    Returns
    -------
    DataFrame
        The rows of `figures` of the same group and place whose windows overlap either of the two, in whatever unit and
        on whatever basis. What only repeats another figure is left out, unless that one shares no day with
        the two, and so is what the two repeat: each is one count. The pair itself stands among them.
    """
    one = comparison.earlier
    same = (figures[["group", "place"]] == [one.group, one.place]).all(axis="columns")
    pair = figures.index.isin([one.id, comparison.later.id])
    near = same & _reach(figures, comparison)
    original = (figures["repeats"] == "") | figures["repeats"].isin(figures.index[~near])
    others = near & original & ~figures.index.isin(_passed_on(figures, comparison))
    return figures[pair | others]


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


def _amid(window: Window, earlier: Window, later: Window) -> bool:
    """Return whether a window lies wholly between two others."""
    if window.start is None or window.end is None or earlier.end is None or later.start is None:
        return False
    return window.first > earlier.last and window.last < later.first
