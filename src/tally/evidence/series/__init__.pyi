from .claims import SeriesClaimNumbers, series_claims
from .findings import AnyFindings, SeriesFindings, answer_series_brief
from .handover import load_summary, save_summary
from .numbers import SeriesNumbers, series_numbers
from .parts import PartNumbers
from .periods import PeriodRow, period_rows
from .placed import Placed, StepNumbers, WholeNumbers
from .tables import period_table, replaced_table, rival_table, source_table, step_table

__all__ = [
    "AnyFindings",
    "PartNumbers",
    "PeriodRow",
    "Placed",
    "SeriesClaimNumbers",
    "SeriesFindings",
    "SeriesNumbers",
    "StepNumbers",
    "WholeNumbers",
    "answer_series_brief",
    "load_summary",
    "period_rows",
    "period_table",
    "replaced_table",
    "rival_table",
    "save_summary",
    "series_claims",
    "series_numbers",
    "source_table",
    "step_table",
]
