from .claim import CLAIM
from .entry import Form, add_row
from .figure import add_figure, add_figures
from .many import add_rows
from .milestone import MILESTONE
from .statement import STATEMENT

__all__ = [
    "CLAIM",
    "MILESTONE",
    "STATEMENT",
    "Form",
    "add_figure",
    "add_figures",
    "add_row",
    "add_rows",
]
