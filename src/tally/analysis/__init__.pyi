from .artifacts import load_change, load_figures, save_change, save_figures
from .change import Change, break_even, measure
from .comparison import Comparison, ComparisonError, compare, judge
from .counts import Count
from .drafts import is_draft, output_folder, require_unpublished
from .lineage import Branch, Origin, SharedMaterial, find_origins, origin_table, shared_material, trace_document
from .peers import FEW, competing_counts, counts_between, drawn_as_bars, same_kind, same_length
from .rates import Direction, Interval
from .robustness import SAME_SIZE, Cutoff, Robustness, cutoff_curve, stress
from .verdict import Aspect, Verdict

__all__ = [
    "FEW",
    "SAME_SIZE",
    "Aspect",
    "Branch",
    "Change",
    "Comparison",
    "ComparisonError",
    "Count",
    "Cutoff",
    "Direction",
    "Interval",
    "Origin",
    "Robustness",
    "SharedMaterial",
    "Verdict",
    "break_even",
    "compare",
    "competing_counts",
    "counts_between",
    "cutoff_curve",
    "drawn_as_bars",
    "find_origins",
    "is_draft",
    "judge",
    "load_change",
    "load_figures",
    "measure",
    "origin_table",
    "output_folder",
    "require_unpublished",
    "same_kind",
    "same_length",
    "save_change",
    "save_figures",
    "shared_material",
    "stress",
    "trace_document",
]
