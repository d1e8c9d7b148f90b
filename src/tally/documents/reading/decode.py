"""Decompress the body of an HTTP response, within a limit."""

import gzip
import io
import zlib
from contextlib import suppress

from tally.documents.reading.extracted import short_reason
from tally.errors import TallyError

GZIP, ZLIB, DEFLATE = 31, 15, -15  # values of `wbits` in zlib
KNOWN = {"gzip": (GZIP,), "x-gzip": (GZIP,), "deflate": (ZLIB, DEFLATE)}
START = b"\x1f\x8b"  # of a member of gzip
# What the readers of containers raise for those that are broken:
FAULTS = (ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RecursionError, TypeError,
    ValueError, zlib.error)  # fmt: skip
MOST_LAYERS = 3  # compressions of one body
MOST_MEMBERS = 100  # of a body that is compressed with gzip


class CompressionError(TallyError, ValueError):
    """A body is not compressed as it should be."""


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
    CompressionError
        The body is not compressed as its encoding says, breaks off, or was compressed more often than is sensible.
    """
    names = [part.strip().lower() for part in encoding.split(",") if part.strip()]
    if len(names) > MOST_LAYERS:
        msg = f"it was compressed {len(names)} times, more than {MOST_LAYERS}."
        raise CompressionError(msg)
    for name in reversed(names):
        if name not in KNOWN:
            continue
        try:
            raw = _inflated(raw, KNOWN[name], limit)
        except (zlib.error, EOFError, OSError) as error:
            msg = f"its compression ({name}) is broken ({short_reason(error)})."
            raise CompressionError(msg) from error
    return raw


def _inflated(raw: bytes, kinds: tuple[int, ...], limit: int) -> bytes:
    """Return a body inflated in the first of several ways that fits it."""
    for kind in kinds[:-1]:
        with suppress(zlib.error, EOFError):
            return _inflate(raw, kind, limit)
    return _inflate(raw, kinds[-1], limit)


def _inflate(raw: bytes, kind: int, limit: int) -> bytes:
    """
    Return the inflated body, its members joined, and stop at the limit.

    Like browsers, it leaves out what follows the last member, and zeros between members.
    """
    pieces: list[bytes] = []
    room = limit + 1
    while raw:
        if len(pieces) == MOST_MEMBERS:
            msg = f"it has more than {MOST_MEMBERS} parts"
            raise OSError(msg)
        decompressor = zlib.decompressobj(kind)
        try:
            pieces.append(decompressor.decompress(raw, room))
        except zlib.error:
            if pieces:
                break
            raise
        room -= len(pieces[-1])
        if room <= 0:
            msg = f"it has more than {limit:,} bytes without its compression."
            raise TooLargeError(msg)
        if not decompressor.eof:
            msg = "it breaks off"
            raise EOFError(msg)
        raw = decompressor.unused_data.lstrip(b"\0")
        if kind != GZIP or not raw.startswith(START):
            break
    return b"".join(pieces)


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
