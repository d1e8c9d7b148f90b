"""The charts. They draw what they are given and compute nothing."""

from tally.charts.alt import describe_bounds, describe_counts, describe_curve, describe_windows
from tally.charts.bars import bar_chart
from tally.charts.bounds import bounds_chart
from tally.charts.cutoffs import cutoff_chart
from tally.charts.rivals import rivals_chart
from tally.charts.save import draw_svg, save_chart
from tally.charts.windows import window_chart

__all__ = [
    "bar_chart",
    "bounds_chart",
    "cutoff_chart",
    "describe_bounds",
    "describe_counts",
    "describe_curve",
    "describe_windows",
    "draw_svg",
    "rivals_chart",
    "save_chart",
    "window_chart",
]  # fmt: skip
