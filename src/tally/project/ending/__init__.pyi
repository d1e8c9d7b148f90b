from .stopping import stoppable
from .temporary import remove_leftovers, staging, temporary_folder

__all__ = [
    "remove_leftovers",
    "staging",
    "stoppable",
    "temporary_folder",
]
