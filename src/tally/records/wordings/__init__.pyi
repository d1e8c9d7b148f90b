from .columns import RULES
from .drift import Drift, Kind, Worded, compare_figures, compare_wordings
from .hedges import hedge_contradictions, hedge_notices
from .rules import Rule, read_rules

__all__ = [
    "RULES",
    "Drift",
    "Kind",
    "Rule",
    "Worded",
    "compare_figures",
    "compare_wordings",
    "hedge_contradictions",
    "hedge_notices",
    "read_rules",
]
