"""Lines over days: their points, the days at their axis, and places for labels at their ends."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

from matplotlib.path import Path

from tally.charts.drawing import Point
from tally.text import words
from tally.windows import short_day

FINE = 0.5  # pixels by which a line may be simplified
COMMON = 2001  # a year without 29 February, whose months stand for those of any year
FEW_MONTHS = 2  # beginnings of months, up to which days are written instead


def day_names(first: date, days: int, most: int) -> list[tuple[float, str]]:
    """Return the days that are written at an axis from a day of the year on: the first ones of months, or any."""
    start = first.replace(year=COMMON, day=min(first.day, 28) if first.month == 2 else first.day)
    every = [start + timedelta(at) for at in range(days)]
    months = [at for at, day in enumerate(every) if day.day == 1]
    if len(months) > FEW_MONTHS:
        return [(at, words.SHORT_MONTHS[every[at].month - 1]) for at in months[:: math.ceil(len(months) / most)]]
    return [(at, short_day(every[at])) for at in range(0, days, math.ceil(2 * days / most))]


def simplified(points: Sequence[Point], fine: float = FINE) -> list[Point]:
    """Return the points of a line without those that change it by fewer pixels than can be seen."""
    path = Path(points)
    path.should_simplify, path.simplify_threshold = True, fine
    shown = [(float(x), float(y)) for x, y in path.cleaned(simplify=True).vertices[:-1]]
    return shown if len(shown) > 1 else [*points[:1], *points[-1:]]


def spread(places: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Return places, in order, moved as little as keeps them apart and between two ends."""
    moved = list[float]()
    for place in places:
        moved.append(max(place, moved[-1] + apart) if moved else max(place, low))
    over = high
    for at in reversed(range(len(moved))):
        moved[at], over = min(moved[at], over), min(moved[at], over) - apart
    return moved
