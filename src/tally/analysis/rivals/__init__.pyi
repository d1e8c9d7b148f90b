from .agreement import Agreement, agreement_of
from .inclusion import Excess, Within, excesses_for, find_excesses, is_within, related_units
from .pair import Kinship, RivalPair, RivalPairs
from .pairs import find_pairs
from .ratios import Way, changed, clear_change, ratio_of_ratios

__all__ = [
    "Agreement",
    "Excess",
    "Kinship",
    "RivalPair",
    "RivalPairs",
    "Way",
    "Within",
    "agreement_of",
    "changed",
    "clear_change",
    "excesses_for",
    "find_excesses",
    "find_pairs",
    "is_within",
    "ratio_of_ratios",
    "related_units",
]
