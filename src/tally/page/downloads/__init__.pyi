from .beside import Export, find_exports, with_exports
from .citation import CITATIONS
from .offers import Offers, offer_downloads, read_files
from .table import as_csv, harmless, load_table

__all__ = [
    "CITATIONS",
    "Export",
    "Offers",
    "as_csv",
    "find_exports",
    "harmless",
    "load_table",
    "offer_downloads",
    "read_files",
    "with_exports",
]
