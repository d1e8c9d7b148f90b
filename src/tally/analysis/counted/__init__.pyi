from .by_place import PlaceError, PlaceRow, PlaceTable, place_table
from .columns import Break, Change, Column, Columns, Level, State, columns_of
from .daily import days_of, rolling_days, year_lines
from .dispersion import FEWEST_MONTHS, Dispersion, dispersed_ratio, dispersion_of, wider
from .growth import grown_ratio
from .months import months_of, with_dispersion
from .rolling import Panel, Rolling
from .year_to_date import ToDate, YearLine, YearToDate, align_years, year_line

__all__ = [
    "FEWEST_MONTHS",
    "Break",
    "Change",
    "Column",
    "Columns",
    "Dispersion",
    "Level",
    "Panel",
    "PlaceError",
    "PlaceRow",
    "PlaceTable",
    "Rolling",
    "State",
    "ToDate",
    "YearLine",
    "YearToDate",
    "align_years",
    "columns_of",
    "days_of",
    "dispersed_ratio",
    "dispersion_of",
    "grown_ratio",
    "months_of",
    "place_table",
    "rolling_days",
    "wider",
    "with_dispersion",
    "year_line",
    "year_lines",
]
