"""Decode a document: by its byte order mark, by what fits its bytes, and by the encoding that it declares."""

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
SAMPLE = 4096  # bytes at the start: zeros are counted in them, and a declared encoding is looked for
ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J")  # of Japanese in seven bits
HEBREW_ORDER = re.compile(rb"(?i)(8859-8)-[ie]\b")  # the suffix says in which order letters were typed: not needed
LATIN = ("cp1252", "iso8859-1", "latin-1", "iso8859-15", "cp1254")
MANY_ACCENTS = re.compile(rb"[\xc0-\xff]{4}")  # no word in Latin letters has four in a row
MOST_ACCENT_RUNS = 3  # such places that a text in Latin letters may still have
# The encodings of texts: those of the WHATWG's standard, and those of old personal computers. Python has
# other encodings, which are not for texts (hex, rot13, zlib) or not for documents (idna, punycode, unicode_escape).
TEXT_NAMES = (
    "ascii utf-8 cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 "
    "cp869 cp874 cp932 cp949 cp950 cp1125 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859-1 "
    "iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-11 "
    "iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-t koi8-u kz1048 ptcp154 mac-arabic mac-croatian "
    "mac-cyrillic mac-farsi mac-greek mac-iceland mac-latin2 mac-roman mac-turkish tis-620 gbk gb18030 gb2312 hz "
    "big5 big5hkscs euc_jp euc_jis_2004 euc_jisx0213 shift_jis shift_jis_2004 shift_jisx0213 iso2022_jp "
    "iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext euc_kr johab iso2022_kr"
)
TEXTS = frozenset(TEXT_NAMES.split())
MOST_LABEL = 100  # characters of an encoding's name
MOST_GUESSED = 500_000  # bytes by which an encoding is guessed
BROKEN, NOT_ASCII = "\ufffd", re.compile(r"[^\x00-\x7f]")
MOST_BROKEN = 0.3  # share of the letters outside ASCII that may be broken in a text that is still read as UTF-8


def decode(content: bytes, content_type: str = "") -> str:
    """
    Return the text of a document.

    A byte order mark counts first. Bytes that are valid UTF-8, with a letter outside ASCII, are UTF-8 whatever the
    document declares, since no other text is valid UTF-8 by chance. Then come, in this order, what the server says,
    what the page says, and a guess. An encoding that cannot be right (UTF-16 without a single zero, or one that does
    not have these bytes) is skipped.
    """
    mark_encoding, mark = read_bom(content)
    if mark_encoding and mark:
        return str(to_unicode(content[len(mark) :], mark_encoding))
    if wide := _wide(content):
        return content.decode(wide, "replace")
    if not content.isascii() and _fits(content, "utf-8"):
        return content.decode("utf-8")
    if content.isascii() and any(escape in content for escape in ESCAPES):
        return content.decode("iso2022_jp", "replace")
    if repaired := _nearly_utf8(content):
        return repaired
    head = HEBREW_ORDER.sub(rb"\1", content[:SAMPLE])
    labels = [
        http_content_type_encoding(HEBREW_ORDER.sub(rb"\1", content_type.encode("utf-8", "replace")).decode() or None),
        html_body_declared_encoding(head),
    ]
    encodings = [encoding for encoding in map(_known, labels) if encoding]
    for encoding in encodings:
        if _fits(content, encoding) and not (
            encoding in LATIN and len(MANY_ACCENTS.findall(content)) > MOST_ACCENT_RUNS
        ):
            return content.decode(encoding)
    best = None if content.isascii() else from_bytes(_sample(content)).best()
    guess = best.encoding if best else "utf-8" if content.isascii() else "cp1252"
    return str(to_unicode(content, guess if best or not encodings else encodings[0]))


def _sample(content: bytes) -> bytes:
    """Return the bytes by which an encoding is guessed: whole lines or words, if there are any."""
    sample = content[:MOST_GUESSED]
    for end in (b"\n", b" ") if len(content) > MOST_GUESSED else ():
        if end in sample:
            return sample.rpartition(end)[0]
    return sample


def is_wide(content: bytes) -> bool:
    """Return whether a document is a text of two or four bytes a letter."""
    return bool(read_bom(content)[0] in WIDE or _wide(content))


def _nearly_utf8(content: bytes) -> str:
    """Return a text that is UTF-8 except for a few broken letters; an empty one for other texts."""
    text = "" if content.isascii() else content.decode("utf-8", "replace")
    broken, beyond = text.count(BROKEN), len(NOT_ASCII.findall(text))
    return text if broken <= MOST_BROKEN * beyond else ""


def _known(name: str | None) -> str | None:
    """Return the encoding that a label names, if it is one of texts, and not of two or four bytes a letter."""
    try:
        encoding = resolve_encoding(name[:MOST_LABEL]) if name else None
    except (UnicodeError, ValueError):  # a NUL, or half a character
        return None
    return encoding if encoding in TEXTS else None


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
    except (UnicodeError, LookupError):
        return False
    return True
