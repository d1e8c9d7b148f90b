"""The display of objects in a notebook: a paragraph, followed by a table if there is one."""

from typing import TYPE_CHECKING, Protocol

from markupsafe import escape

if TYPE_CHECKING:
    import pandas as pd


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
        printer.text(self.in_words if table is None or table.empty else f"{self.in_words}\n\n{table.to_string()}")

    def _repr_html_(self) -> str:
        table = self.in_rows
        rows = "" if table is None or table.empty else table.to_html(border=0)
        return f"<p>{escape(self.in_words)}</p>{rows}"
