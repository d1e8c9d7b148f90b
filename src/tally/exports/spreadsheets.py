"""The figures of a briefing as XLSX, with a dictionary of their columns."""

import io
from datetime import datetime
from typing import Any

import pandas as pd

from tally.editions import Edition
from tally.page.downloads import harmless
from tally.records.figures import FIGURES
from tally.text import join_names, words

WIDEST = 60


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
