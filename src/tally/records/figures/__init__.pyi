from .basis import SEEN, Basis, Seen
from .columns import FIGURES
from .figure import (
    COUNTED,
    QUOTED,
    Figure,
    Growth,
    Hindrance,
    NoGrowth,
    Superseded,
    current_figure,
    suppose_end,
    unknown_figure,
    written_range,
)
from .joining import EVIDENCE, with_evidence
from .pair import Pair
from .quotations import locked_faults
from .rows import read_figures, row_problems
from .table import (
    FigureTable,
    all_figures,
    count_with_unit,
    figures_frame,
    get_figure,
    row_bound,
    written_count,
)

__all__ = [
    "COUNTED",
    "EVIDENCE",
    "FIGURES",
    "QUOTED",
    "SEEN",
    "Basis",
    "Figure",
    "FigureTable",
    "Growth",
    "Hindrance",
    "NoGrowth",
    "Pair",
    "Seen",
    "Superseded",
    "all_figures",
    "count_with_unit",
    "current_figure",
    "figures_frame",
    "get_figure",
    "locked_faults",
    "read_figures",
    "row_bound",
    "row_problems",
    "suppose_end",
    "unknown_figure",
    "with_evidence",
    "written_count",
    "written_range",
]
