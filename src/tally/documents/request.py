"""Send one request and receive its answer, within limits."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urlsplit

import httpcore

from tally import __version__
from tally.documents.addresses import Address, plain, shown
from tally.documents.connection import HEAD, Connector, Deadline, tls
from tally.documents.reading import CompressionError, TooLargeError, decompress
from tally.errors import TallyError

HEADERS = {
    "User-Agent": f"Tally/{__version__} (research; checks quotations against their sources)",
    "Accept": "text/html,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
RESERVED = "!$&'()*+,/:;=?@[]|~%"  # characters of a path or query that are sent as they are
SECONDS = re.compile(r"[0-9]{1,9}")
TRY_LATER = "Try again later, or read the document from a file with --file."


class FetchError(TallyError, OSError):
    """A document could not be fetched. The message says why and what may help."""


class GoneError(FetchError):
    """A document is no longer at its address."""


@dataclass(frozen=True)
class Limits:
    """The seconds, bytes and numbers beyond which a fetch is abandoned."""

    connect: float = 10
    read: float = 15
    total: float = 60
    raw: int = 30_000_000
    decoded: int = 60_000_000
    patience: float = 30
    hops: int = 5
    retries: int = 2


@dataclass(frozen=True)
class Fetched:
    """A document as a server sent it. `raw` are the bytes received, `content` the same without their compression."""

    url: str
    final_url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    content: bytes
    fetched_at: datetime

    def header(self, name: str) -> str:
        """Return a header's value, or an empty text."""
        return {key.lower(): value for key, value in self.headers}.get(name, "")

    @property
    def retry_after(self) -> float | None:
        """The number of seconds that the server asks to wait, if it does."""
        value = self.header("retry-after").strip()[:64]
        if SECONDS.fullmatch(value):
            return float(value)
        try:
            return max((parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds(), 0)
        except (TypeError, ValueError, ArithmeticError, LookupError):
            return None


def ask(address: Address, limits: Limits, deadline: Deadline) -> Fetched:
    """
    Send one request to the IP address that was checked, without cookies or credentials; follow no redirect.

    Raises
    ------
    FetchError
        There was no answer, or it was too large or too slow, or not what a web server answers.
    """
    try:
        return _ask(address, limits, deadline)
    except CompressionError as error:
        msg = f"{shown(address.url)} cannot be read: {error} Try again later, or read it from a file (--file)."
        raise FetchError(msg) from error
    except TooLargeError as error:
        msg = f"{shown(address.url)} is too large: {error}"
        raise FetchError(msg) from error
    except httpcore.TimeoutException as error:
        msg = f"{address.shown_host} took too long to answer. {TRY_LATER}"
        raise FetchError(msg) from error
    except (httpcore.NetworkError, OSError) as error:
        reason = plain(str(error)) or type(error).__name__
        msg = f"{address.shown_host} could not be read ({reason}). Are you offline? --file reads a document from disk."
        raise FetchError(msg) from error
    except Exception as error:  # whatever was received: it is the server's fault, and the other documents are read
        reason = plain(str(error)) or type(error).__name__
        msg = f"{address.shown_host} does not answer as a web server should ({reason}). {TRY_LATER}"
        raise FetchError(msg) from error


def _ask(address: Address, limits: Limits, deadline: Deadline) -> Fetched:
    """Send a request, and receive the answer."""
    connector = Connector(deadline)
    parts = urlsplit(address.url)
    target = quote(parts.path or "/", RESERVED) + (f"?{quote(parts.query, RESERVED)}" if parts.query else "")
    url = httpcore.URL(scheme=address.scheme, host=address.ip, port=address.port, target=target)
    timeout = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.connect}
    secure = tls() if address.scheme == "https" else None
    with (
        httpcore.ConnectionPool(secure, network_backend=connector) as pool,
        pool.stream(
            "GET", url, headers=[("Host", address.named), *HEADERS.items()],
            extensions={"timeout": timeout, "sni_hostname": address.host},
        ) as response,
    ):  # fmt: skip
        headers = tuple((_text(name), _text(value)) for name, value in response.headers)
        connector.most = 2 * limits.raw + HEAD  # a body in small chunks takes more than its own bytes
        raw = bytearray()
        for piece in response.iter_stream():
            raw += piece
            if len(raw) > limits.raw:
                msg = f"more than {limits.raw:,} bytes."
                raise TooLargeError(msg)
    encoding = ", ".join(value for name, value in headers if name.lower() == "content-encoding")
    content = decompress(bytes(raw), encoding, limits.decoded)
    reason = plain(_text(response.extensions.get("reason_phrase", b"")))
    return Fetched(
        address.url, address.url, response.status, reason, headers, bytes(raw), content, datetime.now(UTC)
    )  # fmt: skip


def _text(value: bytes) -> str:
    """Return a header as text; servers use several encodings."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
