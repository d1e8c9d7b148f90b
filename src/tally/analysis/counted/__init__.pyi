from .dispersion import FEWEST_MONTHS, Dispersion, dispersed_ratio, dispersion_of, wider
from .growth import grown_ratio
from .months import months_of, with_dispersion
from .year_to_date import ToDate, YearLine, YearToDate, align_years, days_to_date, year_line

__all__ = [
    "FEWEST_MONTHS",
    "Dispersion",
    "ToDate",
    "YearLine",
    "YearToDate",
    "align_years",
    "days_to_date",
    "dispersed_ratio",
    "dispersion_of",
    "grown_ratio",
    "months_of",
    "wider",
    "with_dispersion",
    "year_line",
]
