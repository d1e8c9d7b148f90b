from .numbers import ClaimNumbers, Range, claim_numbers, judged_claims, judged_numbers
from .table import claim_table, split_wording

__all__ = [
    "ClaimNumbers",
    "Range",
    "claim_numbers",
    "claim_table",
    "judged_claims",
    "judged_numbers",
    "split_wording",
]
