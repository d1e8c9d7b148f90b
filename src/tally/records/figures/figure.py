"""Reported counts: what was counted, by whom, over which days, in which words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tally.display import Shown
from tally.errors import TallyError
from tally.records.figures.basis import Basis, Seen
from tally.tables import suggest_name
from tally.text import Bound, Unit
from tally.windows import Window, WindowError, read_day


class FigureError(TallyError, KeyError):
    """No figure has this id."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Figure(Shown):
    """
    One reported count. `value` is in `unit`; `at_least` marks a lower bound.

    `seen` says how the quotation was seen; `primary_seen` whether the document that first gave the count was.
    `repeats` is the id of the figure that this one passes on, empty for none. `unit_one` is the unit with 1, empty
    where the case does not say.
    """

    id: str
    value: int
    at_least: bool
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

    @property
    def written(self) -> str:
        """The count as it is written."""
        return self.bound.of(f"{self.value:,}")

    @property
    def bound(self) -> Bound:
        """Whether the count is exact or the least that there can be."""
        return Bound.AT_LEAST if self.at_least else Bound.EXACT

    @property
    def noun(self) -> Unit:
        """The words for what was counted."""
        return Unit(self.unit, self.unit_one)

    @property
    def in_words(self) -> str:
        """The count, over which days, by whom, and in which words."""
        counted = f"{self.noun.counted(self.written)}, {self.window}, counted by {self.counter} ({self.basis.words})"
        return f"{counted}: “{self.quotation}” [{self.source}, {self.seen.words}]"


def unknown_figure(name: str, known: Iterable[str]) -> FigureError:
    """Say that no figure has an id, and which has the nearest."""
    return FigureError(f"There is no figure {name!r}. {suggest_name(name, known)}The ids are in figures.csv.")


def suppose_end(figures: Mapping[str, Figure], names: Sequence[str], as_of: str) -> dict[str, Figure]:
    """
    Suppose that counts without a stated end stopped on a day.

    Parameters
    ----------
    figures : mapping
        Figures, by their ids.
    names : sequence of str
        Ids of the figures that this is supposed of; those with a stated end stay as they are.
    as_of : str
        The day, as 2021-10-31; empty to suppose nothing.

    Raises
    ------
    FigureError
        There is no such figure.
    WindowError
        It is no day, none of the figures lacks an end, or one cannot have stopped on that day.
    """
    if not as_of:
        return dict(figures)
    if missing := [name for name in names if name not in figures]:
        raise unknown_figure(missing[0], figures)
    day, chosen = read_day(as_of), [figures[name] for name in names]
    stopped = {one.id: one.window.stopping(day) for one in chosen if one.window.open_ended}
    if not stopped:
        msg = f"each of {' and '.join(names)} has a stated end"
        raise WindowError(msg, "Leave as_of empty.")
    return {name: replace(one, window=stopped.get(name, one.window)) for name, one in figures.items()}


@dataclass(frozen=True)
class Superseded:
    """A figure that stands no longer, the id of the one that has taken its place, and why it has."""

    figure: Figure
    by: str
    reason: str


def current_figure(superseded: Mapping[str, Superseded], name: str) -> str:
    """Follow a figure's id to the one that stands in its place; its own, while it stands itself."""
    while name in superseded:
        name = superseded[name].by
    return name
