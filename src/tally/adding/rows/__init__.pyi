from .claim import CLAIM
from .entry import Form, add_row
from .figure import add_figure, add_figures
from .many import add_rows
from .milestone import MILESTONE
from .printed import actor_form, place_form
from .statement import STATEMENT

__all__ = [
    "CLAIM",
    "MILESTONE",
    "STATEMENT",
    "Form",
    "actor_form",
    "add_figure",
    "add_figures",
    "add_row",
    "add_rows",
    "place_form",
]
