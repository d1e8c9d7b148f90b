"""The plain chart: the two rates side by side."""

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from tally.charts.style import EARLIER, LATER, PAIR, blank, fill, head, styled
from tally.evidence import bounded
from tally.figure_table import written
from tally.units import capital
from tally.windows import Window

SIZE = (4.0, 4.5)  # inches


def bar_chart(pair: pd.DataFrame) -> Figure:
    """
    Draw the earlier and the later rate as bars from zero.

    Parameters
    ----------
    pair : DataFrame
        Two rows, the earlier figure first: `value`, `window`, `days`, `per_month`, `unit`, and the `role`.

    Returns
    -------
    Figure
        The counts per thirty days. A bar is hatched where its window is not made of whole years.
    """
    with styled():
        chart, axes = blank(SIZE)
        chart.subplots_adjust(left=0.03, right=0.97, top=0.835, bottom=0.27)
        heights = pair["per_month"].astype(float)
        sns.barplot(
            x=pair["role"], y=heights, hue=pair["role"], palette=[EARLIER, LATER], width=0.62, legend=False, ax=axes
        )
        axes.set(xlabel="", ylabel="", ylim=(0, max(heights.max(), 1) * 1.06), yticks=[])
        head(axes, f"{capital(pair['unit'].iloc[0])} per thirty days", pad=42)
        labels = []
        for bar, (name, row) in zip(axes.patches, pair.iterrows(), strict=True):
            bar.set(**fill(row), url=f"#per-month-{name}")
            bound = "at least" if row["at_least"] else ""
            axes.annotate(
                bounded(row["per_month"], bound), (bar.get_x() + bar.get_width() / 2, bar.get_height()), (0, 4),
                textcoords="offset points", ha="center", fontsize=15, weight=600, color=PAIR[row["role"]][0],
                url=f"#per-month-{name}",
            )  # fmt: skip
            labels.append(f"{written(row)}\n{row['window'].short}\n{_kind(row['window'])}")
        axes.set_xticks(range(len(labels)), labels, fontsize=8.5)
        for label, name in zip(axes.get_xticklabels(), pair.index, strict=True):
            label.set_url(f"#figure-{name}")
        axes.tick_params(axis="x", length=0)
        return chart


def _kind(window: Window) -> str:
    """Say what sort of window a bar stands for."""
    if window.open_ended:
        return "no cut-off given"
    return "whole year" if window.whole_years else "part of a year"
