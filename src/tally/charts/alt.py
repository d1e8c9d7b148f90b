"""The words that come with charts: the alternative text of each, and what its marks are."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from tally.charts.drawing import Link
from tally.charts.series import Cell, Rows
from tally.evidence import in_parts
from tally.records.figures import Basis, count_with_unit, row_bound
from tally.text import Unit, rounded, rounded_bound, words
from tally.windows import long_day

if TYPE_CHECKING:
    from tally.evidence import BoundRow, BoundTable, RobustnessNumbers


def figure_link(
    name: str, row: "pd.Series | Mapping[str, Any]", number: str = "figure", *, row_of: bool = False
) -> Link:
    """Return what a mark of a figure leads to, and what it is: its count, its days and its counter, or its rate."""
    tip = words.TIPS["figure"].format(count_with_unit(row), row["window"], row["counter"])
    if number != "figure":
        tip = words.TIPS["rate"].format(tip, rounded_bound(row["per_month"], row_bound(row)))
    return Link(f"{number}-{name}", tip, row_of)


MOST = 8  # counts that a description names; a table under the chart has all


def _listed(parts: list[str]) -> str:
    """Return a list as a text, and how many more there are if it is long."""
    more = [words.ALT["more"].format(len(parts) - MOST)] if len(parts) > MOST + 1 else []
    return "; ".join([*(parts[:MOST] if more else parts), *more])


def describe_windows(drawn: pd.DataFrame) -> str:
    """Describe a chart of figures: for each, its count, its window and its rate."""
    parts = [
        words.ALT["figure"].format(count_with_unit(row), row["window"], rounded_bound(row["per_day"], row_bound(row)))
        for _, row in drawn.sort_values("first", kind="stable").iterrows()
    ]
    return words.ALT["windows"].format(drawn["unit"].iloc[0], _listed(parts))


def describe_bounds(rows: pd.DataFrame) -> str:
    """Describe a chart of bounds."""
    from tally.charts.bounds import bound_text

    parts = [f"{row['label']}: {bound_text(row['least'], row['most'])}" for _, row in rows.iterrows()]
    return words.ALT["bounds"].format(rows["unit"].iloc[0], _listed(parts))


def describe_curve(curve: pd.DataFrame) -> str:
    """Describe a cut-off chart: the ratio at the first and at the last possible cut-off."""
    first, last = curve.iloc[0], curve.iloc[-1]
    days = [Unit(*words.DAYS).counted(f"{int(row['days']):,}") for row in (first, last)]
    return words.ALT["curve"].format(rounded(first["estimate"]), days[0], rounded(last["estimate"]), days[1])


def bounds_rows(bounds: "BoundTable") -> Rows:
    """Return what is counted on some days, and its bounds."""

    def days(row: "BoundRow") -> Cell:
        """Return the days of a bound, and the count of which it is a part."""
        if row.whole is None or row.until is None:
            return row.label
        return in_parts(words.ASKED["of-before"], row.whole, long_day(row.until))

    def between(row: "BoundRow") -> Cell:
        """Return both ends of a bound."""
        least, most = row.before.least, row.before.most
        if most is None:
            return in_parts(words.CHART["or-more" if least.value else "any"], least)
        return least if row.before.exact else in_parts(words.CHART["range"], least, most)

    head = (words.ROWS["period"], bounds.unit.heading)
    return Rows(head, tuple((days(row), between(row)) for row in bounds.rows))


def readings_rows(rows: pd.DataFrame) -> Rows:
    """Return how many times as many by what is assumed."""
    head = (words.ROWS["assumed"], words.ROWS["multiple"])
    return Rows(head, tuple((row["label"], row["parts"]) for _, row in rows.iterrows()))


def curve_rows(card: "RobustnessNumbers") -> Rows:
    """Return the ratio with its interval for each cut-off that a document gives."""
    head = (words.ROWS["cutoff"], words.ROWS["lower-end"], words.ROWS["multiple"], words.ROWS["upper-end"])
    shown = [(long_day(row.cutoff), row.low, row.ratio or "", row.high or "") for row in card.rows if row.cutoff]
    return Rows(head, tuple(shown))


def describe_counts(counts: pd.DataFrame) -> str:
    """Describe a chart of competing counts: for each, its count, its window, its basis and its counter."""
    parts = [
        words.ALT["count"].format(
            count_with_unit(row), row["window"],
            words.ALT["no-basis"] if row["basis"] is Basis.UNSPECIFIED else row["basis"].words,
            words.named(row["counter"]),
        )
        for _, row in counts.iterrows()
    ]  # fmt: skip
    return words.ALT["counts"].format(_listed(parts))


def describe_pairs(rows: pd.DataFrame, form: str = "pairs") -> str:
    """Describe a forest plot: for each row, its label, what it is from, and its ratio in words."""
    parts = [words.ALT["pair"].format(row["label"], row["detail"], row["written"]) for _, row in rows.iterrows()]
    return words.ALT[form].format(_listed(parts))
