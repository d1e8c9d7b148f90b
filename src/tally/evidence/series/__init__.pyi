from .artifacts import load_summary, save_summary
from .by_day import places_of
from .claims import JudgedClaim, SeriesClaimNumbers, figures_of, series_claims
from .drawn import (
    CalendarNumbers,
    PlaceNumbers,
    RollingNumbers,
    calendar_numbers,
    place_numbers,
    rolling_numbers,
    years_to_date,
)
from .findings import AnyFindings, SeriesFindings, answer_series_brief
from .numbers import SeriesNumbers, series_numbers
from .parts import PartNumbers
from .periods import MOST_ROWS, PeriodRow, common_step, period_rows
from .placed import Placed, StepNumbers, WholeNumbers
from .tables import claims_table, period_table, replaced_table, rival_table, source_table, step_table

__all__ = [
    "MOST_ROWS",
    "AnyFindings",
    "CalendarNumbers",
    "JudgedClaim",
    "PartNumbers",
    "PeriodRow",
    "PlaceNumbers",
    "Placed",
    "RollingNumbers",
    "SeriesClaimNumbers",
    "SeriesFindings",
    "SeriesNumbers",
    "StepNumbers",
    "WholeNumbers",
    "answer_series_brief",
    "calendar_numbers",
    "claims_table",
    "common_step",
    "figures_of",
    "load_summary",
    "period_rows",
    "period_table",
    "place_numbers",
    "places_of",
    "replaced_table",
    "rival_table",
    "rolling_numbers",
    "save_summary",
    "series_claims",
    "series_numbers",
    "source_table",
    "step_table",
    "years_to_date",
]
