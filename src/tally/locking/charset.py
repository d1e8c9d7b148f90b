"""Decode a document: by its byte order mark, by what fits its bytes, and by what it is said to be."""

from charset_normalizer import from_bytes
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
    to_unicode,
)  # fmt: skip

WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
SAMPLE = 4096  # bytes of which the zeros are counted


def decode(content: bytes, content_type: str = "") -> str:
    """
    Return the text of a document.

    A byte order mark counts first. Bytes that are valid UTF-8, with a letter outside ASCII, are UTF-8 whatever the
    document is called, since no other text comes out valid by chance. Then count what the server says, what the page
    says, and a guess; a name that cannot be right (UTF-16 without a single zero, or bytes that it does not have) is
    passed over.
    """
    marked, mark = read_bom(content)
    if marked and mark:
        return str(to_unicode(content[len(mark) :], marked))
    if wide := _wide(content):
        return content.decode(wide, "replace")
    if not content.isascii() and _fits(content, "utf-8"):
        return content.decode("utf-8")
    said = [http_content_type_encoding(content_type or None), html_body_declared_encoding(content)]
    named = [name for name in map(_known, said) if name]
    for name in named:
        if _fits(content, name):
            return content.decode(name)
    best = None if content.isascii() else from_bytes(content).best()
    guess = best.encoding if best else "utf-8" if content.isascii() else "cp1252"
    return str(to_unicode(content, guess if best or not named else named[0]))


def is_wide(content: bytes) -> bool:
    """Return whether a document is a text of two or four bytes a letter."""
    return bool(read_bom(content)[0] in WIDE or _wide(content))


def _known(name: str | None) -> str | None:
    """Return the encoding that a label names, if it is one of a byte or more a letter."""
    encoding = resolve_encoding(name) if name else None
    return None if encoding in WIDE else encoding


def _wide(content: bytes) -> str:
    """Find two-byte text by its zeros: Latin letters and markup have one in every second place."""
    sample = content[:SAMPLE]
    if not 1 <= len(sample) or sample.count(0) * 4 < len(sample):
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _fits(content: bytes, encoding: str) -> bool:
    """Return whether bytes can be read in an encoding."""
    try:
        content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
