"""Read the document out of the container that it was saved in: gzip, MHTML or WARC."""

import email
import email.policy
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from tally.documents.reading.decode import FAULTS, TooLargeError, gunzip
from tally.documents.reading.extracted import short_reason
from tally.errors import TallyError

LARGEST = 60_000_000  # bytes of a document without its container
DEEPEST = 5  # containers inside one another
READABLE = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")
REMEDY = "Save only the document, as a web page (HTML only), PDF or text, and read it with --file."
NO_KIND = ("application/octet-stream", "application/warc-record", "application/gzip", "application/x-gzip")
MOST_MISSING = 0.1  # share of a record that may be missing, as where its line ends were changed
UNREADABLE = ("br", "zstd", "compress")
GZIP, WARC = b"\x1f\x8b", b"WARC/"
REFUSED = {
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"bplist00": "a Safari web archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"7z\xbc\xaf": "a 7z archive",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"(\xb5/\xfd": "a zstd file",
    b"Rar!": "a RAR archive",
}


class ContainerError(TallyError, ValueError):
    """No document can be read from a container. The message says why and what to save instead."""


@dataclass(frozen=True)
class Inside:
    """A document without its container: its bytes, its declared content type, its file's name, and its address."""

    content: bytes
    content_type: str
    name: str
    address: str = ""


def unpack(content: bytes, content_type: str = "", name: str = "", address: str = "") -> Inside:
    """
    Read a document out of its containers, which may be inside one another.

    Parameters
    ----------
    content : bytes
        A file.
    content_type, name : str
        Its declared content type and its name; each may be empty.
    address : str
        The document's address, which selects it if the container holds several; may be empty.

    Returns
    -------
    Inside
        The document; the file itself if it is not a container.

    Raises
    ------
    ContainerError
        The container holds no document or several, is broken or too large, or is of a kind that cannot be opened.
    """
    inside = Inside(content, content_type, name)
    for _ in range(DEEPEST + 1):
        opened = _opened(inside, address)
        if opened is None:
            return inside
        inside = opened
    msg = f"It is packed more than {DEEPEST} times. {REMEDY}"
    raise ContainerError(msg)


def _opened(inside: Inside, address: str) -> Inside | None:
    """Open one container; None if the file is not a container."""
    content = inside.content
    if content.startswith(GZIP):
        try:
            name = inside.name.removesuffix(".gz")
            return Inside(gunzip(content, LARGEST), "", name, inside.address)
        except TooLargeError as error:
            msg = f"The gzip file is too large: {error}"
            raise ContainerError(msg) from error
        except (zlib.error, EOFError, OSError) as error:
            msg = f"The gzip file is broken ({short_reason(error)}). Save or download it again."
            raise ContainerError(msg) from error
    if content.startswith(WARC):
        return _select(list(_records(content)), address, "WARC file")
    if _is_mhtml(inside):
        return _root(content, address)
    for start, kind in REFUSED.items():
        if content.startswith(start):
            msg = f"It is {kind}, which is neither a web page nor a PDF nor plain text. {REMEDY}"
            raise ContainerError(msg)
    return None


def _is_mhtml(inside: Inside) -> bool:
    """Return whether a file is a web page saved as one message (MHTML), by its first lines."""
    head = inside.content[:8192].lstrip(b"\xef\xbb\xbf \r\n")
    lines = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    headers = b"mime-version:" in lines or b"\ncontent-type:" in b"\n" + lines
    saved = (b"multipart/", b"snapshot-content-location", b"\ncontent-transfer-encoding:")
    return headers and any(sign in lines for sign in saved) and not head.startswith(b"<")


def _root(content: bytes, address: str) -> Inside:
    """Read the page of an MHTML file: the part that the message starts with."""
    try:
        message = email.message_from_bytes(content.lstrip(b"\xef\xbb\xbf \r\n"), policy=email.policy.compat32)
        parts = [part for part in message.walk() if part.get_content_type() in READABLE]
    except FAULTS as error:
        msg = f"The MHTML file is broken. {REMEDY}"
        raise ContainerError(msg) from error
    where = str(message.get("Snapshot-Content-Location") or message.get("Content-Location") or "").strip()
    start = _start(message)
    for part in parts:
        if start and str(part.get("Content-ID") or "").strip() == start:
            return _part(part, where)
    for part in parts:
        if address and _same(str(part.get("Content-Location") or "").strip(), address):
            return _part(part, where)
    for part in parts:
        if where and str(part.get("Content-Location") or "").strip() == where:
            return _part(part, where)
    if not parts:
        msg = f"There is no web page in the MHTML file. {REMEDY}"
        raise ContainerError(msg)
    best = min(parts, key=lambda part: READABLE.index(part.get_content_type()))
    return _part(best, where)


def _start(message: Message) -> str:
    """Return the id of the part that a message names as its first."""
    value = message.get_param("start")
    return value.strip() if isinstance(value, str) else ""


def _part(part: Message, where: str) -> Inside:
    """Return one part of a message, decoded."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        msg = f"The web page in the MHTML file is empty. {REMEDY}"
        raise ContainerError(msg)
    kind, charset = part.get_content_type(), part.get_param("charset")
    content_type = f"{kind}; charset={charset}" if isinstance(charset, str) else kind
    return Inside(content, content_type, "", str(part.get("Content-Location") or where).strip())


def _records(content: bytes) -> Iterator[Inside]:
    """Read the documents of a WARC file: successful responses of servers, and resources."""
    room = LARGEST
    try:
        for record in ArchiveIterator(io.BytesIO(content)):
            http, kind = record.http_headers, record.rec_headers.get_header("Content-Type") or ""
            if record.rec_type not in ("response", "resource") or (http and http.get_statuscode() != "200"):
                continue
            kind = (http.get_header("Content-Type") or "") if http else kind
            kind = "" if kind in NO_KIND else kind
            if kind.partition(";")[0].strip().lower() not in (*READABLE, ""):
                continue
            coding = (http.get_header("Content-Encoding") or "").strip().lower() if http else ""
            if coding in UNREADABLE:
                msg = f"A page in the WARC file is compressed with {coding}, which cannot be undone. {REMEDY}"
                raise ContainerError(msg)
            body = record.content_stream().read(room + 1)
            record.raw_stream.read()
            if record.raw_stream.limit > record.length * MOST_MISSING and len(body) <= room:
                msg = "The WARC file is broken (it breaks off within a record). Save it again."
                raise ContainerError(msg)
            room -= len(body)
            if room < 0:
                msg = f"More than {LARGEST:,} bytes come out of the WARC file. {REMEDY}"
                raise ContainerError(msg)
            yield Inside(body, kind, "", record.rec_headers.get_header("WARC-Target-URI") or "")
    except (ArchiveLoadFailed, *FAULTS) as error:
        if isinstance(error, ContainerError):
            raise
        msg = f"The WARC file is broken ({short_reason(error)}). Save it again."
        raise ContainerError(msg) from error


def _select(documents: list[Inside], address: str, container: str) -> Inside:
    """Select the document with the address, or the only one."""
    for document in documents:
        if address and _same(document.address, address):
            return document
    by_content = {document.content: document for document in reversed(documents) if document.content.strip()}
    filled = list(by_content.values())[::-1]
    if len(filled) == 1:
        return filled[0]
    if not filled:
        msg = f"There is no web page, PDF or text in the {container}. {REMEDY}"
        raise ContainerError(msg)
    some = ", ".join(document.address for document in filled[:3])
    msg = (
        f"The {container} holds {len(filled)} documents ({some}{', …' if len(filled) > 3 else ''}). "
        f"Give the address of one of them as the source’s URL, or save only that one."
    )
    raise ContainerError(msg)


def _same(first: str, second: str) -> bool:
    """Return whether two addresses are the same, except for `https`, `www.`, the fragment and a slash at the end."""
    bare = (address.strip("<> ").partition("#")[0] for address in (first, second))
    return len({re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/") for address in bare}) == 1
