"""A counted series divided: the year to date, rolling counts, the days as a calendar, and the places."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from tally.analysis.counted import Break, Columns, Panel, columns_of, days_of, place_table, rolling_days
from tally.evidence.numbers import Number, ToDateNumbers
from tally.evidence.series.drawn import (
    CalendarNumbers,
    PlaceNumbers,
    RollingNumbers,
    calendar_numbers,
    place_numbers,
    rolling_numbers,
    years_to_date,
)
from tally.records.events import Boundaries, EventCount, PlaceName
from tally.records.figures import Figure
from tally.windows import Step, periods_in

FEWEST_YEARS, MOST_PLACES = 2, 24  # of small charts by place
UNKNOWN = (None, None, None)
MOST_DAYS = 366 * 12  # of which a rolling count and a calendar are drawn: of more, no day could be seen


@dataclass(frozen=True)
class ByDay:
    """The days of a series that was counted as a whole, each part computed when it is first used."""

    whole: Figure
    count: EventCount
    number: Number
    breaks: tuple[Break, ...] = ()
    names: tuple[PlaceName, ...] = ()
    boundaries: Boundaries | None = None

    @cached_property
    def places(self) -> PlaceNumbers | None:
        """The counts by place; None if it was not counted by place, or in none."""
        if not self.count.by_place:
            return None
        table = place_table(places_of(self.count), self.names, self.boundaries)
        return place_numbers(table, self.number, self.whole.noun)

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        """The years of each place, in the order of the places; none for one year, or if the places are too many."""
        years = periods_in(self.whole.window.first, self.whole.window.last, Step.YEAR)
        if self.places is None or len(years) < FEWEST_YEARS or len(self.count.by_place) > MOST_PLACES:
            return ()
        found = [
            Panel(f"{place}", name, columns_of(Step.YEAR, years, [year or UNKNOWN for year in counts],
                                               settled=self.count.dataset.settled))
            for place, name, _, _, _, _, counts in self.count.by_place
        ]  # fmt: skip
        return tuple(found)

    def number_of_place(self, panel: Panel) -> Number | None:
        """Return the number of the place of small charts; None for one without any event."""
        table = self.places
        rows = [*table.table.rows, *([table.table.unknown] if table.table.unknown else [])] if table else []
        row = next((row for row in rows if row.name == panel.name and row.high), None)
        return table.number_of(row) if table and row else None

    @property
    def always_first(self) -> bool:
        """Return whether the first place has the most in each year that is known."""
        named = [panel.columns.columns for panel in self.panels if panel.name]
        years = [[year.value for year in years if year.value is not None] for years in zip(*named, strict=True)]
        return all(counts[0] == max(counts) for counts in years if counts)

    @cached_property
    def days(self) -> Columns:
        """The count of each day."""
        first, settled = self.whole.window.first, self.count.dataset.settled
        return days_of(first, self.count.daily, settled=settled, breaks=self.breaks)

    @cached_property
    def to_date(self) -> ToDateNumbers | None:
        """The year to date beside those before; None if there are no two years."""
        return years_to_date(self.days, self.number, self.whole.noun, [self.whole.source])

    @cached_property
    def rolling(self) -> RollingNumbers | None:
        """The rolling count; None if no window is known, or if there are too many days."""
        if len(self.count.daily) > MOST_DAYS:
            return None
        return rolling_numbers(rolling_days(self.days), self.number, self.whole.noun)

    @cached_property
    def calendar(self) -> CalendarNumbers | None:
        """The days as a calendar; None if none is known, or if there are too many."""
        return None if len(self.count.daily) > MOST_DAYS else calendar_numbers(self.days, self.number, self.whole.noun)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers to which marks of the charts lead."""
        found = [self.rolling.highest, self.rolling.latest] if self.rolling else []
        if self.to_date:
            found += [self.to_date.earlier, self.to_date.later, *self.to_date.others]
        if self.places:
            found += [*self.places.counts, *([self.places.unknown] if self.places.unknown else [])]
        return tuple(found)


class CountedPlace(NamedTuple):
    """A place and what was counted there."""

    place: str
    name: str
    country: str
    low: int
    value: int
    high: int


def places_of(count: EventCount) -> list[CountedPlace]:
    """Return the places of a count."""
    return [CountedPlace(*place[:6]) for place in count.by_place]
