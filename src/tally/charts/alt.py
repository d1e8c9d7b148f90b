"""The words that come with charts: the alternative text of each, and what its marks are."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from tally.charts.drawing import Link
from tally.records.figures import count_with_unit, row_bound
from tally.text import Unit, rounded, rounded_bound, words

if TYPE_CHECKING:
    from tally.analysis.counted import Columns
    from tally.evidence import ToDateNumbers


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


def describe_to_date(to_date: "ToDateNumbers") -> str:
    """Describe a chart of the year to date: the counts of both years at the cut-off."""
    first, last = (
        words.DAY_OF_YEAR.format(day=day.day, month=words.MONTHS[day.month - 1])
        for day in (to_date.days.first, to_date.days.last)
    )
    (before, year), (after, next_year) = zip((to_date.earlier, to_date.later), to_date.names, strict=True)
    return words.ALT["to-date"].format(to_date.noun.many, first, last, after.text, next_year, before.text, year)


def describe_periods(series: "Columns", noun: Unit) -> str:
    """Describe a chart of periods: its days, the highest and the lowest count, and how many are not known."""
    known = [column for column in series.columns if column.value is not None]
    first, last = (column.period.window for column in (series.columns[0], series.columns[-1]))
    ends = [
        words.ALT["count-in"].format(words.ALT["from-to"].format(column.low, column.high)
                                     if column.low != column.high else column.value, column.period.window.when)
        for order in (max, min) if known for column in [order(known, key=lambda column: column.value or 0)]
    ]  # fmt: skip
    heading = words.CHART[f"by-{series.step}"].format(noun.many)
    shown = [words.ALT["periods"].format(heading, first, last)]
    shown += [words.ALT["extremes"].format(*ends)] if ends else []
    if len(known) < len(series.columns):
        shown.append(words.ALT["unknown"].format(len(series.columns) - len(known), len(series.columns)))
    return " ".join(shown)


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
