"""The figures of a briefing as CSV that no spreadsheet runs."""

import io
from pathlib import Path
from typing import Any

import pandas as pd

from tally.project import Kind, read_file

RUN = ("=", "+", "-", "@", "\t", "\r", "\n")  # the characters with which a spreadsheet starts a formula


def load_table(folder: Path) -> pd.DataFrame:
    """Read the figures of a briefing, every cell as text except numbers."""
    table = pd.read_csv(io.BytesIO(read_file(folder / "figures.csv", Kind.BUILT)), keep_default_na=False, dtype=str)
    for column in ("value", "days", *(name for name in ("low", "high") if name in table)):
        table[column] = pd.to_numeric(table[column]).astype("Int64")
    for column in ("per_day", "per_month"):
        table[column] = pd.to_numeric(table[column])
    return table


def as_csv(table: pd.DataFrame) -> bytes:
    """Convert a table to CSV without cells that a spreadsheet would run as formulas."""
    return str(table.map(harmless).to_csv(index=False, lineterminator="\n")).encode()


def harmless(cell: Any) -> Any:
    """Add an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUN) else cell
