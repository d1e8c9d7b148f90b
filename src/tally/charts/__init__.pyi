from .foremost import leading_bounds
from .registry import CHARTS, draw_charts
from .save import draw_svg
from .style import FONTS, INK, MUTED, NAMES, PAIR, PAPER, RULE, head, styled

__all__ = [
    "CHARTS",
    "FONTS",
    "INK",
    "MUTED",
    "NAMES",
    "PAIR",
    "PAPER",
    "RULE",
    "draw_charts",
    "draw_svg",
    "head",
    "leading_bounds",
    "styled",
]
