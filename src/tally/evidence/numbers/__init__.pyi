from .growth import GrowthNumbers, growth_numbers
from .number import Chosen, Computed, Counted, EvidenceError, Given, InPeriod, Number, Published, Quoted, quoted_number
from .to_date import ToDateNumbers, to_date_numbers

__all__ = [
    "Chosen",
    "Computed",
    "Counted",
    "EvidenceError",
    "Given",
    "GrowthNumbers",
    "InPeriod",
    "Number",
    "Published",
    "Quoted",
    "ToDateNumbers",
    "growth_numbers",
    "quoted_number",
    "to_date_numbers",
]
