from .choices import Choices, offer_choices
from .script import Script, as_data, choices_script

__all__ = [
    "Choices",
    "Script",
    "as_data",
    "choices_script",
    "offer_choices",
]
