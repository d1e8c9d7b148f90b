from .decode import CompressionError, TooLargeError, decompress
from .extract import extract_text
from .extracted import Extract, ExtractError, Metadata, from_json, to_json
from .web import own_address

__all__ = [
    "CompressionError",
    "Extract",
    "ExtractError",
    "Metadata",
    "TooLargeError",
    "decompress",
    "extract_text",
    "from_json",
    "own_address",
    "to_json",
]
