"""The frame of a chart over time: a scale of counts with its lines, an axis of days, breaks, and the key."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from tally.charts.drawing import (
    INK,
    LATER,
    LATER_HATCH,
    LATER_WASH,
    LINE,
    MUTED,
    PAPER,
    RULE,
    SIZE,
    WIDE,
    Point,
    Scale,
    Sheet,
    day_ticks,
    even_ticks,
    shortened,
    width_of,
    wrapped,
    write_axis,
    written,
)
from tally.text import words
from tally.windows import long_day

if TYPE_CHECKING:
    from tally.analysis.counted import Break

GAP, FOOT = 8.0, 34.0  # pixels beside the numbers at the left, and below the drawing
KEY = 11.0  # pixels of a side of a square in the key
ROOM = 6.0  # pixels between the names of years
FLAT = 3.0  # pixels of the height of a line in the key
APART = 14.0  # pixels between two entries of the key, and between the letters of two breaks
CUT = (5.0, 2.5)  # the dash of the line of a break
NARROWEST = 4.0  # pixels of a column, from which there is room between it and the next
BETWEEN = 1.0  # pixels between two such columns
FINE = 0.01  # pixels by which neighbours may seem apart
Look = dict[str, Any]
CERTAIN, NOT_KNOWN, LEVEL = ({"fill": fill} for fill in (LATER, RULE, INK))
POSSIBLE: Look = {"fill": LATER_WASH, "stroke": LATER, "width": 0.6}
CROWDED: Look = {"fill": LATER_HATCH}  # what is possible, in columns too thin for an edge
HATCHED: Look = {"fill": LATER_WASH, "hatch": LATER_HATCH, "stroke": LATER, "width": 0.8}
CHANGED: Look = {"stroke": INK, "dash": CUT, "width": 1.2}


class Frame:
    """
    The place of a drawing on a sheet, with its scales: counts from zero upwards, days from the left.

    Parameters
    ----------
    sheet : Sheet
        On which it is.
    top, height : float
        Where the drawing begins, and how high it is.
    most : float
        The highest count of the scale.
    span : pair of float
        The first and the last value on the axis of days.
    ticks : int
        The most numbers at the scale of counts above zero.
    whole : bool
        Whether these are whole.
    sides : pair of float, optional
        Where it begins and ends; from its numbers to the right end of the sheet if it is not given.
    """

    def __init__(
        self, sheet: Sheet, top: float, height: float, most: float, span: tuple[float, float], *, ticks: int = 5,
        whole: bool = True, sides: tuple[float | None, float | None] = (None, None),
    ) -> None:  # fmt: skip
        self.sheet, self.top, self.bottom = sheet, top, top + height
        self.counts = Scale(0, most, self.bottom, top)
        self.ticks = even_ticks(most, ticks, whole=whole)
        self.left = max(width_of(written(tick)) for tick in self.ticks) + GAP if sides[0] is None else sides[0]
        self.right = sheet.width if sides[1] is None else sides[1]
        self.days = Scale(*span, self.left, self.right)

    @property
    def wide(self) -> bool:
        """Return whether the sheet has the wide form."""
        return self.sheet.width >= WIDE

    def write_counts(self, *, base: bool = False, numbers: bool = True) -> None:
        """Draw the lines of the scale of counts, and write its numbers; with the base if there is one."""
        right = self.sheet.width if base else self.right
        for tick in self.ticks if base else self.ticks[1:]:
            self.sheet.line([(self.left, self.counts(tick)), (right, self.counts(tick))], stroke=RULE if tick else INK)
        for tick in self.ticks if numbers else ():
            self.sheet.write(written(tick), 0, self.counts(tick) + SIZE * 0.35, colour=MUTED)

    def write_days(self) -> None:
        """Write the axis of days."""
        write_axis(self.sheet, self.days, day_ticks(self.days, 9 if self.wide else 5), self.bottom)

    def write_years(self, years: Sequence[tuple[date, date]]) -> None:
        """Write the axis of days as years, each below the middle of its days, as many as there is room for."""
        named = [((first.toordinal() + last.toordinal() + 1) / 2, f"{first.year}") for first, last in years]
        often = next(often for often in (1, 2, 5, 10, 20, 50, 100, 200, 500)
                     if often * (self.right - self.left) / len(named) > width_of(named[-1][1]) + ROOM)  # fmt: skip
        shown = [tick for tick in named if int(tick[1]) % often == 0] if often > 1 else named
        write_axis(self.sheet, self.days, shown, self.bottom, marks=False)

    def draw_base(self) -> None:
        """Draw the line of zero."""
        self.sheet.line([(self.left, self.bottom), (self.right, self.bottom)], stroke=INK)

    def draw_gaps(self, gaps: Iterable[tuple[float, float]]) -> None:
        """Draw what is not known in grey: from one day to the next, each a number on the axis."""
        for start, end in gaps:
            tip = words.CHART["not-known"]
            self.sheet.box(self.days(start), self.top, self.days(end), self.bottom, **NOT_KNOWN, tip=tip)

    def draw_breaks(self, breaks: Sequence["Break"]) -> None:
        """Draw a line where something changes in how events were counted, with the letter that it has in the key."""
        groups = list[tuple[float, str]]()
        for letter, change in zip(letters_of(breaks), breaks, strict=True):
            x = self.days(self.days.within(change.day.toordinal()))
            self.sheet.line([(x, self.top - 2), (x, self.bottom)], stroke=PAPER, width=3.6)
            tip = words.CHART["break"].format(long_day(change.day), change.what)
            self.sheet.line([(x, self.top - 2), (x, self.bottom)], **CHANGED, tip=tip)
            if groups and x - groups[-1][0] < APART:
                groups[-1] = (groups[-1][0], groups[-1][1] + letter)
            else:
                groups.append((x, letter))
        for x, text in groups:
            half = width_of(text, bold=True) / 2
            at = min(max(x, half), self.sheet.width - half)
            self.sheet.write(text, at, self.top - 6, anchor="middle", bold=True)


def breaks_in(breaks: Sequence["Break"], span: tuple[float, float]) -> list["Break"]:
    """Return the breaks that are between the first and the last day of an axis; others cut nothing."""
    return [change for change in breaks if span[0] < change.day.toordinal() < span[1]]


def letters_of(breaks: Sequence["Break"]) -> list[str]:
    """Return the letters by which breaks are told apart; an asterisk for those after the 26th."""
    return [ascii_uppercase[place] if place < len(ascii_uppercase) else "*" for place in range(len(breaks))]


def write_heading(sheet: Sheet, text: str) -> float:
    """Write what the chart counts above it; return where the next line begins."""
    sheet.write(shortened(text, sheet.width), 0, SIZE, colour=MUTED)
    return LINE + GAP


def write_key(sheet: Sheet, items: Sequence[tuple[str, Look]], top: float) -> float:
    """Write the key in as many lines as it needs; return where they end."""
    x, y = 0.0, top
    for text, look in items:
        shown = shortened(text, sheet.width - KEY - 5)
        wide = KEY + 5 + width_of(shown)
        if x and x + wide > sheet.width:
            x, y = 0.0, y + LINE
        middle = y + 2 + KEY / 2
        if "fill" in look:
            flat = FLAT / 2 if look is LEVEL else KEY / 2
            sheet.box(x, middle - flat, x + KEY, middle + flat, **look)
        else:
            sheet.line([(x, middle), (x + KEY, middle)], **look)
        sheet.write(shown, x + KEY + 5, y + SIZE - 1, colour=MUTED)
        x += wide + APART
    return y + LINE if items else top


def write_breaks(sheet: Sheet, breaks: Sequence["Break"], top: float) -> float:
    """Write what changes at each break after its letter; return where the lines end."""
    y = top
    for letter, change in zip(letters_of(breaks), breaks, strict=True):
        text = words.CHART["break"].format(long_day(change.day), change.what)
        sheet.write(letter, 0, y + SIZE - 1, bold=True)
        y = sheet.write_lines(wrapped(text, sheet.width - KEY - 5), KEY + 5, y + SIZE - 1, colour=MUTED) - SIZE + 1
    return y


def outlines(
    columns: Iterable[tuple[float, float, float]], base: float, between: float = BETWEEN
) -> Iterator[list[Point]]:
    """
    Yield the outlines of columns, those that are next to each other in one.

    Parameters
    ----------
    columns : iterable of tuple of float
        The left and the right end of each, and its top.
    base : float
        The bottom of all. A column without height has no outline.
    between : float
        Pixels between two columns that are wide enough for it.
    """
    points, after = list[Point](), float("-inf")
    for left, right, height in columns:
        if height >= base:
            continue
        shown = right - (between if right - left >= NARROWEST else 0)
        if points and left > after + FINE:
            yield points
            points = []
        if points and shown == right and points[-1][0] == left:
            points.pop()  # the base between two columns that touch
            points += [(left, height), (right, height), (right, base)]
        else:
            points += [(left, base), (left, height), (shown, height), (shown, base)]
        after = right
    if points:
        yield points
