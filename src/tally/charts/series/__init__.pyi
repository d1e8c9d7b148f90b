from .alt import (
    describe_calendar,
    describe_multiples,
    describe_periods,
    describe_places,
    describe_rolling,
    describe_steps,
    describe_to_date,
)
from .calendar import calendar_chart, drawn_days
from .multiples import multiples_chart
from .periods import periods_chart
from .places import map_chart
from .rolling import rolling_chart
from .rows import (
    Cell,
    Rows,
    calendar_rows,
    multiples_rows,
    periods_rows,
    place_rows,
    rolling_rows,
    steps_rows,
    to_date_rows,
    written_count,
    written_place,
)
from .steps import breaks_of, steps_chart
from .year_to_date import year_to_date_chart

__all__ = [
    "Cell",
    "Rows",
    "breaks_of",
    "calendar_chart",
    "calendar_rows",
    "describe_calendar",
    "describe_multiples",
    "describe_periods",
    "describe_places",
    "describe_rolling",
    "describe_steps",
    "describe_to_date",
    "drawn_days",
    "map_chart",
    "multiples_chart",
    "multiples_rows",
    "periods_chart",
    "periods_rows",
    "place_rows",
    "rolling_chart",
    "rolling_rows",
    "steps_chart",
    "steps_rows",
    "to_date_rows",
    "written_count",
    "written_place",
    "year_to_date_chart",
]
