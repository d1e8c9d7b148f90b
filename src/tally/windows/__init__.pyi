from .days import long_day, short_day
from .edtf import read_day, read_window, window_doubt
from .forms import LATEST
from .periods import Period, Step, calendar_period, days_to_date, periods_in
from .spans import span_of, spans_meet
from .window import Edge, Window, WindowError, WindowText
from .year_days import covers_whole_years, same_days_in, same_days_of_the_year, time_of_year

__all__ = [
    "LATEST",
    "Edge",
    "Period",
    "Step",
    "Window",
    "WindowError",
    "WindowText",
    "calendar_period",
    "covers_whole_years",
    "days_to_date",
    "long_day",
    "periods_in",
    "read_day",
    "read_window",
    "same_days_in",
    "same_days_of_the_year",
    "short_day",
    "span_of",
    "spans_meet",
    "time_of_year",
    "window_doubt",
]
