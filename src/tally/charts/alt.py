"""What a chart shows, in words, for who cannot see it."""

import pandas as pd

from tally.evidence import rounded


def describe(drawn: pd.DataFrame) -> str:
    """Say what a chart of figures shows: for each, its count, its window and its rate."""
    shown = [
        f"{row['value']:,} {row['unit']} for {row['window']}, {rounded(row['per_day'])} a day"
        for _, row in drawn.sort_values("first", kind="stable").iterrows()
    ]
    return f"Chart of attacks over time. {'; '.join(shown)}."
