from .drawn import (
    CalendarNumbers,
    PlaceNumbers,
    RollingNumbers,
    calendar_numbers,
    place_numbers,
    rolling_numbers,
    years_to_date,
)
from .numbers import SeriesNumbers, series_numbers
from .parts import PartNumbers
from .placed import Placed, StepNumbers, WholeNumbers

__all__ = [
    "CalendarNumbers",
    "PartNumbers",
    "PlaceNumbers",
    "Placed",
    "RollingNumbers",
    "SeriesNumbers",
    "StepNumbers",
    "WholeNumbers",
    "calendar_numbers",
    "place_numbers",
    "rolling_numbers",
    "series_numbers",
    "years_to_date",
]
