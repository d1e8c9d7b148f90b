from .numbers import SeriesNumbers, series_numbers
from .parts import PartNumbers
from .placed import Placed, StepNumbers, WholeNumbers

__all__ = ["PartNumbers", "Placed", "SeriesNumbers", "StepNumbers", "WholeNumbers", "series_numbers"]
