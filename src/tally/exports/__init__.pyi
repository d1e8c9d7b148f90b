from .errors import ExportError
from .exporter import Exporter

__all__ = [
    "ExportError",
    "Exporter",
]
