from .brief import ask_in_words, write_brief
from .case import add_case
from .count import TwinError, add_count, count_asked
from .dataset import Added, add_dataset, new_dataset
from .expand import expand_brief, read_lists
from .preview import preview_card
from .prompts import Prompter, PromptError, free_id, slug
from .starter import create_project
from .superseding import supersede_by_options, unbuildable_briefs
from .unit import add_unit
from .variations import OVER

__all__ = [
    "OVER",
    "Added",
    "PromptError",
    "Prompter",
    "TwinError",
    "add_case",
    "add_count",
    "add_dataset",
    "add_unit",
    "ask_in_words",
    "count_asked",
    "create_project",
    "expand_brief",
    "free_id",
    "new_dataset",
    "preview_card",
    "read_lists",
    "slug",
    "supersede_by_options",
    "unbuildable_briefs",
    "write_brief",
]
