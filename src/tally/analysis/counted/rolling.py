"""Counts of windows of one length that end a day apart, and the columns of several places."""

from dataclasses import dataclass

from tally.analysis.counted.columns import Break, Column, Columns


@dataclass(frozen=True)
class Rolling:
    """Counts of windows of so many days, each a day later than the one before, and the breaks in how they count."""

    days: int
    windows: tuple[Column, ...]
    breaks: tuple[Break, ...] = ()

    @property
    def known(self) -> tuple[Column, ...]:
        """The windows that the data cover."""
        return tuple(window for window in self.windows if window.known)

    @property
    def highest(self) -> Column | None:
        """The window with the highest count, the first of several; None if none is known."""
        return max(self.known, key=_value, default=None)

    @property
    def latest(self) -> Column | None:
        """The last window that is known."""
        return self.known[-1] if self.known else None


@dataclass(frozen=True)
class Panel:
    """The columns of one place; its id is empty for what has no known place."""

    id: str
    name: str
    columns: Columns

    @property
    def value(self) -> int:
        """The sum of the counts that are known."""
        return sum(_value(column) for column in self.columns.columns)


def _value(column: Column) -> int:
    """Return the count of a column, zero if it is not known."""
    return column.value or 0
