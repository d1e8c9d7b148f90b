from .citation import CITATIONS
from .offers import Offers, offer_downloads
from .table import as_csv, harmless, load_table

__all__ = [
    "CITATIONS",
    "Offers",
    "as_csv",
    "harmless",
    "load_table",
    "offer_downloads",
]
