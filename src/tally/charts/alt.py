"""What a chart shows, in words, for who cannot see it."""

import pandas as pd

from tally.charts.bounds import bound_text
from tally.records.figures import count_with_unit
from tally.text import plural, rounded, rounded_bound


def describe_windows(drawn: pd.DataFrame) -> str:
    """Say what a chart of figures shows: for each, its count, its window and its rate."""
    shown = [
        f"{count_with_unit(row)} for {row['window']}, "
        f"{rounded_bound(row['per_day'], 'at least' if row['at_least'] else '')} a day"
        for _, row in drawn.sort_values("first", kind="stable").iterrows()
    ]
    return f"Chart of {drawn['unit'].iloc[0]} over time. {'; '.join(shown)}."


def describe_bounds(rows: pd.DataFrame) -> str:
    """Say what a chart of bounds shows."""
    said = [f"{row['label']}: {bound_text(row['least'], row['most'])}" for _, row in rows.iterrows()]
    return f"Chart of bounds on {rows['unit'].iloc[0]}. {'; '.join(said)}."


def describe_curve(curve: pd.DataFrame) -> str:
    """Say what a cut-off chart shows: the ratio at the first and at the last possible cut-off."""
    first, last = curve.iloc[0], curve.iloc[-1]
    return (
        "Chart of the ratio over every possible cut-off: it falls from "
        f"{rounded(first['estimate'])} after {plural(int(first['days']), 'day')} to "
        f"{rounded(last['estimate'])} after {last['days']:.0f}."
    )


def describe_counts(counts: pd.DataFrame) -> str:
    """Say what a chart of rival counts shows: for each, its count, its window, its basis and its counter."""
    said = [
        f"{count_with_unit(row)} for {row['window']}, {row['basis'].words}, counted by {row['counter']}"
        for _, row in counts.iterrows()
    ]
    return f"Chart of counts over time. {'; '.join(said)}."
