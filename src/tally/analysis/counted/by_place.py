"""Counts by place: one row for each place, joined with its boundaries by name, and what has no known place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from tally.errors import TallyError
from tally.records.events import name_key
from tally.records.tables import shorten, suggest_name

if TYPE_CHECKING:
    from tally.records.events import Boundaries, PlaceName, Region

MOST_NAMED = 5  # names in a message


class CountedPlace(Protocol):
    """What was counted in a place: its id in places.csv, its name, and its count."""

    @property
    def place(self) -> str:
        """The id; empty if places.csv has none."""

    @property
    def name(self) -> str:
        """The name; empty if the file does not say where it was."""

    @property
    def low(self) -> int:
        """The lowest count."""

    @property
    def value(self) -> int:
        """The count by the first day of each event."""

    @property
    def high(self) -> int:
        """The highest count."""


class PlaceError(TallyError, ValueError):
    """A place cannot be joined with its boundaries, or has no row in places.csv. The message says what to do."""


@dataclass(frozen=True)
class PlaceRow:
    """The count of a place, with low ≤ value ≤ high, and its boundaries, if there are any; the id may be empty."""

    id: str
    name: str
    low: int
    value: int
    high: int
    region: "Region | None" = None

    @property
    def ranged(self) -> bool:
        """Return whether some of its events are only possible."""
        return self.low != self.high


@dataclass(frozen=True)
class PlaceTable:
    """
    The counts of all places in falling order, each event in one of them.

    `unknown` is what was counted somewhere that the file does not name; None if there is none.
    """

    rows: tuple[PlaceRow, ...]
    unknown: PlaceRow | None = None


def place_table(
    counts: Sequence[CountedPlace], names: Sequence["PlaceName"] = (), boundaries: "Boundaries | None" = None
) -> PlaceTable:
    """
    Return the counts by place.

    Parameters
    ----------
    counts : sequence of PlaceCount
        As `tally.events.count_places` gives them.
    names : sequence of PlaceName
        The names of the data set in places.csv: a place may have any of its names in the boundaries.
    boundaries : Boundaries, optional
        The boundaries. A place that they have and nothing was counted in has a row with zeros.

    Raises
    ------
    PlaceError
        The file prints a name that neither places.csv nor the boundaries have, or the boundaries have no name of a
        place, or two places have one name in them. The message has the nearest names.
    """
    known = sorted({name.printed for name in names})
    regions = [region.label for region in boundaries.regions if region.label] if boundaries else []
    rows, taken, unknown = list[PlaceRow](), dict[str, PlaceRow](), None
    for count in counts:
        row = PlaceRow(count.place, count.name, count.low, count.value, count.high)
        if not count.name:
            unknown = row
            continue
        own = [name for name in names if name.place == count.place] if count.place else []
        if boundaries:
            region = boundaries.find([count.place, count.name, *(name.printed for name in own)])
            if region is None:
                raise _unmatched(count.name, "The boundaries have no place", regions)
            row, key = replace(row, region=region), name_key(region.label)
            if other := taken.get(key):
                msg = f"{other.name!r} and {row.name!r} are one place in the boundaries ({region.label!r}). \
Give them one id in places.csv."
                raise PlaceError(msg)
            taken[key] = row
        elif names and not count.place:
            raise _unmatched(count.name, "places.csv has no row for", known)
        rows.append(row)
    for region in boundaries.regions if boundaries else ():
        if region.label and name_key(region.label) not in taken:
            rows.append(PlaceRow("", region.label, 0, 0, 0, region))
    return PlaceTable(tuple(sorted(rows, key=lambda row: (-row.value, -row.high, row.name))), unknown)


def _unmatched(name: str, what: str, known: Sequence[str]) -> PlaceError:
    """Return the error for a place without a match, with the nearest names."""
    listed = ", ".join(shorten(other, 40) for other in known[:MOST_NAMED])
    more = f" and {len(known) - MOST_NAMED:,} more" if len(known) > MOST_NAMED else ""
    hint = suggest_name(name, known) or f"There are: {listed}{more}. "
    return PlaceError(
        f"{what} {shorten(name)!r}. {hint}Correct the name, or add a row to places.csv that gives its place this name."
    )
