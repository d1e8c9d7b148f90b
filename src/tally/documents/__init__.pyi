from .apart import READER, read_document
from .archive import FOLDER, Original, pack_fetched, pack_file, sha256
from .block_pages import why_not_the_document
from .fetch import Session
from .request import Fetched, FetchError, GoneError

__all__ = [
    "FOLDER",
    "READER",
    "FetchError",
    "Fetched",
    "GoneError",
    "Original",
    "Session",
    "pack_fetched",
    "pack_file",
    "read_document",
    "sha256",
    "why_not_the_document",
]
