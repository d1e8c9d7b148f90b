from .declared import own_address
from .decode import TooLargeError, decompress
from .extract import Extract, ExtractError, Metadata, extract_text

__all__ = [
    "Extract",
    "ExtractError",
    "Metadata",
    "TooLargeError",
    "decompress",
    "extract_text",
    "own_address",
]
