"""Undo a body's compression, within a limit."""

import gzip
import io
import zlib

from tally.errors import TallyError

GZIP, ZLIB, DEFLATE = 31, 15, -15  # what zlib calls them


class TooLargeError(TallyError, ValueError):
    """A body is larger than its limit."""


def decompress(raw: bytes, encoding: str, limit: int) -> bytes:
    """
    Undo the compression of a body.

    Parameters
    ----------
    raw : bytes
        The body as it came.
    encoding : str
        Its `Content-Encoding`; unknown ones are left as they are.
    limit : int
        Bytes that may come out.

    Raises
    ------
    TooLargeError
        More would come out; it was not even worked out.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name in ("gzip", "x-gzip"):
            raw = _inflated(raw, GZIP, limit)
        elif name == "deflate":
            try:
                raw = _inflated(raw, ZLIB, limit)
            except zlib.error:
                raw = _inflated(raw, DEFLATE, limit)
    return raw


def _inflated(raw: bytes, kind: int, limit: int) -> bytes:
    """Inflate, and stop at the limit."""
    machine = zlib.decompressobj(kind)
    content = machine.decompress(raw, limit + 1)
    if len(content) > limit:
        msg = f"more than {limit:,} bytes come out of its compression."
        raise TooLargeError(msg)
    return content


def gunzip(raw: bytes, limit: int) -> bytes:
    """
    Undo a gzip file's compression, all its members one after another.

    Raises
    ------
    TooLargeError
        More than `limit` bytes would come out.
    EOFError, OSError, zlib.error
        It breaks off, or is broken.
    """
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        msg = f"more than {limit:,} bytes come out of its compression."
        raise TooLargeError(msg)
    return content
