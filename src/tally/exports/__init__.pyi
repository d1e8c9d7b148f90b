from .exporter import Exporter

__all__ = [
    "Exporter",
]
