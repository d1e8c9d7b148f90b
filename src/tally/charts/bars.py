"""The plain chart: the rates below each other."""

import pandas as pd

from tally.charts.alt import figure_link
from tally.charts.drawing import (
    BESIDE,
    LINE,
    MUTED,
    NARROW,
    PAIR,
    SIZE,
    Scale,
    Sheet,
    Style,
    shortened,
    width_of,
    wrapped,
)
from tally.charts.windows import filled
from tally.records.figures import row_bound, written_count
from tally.text import capitalised, rounded_bound, words
from tally.windows import Window

THICK, GAP = 26.0, 12.0  # pixels of a bar, and between a bar and the next label
APART = 6.0  # pixels from a bar to its number


def bar_chart(pair: pd.DataFrame, width: float = NARROW) -> Sheet:
    """
    Draw the earlier and the later rate, and those between them, as bars from zero.

    Parameters
    ----------
    pair : DataFrame
        One row for each figure, in the order of their days: `value`, `bound`, `window`, `per_month`, `unit`, and the
        `role`: earlier, later or between.
    width : float
        Of the sheet, in pixels.

    Returns
    -------
    Sheet
        The counts per thirty days. A bar is hatched if its window is not made of whole years; the bars between the two
        are outlines.
    """
    sheet = Sheet(width)
    heading = words.CHART["per-month"].format(capitalised(pair["unit"].iloc[0]))
    sheet.write(shortened(heading, width), 0, SIZE, colour=MUTED)
    rates = [rounded_bound(row["per_month"], row_bound(row)) for _, row in pair.iterrows()]
    room = max(width_of(rate, bold=True) for rate in rates) + APART
    scale = Scale(0, max(float(pair["per_month"].max()), 1e-9), 0, width - room)
    start = LINE + GAP
    labels = [
        wrapped(f"{written_count(row)} · {row['window'].short} · {_kind(row['window'])}", width)
        for _, row in pair.iterrows()
    ]
    high = LINE * max(map(len, labels)) + THICK + GAP
    middles = [start + high * (place + 1) - GAP - THICK / 2 for place in range(len(labels))]
    looks = []
    for lines, rate, middle, (name, row) in zip(labels, rates, middles, pair.iterrows(), strict=True):
        paired, monthly = row["role"] in PAIR, figure_link(str(name), row, "per-month")
        colour = PAIR[row["role"]][0] if paired else BESIDE
        first = middle - THICK / 2 - LINE * (len(lines) - 1) - 5
        sheet.write_lines(lines, 0, first, colour=MUTED, link=figure_link(str(name), row))
        looks.append(Style(**(filled(row) if paired else {"stroke": BESIDE, "width": 1.3}), link=monthly))
        end = scale(float(row["per_month"])) + APART
        sheet.write(rate, end, middle + SIZE * 0.36, bold=True, colour=colour, link=monthly)
        y = middle + THICK / 2 + GAP
    sheet.bars([scale(float(rate)) for rate in pair["per_month"]], middles, THICK, looks)
    sheet.grid([((0, middle - THICK / 2 - 3), (0, middle + THICK / 2 + 3)) for middle in middles])
    return sheet.finished(y)


def _kind(window: Window) -> str:
    """Return the kind of a bar's window, in words."""
    if window.open_ended:
        return words.CHART["open"]
    return words.CHART["year" if window.whole_years else "part"]
