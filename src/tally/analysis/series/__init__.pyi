from .alongside import RivalSeries, find_revisions, find_rival_series, same_days_in_years
from .answer import Part, SeriesAnswer, answer_series
from .change_points import (
    FEWEST_FOR_LEVELS,
    FEWEST_PERIODS,
    MOST_CHANGES,
    MOST_PERIODS,
    Changes,
    ChangesError,
    LevelChange,
    find_changes,
)
from .comparing import counted_series, differs_clearly, quoted_series
from .fits import Fits, Refusal, Used, fit, full_years, used_points
from .flatness import neighbour_dispersion, probability_if_flat
from .points import Length, Point, SeriesError
from .seasons import FEWEST_YEARS, Seasons, fit_seasons
from .steps import Series, SeriesStep, StepVerdict
from .summary import Extreme, Limit, Since, Summary, Whole, beyond, run_before, summarise
from .trend import (
    FEWEST,
    FEWEST_WITH_EVENTS,
    Monotone,
    Trend,
    TrendError,
    find_monotone,
    fit_trend,
    loglinear,
)

__all__ = [
    "FEWEST",
    "FEWEST_FOR_LEVELS",
    "FEWEST_PERIODS",
    "FEWEST_WITH_EVENTS",
    "FEWEST_YEARS",
    "MOST_CHANGES",
    "MOST_PERIODS",
    "Changes",
    "ChangesError",
    "Extreme",
    "Fits",
    "Length",
    "LevelChange",
    "Limit",
    "Monotone",
    "Part",
    "Point",
    "Refusal",
    "RivalSeries",
    "Seasons",
    "Series",
    "SeriesAnswer",
    "SeriesError",
    "SeriesStep",
    "Since",
    "StepVerdict",
    "Summary",
    "Trend",
    "TrendError",
    "Used",
    "Whole",
    "answer_series",
    "beyond",
    "counted_series",
    "differs_clearly",
    "find_changes",
    "find_monotone",
    "find_revisions",
    "find_rival_series",
    "fit",
    "fit_seasons",
    "fit_trend",
    "full_years",
    "loglinear",
    "neighbour_dispersion",
    "probability_if_flat",
    "quoted_series",
    "run_before",
    "same_days_in_years",
    "summarise",
    "used_points",
]
