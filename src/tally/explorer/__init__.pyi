from .controls import Explorer
from .lab import configure_lab

__all__ = [
    "Explorer",
    "configure_lab",
]
