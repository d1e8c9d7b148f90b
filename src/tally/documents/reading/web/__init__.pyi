from .declared import declared_address, own_address, without_changes
from .markup import MarkupError, check_markup, clean, parse_page
from .visible import all_text, shown_text, visible_text

__all__ = [
    "MarkupError",
    "all_text",
    "check_markup",
    "clean",
    "declared_address",
    "own_address",
    "parse_page",
    "shown_text",
    "visible_text",
    "without_changes",
]
