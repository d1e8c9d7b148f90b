"""Store documents as they were received, in WARC, and the text that was read from them."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tally import __version__
from tally.documents.reading import Extract
from tally.documents.request import Fetched
from tally.records.bibliography import ID

FOLDER = Path("passages") / "originals"
PRIVATE = ("set-cookie", "set-cookie2", "www-authenticate", "authorization", "proxy-authenticate")


@dataclass(frozen=True)
class Original:
    """
    A document to be stored: the SHA-256 of its uncompressed bytes, that of its text, and where it is from.

    `files` has the contents of its files by their names in `FOLDER`.
    """

    source: str
    document: str
    text: str
    origin: str
    fetched_at: datetime
    files: Mapping[str, bytes] = field(repr=False)


def pack_fetched(source: str, fetched: Fetched, read: Extract) -> Original:
    """
    Return a fetched document as `<source>.warc.gz`, and its text as `<source>.txt`. Nothing is written.

    Headers that could identify the reader are left out (`PRIVATE`).

    Raises
    ------
    ValueError
        The source's id cannot name a file.
    """
    headers = [(name, value) for name, value in fetched.headers if name.lower() not in PRIVATE]
    http = StatusAndHeaders(f"{fetched.status} {fetched.reason}".strip(), headers, protocol="HTTP/1.1")
    return _pack(source, fetched.final_url, "response", fetched.raw, http, read, fetched.content)


def pack_file(source: str, path: Path, content: bytes, read: Extract) -> Original:
    """
    Return a document that was read from a file, as `pack_fetched` does. The file's name is stored, its folder is not.

    Raises
    ------
    ValueError
        The source's id cannot name a file.
    """
    return _pack(source, f"file:///{quote(path.name)}", "resource", content, None, read, content)


def _pack(
    source: str,
    origin: str,
    kind: str,
    raw: bytes,
    http: StatusAndHeaders | None,
    read: Extract,
    content: bytes,
) -> Original:
    """Return `<source>.warc.gz` and `<source>.txt`."""
    if not ID.match(source):
        msg = f"{source!r} cannot name a file. Use lower-case words joined by hyphens, such as un-2021-report."
        raise ValueError(msg)
    moment = datetime.now(UTC)
    packed = io.BytesIO()
    writer = WARCWriter(packed, gzip=True)
    writer.write_record(writer.create_warcinfo_record(f"{source}.warc.gz", {"software": f"Tally/{__version__}"}))
    writer.write_record(writer.create_warc_record(
        origin, kind, payload=io.BytesIO(raw), http_headers=http, length=len(raw),
        warc_headers_dict={"WARC-Date": moment.strftime("%Y-%m-%dT%H:%M:%SZ")},
    ))  # fmt: skip
    text = read.whole.encode()
    files = {f"{source}.warc.gz": packed.getvalue(), f"{source}.txt": text}
    return Original(source, sha256(content), sha256(text), origin, moment, files)


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a document or of its text, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
