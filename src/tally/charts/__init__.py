"""The charts. They draw what they are given and compute nothing."""

from tally.charts.alt import describe
from tally.charts.bars import bar_chart
from tally.charts.save import save_chart
from tally.charts.window_chart import window_chart

__all__ = ["bar_chart", "describe", "save_chart", "window_chart"]
