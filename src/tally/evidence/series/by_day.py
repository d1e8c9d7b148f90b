"""The days of a counted series, added up: the year to date, rolling counts, and the days as a calendar."""

from dataclasses import dataclass
from functools import cached_property

from tally.analysis.counted import Break, Columns, days_of, rolling_days
from tally.evidence.numbers import Number, ToDateNumbers
from tally.evidence.series.drawn import (
    CalendarNumbers,
    RollingNumbers,
    calendar_numbers,
    rolling_numbers,
    years_to_date,
)
from tally.records.events import EventCount
from tally.records.figures import Figure

MOST_DAYS = 366 * 12  # of which a rolling count and a calendar are drawn: of more, no day could be seen


@dataclass(frozen=True)
class ByDay:
    """The days of a series that was counted as a whole, each part computed when it is first used."""

    whole: Figure
    count: EventCount
    number: Number
    breaks: tuple[Break, ...] = ()

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
        return tuple(found)
