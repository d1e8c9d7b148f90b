"""The result of a count of events: how many, by which query, from which file, and from which of its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tally.records.events.columns import Unit
from tally.records.events.counts import CountRow
from tally.records.events.dataset import Dataset
from tally.text import shown, words
from tally.windows import read_window

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 24  # characters of what a data set counts, if sentences are to name it so
LISTED = 200  # ids on a page
QUERY = ("unit", "actor", "role", "place", "kinds", "precision", "clarity")  # all but the window


PlaceYears = tuple[str, str, str, int, int, int, tuple[tuple[int, int, int] | None, ...]]


@dataclass(frozen=True)
class ShownRow:
    """What a card says of a row: its id, its days, where, who took part, and its numbers of deaths."""

    id: str
    days: str
    place: str
    actors: str
    deaths: str


@dataclass(frozen=True)
class EventCount:
    """
    A count of events or deaths.

    Attributes
    ----------
    row : CountRow
        The query, as counts.csv has it.
    dataset : Dataset
        The file's description.
    actor, place : str
        Their names for readers; empty for anybody and anywhere.
    query : str
        The query as a sentence.
    low, value, high : int
        The least that it can be, by the first day of each event, and the most.
    certain, by_date, by_name : tuple of str
        The ids of the rows that count for certain; that may be on other days; and that may be another actor's.
    left_out : tuple
        For each reason how many rows of the file were not used.
    first_rows : tuple of ShownRow
        The first of the rows used; none if the licence does not let rows be passed on.
    notes : tuple of str
        What a reader should know.
    months : tuple
        For each month of the window its first and last day, and low, value and high.
    days : tuple
        For each day of the window low, value and high from the window's first day up to it; none for more than a year.
    periods : tuple
        For each period of a series its first and last day, and low, value and high, which are None if not known.
    daily : tuple
        The count of each day of a series, by the first day of each event; None if not known.
    by_place : tuple
        For each place its id, its name and its country, low, value and high, and these three for each year of the
        calendar, None if not known.
    """

    row: CountRow
    dataset: Dataset
    actor: str
    place: str
    query: str
    low: int
    value: int
    high: int
    certain: tuple[str, ...]
    by_date: tuple[str, ...] = ()
    by_name: tuple[str, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    first_rows: tuple[ShownRow, ...] = ()
    notes: tuple[str, ...] = ()
    months: tuple[tuple[str, str, int, int, int], ...] = ()
    days: tuple[tuple[int, int, int], ...] = ()
    periods: tuple[tuple[str, str, int | None, int | None, int | None], ...] = ()
    daily: tuple[int | None, ...] = ()
    by_place: tuple[PlaceYears, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all rows that were used: first those that count for certain."""
        return (*self.certain, *self.by_date, *self.by_name)

    @property
    def used(self) -> int:
        """The number of rows used."""
        return len(self.certain) + len(self.by_date) + len(self.by_name)

    @property
    def omitted(self) -> int:
        """The number of rows left out."""
        return sum(number for _, number in self.left_out)

    @property
    def of_deaths(self) -> bool:
        """Return whether deaths were counted, and not events."""
        return self.row.unit == Unit.DEATHS

    @property
    def by_first_day(self) -> str:
        """The count by the first day of each event, as it is written."""
        return f"{self.value:,}"

    @property
    def rows(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The ids of the rows that were used, by what is certain of them."""
        return (("certain", self.certain), ("by-date", self.by_date), ("by-name", self.by_name))

    @property
    def rows_used(self) -> tuple[tuple[str, str], ...]:
        """The numbers of rows used, as they are written, each with what is certain of them."""
        used = tuple((f"{len(rows):,}", words.ROWS_USED[name]) for name, rows in self.rows if rows)
        return used or (("0", words.ROWS_USED["certain"]),)

    @property
    def rows_left_out(self) -> tuple[tuple[str, str], ...]:
        """The numbers of rows left out, as they are written, each with the reason."""
        return tuple((f"{number:,}", reason) for reason, number in self.left_out) or (
            ("0", words.ROWS_USED["no-rows"]),
        )

    @property
    def listed_ids(self) -> tuple[str, ...]:
        """The ids that a page lists, the first of them; with hidden characters as their numbers."""
        return tuple(map(shown, self.ids[:LISTED]))

    @property
    def more_ids(self) -> bool:
        """Return whether there are more ids than a page lists."""
        return len(self.ids) > LISTED

    @property
    def ranged(self) -> bool:
        """Return whether the data leave open how many there were."""
        return self.low < self.high

    @property
    def unsettled(self) -> bool:
        """Return whether later releases may add events to days of the window, so that the count is a minimum."""
        covered = self.dataset.covers.last - read_window(self.row.window).last
        return 0 < self.dataset.settles and covered.days < self.dataset.settles

    @property
    def hashed(self) -> str:
        """The start of the file's SHA-256, enough to tell two files apart, in words."""
        return self.dataset.hashed

    @property
    def taking_part(self) -> str:
        """The part of the actor in words, such as “in which the Front took part”; empty for anybody."""
        return words.COUNTED_PARTS[self.row.role].format(self.actor) if self.actor else ""

    def differences(self, other: "EventCount") -> Iterator[str]:
        """Yield the parts in which another query differs, apart from its days."""
        for name in QUERY:
            if getattr(self.row, name) != getattr(other.row, name):
                yield words.QUERY_PARTS[name]


def unit_of(row: CountRow, dataset: Dataset, singulars: "Mapping[str, str]") -> tuple[str, str]:
    """Return the words for what is counted, with any number and with 1; those after 1 are empty if nobody gave them."""
    if row.unit == Unit.DEATHS:
        return words.COUNTED_UNITS[Unit.DEATHS]
    counted = dataset.counts.partition(";")[0].strip()
    if not counted or len(counted) > LONGEST:
        return words.COUNTED_UNITS[Unit.EVENTS]
    return counted, singulars.get(counted, "")
