"""The figures of a briefing as CSV and XLSX, with a dictionary of their columns."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from tally.editions import Edition
from tally.project import Kind, read_file
from tally.records.figures import FIGURES
from tally.text import join_names, words

RUN = ("=", "+", "-", "@", "\t", "\r", "\n")  # the characters with which a spreadsheet starts a formula
WIDEST = 60


def load_table(folder: Path) -> pd.DataFrame:
    """Read the figures of a briefing, every cell as text except numbers."""
    table = pd.read_csv(io.BytesIO(read_file(folder / "figures.csv", Kind.BUILT)), keep_default_na=False, dtype=str)
    for column in ("value", "days"):
        table[column] = pd.to_numeric(table[column]).astype("Int64")
    for column in ("per_day", "per_month"):
        table[column] = pd.to_numeric(table[column])
    return table


def dictionary(table: pd.DataFrame) -> pd.DataFrame:
    """
    Build the dictionary of the columns: those of figures.csv as described there, and those that were computed.

    Raises
    ------
    KeyError
        A column has no description.
    """
    known = {column.name: column.description.replace("`", "") for column in FIGURES.columns} | words.DERIVED_COLUMNS
    rows = [(words.EXPORT["figures"], column, known[column]) for column in table.columns]
    rows += [(words.EXPORT["numbers"], column, text) for column, text in words.NUMBER_COLUMNS.items()]
    return pd.DataFrame(
        [*rows, ("", "", words.EXPORT["note"])], columns=[words.EXPORT[name] for name in ("sheet", "column", "holds")]
    )


def numbers_table(edition: Edition) -> pd.DataFrame:
    """Build a table of all numbers of a page, each with the text of its card."""
    rows = [
        (name, number.text, number.value, number.label, words.KINDS[number.kind], " | ".join(number.card))
        for name, number in edition.numbers.items()
    ]
    return pd.DataFrame(rows, columns=list(words.NUMBER_COLUMNS))


def as_csv(table: pd.DataFrame) -> bytes:
    """Convert a table to CSV without cells that a spreadsheet would run as formulas."""
    return str(table.map(harmless).to_csv(index=False, lineterminator="\n")).encode()


def harmless(cell: Any) -> Any:
    """Add an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUN) else cell


def as_xlsx(sheets: dict[str, pd.DataFrame], edition: Edition) -> bytes:
    """Convert tables to the sheets of a workbook, the same bytes each time; texts stay texts."""
    written = io.BytesIO()
    options = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True,
    }  # fmt: skip
    with pd.ExcelWriter(written, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        book: Any = writer.book
        book.set_properties({
            "title": edition.question, "author": join_names(edition.authors),
            "comments": words.EXPORT["edition"].format(edition.edition),
            "created": datetime.fromisoformat(edition.date),
        })  # fmt: skip
        for name, table in sheets.items():
            table.map(harmless).to_excel(writer, sheet_name=name, index=False)
            sheet: Any = writer.sheets[name]
            sheet.freeze_panes(1, 1)
            for place, column in enumerate(table.columns):
                widest = max([len(str(column)), *(len(str(cell)) for cell in table[column])])
                sheet.set_column(place, place, min(widest, WIDEST) + 2)
    return written.getvalue()
