"""Scales: where a value is on a sheet, and which values are written at an axis."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tally.charts.drawing.letters import SIZE, width_of
from tally.charts.drawing.sheet import Sheet
from tally.charts.drawing.style import MUTED, RULE
from tally.text import words
from tally.windows import short_day

Tick = tuple[float, str]
DAY_STEPS = (1, 2, 5, 7, 14, 28)
MONTH_STEPS = (1, 2, 3, 6, *(12 * years for years in (1, 2, 5, 10, 20, 50, 100, 200, 500)))
SHORT = 70  # days, up to which an axis has days
APART = 10  # pixels between the words at an axis, at least


@dataclass(frozen=True)
class Scale:
    """A scale from a range of values to a range of pixels."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = False

    def __call__(self, value: float) -> float:
        """Compute where a value is."""
        value, low, high = (math.log(part) if self.logarithmic else part for part in (value, self.low, self.high))
        return self.start + (value - low) / (high - low) * (self.end - self.start)

    def within(self, value: float) -> float:
        """Return the value, or the nearest on the scale."""
        return min(max(value, self.low), self.high)


def even_ticks(top: float, most: int, *, whole: bool = False) -> list[float]:
    """Return round values from zero up to a value, no more than `most` above zero."""
    step = 10.0 ** math.floor(math.log10(top / most))
    step *= next(times for times in (1, 2, 5, 10) if top / (step * times) <= most)
    step = max(step, 1.0) if whole else step
    return [place * step for place in range(math.floor(top / step + 1e-9) + 1)]


def multiple_ticks(scale: Scale, most: int) -> list[float]:
    """Return round multiples on a logarithmic scale: in steps of one, two and five, or tens if these are too many."""
    decades = range(math.floor(math.log10(scale.low)), math.ceil(math.log10(scale.high)) + 1)
    for digits in ((1, 2, 5), (1, 3), (1,)):
        values = [digit * 10.0**power for power in decades for digit in digits]
        if len(shown := [value for value in values if scale.low <= value <= scale.high]) <= most:
            return shown
    return shown[:: math.ceil(len(shown) / most)]


def written(value: float) -> str:
    """Format a round value at an axis."""
    return f"{value:,.0f}" if value == round(value) else f"{value:.12f}".rstrip("0")


def day_ticks(scale: Scale, most: int) -> list[Tick]:
    """Return the days that are written at an axis of days, each with its words."""
    first, last = date.fromordinal(math.ceil(scale.low)), date.fromordinal(math.floor(scale.high))
    days = (last - first).days
    shown = list[date]()
    for step in DAY_STEPS if days <= SHORT else MONTH_STEPS:
        shown = list((_days if days <= SHORT else _months)(first, last, step))
        if len(shown) <= most:
            break
    ticks: list[Tick] = [(day.toordinal(), _named(day, in_days=days <= SHORT)) for day in shown[:most]]
    if ticks and not any(text.isdigit() for _, text in ticks):  # the year has to be somewhere
        ticks[0] = (ticks[0][0], f"{ticks[0][1]} {shown[0].year}")
    return ticks


def _days(first: date, last: date, step: int) -> Iterator[date]:
    """Yield days of a step from the first on."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1, step):
        yield date.fromordinal(ordinal)


def _months(first: date, last: date, step: int) -> Iterator[date]:
    """Yield the first days of months whose number since the year zero a step divides."""
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(month // 12, month % 12 + 1, 1)
        if month % step == 0 and day >= first:
            yield day


def _named(day: date, *, in_days: bool) -> str:
    """Return the words of a day at an axis: the year at its start, or else the month."""
    if in_days:
        return short_day(day)
    return str(day.year) if day.month == 1 else words.SHORT_MONTHS[day.month - 1]


def write_axis(sheet: Sheet, scale: Scale, ticks: Sequence[Tick], y: float, *, marks: bool = True) -> None:
    """Write the values below a horizontal axis, each within the sheet and apart from the one before, with marks."""
    after = -math.inf
    for value, text in ticks:
        half = width_of(text) / 2
        x = min(max(scale(value), half), sheet.width - half)
        if marks:
            sheet.line([(scale(value), y), (scale(value), y + 4)], stroke=RULE)
        if x - half >= after + (APART if marks else APART / 2):
            sheet.write(text, x, y + 6 + SIZE, anchor="middle", colour=MUTED)
            after = x + half
