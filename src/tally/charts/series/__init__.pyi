from .alt import describe_periods, describe_to_date
from .periods import periods_chart
from .year_to_date import year_to_date_chart

__all__ = ["describe_periods", "describe_to_date", "periods_chart", "year_to_date_chart"]
