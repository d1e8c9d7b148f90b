from .apart import READER, read_document
from .archive import FOLDER, Original, keep_fetched, keep_file, sha256
from .block_pages import why_not_the_document
from .fetch import Session
from .request import Fetched, FetchError

__all__ = [
    "FOLDER",
    "READER",
    "FetchError",
    "Fetched",
    "Original",
    "Session",
    "keep_fetched",
    "keep_file",
    "read_document",
    "sha256",
    "why_not_the_document",
]
