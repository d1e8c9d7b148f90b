from .columns import RULES
from .compare import Worded, compare_wordings
from .drift import compare_figures
from .hedges import hedge_contradictions, hedge_notices
from .kinds import Claim, Drift, Kind, by_claim
from .names import name_rules, used_rules
from .rules import Rule, read_rules

__all__ = [
    "RULES",
    "Claim",
    "Drift",
    "Kind",
    "Rule",
    "Worded",
    "by_claim",
    "compare_figures",
    "compare_wordings",
    "hedge_contradictions",
    "hedge_notices",
    "name_rules",
    "read_rules",
    "used_rules",
]
