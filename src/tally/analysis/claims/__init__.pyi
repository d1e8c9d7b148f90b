from .judge import Judged, JudgedReading, judge_claim
from .ranges import RatioRange, Readings
from .series import JudgedSeries, judge_series_claim
from .verdict import ClaimVerdict, Mistake, Unjudged

__all__ = [
    "ClaimVerdict",
    "Judged",
    "JudgedReading",
    "JudgedSeries",
    "Mistake",
    "RatioRange",
    "Readings",
    "Unjudged",
    "judge_claim",
    "judge_series_claim",
]
