from .accepted import Accepted, Fit, Scale
from .columns import CLAIM_RULES, Kind, Qualifier, SeriesKind
from .counts import CountsNamed
from .parse import Claim, find_claims
from .phrases import Reach
from .rules import ClaimRule, read_claim_rules
from .series import SeriesClaim, find_series_claims
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
    "Reach",
    "Scale",
    "SeriesClaim",
    "SeriesKind",
    "find_claims",
    "find_series_claims",
    "plain_text",
    "read_claim_rules",
]
