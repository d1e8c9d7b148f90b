from .files import Kind, ReadError, read_file
from .plain_json import JsonError, parse_json, read_json

__all__ = [
    "JsonError",
    "Kind",
    "ReadError",
    "parse_json",
    "read_file",
    "read_json",
]
