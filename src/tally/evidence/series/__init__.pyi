from .claims import SeriesClaimNumbers, series_claims
from .numbers import SeriesNumbers, series_numbers
from .parts import PartNumbers
from .placed import Placed, StepNumbers, WholeNumbers

__all__ = [
    "PartNumbers",
    "Placed",
    "SeriesClaimNumbers",
    "SeriesNumbers",
    "StepNumbers",
    "WholeNumbers",
    "series_claims",
    "series_numbers",
]
