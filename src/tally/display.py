"""How an object shows itself in a notebook: as a paragraph, with a table under it where it has one."""

from typing import TYPE_CHECKING, Protocol

from markupsafe import escape

if TYPE_CHECKING:
    import pandas as pd


class Printer(Protocol):
    """What IPython prints plain text with."""

    def text(self, text: str) -> None:
        """Print some text."""


class Shown:
    """Shows itself where a cell ends with its name: `in_words` first, then `in_rows`."""

    def __init_subclass__(cls) -> None:
        """Let the class print itself: IPython would take a dataclass's `__repr__` before an inherited way."""
        cls._repr_pretty_ = Shown._repr_pretty_  # type: ignore[method-assign]

    @property
    def in_words(self) -> str:
        """A paragraph that says what this is."""
        raise NotImplementedError

    @property
    def in_rows(self) -> "pd.DataFrame | None":
        """The table that belongs to it, if any."""
        return None

    def _repr_pretty_(self, printer: Printer, cycle: bool) -> None:  # noqa: ARG002  # IPython's own signature
        table = self.in_rows
        printer.text(self.in_words if table is None or table.empty else f"{self.in_words}\n\n{table.to_string()}")

    def _repr_html_(self) -> str:
        table = self.in_rows
        rows = "" if table is None or table.empty else table.to_html(border=0)
        return f"<p>{escape(self.in_words)}</p>{rows}"
