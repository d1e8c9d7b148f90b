"""Keep documents as they came, in WARC, and the text that was read from them."""

import hashlib
import io
import tempfile
from dataclasses import dataclass
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
    """A document that is kept: the SHA-256 of its bytes without compression, that of its text, and where it is from."""

    source: str
    document: str
    text: str
    origin: str
    fetched_at: datetime


def keep_fetched(folder: Path, source: str, fetched: Fetched, read: Extract) -> Original:
    """Keep a document that was fetched, with its headers, but for those that could identify the reader."""
    headers = [(name, value) for name, value in fetched.headers if name.lower() not in PRIVATE]
    http = StatusAndHeaders(f"{fetched.status} {fetched.reason}".strip(), headers, protocol="HTTP/1.1")
    return _keep(folder, source, fetched.final_url, "response", fetched.raw, http, read, fetched.content)


def keep_file(folder: Path, source: str, path: Path, content: bytes, read: Extract) -> Original:
    """Keep a document that was read from a file. Of the file only the name is kept, not where it lay."""
    return _keep(folder, source, f"file:///{quote(path.name)}", "resource", content, None, read, content)


def _keep(
    folder: Path,
    source: str,
    origin: str,
    kind: str,
    raw: bytes,
    http: StatusAndHeaders | None,
    read: Extract,
    content: bytes,
) -> Original:
    """Write `<source>.warc.gz` and `<source>.txt`, each whole or not at all."""
    if not ID.match(source):
        msg = f"{source!r} cannot name a file: use lower-case words joined by hyphens."
        raise ValueError(msg)
    moment = datetime.now(UTC)
    packed = io.BytesIO()
    writer = WARCWriter(packed, gzip=True)
    writer.write_record(writer.create_warcinfo_record(f"{source}.warc.gz", {"software": f"Tally/{__version__}"}))
    writer.write_record(writer.create_warc_record(
        origin, kind, payload=io.BytesIO(raw), http_headers=http, length=len(raw),
        warc_headers_dict={"WARC-Date": moment.strftime("%Y-%m-%dT%H:%M:%SZ")},
    ))  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / f"{source}.warc.gz", packed.getvalue())
    _write(folder / f"{source}.txt", read.whole.encode())
    return Original(source, sha256(content), sha256(read.whole.encode()), origin, moment)


def sha256(content: bytes) -> str:
    """Hash a document or its text."""
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write a file so that it is either as it was or whole."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
