"""What a chart shows, in words, for who cannot see it."""

import pandas as pd

from tally.charts.bounds import bound_text
from tally.records.figures import count_with_unit, row_bound
from tally.text import Unit, rounded, rounded_bound, words


def describe_windows(drawn: pd.DataFrame) -> str:
    """Say what a chart of figures shows: for each, its count, its window and its rate."""
    shown = [
        words.ALT["figure"].format(count_with_unit(row), row["window"], rounded_bound(row["per_day"], row_bound(row)))
        for _, row in drawn.sort_values("first", kind="stable").iterrows()
    ]
    return words.ALT["windows"].format(drawn["unit"].iloc[0], "; ".join(shown))


def describe_bounds(rows: pd.DataFrame) -> str:
    """Say what a chart of bounds shows."""
    said = [f"{row['label']}: {bound_text(row['least'], row['most'])}" for _, row in rows.iterrows()]
    return words.ALT["bounds"].format(rows["unit"].iloc[0], "; ".join(said))


def describe_curve(curve: pd.DataFrame) -> str:
    """Say what a cut-off chart shows: the ratio at the first and at the last possible cut-off."""
    first, last = curve.iloc[0], curve.iloc[-1]
    days = int(first["days"])
    return words.ALT["curve"].format(
        rounded(first["estimate"]), Unit(*words.DAYS).counted(f"{days:,}"), rounded(last["estimate"]),
        f"{last['days']:.0f}",
    )  # fmt: skip


def describe_counts(counts: pd.DataFrame) -> str:
    """Say what a chart of rival counts shows: for each, its count, its window, its basis and its counter."""
    said = [
        words.ALT["count"].format(count_with_unit(row), row["window"], row["basis"].words, row["counter"])
        for _, row in counts.iterrows()
    ]
    return words.ALT["counts"].format("; ".join(said))
