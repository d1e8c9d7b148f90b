"""The plain chart: the two rates side by side."""

import textwrap

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from tally.charts.style import BESIDE, PAIR, blank, fill, head, styled
from tally.records.figures import row_bound, written_count
from tally.text import capitalised, rounded_bound, words
from tally.windows import Window

SIZE = (4.0, 4.5)  # inches
LETTERS = 56  # that fit in one line of all bars' labels
OUTLINE = {"facecolor": "none", "edgecolor": BESIDE, "linewidth": 1.3}


def bar_chart(pair: pd.DataFrame) -> Figure:
    """
    Draw the earlier and the later rate, and those between them, as bars from zero.

    Parameters
    ----------
    pair : DataFrame
        One row for each figure, in the order of their days: `value`, `bound`, `window`, `per_month`, `unit`, and the
        `role`: earlier, later or between.

    Returns
    -------
    Figure
        The counts per thirty days. A bar is hatched if its window is not made of whole years; the bars between the two
        are outlines.
    """
    with styled():
        chart, axes = blank(SIZE)
        chart.subplots_adjust(left=0.03, right=0.97, top=0.835, bottom=0.27)
        heights = pair["per_month"].astype(float)
        sns.barplot(x=pair.index.astype(str), y=heights.to_numpy(), width=0.62, errorbar=None, ax=axes)
        axes.set(xlabel="", ylabel="", ylim=(0, max(heights.max(), 1) * 1.06), yticks=[])
        head(axes, words.CHART["per-month"].format(capitalised(pair["unit"].iloc[0])), pad=42)
        labels, letters = [], LETTERS // len(pair)
        for bar, (name, row) in zip(axes.patches, pair.iterrows(), strict=True):
            bar.set(**(fill(row) if row["role"] in PAIR else OUTLINE), url=f"#per-month-{name}")
            colour = PAIR[row["role"]][0] if row["role"] in PAIR else BESIDE
            axes.annotate(
                rounded_bound(row["per_month"], row_bound(row)),
                (bar.get_x() + bar.get_width() / 2, bar.get_height()), (0, 4),
                textcoords="offset points", ha="center", weight=600, color=colour,
                fontsize=15 if row["role"] in PAIR else 11, url=f"#per-month-{name}",
            )  # fmt: skip
            labels.append(_label(row, letters))
        axes.set_xticks(range(len(labels)), labels, fontsize=8.5 if len(pair) <= 3 else 7)
        for label, name in zip(axes.get_xticklabels(), pair.index, strict=True):
            label.set_url(f"#figure-{name}")
        axes.grid(visible=False, axis="x")
        axes.tick_params(axis="x", bottom=False)
        return chart


def _label(row: pd.Series, letters: int) -> str:
    """Format a count, its days and the kind of its window in lines that fit under its bar."""
    parts = [written_count(row), row["window"].short, _kind(row["window"])]
    return "\n".join(line for part in parts for line in textwrap.wrap(part, letters))


def _kind(window: Window) -> str:
    """Return the kind of a bar's window, in words."""
    if window.open_ended:
        return words.CHART["open"]
    return words.CHART["year" if window.whole_years else "part"]
