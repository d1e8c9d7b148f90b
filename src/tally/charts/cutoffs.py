"""The cut-off chart: the ratio for each day on which a count without a cut-off can end."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from tally.analysis.robustness import Cutoff
from tally.charts.drawing import (
    INK,
    LATER,
    LATER_WASH,
    LINE,
    MUTED,
    NARROW,
    RULE,
    SIZE,
    Box,
    Link,
    Scale,
    Sheet,
    day_ticks,
    multiple_ticks,
    overlap,
    shortened,
    width_of,
    write_axis,
    written,
)
from tally.text import rounded_bound, words
from tally.windows import short_day

HEIGHT, FOOT, GAP = 220.0, 34.0, 8.0  # pixels of the drawing, below it, and beside the numbers at the left
LOW, BEYOND = 0.7, 1.3  # the lower end of the scale; times the largest ratio: its upper end
LIFT = 3.0  # pixels by which a label is moved until it covers no other and no line of the grid
CURVE = 40  # points of the curve at most, closer to each other where it is steep


def cutoff_chart(curve: pd.DataFrame, printed: Sequence[Cutoff], width: float = NARROW) -> Sheet:
    """
    Draw the ratio over every possible cut-off.

    Parameters
    ----------
    curve : DataFrame
        One row for each day: `low`, `estimate` and `high`. A missing `estimate` or `high` is not drawn.
    printed : sequence of Cutoff
        The cut-offs that a document gives; each is marked and labelled.
    width : float
        Of the sheet, in pixels.

    Returns
    -------
    Sheet
        The cut-off is on the x-axis, the ratio on a logarithmic y-axis, its interval a band. A ratio of one, equal
        rates, is a horizontal line.
    """
    sheet = Sheet(width)
    sheet.write(shortened(words.CHART["multiple"], width), 0, SIZE, colour=MUTED)
    top = LINE + GAP + SIZE
    bottom = top + HEIGHT
    rates = Scale(LOW, max(float(curve["estimate"].max()) * BEYOND, 2), bottom, top, logarithmic=True)
    ticks = multiple_ticks(rates, 7)
    left = max(width_of(written(tick)) for tick in ticks) + GAP
    first, last = (day.toordinal() for day in (curve.index[0], curve.index[-1]))
    days = Scale(first, max(last, first + 1), left, width - GAP)
    for tick in ticks:
        sheet.line([(left, rates(tick)), (width, rates(tick))], stroke=INK if tick == 1 else RULE)
        sheet.write(written(tick), 0, rates(tick) + SIZE * 0.35, colour=MUTED)
    shown = sorted({*(round(place) for place in np.geomspace(1, len(curve), CURVE))})
    _draw_curve(sheet, curve.iloc[[place - 1 for place in shown]], days, rates)
    write_axis(sheet, days, day_ticks(days, 5), bottom)
    lines: list[Box] = [(left, rates(tick) - 0.5, width, rates(tick) + 0.5) for tick in ticks]
    taken = [sheet.write(words.CHART["equal"], left + 4, rates(1) - 5, colour=MUTED).box]
    for cutoff in printed:
        ratio = cutoff.reading.ratio
        if ratio.estimate is None:
            continue
        text = f"{short_day(cutoff.day)}: {rounded_bound(ratio.estimate, ratio.bound)}"
        link = Link(f"figure-{cutoff.figure}", words.TIPS["cutoff"].format(text), row=True)
        x, high = days(days.within(cutoff.day.toordinal())), ratio.high or ratio.estimate
        sheet.line([(x, rates(rates.within(ratio.low))), (x, rates(rates.within(high)))], stroke=LATER, link=link)
        sheet.dot(x, rates(rates.within(ratio.estimate)), 4, fill=LATER, link=link)
        taken.append(_write(sheet, text, (x, rates(rates.within(high)) - 6), [*taken, *lines], link))
    return sheet.finished(bottom + FOOT)


def _draw_curve(sheet: Sheet, curve: pd.DataFrame, days: Scale, rates: Scale) -> None:
    """Draw the band of the intervals and the curve of the ratios, as far as there are any."""
    across = [days(day.toordinal()) for day in curve.index]
    lows, ratios, highs = (
        [(x, rates(rates.within(value))) for x, value in zip(across, curve[name], strict=True) if value > 0]
        for name in ("low", "estimate", "high")
    )
    if lows and highs:
        sheet.line([*lows, *reversed(highs)], fill=LATER_WASH, tip=words.TIPS["curve-interval"])
    if len(ratios) > 1:
        sheet.line(ratios, stroke=LATER, width=1.8, tip=words.TIPS["curve"])


def _write(sheet: Sheet, text: str, above: tuple[float, float], taken: Sequence[Box], link: Link) -> Box:
    """Write a label above a point, moved up until it covers nothing, and return its place."""
    x, y = above
    x = min(max(x, width_of(text, bold=True)), sheet.width)
    for _ in range(round(HEIGHT / LIFT)):
        words = sheet.write(text, x, y, anchor="end", bold=True, colour=LATER, link=link)
        if y <= LINE + SIZE or not any(overlap(words.box, other) for other in taken):
            break
        sheet.words.remove(words)
        y -= LIFT
    else:
        words = sheet.write(text, x, y, anchor="end", bold=True, colour=LATER, link=link)
    return words.box
