from .artifacts import (
    COUNTED_ROWS,
    artifact_path,
    load_change,
    load_figures,
    save_change,
    save_figures,
    spoilt,
    trim,
)
from .change import Change, Reading, break_even, measure, read
from .comparison import Comparison, ComparisonError, compare, judge
from .counts import ChangeError, Count, count_of, readings
from .drafts import is_draft, output_folder, require_unpublished
from .lineage import Branch, Origin, SharedMaterial, find_origins, origin_table, shared_material, trace_document
from .peers import FEW, KIND, competing_counts, counts_between, drawn_as_bars, same_kind, same_length
from .rates import Direction, Interval, rate_ratio
from .verdict import Aspect, Verdict

__all__ = [
    "COUNTED_ROWS",
    "FEW",
    "KIND",
    "Aspect",
    "Branch",
    "Change",
    "ChangeError",
    "Comparison",
    "ComparisonError",
    "Count",
    "Direction",
    "Interval",
    "Origin",
    "Reading",
    "SharedMaterial",
    "Verdict",
    "artifact_path",
    "break_even",
    "compare",
    "competing_counts",
    "count_of",
    "counts_between",
    "drawn_as_bars",
    "find_origins",
    "is_draft",
    "judge",
    "load_change",
    "load_figures",
    "measure",
    "origin_table",
    "output_folder",
    "rate_ratio",
    "read",
    "readings",
    "require_unpublished",
    "same_kind",
    "same_length",
    "save_change",
    "save_figures",
    "shared_material",
    "spoilt",
    "trace_document",
    "trim",
]
