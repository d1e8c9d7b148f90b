"""A count, quoted or counted here: of what, by whom, over which days, and in which words or from which rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tally.errors import TallyError
from tally.records.events import Dataset, EventCount, ReleaseChange
from tally.records.figures.basis import Basis, Seen
from tally.records.tables import suggest_name
from tally.text import Bound, Shown, Unit, words
from tally.windows import Window, WindowError, read_day

QUOTED, COUNTED = "quoted", "counted"


class FigureError(TallyError, KeyError):
    """No figure has this id."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Figure(Shown):
    """
    One count. `value` is in `unit`; `bound` says whether it is exact.

    `seen` is how the quotation was seen; `primary_seen` whether the document that first published the count was.
    `repeats` is the id of the figure that this one repeats, empty if it repeats none. `unit_one` is the unit with 1,
    empty if the case does not give it.

    A count that was counted here, and not quoted, has `counted`, which says from which rows. It has no quotation. If
    the data leave it open, it is from `low` to `high`, and its bound is *about*; both are None for a quoted count.
    `same_days` is the same count on the days of the year of the count with which it is compared, if that has fewer.
    `growth` is what an earlier release of the file had of it, or why that is not known.
    """

    id: str
    value: int
    bound: Bound
    unit: str
    unit_printed: str
    group: str
    place: str
    window: Window
    window_inferred: bool
    basis: Basis
    counter: str
    source: str
    quotation: str
    seen: Seen
    primary_seen: bool
    repeats: str
    note: str
    unit_one: str = ""
    low: int | None = None
    high: int | None = None
    counted: EventCount | None = None
    same_days: "Figure | None" = None
    growth: "Growth | NoGrowth | None" = None

    @property
    def how(self) -> str:
        """The origin of the count: quoted, or counted here from a file of events."""
        return QUOTED if self.low is None else COUNTED

    @property
    def span(self) -> tuple[int, int] | None:
        """The fewest and the most that the data leave open; None if the count is exact, or quoted."""
        return (
            (self.low, self.high) if self.low is not None and self.high is not None and self.low < self.high else None
        )

    @property
    def limits(self) -> tuple[int, int | None]:
        """The fewest and the most that the count can mean; the most is None for a lower bound."""
        return self.span or self.bound.limits(self.value)

    @property
    def written(self) -> str:
        """The count as it is written."""
        return written_range(*self.span) if self.span else self.bound.of(f"{self.value:,}")

    @property
    def noun(self) -> Unit:
        """The words for what was counted."""
        return Unit(self.unit, self.unit_one)

    @property
    def in_words(self) -> str:
        """The count with its days, its counter and its quotation."""
        count = f"{self.noun.counted(self.written)}, {self.window}, counted by {self.counter} ({self.basis.words})"
        if self.counted:
            return f"{count}. {self.counted.query} [{self.source}, {self.counted.hashed}]"
        return f"{count}: “{self.quotation}” [{self.source}, {self.seen.words}]"


@dataclass(frozen=True)
class Growth:
    """
    What two releases of a file have of one count.

    `change` is what differs by year; `old` and `new` are the count in the latest year that both cover, by the releases.
    """

    change: ReleaseChange
    old: Figure
    new: Figure


class Hindrance(StrEnum):
    """Why it is not known what an earlier release of a file had of a count."""

    ABSENT = "absent"  # its file is not there
    UNCOUNTABLE = "uncountable"  # the query of the count cannot be asked of it
    UNRELATED = "unrelated"  # no row that the query asks for is in both


@dataclass(frozen=True)
class NoGrowth:
    """A release of a file and the one before it, of which it is not known what it had of a count; and why."""

    old: Dataset
    new: Dataset
    hindrance: Hindrance


def written_range(low: int, high: int) -> str:
    """Return a range of counts as it is written: “681 to 691”, or as one number if both ends are the same."""
    return f"{low:,}" if low == high else words.CHART["range"].format(f"{low:,}", f"{high:,}")


def unknown_figure(name: str, known: Iterable[str]) -> FigureError:
    """Return the error for an id that no figure has, with the nearest id."""
    return FigureError(f"There is no figure {name!r}. {suggest_name(name, known)}The ids are in figures.csv.")


def suppose_end(figures: Mapping[str, Figure], names: Sequence[str], as_of: str) -> dict[str, Figure]:
    """
    Return the figures as if counts without a stated end stopped on a day.

    Parameters
    ----------
    figures : mapping
        Figures, by their ids.
    names : sequence of str
        Ids of the figures to change; those with a stated end are not changed.
    as_of : str
        The day, as 2021-10-31; if empty, nothing is changed.

    Raises
    ------
    FigureError
        There is no such figure.
    WindowError
        This is not a day, all of the figures have an end, or one of them cannot have stopped on that day.
    """
    if not as_of:
        return dict(figures)
    if missing := [name for name in names if name not in figures]:
        raise unknown_figure(missing[0], figures)
    day, named = read_day(as_of), [figures[name] for name in names]
    stopped = {figure.id: figure.window.stopping(day) for figure in named if figure.window.open_ended}
    if not stopped:
        msg = f"each of {' and '.join(names)} has a stated end"
        raise WindowError(msg, "Leave as_of empty.")
    return {name: replace(figure, window=stopped.get(name, figure.window)) for name, figure in figures.items()}


@dataclass(frozen=True)
class Superseded:
    """A figure that was replaced, the id of the figure that replaced it, and the reason."""

    figure: Figure
    by: str
    reason: str


def current_figure(superseded: Mapping[str, Superseded], name: str) -> str:
    """Return the id of the figure that has replaced a figure; the figure's own id if none has."""
    while name in superseded:
        name = superseded[name].by
    return name
