"""Decode a document: by its byte order mark, by what fits its bytes, and by what it is said to be."""

import re

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
ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J")  # of Japanese in seven bits
HEBREW_ORDER = re.compile(rb"(?i)(8859-8)-[ie]\b")  # which says how the letters were typed, and not what they are
LATIN = ("cp1252", "iso8859-1", "latin-1", "iso8859-15", "cp1254")
MANY_ACCENTS = re.compile(rb"[\xc0-\xff]{4}")  # no word in Latin letters has as many in a row
FEW = 3  # places where that may be after all
BROKEN, NOT_ASCII = "\ufffd", re.compile(r"[^\x00-\x7f]")
MOST_BROKEN = 0.3  # of the letters outside ASCII that may be broken in what is still UTF-8


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
    if content.isascii() and any(escape in content for escape in ESCAPES):
        return content.decode("iso2022_jp", "replace")
    if nearly := _nearly_utf8(content):
        return nearly
    head = HEBREW_ORDER.sub(rb"\1", content[:SAMPLE])
    said = [
        http_content_type_encoding(HEBREW_ORDER.sub(rb"\1", content_type.encode()).decode() or None),
        html_body_declared_encoding(head),
    ]
    named = [name for name in map(_known, said) if name]
    for name in named:
        if _fits(content, name) and not (name in LATIN and len(MANY_ACCENTS.findall(content)) > FEW):
            return content.decode(name)
    best = None if content.isascii() else from_bytes(content).best()
    guess = best.encoding if best else "utf-8" if content.isascii() else "cp1252"
    return str(to_unicode(content, guess if best or not named else named[0]))


def is_wide(content: bytes) -> bool:
    """Return whether a document is a text of two or four bytes a letter."""
    return bool(read_bom(content)[0] in WIDE or _wide(content))


def _nearly_utf8(content: bytes) -> str:
    """Return a text that is UTF-8 but for a few broken letters, as where it was cut and joined; or nothing."""
    text = "" if content.isascii() else content.decode("utf-8", "replace")
    broken, beyond = text.count(BROKEN), len(NOT_ASCII.findall(text))
    return text if broken <= MOST_BROKEN * beyond else ""


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
