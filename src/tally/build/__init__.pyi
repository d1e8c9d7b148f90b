from .batch import build, build_all
from .check import check_project, remarks
from .executed import publish_executed
from .notebooks import RunError, run_notebooks
from .preflight import Preflight
from .preload import kernels
from .progress import Outcome, Progress, changed_notice, headline, make_progress, read_failures, record_failures
from .slow_checkers import skip_slow_checkers
from .staleness import explain_staleness, statuses
from .store import store_outputs

__all__ = [
    "Outcome",
    "Preflight",
    "Progress",
    "RunError",
    "build",
    "build_all",
    "changed_notice",
    "check_project",
    "explain_staleness",
    "headline",
    "kernels",
    "make_progress",
    "publish_executed",
    "read_failures",
    "record_failures",
    "remarks",
    "run_notebooks",
    "skip_slow_checkers",
    "statuses",
    "store_outputs",
]
