from .alt import describe_bounds, describe_counts, describe_curve, describe_pairs, describe_windows
from .bars import bar_chart
from .bounds import bounds_chart
from .cutoffs import cutoff_chart
from .forest import forest_chart
from .registry import CHARTS, chart_names, draw_charts
from .rivals import rivals_chart
from .save import draw_svg, save_chart
from .style import FONTS, INK, MUTED, NAMES, PAIR, PAPER, RULE, head, styled
from .windows import window_chart

__all__ = [
    "CHARTS",
    "FONTS",
    "INK",
    "MUTED",
    "NAMES",
    "PAIR",
    "PAPER",
    "RULE",
    "bar_chart",
    "bounds_chart",
    "chart_names",
    "cutoff_chart",
    "describe_bounds",
    "describe_counts",
    "describe_curve",
    "describe_pairs",
    "describe_windows",
    "draw_charts",
    "draw_svg",
    "forest_chart",
    "head",
    "rivals_chart",
    "save_chart",
    "styled",
    "window_chart",
]
