"""Fetch a document politely: robots.txt respected, one request at a time from a host, redirects checked."""

import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin

from tally.documents.addresses import Address, AddressError, resolve, shown
from tally.documents.request import Fetched, FetchError, Limits, ask
from tally.documents.robots import Robots

MOVED, BUSY = (301, 302, 303, 307, 308), (429, 503)  # status codes of HTTP
ADVICE = {
    401: "It requires a login: read the document from a file with --file.",
    403: "It does not admit programs: save the page from a browser and read it with --file.",
    404: "The page may have moved: look for it, or for an archived copy, and correct its URL.",
    410: "The page was taken down: look for an archived copy, and correct its URL.",
}


@dataclass(frozen=True)
class Session:
    """
    A set of downloads, which several threads can share: one request at a time to each host.

    `private` lists the private addresses that may be fetched; see `resolve`.
    """

    private: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)
    _robots: dict[str, Robots] = field(default_factory=dict, repr=False)
    _turns: defaultdict[str, threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock), repr=False)

    def fetch(self, url: str) -> Fetched:
        """
        Fetch a document, following redirects.

        Raises
        ------
        FetchError
            The server could not be reached, refused, or was too slow; robots.txt forbids it; or the document is too
            large.
        """
        address, seen = self._resolve(url), [url]
        while True:
            with self._turns[address.origin]:
                self._check_robots(address)
                answer = self._ask_with_retries(address)
            if answer.status not in MOVED:
                break
            address = self._resolve(self._redirect_target(answer, seen))
        if answer.status != HTTPStatus.OK:
            advice = ADVICE.get(answer.status, "Try again later, or read the document from a file with --file.")
            msg = f"The server says {answer.status} {answer.reason} for {shown(address.url)}. {advice}"
            raise FetchError(msg)
        return replace(answer, url=url)

    def _redirect_target(self, answer: Fetched, seen: list[str]) -> str:
        """Return the target of a redirect. A circle and too many redirects are errors."""
        location = answer.header("location")
        if not location:
            msg = f"The server says that {shown(seen[0])} has moved, but not where. Correct its URL."
            raise FetchError(msg)
        target = urldefrag(urljoin(answer.final_url, location)).url
        if target in seen:
            msg = f"The server redirects {shown(seen[0])} in a circle."
            raise FetchError(msg)
        seen.append(target)
        if len(seen) > self.limits.hops + 1:
            msg = f"The server redirects {shown(seen[0])} more than {self.limits.hops} times."
            raise FetchError(msg)
        return target

    def _resolve(self, url: str) -> Address:
        try:
            return resolve(url, self.private)
        except AddressError as error:
            raise FetchError(str(error)) from error

    def _check_robots(self, address: Address) -> None:
        """Check that the host's robots.txt allows the address."""
        if address.origin not in self._robots:
            self._robots[address.origin] = self._read_robots(address)
        if not self._robots[address.origin].allow(address.url):
            msg = f"{address.host} asks programs not to fetch this page (robots.txt). Save it, and read it with --file."
            raise FetchError(msg)

    def _read_robots(self, address: Address) -> Robots:
        """Read a host's robots.txt. Without one all may be fetched; if the server fails, nothing may (RFC 9309)."""
        seen = [f"{address.origin}/robots.txt"]
        answer = self._ask_with_retries(self._resolve(seen[0]))
        while answer.status in MOVED:
            answer = self._ask_with_retries(self._resolve(self._redirect_target(answer, seen)))
        if answer.status == HTTPStatus.OK:
            return Robots.read(answer.content[:500_000].decode("utf-8", "replace"))
        return Robots.open() if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR else Robots.closed()

    def _ask_with_retries(self, address: Address) -> Fetched:
        """Send a request, and repeat it if the server says after how many seconds to try again."""
        answer = ask(address, self.limits)
        for _ in range(self.limits.retries):
            wait = answer.retry_after
            if answer.status not in BUSY or wait is None:
                break
            if wait > self.limits.patience:
                msg = f"The server of {shown(address.url)} asks to wait {wait:.0f} seconds. Try again then."
                raise FetchError(msg)
            time.sleep(wait)
            answer = ask(address, self.limits)
        return answer
