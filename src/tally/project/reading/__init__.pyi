from .files import Kind, ReadError, file_state, open_file, read_file
from .plain_json import JsonError, parse_json, read_json

__all__ = [
    "JsonError",
    "Kind",
    "ReadError",
    "file_state",
    "open_file",
    "parse_json",
    "read_file",
    "read_json",
]
