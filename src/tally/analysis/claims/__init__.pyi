from .judge import Judged, JudgedReading, judge_claim
from .ranges import RatioRange, Readings
from .verdict import ClaimVerdict, Mistake

__all__ = [
    "ClaimVerdict",
    "Judged",
    "JudgedReading",
    "Mistake",
    "RatioRange",
    "Readings",
    "judge_claim",
]
