"""The figures behind a briefing as CSV and XLSX, with a dictionary of their columns."""

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from tally.editions import Edition
from tally.project import ensure_extra
from tally.text import join_names

RUN = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet takes for a formula, or for the start of one
DERIVED = {
    "at_least": "whether the count is a lower bound",
    "window_inferred": "whether the window was read into the page's words",
    "primary_seen": "whether the document that first gave the count was read",
    "supposed": "the day on which the brief supposes that a count without a stated end stopped",
    "first": "first day covered; empty where the window is vague",
    "last": "last day covered; empty where the window is vague",
    "days": "days covered, both ends included",
    "unit_one": "the unit with 1; empty where the case does not say",
    "per_day": "the count over its days",
    "per_month": "the count over its days, times thirty",
}
NUMBERS = {
    "id": "id of the number's evidence card on the page",
    "number": "the number as it is written",
    "value": "the number before rounding",
    "label": "what it is",
    "kind": "quoted from a source, computed from other numbers, or chosen as a setting",
    "evidence": "what its card says",
}
NOTE = "A text that a spreadsheet would take for a formula begins with an apostrophe, which is not part of it."
WIDEST = 60


def load_table(folder: Path) -> pd.DataFrame:
    """Read the figures of a briefing, every cell as the text that it is, numbers as numbers."""
    table = pd.read_csv(folder / "figures.csv", keep_default_na=False, dtype=str)
    for column in ("value", "days"):
        table[column] = pd.to_numeric(table[column]).astype("Int64")
    for column in ("per_day", "per_month"):
        table[column] = pd.to_numeric(table[column])
    return table


def dictionary(table: pd.DataFrame, package: Path) -> pd.DataFrame:
    """
    Say of each column of the figures what it holds: in the words of the Data Package, where the column is from there.

    Raises
    ------
    KeyError
        A column is described nowhere.
    """
    resources = json.loads(package.read_bytes())["resources"]
    fields = next(one["schema"]["fields"] for one in resources if one["path"] == "figures.csv")
    known = {field["name"]: field["description"] for field in fields} | DERIVED
    rows = [("Figures", column, known[column]) for column in table.columns]
    rows += [("Numbers", column, told) for column, told in NUMBERS.items()]
    return pd.DataFrame([*rows, ("", "", NOTE)], columns=["sheet", "column", "what it holds"])


def numbers_table(edition: Edition) -> pd.DataFrame:
    """Set out all numbers of a page, each with what its card says."""
    rows = [
        (name, one.text, one.value, one.label, one.kind, " | ".join(one.card)) for name, one in edition.numbers.items()
    ]
    return pd.DataFrame(rows, columns=list(NUMBERS))


def as_csv(table: pd.DataFrame) -> bytes:
    """Write a table as CSV in which no cell is one that a spreadsheet would run."""
    return str(table.map(harmless).to_csv(index=False, lineterminator="\n")).encode()


def harmless(cell: Any) -> Any:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUN) else cell


def as_xlsx(sheets: dict[str, pd.DataFrame], edition: Edition) -> bytes:
    """Write tables as the sheets of a workbook, the same bytes each time; a text stays a text."""
    ensure_extra("exports")
    written = io.BytesIO()
    options = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True,
    }  # fmt: skip
    with pd.ExcelWriter(written, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        book: Any = writer.book
        book.set_properties({
            "title": edition.question, "author": join_names(edition.authors), "comments": f"Edition {edition.edition}",
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
