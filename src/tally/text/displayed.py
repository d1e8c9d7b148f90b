"""Objects that notebooks display: a paragraph, followed by a table if there is one."""

import re
from typing import TYPE_CHECKING, Protocol

from markupsafe import escape

if TYPE_CHECKING:
    import pandas as pd

DAY = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b")  # as in the data, which is not broken at its hyphens
TOGETHER = r'<span style="white-space: nowrap">\g<0></span>'


class Printer(Protocol):
    """The printer that IPython uses for plain text."""

    def text(self, text: str) -> None:
        """Print some text."""


class Shown:
    """An object that is displayed if a cell ends with its name: first `in_words`, then `in_rows`."""

    def __init_subclass__(cls) -> None:
        """Set the class's own display method, since IPython prefers a dataclass's `__repr__` to an inherited method."""
        cls._repr_pretty_ = Shown._repr_pretty_  # type: ignore[method-assign]

    @property
    def in_words(self) -> str:
        """A paragraph that describes the object."""
        raise NotImplementedError

    @property
    def in_rows(self) -> "pd.DataFrame | None":
        """The object's table, if it has one."""
        return None

    def _repr_pretty_(self, printer: Printer, cycle: bool) -> None:  # noqa: ARG002  # IPython's own signature
        table = self.in_rows
        rows = "" if table is None or table.empty else table.to_string()
        printer.text("\n\n".join(filter(None, [self.in_words, rows])))

    def _repr_html_(self) -> str:
        table = self.in_rows
        words = f"<p>{escape(self.in_words)}</p>" if self.in_words else ""
        return words + ("" if table is None or table.empty else table_html(table))


class Table(Shown):
    """A table that is displayed in full: nothing is cut, words are on the left, numbers on the right."""

    def __init__(self, rows: "pd.DataFrame | pd.Series") -> None:
        self._rows: pd.DataFrame = rows.to_frame() if rows.ndim == 1 else rows

    @property
    def in_words(self) -> str:
        """Return what takes the place of a table without rows."""
        return "No rows." if self._rows.empty else ""

    @property
    def in_rows(self) -> "pd.DataFrame":
        """The table."""
        return self._rows


def table_html(table: "pd.DataFrame") -> str:
    """Return a table as HTML with all its rows, each cell in full."""
    numeric = [dtype.kind in "iuf" for dtype in table.dtypes]
    styles = [f' style="text-align: {"right" if number else "left"}"' for number in numeric]
    start = ' style="text-align: left"'
    heads = "".join(f"<th{style}>{escape(name)}</th>" for name, style in zip(table.columns, styles, strict=True))
    lines = [
        f"<tr><th{start}>{escape(name)}</th>"
        + "".join(
            f"<td{style}>{DAY.sub(TOGETHER, str(escape(_written(cell))))}</td>"
            for cell, style in zip(row, styles, strict=True)
        )
        + "</tr>"
        for name, row in zip(table.index, table.itertuples(index=False), strict=True)
    ]
    first = f"<tr><th{start}>{escape(table.index.name or '')}</th>{heads}</tr>"
    return "\n".join(
        ['<table class="dataframe">', f"<thead>{first}</thead>", "<tbody>", *lines, "</tbody>", "</table>"]
    )


def _written(cell: object) -> str:
    """Return a cell's text: numbers with at most six digits, nothing for a missing value."""
    if isinstance(cell, float):
        return "" if cell != cell else f"{cell:.6g}"  # only NaN differs from itself
    return "" if cell is None or repr(cell) == "<NA>" else str(cell)
