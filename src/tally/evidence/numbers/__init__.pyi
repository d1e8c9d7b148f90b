from .growth import GrowthNumbers, growth_numbers
from .number import (
    Chosen,
    Computed,
    Counted,
    EvidenceError,
    Given,
    InPeriod,
    InPeriods,
    Number,
    Published,
    Quoted,
    in_parts,
    quoted_number,
)
from .to_date import ToDateNumbers, to_date_numbers

__all__ = [
    "Chosen",
    "Computed",
    "Counted",
    "EvidenceError",
    "Given",
    "GrowthNumbers",
    "InPeriod",
    "InPeriods",
    "Number",
    "Published",
    "Quoted",
    "ToDateNumbers",
    "growth_numbers",
    "in_parts",
    "quoted_number",
    "to_date_numbers",
]
