from .change_points import (
    FEWEST_PERIODS,
    MOST_CHANGES,
    Changes,
    ChangesError,
    LevelChange,
    find_changes,
    neighbour_dispersion,
)
from .daily import rolling
from .mann_kendall import Monotone, find_monotone
from .periods import Periods, PeriodsError, make_periods
from .seasons import Seasons, fit_seasons
from .steps import QuotedSeries, SeriesStep, read_steps
from .trend import Trend, TrendError, fit_trend, loglinear

__all__ = [
    "FEWEST_PERIODS",
    "MOST_CHANGES",
    "Changes",
    "ChangesError",
    "LevelChange",
    "Monotone",
    "Periods",
    "PeriodsError",
    "QuotedSeries",
    "Seasons",
    "SeriesStep",
    "Trend",
    "TrendError",
    "find_changes",
    "find_monotone",
    "fit_seasons",
    "fit_trend",
    "loglinear",
    "make_periods",
    "neighbour_dispersion",
    "read_steps",
    "rolling",
]
