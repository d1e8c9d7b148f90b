from .implied import SameDays, count_on_same_days, counted_on_same_days, limit_open_ends
from .inference import Answer, Inference, infer
from .solve import Bound

__all__ = [
    "Answer",
    "Bound",
    "Inference",
    "SameDays",
    "count_on_same_days",
    "counted_on_same_days",
    "infer",
    "limit_open_ends",
]
