"""The words that come with charts: the alternative text of each, and what its marks are."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from tally.charts.drawing import Link
from tally.charts.series import Rows
from tally.records.figures import count_with_unit, row_bound
from tally.text import Unit, rounded, rounded_bound, words
from tally.windows import Step, calendar_period, long_day


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


def bounds_rows(rows: pd.DataFrame) -> Rows:
    """Return what is counted on some days, and its bounds."""
    from tally.charts.bounds import bound_text

    head = (words.ROWS["period"], rows["unit"].iloc[0].capitalize())
    return Rows(head, tuple((row["label"], bound_text(row["least"], row["most"])) for _, row in rows.iterrows()))


def readings_rows(rows: pd.DataFrame) -> Rows:
    """Return how many times as many by what is assumed."""
    head = (words.ROWS["assumed"], words.ROWS["multiple"])
    return Rows(head, tuple((row["label"], row["written"]) for _, row in rows.iterrows()))


def curve_rows(curve: pd.DataFrame) -> Rows:
    """Return the ratio with its interval for the first and the last cut-off, and for those at the ends of months."""
    ends = {curve.index[0], curve.index[-1]}
    shown = [
        (long_day(row.Index), *("" if pd.isna(end) else rounded(end) for end in (row.low, row.estimate, row.high)))
        for row in curve.itertuples()
        if row.Index in ends or row.Index == calendar_period(row.Index, Step.MONTH).last
    ]
    head = (words.ROWS["cutoff"], words.ROWS["lower-end"], words.ROWS["multiple"], words.ROWS["upper-end"])
    return Rows(head, tuple(shown))


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
