"""The cut-off chart: the ratio for each day on which a count without a cut-off can end."""

from collections.abc import Sequence

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from tally.analysis.robustness import Cutoff
from tally.charts.style import INK, LATER, LATER_WASH, MUTED, blank, styled
from tally.text import rounded_bound, words
from tally.windows import short_day

SIZE = (4.0, 3.3)  # inches


def cutoff_chart(curve: pd.DataFrame, printed: Sequence[Cutoff]) -> Figure:
    """
    Draw the ratio over every possible cut-off.

    Parameters
    ----------
    curve : DataFrame
        One row for each day: `low`, `estimate` and `high`. A missing `estimate` or `high` is not drawn.
    printed : sequence of Cutoff
        The cut-offs that a document gives; each is marked and labelled.

    Returns
    -------
    Figure
        The cut-off is on the x-axis, the ratio on a logarithmic y-axis, its interval a band. A ratio of one, equal
        rates, is a horizontal line.
    """
    with styled():
        chart, axes = blank(SIZE)
        chart.subplots_adjust(left=0.115, right=0.955, top=0.87, bottom=0.2)
        axes.set_yscale("log")
        axes.fill_between(curve.index, curve["low"], curve["high"], color=LATER_WASH, linewidth=0)
        axes.plot(curve.index, curve["estimate"], color=LATER, linewidth=1.6)
        axes.axhline(1, color=INK, linewidth=0.9)
        axes.annotate(words.CHART["equal"], (0.02, 1), (0, 3), xycoords=("axes fraction", "data"),
                      textcoords="offset points", fontsize=8, color=MUTED)  # fmt: skip
        for place, cutoff in enumerate(printed):
            day, ratio = pd.Timestamp(cutoff.day), cutoff.reading.ratio
            if ratio.estimate is None:
                continue
            axes.vlines(day, ratio.low, ratio.high or ratio.estimate, color=LATER, linewidth=1.2)
            axes.plot(day, ratio.estimate, "o", color=LATER, markersize=5)
            text = f"{short_day(cutoff.day)}: {rounded_bound(ratio.estimate, ratio.bound)}"
            axes.annotate(
                text, (day, ratio.high or ratio.estimate), (0, 7 + 13 * (len(printed) - 1 - place)), ha="right",
                textcoords="offset points", fontsize=9, weight=600, color=LATER, url=f"#figure-{cutoff.figure}",
            )  # fmt: skip
        axes.set_xlim(curve.index[0], curve.index[-1] + pd.Timedelta(days=6))
        axes.set_ylim(0.7, max(float(curve["estimate"].max()) * 1.3, 2))
        axes.set_title(words.CHART["multiple"], loc="left", fontsize=9.5, color=MUTED, pad=10)
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5), numticks=9))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes.yaxis.set_minor_formatter(NullFormatter())
        axes.grid(visible=False, axis="x")
        locator = mdates.AutoDateLocator(minticks=3, maxticks=6)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
        return chart
