from .errors import ExportError
from .exporter import Exporter
from .kinds import KINDS
from .site import save_site

__all__ = [
    "KINDS",
    "ExportError",
    "Exporter",
    "save_site",
]
