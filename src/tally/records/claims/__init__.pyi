from .accepted import Accepted, Fit, Scale
from .columns import CLAIM_RULES, Kind, Qualifier
from .counts import CountsNamed
from .parse import Claim, find_claims
from .rules import ClaimRule, read_claim_rules
from .tokens import plain_text

__all__ = [
    "CLAIM_RULES",
    "Accepted",
    "Claim",
    "ClaimRule",
    "CountsNamed",
    "Fit",
    "Kind",
    "Qualifier",
    "Scale",
    "find_claims",
    "plain_text",
    "read_claim_rules",
]
