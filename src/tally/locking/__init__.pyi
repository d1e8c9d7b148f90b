from .lock import Examination, examine, pack_examined
from .reasons import because, explain_any
from .recheck import report_changes
from .search import FoundQuotation, word_difference
from .together import examine_all
from .write import record_locks

__all__ = [
    "Examination",
    "FoundQuotation",
    "because",
    "examine",
    "examine_all",
    "explain_any",
    "pack_examined",
    "record_locks",
    "report_changes",
    "word_difference",
]
