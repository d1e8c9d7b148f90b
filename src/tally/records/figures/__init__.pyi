from .basis import Basis, Seen
from .columns import FIGURES
from .figure import Figure, Superseded, current_figure, suppose_end, unknown_figure
from .pair import Pair
from .quotations import locked_faults
from .rows import read_figures, row_problems
from .table import FigureTable, all_figures, count_with_unit, figures_frame, get_figure, row_bound, written_count

__all__ = [
    "FIGURES",
    "Basis",
    "Figure",
    "FigureTable",
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
    "written_count",
]
