from .choices import Choices, offer_choices
from .script import Script, as_data, page_script

__all__ = [
    "Choices",
    "Script",
    "as_data",
    "offer_choices",
    "page_script",
]
