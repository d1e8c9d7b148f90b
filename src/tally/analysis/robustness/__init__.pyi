from .agreement import independent_counts
from .confidence import Confidence, Corroboration, Grounds, Trait, weigh
from .cutoffs import Cutoff, cutoff_curve, printed_cutoffs
from .detection import CHANCES, Detection, Remainder, detect
from .estimative import ESTIMATIVE, estimate_words, typed_estimates
from .scenarios import FACTORS, SAME_SIZE, Robustness, Scenario, includes_equal, probability_of_rise, stress
from .series import FEWEST, Series, find_series, varied_ratio

__all__ = [
    "CHANCES",
    "ESTIMATIVE",
    "FACTORS",
    "FEWEST",
    "SAME_SIZE",
    "Confidence",
    "Corroboration",
    "Cutoff",
    "Detection",
    "Grounds",
    "Remainder",
    "Robustness",
    "Scenario",
    "Series",
    "Trait",
    "cutoff_curve",
    "detect",
    "estimate_words",
    "find_series",
    "includes_equal",
    "independent_counts",
    "printed_cutoffs",
    "probability_of_rise",
    "stress",
    "typed_estimates",
    "varied_ratio",
    "weigh",
]
