from .alt import (
    describe_bounds,
    describe_counts,
    describe_curve,
    describe_pairs,
    describe_windows,
)
from .bars import bar_chart
from .bounds import bounds_chart
from .cutoffs import cutoff_chart
from .drawing import FONTS, INK, MUTED, NAMES, NARROW, PAIR, PAPER, RULE, WIDE, Sheet, head, styled
from .forest import forest_chart
from .registry import CHARTS, NARROWER, chart_names
from .rivals import rivals_chart
from .save import draw_charts, draw_pictures, draw_svg, headline_of, save_chart
from .series import describe_periods, describe_to_date, periods_chart, year_to_date_chart
from .windows import window_chart

__all__ = [
    "CHARTS",
    "FONTS",
    "INK",
    "MUTED",
    "NAMES",
    "NARROW",
    "NARROWER",
    "PAIR",
    "PAPER",
    "RULE",
    "WIDE",
    "Sheet",
    "bar_chart",
    "bounds_chart",
    "chart_names",
    "cutoff_chart",
    "describe_bounds",
    "describe_counts",
    "describe_curve",
    "describe_pairs",
    "describe_periods",
    "describe_to_date",
    "describe_windows",
    "draw_charts",
    "draw_pictures",
    "draw_svg",
    "forest_chart",
    "head",
    "headline_of",
    "periods_chart",
    "rivals_chart",
    "save_chart",
    "styled",
    "window_chart",
    "year_to_date_chart",
]
