"""The figures of a briefing as XLSX, with a dictionary of their columns."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from tally.analysis import COUNTED_ROWS
from tally.editions import Edition
from tally.page.downloads import harmless
from tally.project import Kind, read_file
from tally.records.figures import FIGURES
from tally.text import join_names, words

WIDEST = 60
MOST_ROWS = 1_000_000  # in a sheet, which can have few more


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
    if "how" in table.columns:
        rows += [(words.EXPORT["rows"], column, text) for column, text in words.ROW_COLUMNS.items()]
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


def rows_table(folder: Path) -> pd.DataFrame | None:
    """Read the ids of the rows that figures were counted from, as many as a sheet can have; None if none was."""
    path = folder / COUNTED_ROWS
    if not path.is_file():
        return None
    content = io.BytesIO(read_file(path, Kind.BUILT))
    return pd.read_csv(content, keep_default_na=False, dtype=str, nrows=MOST_ROWS)


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
