"""The other figures for a comparison: those of the same kind, and all other counts of the same thing."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from tally.analysis.change import Change
from tally.analysis.comparison import Comparison
from tally.text import Bound
from tally.windows import Window

KIND = ["counter", "unit", "basis", "group", "place", "how"]
SAME = ["group", "place", "unit", "basis", "how"]
FEW = 4  # counts between the two that are named or drawn separately


def same_kind(figures: pd.DataFrame, comparison: Comparison, change: Change) -> pd.DataFrame:
    """
    Find the figures that can be drawn on the comparison's axes.

    Returns
    -------
    DataFrame
        The rows of `figures` of the same group, place, unit and basis whose exact days overlap one of the two windows.
        Bounds, figures that repeat others, and figures that the two repeat are left out. Added are the figures
        between the two (see `counts_between`), and the two themselves, with the days and rates of the reading that
        claims least. The column `role` is earlier, later, between or beside. The rows are in the order of their days.
    """
    earlier, later = comparison.earlier, comparison.later
    same = (figures[SAME] == [getattr(earlier, name) for name in SAME]).all(axis="columns")
    pair = figures.index.isin([earlier.id, later.id])
    usable = (
        (figures["repeats"] == "") & figures["bound"].isin([Bound.EXACT, Bound.ABOUT]) & _reach(figures, comparison)
    )
    usable &= ~figures.index.isin(_passed_on(figures, comparison))
    between = counts_between(figures, comparison).index
    selected = pair | figures.index.isin(between) | (same & usable & figures["days"].notna())
    rows = figures[selected].copy()
    for name in between:
        window, value = rows.loc[name, "window"], rows.loc[name, "value"]
        rows.loc[name, ["first", "last"]] = [pd.Timestamp(window.first), pd.Timestamp(window.last)]
        rows.loc[name, ["days", "per_day", "per_month"]] = [window.days, value / window.days, 30 * value / window.days]
    for figure, used in ((earlier, change.earlier), (later, change.later)):
        count = replace(used, value=figure.value)
        first, last = pd.Timestamp(figure.window.first), pd.Timestamp(figure.window.last)
        rows.loc[figure.id, ["first", "last"]] = [first, last]
        rows.loc[figure.id, ["days", "per_day", "per_month"]] = [count.days, count.per_day, count.per_month]
    roles = dict.fromkeys(between, "between") | {earlier.id: "earlier", later.id: "later"}
    rows = rows.assign(role=[roles.get(str(name), "beside") for name in rows.index])
    return rows.sort_values(["first", "last"], kind="stable")


def same_length(window: Window, pair: Iterable[Window]) -> bool:
    """Return whether a window has exact days, as many as one of the two compared; one leap day is ignored."""
    exact = not window.vague and not window.open_ended
    return exact and any(
        abs(window.days - other.days) <= 1 for other in pair if not other.vague and not other.open_ended
    )


def counts_between(figures: pd.DataFrame, comparison: Comparison) -> pd.DataFrame:
    """
    Find the counts of the same kind between the two compared.

    Returns
    -------
    DataFrame
        The rows of `figures` of the same counter, unit, basis, group and place whose days are all after the earlier
        window and before the later one, in the order of their days. Figures that repeat others are left out; bounds
        and windows in months are included.
    """
    earlier, later = comparison.earlier, comparison.later
    same = (figures[KIND] == [getattr(earlier, name) for name in KIND]).all(axis="columns") & (figures["repeats"] == "")
    rows = figures[
        same & figures["window"].map(lambda window: _amid(window, earlier.window, later.window)).astype(bool)
    ]
    return rows.iloc[rows["window"].map(lambda window: (window.first, window.last)).argsort(kind="stable")]


def drawn_as_bars(drawn: pd.DataFrame) -> pd.DataFrame:
    """
    Select the figures that are drawn as bars: the pair, and the figures between them if they are few.

    If there are more than a few, only those whose windows no other contains are drawn; if these are still too many,
    only the lowest and the highest rate.
    """
    between = drawn[drawn["role"] == "between"]
    if len(between) > FEW:
        between = between[
            [not any(other.contains(window) for other in between["window"]) for window in between["window"]]
        ]
    if len(between) > FEW:
        rates = between["per_day"].astype(float)
        between = between.loc[list(dict.fromkeys([rates.idxmin(), rates.idxmax()]))]
    selected = drawn["role"].isin(["earlier", "later"]) | drawn.index.isin(between.index)
    return drawn[selected].sort_values("first", kind="stable")


def competing_counts(figures: pd.DataFrame, comparison: Comparison) -> pd.DataFrame:
    """
    Find the other counts of the same thing.

    Returns
    -------
    DataFrame
        The rows of `figures` of the same group and place whose windows overlap either of the two, in any unit and on
        any basis. A figure that only repeats another is left out, unless the other shares no day with the two, and so
        are the figures that the two repeat: each count appears once. The pair itself is included.
    """
    earlier = comparison.earlier
    same = (figures[["group", "place"]] == [earlier.group, earlier.place]).all(axis="columns")
    pair = figures.index.isin([earlier.id, comparison.later.id])
    near = same & _reach(figures, comparison)
    original = (figures["repeats"] == "") | figures["repeats"].isin(figures.index[~near])
    others = near & original & ~figures.index.isin(_passed_on(figures, comparison))
    return figures[pair | others]


def _passed_on(figures: pd.DataFrame, comparison: Comparison) -> set[str]:
    """Find the figures that the two repeat: the same counts in other documents."""
    repeats, found = figures["repeats"].to_dict(), set[str]()
    for name in (comparison.earlier.repeats, comparison.later.repeats):
        while name and name not in found:
            found.add(name)
            name = repeats.get(name, "")
    return found


def _reach(figures: pd.DataFrame, comparison: Comparison) -> pd.Series:
    """Return, for each figure, whether its window overlaps one of the two."""
    pair = (comparison.earlier.window, comparison.later.window)
    return figures["window"].map(lambda window: any(window.overlaps(other) for other in pair)).astype(bool)


def _amid(window: Window, earlier: Window, later: Window) -> bool:
    """Return whether all days of a window are between two others."""
    if window.start is None or window.end is None or earlier.end is None or later.start is None:
        return False
    return window.first > earlier.last and window.last < later.first
