"""Send one request and receive its answer, within limits."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from tally import __version__
from tally.documents.addresses import Address, shown
from tally.documents.reading import CompressionError, TooLargeError, decompress
from tally.errors import TallyError

HEADERS = {
    "User-Agent": f"Tally/{__version__} (research; checks quotations against their sources)",
    "Accept": "text/html,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


class FetchError(TallyError, OSError):
    """A document could not be fetched. The message says why and what may help."""


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
        value = self.header("retry-after")
        if value.isdigit():
            return float(value)
        try:
            return max((parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds(), 0)
        except (TypeError, ValueError):
            return None


def ask(address: Address, limits: Limits) -> Fetched:
    """
    Send one request to the IP address that was checked, without cookies or credentials; follow no redirect.

    Raises
    ------
    FetchError
        There was no answer, or it was too large or too slow.
    """
    deadline = time.monotonic() + limits.total
    timeout = httpx.Timeout(limits.read, connect=limits.connect)
    cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    host = {"Host": address.named}
    try:
        with (
            httpx.Client(timeout=timeout, trust_env=False, cookies=cookies, headers=HEADERS) as client,
            client.stream("GET", address.pinned, headers=host, extensions={"sni_hostname": address.host}) as response,
        ):
            raw = b"".join(_within(response, limits.raw, deadline))
            content = decompress(raw, response.headers.get("content-encoding", ""), limits.decoded)
            return Fetched(
                address.url, address.url, response.status_code, response.reason_phrase,
                tuple(response.headers.multi_items()), raw, content, datetime.now(UTC),
            )  # fmt: skip
    except CompressionError as error:
        msg = f"{shown(address.url)} cannot be read: {error} Try again later, or read it from a file (--file)."
        raise FetchError(msg) from error
    except TooLargeError as error:
        msg = f"{shown(address.url)} is too large: {error}"
        raise FetchError(msg) from error
    except httpx.TimeoutException as error:
        msg = f"{address.host} took too long to answer. Try again later, or read the document from a file (--file)."
        raise FetchError(msg) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = str(error) or type(error).__name__
        msg = f"{address.host} could not be read ({reason}). Are you offline? --file reads a document from disk."
        raise FetchError(msg) from error


def _within(response: httpx.Response, limit: int, deadline: float) -> Iterator[bytes]:
    """Yield the pieces of a body as they arrive, as long as it is within the limits."""
    size = 0
    for piece in response.iter_raw():
        size += len(piece)
        if size > limit:
            msg = f"more than {limit:,} bytes."
            raise TooLargeError(msg)
        if time.monotonic() > deadline:
            msg = "The body came too slowly."
            raise httpx.ReadTimeout(msg)
        yield piece
