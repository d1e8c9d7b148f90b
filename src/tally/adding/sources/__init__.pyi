from .source import add_sources

__all__ = [
    "add_sources",
]
