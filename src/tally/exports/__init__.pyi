from .errors import ExportError
from .exporter import Exporter
from .kinds import KINDS

__all__ = [
    "KINDS",
    "ExportError",
    "Exporter",
]
