from .lock import Examination, examine, store_examined
from .recheck import report_changes
from .search import FoundQuotation, word_difference
from .write import record_locks

__all__ = [
    "Examination",
    "FoundQuotation",
    "examine",
    "record_locks",
    "report_changes",
    "store_examined",
    "word_difference",
]
