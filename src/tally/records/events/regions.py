"""The boundaries of places: their rings, a point inside each, and the place that a name means."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from tally.text import fold

SMALL = 1e-12  # square degrees, below which a ring is a line


class Position(NamedTuple):
    """A place on a map, in degrees."""

    longitude: float
    latitude: float


Ring = tuple[Position, ...]


@dataclass(frozen=True)
class Region:
    """A place with its boundaries: its rings, holes too, and its id and name; either may be empty."""

    id: str
    name: str
    rings: tuple[Ring, ...]

    @property
    def label(self) -> str:
        """The name, or else the id; empty if it has neither."""
        return self.name or self.id

    @cached_property
    def middle(self) -> Position:
        """Return a point inside its largest part: the centre of gravity, or the nearest inside on its latitude."""
        largest = max(self.rings, key=lambda ring: abs(_doubled_area(ring)))
        centre = _centre(largest)
        crossings = sorted(_crossings(self.rings, centre.latitude))
        inside = [*zip(crossings[::2], crossings[1::2], strict=False)]
        if not inside or any(left <= centre.longitude <= right for left, right in inside):
            return centre
        left, right = max(inside, key=lambda ends: ends[1] - ends[0])
        return Position((left + right) / 2, centre.latitude)


@dataclass(frozen=True)
class Boundaries:
    """
    The places of a file in its order.

    `notes` say what is peculiar about it, in sentences; `sha256` is that of the file, empty if it is not known.
    """

    regions: tuple[Region, ...]
    notes: tuple[str, ...] = ()
    sha256: str = ""

    def find(self, names: Iterable[str]) -> Region | None:
        """Return the place that has one of these names or ids, in any case and with or without accents."""
        known = {name_key(name) for name in names if name}
        return next(
            (region for region in self.regions if known & ({name_key(region.id), name_key(region.name)} - {""})), None
        )  # fmt: skip


def name_key(name: str) -> str:
    """Return the letters by which names are compared: in small letters, without accents."""
    letters = unicodedata.normalize("NFKD", fold(name).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _doubled_area(ring: Ring) -> float:
    """Return twice the area of a ring, below zero if it turns right."""
    return sum(
        start.longitude * end.latitude - end.longitude * start.latitude for start, end in pairwise([*ring, ring[0]])
    )


def _centre(ring: Ring) -> Position:
    """Return the centre of gravity of a ring; its first point if it has no area."""
    base, area = ring[0], 0.0
    east = north = 0.0
    for start, end in pairwise([*ring, base]):  # from the first point, so that small rings lose no digits
        x, y, along, up = start[0] - base[0], start[1] - base[1], end[0] - base[0], end[1] - base[1]
        area, east, north = (
            area + x * up - along * y, east + (x + along) * (x * up - along * y),
            north + (y + up) * (x * up - along * y),
        )  # fmt: skip
    if abs(area) < SMALL:
        return base
    return Position(base[0] + east / (3 * area), base[1] + north / (3 * area))


def _crossings(rings: Iterable[Ring], latitude: float) -> Iterator[float]:
    """Yield the longitudes at which rings cross a latitude."""
    for ring in rings:
        for start, end in pairwise([*ring, ring[0]]):
            if (start.latitude > latitude) != (end.latitude > latitude):
                share = (latitude - start.latitude) / (end.latitude - start.latitude)
                yield start.longitude + share * (end.longitude - start.longitude)
