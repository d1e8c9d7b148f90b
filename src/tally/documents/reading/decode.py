"""Decompress the body of an HTTP response, within a limit."""

import gzip
import io
import zlib

from tally.errors import TallyError

GZIP, ZLIB, DEFLATE = 31, 15, -15  # values of `wbits` in zlib


class TooLargeError(TallyError, ValueError):
    """A body is larger than its limit."""


def decompress(raw: bytes, encoding: str, limit: int) -> bytes:
    """
    Return a body without its compression.

    Parameters
    ----------
    raw : bytes
        The body as it was received.
    encoding : str
        Its `Content-Encoding`. A body in an unknown encoding is returned as it is.
    limit : int
        The most bytes that the result may have.

    Raises
    ------
    TooLargeError
        The result would be larger. It is not computed in full.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name in ("gzip", "x-gzip"):
            raw = _inflate(raw, GZIP, limit)
        elif name == "deflate":
            try:
                raw = _inflate(raw, ZLIB, limit)
            except zlib.error:
                raw = _inflate(raw, DEFLATE, limit)
    return raw


def _inflate(raw: bytes, kind: int, limit: int) -> bytes:
    """Return the inflated body, and stop at the limit."""
    decompressor = zlib.decompressobj(kind)
    content = decompressor.decompress(raw, limit + 1)
    if len(content) > limit:
        msg = f"it has more than {limit:,} bytes without its compression."
        raise TooLargeError(msg)
    return content


def gunzip(raw: bytes, limit: int) -> bytes:
    """
    Return the content of a gzip file, all its members joined.

    Raises
    ------
    TooLargeError
        The content has more than `limit` bytes.
    EOFError, OSError, zlib.error
        The file is cut off or broken.
    """
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        msg = f"it has more than {limit:,} bytes without its compression."
        raise TooLargeError(msg)
    return content
