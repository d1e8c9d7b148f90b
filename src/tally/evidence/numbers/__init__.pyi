from .growth import GrowthNumbers, growth_numbers
from .number import Chosen, Computed, Counted, EvidenceError, Given, Number, Published, Quoted, quoted_number
from .to_date import ToDateNumbers, to_date_numbers

__all__ = [
    "Chosen",
    "Computed",
    "Counted",
    "EvidenceError",
    "Given",
    "GrowthNumbers",
    "Number",
    "Published",
    "Quoted",
    "ToDateNumbers",
    "growth_numbers",
    "quoted_number",
    "to_date_numbers",
]
