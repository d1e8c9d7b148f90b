"""Two releases of one data set: which of a case's data sets they are, and what differs between them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tally.records.events.dataset import LINE, Dataset, Span


@dataclass(frozen=True)
class YearChange:
    """The rows of one year of the first day: in the old and the new release, added, dropped and changed."""

    year: int
    old: int
    new: int
    added: int
    dropped: int
    changed: int


@dataclass(frozen=True)
class ReleaseChange:
    """
    What differs between two releases.

    Attributes
    ----------
    old, new : str
        The ids of the two data sets.
    days : Span
        The days that both cover; only rows whose first day is one of them are compared.
    place : str
        The place whose rows are compared; empty for all.
    years : tuple of YearChange
        Each year of these days.
    common : int
        Rows that are in both, by their ids.
    parts, columns : dict
        For each part of a row, and for each column of the normal form, how many common rows have something else in it.
    dropped : tuple of str
        The first ids of the rows that were dropped.
    countries : tuple of str
        Those of which only one of the two has rows, the one with most rows first.
    backwards : bool
        Whether the new release ends before the old one.
    """

    old: str
    new: str
    days: Span
    place: str
    years: tuple[YearChange, ...]
    common: int
    parts: dict[str, int]
    columns: dict[str, int]
    dropped: tuple[str, ...]
    countries: tuple[str, ...] = ()
    backwards: bool = False

    def total(self, what: str) -> int:
        """Return the sum over all years of a field of `YearChange`."""
        return sum(getattr(year, what) for year in self.years)

    @property
    def latest(self) -> YearChange:
        """The last year of the old release, which is the one that grows most."""
        return self.years[-1]

    @property
    def growth(self) -> float | None:
        """The rows of the latest year, new as a multiple of old; None if the old release has none."""
        return self.latest.new / self.latest.old if self.latest.old else None


def earlier_release(datasets: Mapping[str, Dataset], name: str) -> Dataset | None:
    """
    Return the last release before that of a data set; None if the case has none.

    Releases of one data set have the same kind, counter and title, ids for their rows, and different files; the earlier
    one ends first or, if both end on one day, has the lower number. They have days in common.
    """
    new = datasets.get(name)
    if new is None or new.columns.get("row") == LINE:
        return None
    others = [
        old
        for old in datasets.values()
        if (old.kind, old.counter, old.title) == (new.kind, new.counter, new.title)
        and old.sha256 != new.sha256
        and old.columns.get("row") != LINE
        and _order(old) < _order(new)
        and max(old.covers.first, new.covers.first) <= min(old.covers.last, new.covers.last)
    ]
    return max(others, key=_order, default=None)


def with_earlier(datasets: Mapping[str, Dataset], names: Iterable[str]) -> dict[str, Dataset]:
    """Return some data sets of a case with the release before each, by their ids."""
    found = {name: datasets[name] for name in names}
    earlier = [old for old in (earlier_release(datasets, name) for name in found) if old]
    return found | {old.id: old for old in earlier}


def _order(dataset: Dataset) -> tuple[str, tuple[int, ...]]:
    """Return by what releases are put in order: their last day, and the numbers in their names."""
    return str(dataset.covers.last), tuple(int(number) for number in re.findall(r"[0-9]{1,9}", dataset.release))
