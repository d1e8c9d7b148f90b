from .controls import Explorer

__all__ = [
    "Explorer",
]
