from .alt import describe_calendar, describe_multiples, describe_periods, describe_rolling, describe_to_date
from .calendar import calendar_chart
from .multiples import multiples_chart
from .periods import periods_chart
from .rolling import rolling_chart
from .rows import Rows, calendar_rows, multiples_rows, periods_rows, rolling_rows, to_date_rows
from .year_to_date import year_to_date_chart

__all__ = [
    "Rows",
    "calendar_chart",
    "calendar_rows",
    "describe_calendar",
    "describe_multiples",
    "describe_periods",
    "describe_rolling",
    "describe_to_date",
    "multiples_chart",
    "multiples_rows",
    "periods_chart",
    "periods_rows",
    "rolling_chart",
    "rolling_rows",
    "to_date_rows",
    "year_to_date_chart",
]
