"""The words that come with charts: the alternative text of each, and what its marks are."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from tally.charts.drawing import Link
from tally.records.figures import count_with_unit, row_bound
from tally.text import Unit, rounded, rounded_bound, words


def figure_link(
    name: str, row: "pd.Series | Mapping[str, Any]", number: str = "figure", *, row_of: bool = False
) -> Link:
    """Return what a mark of a figure leads to, and what it is: its count, its days and its counter, or its rate."""
    tip = words.TIPS["figure"].format(count_with_unit(row), row["window"], row["counter"])
    if number != "figure":
        tip = words.TIPS["rate"].format(tip, rounded_bound(row["per_month"], row_bound(row)))
    return Link(f"{number}-{name}", tip, row_of)


def describe_windows(drawn: pd.DataFrame) -> str:
    """Describe a chart of figures: for each, its count, its window and its rate."""
    parts = [
        words.ALT["figure"].format(count_with_unit(row), row["window"], rounded_bound(row["per_day"], row_bound(row)))
        for _, row in drawn.sort_values("first", kind="stable").iterrows()
    ]
    return words.ALT["windows"].format(drawn["unit"].iloc[0], "; ".join(parts))


def describe_bounds(rows: pd.DataFrame) -> str:
    """Describe a chart of bounds."""
    from tally.charts.bounds import bound_text

    parts = [f"{row['label']}: {bound_text(row['least'], row['most'])}" for _, row in rows.iterrows()]
    return words.ALT["bounds"].format(rows["unit"].iloc[0], "; ".join(parts))


def describe_curve(curve: pd.DataFrame) -> str:
    """Describe a cut-off chart: the ratio at the first and at the last possible cut-off."""
    first, last = curve.iloc[0], curve.iloc[-1]
    days = [Unit(*words.DAYS).counted(f"{int(row['days']):,}") for row in (first, last)]
    return words.ALT["curve"].format(rounded(first["estimate"]), days[0], rounded(last["estimate"]), days[1])


def describe_counts(counts: pd.DataFrame) -> str:
    """Describe a chart of competing counts: for each, its count, its window, its basis and its counter."""
    parts = [
        words.ALT["count"].format(count_with_unit(row), row["window"], row["basis"].words, row["counter"])
        for _, row in counts.iterrows()
    ]
    return words.ALT["counts"].format("; ".join(parts))


def describe_pairs(rows: pd.DataFrame, form: str = "pairs") -> str:
    """Describe a forest plot: for each row, its label, what it is from, and its ratio in words."""
    parts = [words.ALT["pair"].format(row["label"], row["detail"], row["written"]) for _, row in rows.iterrows()]
    return words.ALT[form].format("; ".join(parts))
