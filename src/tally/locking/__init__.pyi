from .lock import Examination, examine, pack_examined
from .recheck import report_changes
from .search import FoundQuotation, word_difference
from .write import record_locks

__all__ = [
    "Examination",
    "FoundQuotation",
    "examine",
    "pack_examined",
    "record_locks",
    "report_changes",
    "word_difference",
]
