from .exporter import Exporter
from .kinds import KINDS

__all__ = [
    "KINDS",
    "Exporter",
]
