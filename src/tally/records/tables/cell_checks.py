"""Check the cells of a row against the description of their columns."""

from tally.records.tables.cells import name_flaw, spreadsheet_number
from tally.records.tables.columns import Column, Table
from tally.records.tables.problems import Problem
from tally.records.tables.rows import Row, suggest_name


def cell_faults(row: Row, table: Table) -> list[Problem]:
    """
    Check each cell of a row by itself.

    Dates, windows and ids of other rows are left out: the reader of the table checks them when it uses them.
    """
    return [problem for column in table.columns if (problem := _fault(row, column))]


def _fault(row: Row, column: Column) -> Problem | None:
    """Return what is wrong with a cell; None if nothing is."""
    cell = row.cells[column.name]
    if column.type in ("date", "window") or column.refers_to or not (cell or column.required):
        return None
    if column.choices:
        if cell in column.choices:
            return None
        remedy = suggest_name(cell, column.choices) + "Choose one of these."
        return row.problem(column.name, " or ".join(column.choices), remedy)
    if not column.fits(cell):
        remedy = (spreadsheet_number(cell) if column.type == "integer" else "") or column.remedy or "Fill it in."
        return row.problem(column.name, column.expected or "some text", remedy)
    if column.proper_name and (flaw := name_flaw(cell)):
        return row.problem(column.name, flaw.expected, flaw.remedy, flaw.found)
    return None
