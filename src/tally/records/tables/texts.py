"""Read the texts of a case: whole, in UTF-8, and without a NUL."""

import codecs
from pathlib import Path

from tally.project import Kind, ReadError, read_file
from tally.records.tables.problems import Problem


def read_text(path: Path, kind: Kind = Kind.TABLE) -> tuple[str, list[Problem]]:
    """Read a UTF-8 text of moderate size, with or without a byte order mark."""
    raw, problems = read_raw(path, kind)
    return decode(path, raw) if not problems else ("", problems)


def read_raw(path: Path, kind: Kind) -> tuple[bytes, list[Problem]]:
    """Read the bytes of a file."""
    try:
        return read_file(path, kind), []
    except ReadError as error:
        remedy = f"Restore the file {path}." if error.missing else f"{error.remedy} The file is {path}."
        return b"", [Problem(path.name, "the file", "all", error.found, error.expected, remedy)]


def decode(path: Path, raw: bytes) -> tuple[str, list[Problem]]:
    """Return bytes as the UTF-8 text that they should be."""
    remedy = "Save the file again as “CSV UTF-8”." if path.suffix == ".csv" else "Save the file again as UTF-8."
    if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "", [Problem(path.name, "the file", "all", "UTF-16", "UTF-8", remedy)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        found = repr(error.object[error.start : error.start + 1])[2:-1]
        return "", [Problem(path.name, place, "all", found, "UTF-8", remedy)]
    if "\0" in text:
        remedy = f"Remove the character U+0000. {remedy}"
        return "", [Problem(path.name, "the file", "all", "a NUL character", "text", remedy)]
    return text, []
