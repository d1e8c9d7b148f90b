"""Fetch a document politely: robots.txt respected, one request at a time from a host, redirects checked."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin

from tally.documents.addresses import Address, AddressError, plain, resolve, shown
from tally.documents.connection import Deadline
from tally.documents.request import Fetched, FetchError, GoneError, Limits, ask
from tally.documents.robots import Robots

MOVED, BUSY, GONE = (301, 302, 303, 307, 308), (429, 503), (404, 410)  # status codes of HTTP
LONGEST_ROBOTS = 500_000  # bytes; what comes after them is ignored (RFC 9309)
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

        One deadline holds from the look-up of the host to the last byte, with redirects, repeated requests and
        robots.txt. It starts when the host has its turn.

        Raises
        ------
        FetchError
            The server could not be reached, refused, or was too slow; robots.txt forbids it; or the document is too
            large.
        """
        deadline = Deadline(self.limits.total)
        address, seen = self._resolve(url, deadline), [url]
        while True:
            with self._turn(address, deadline):
                self._check_robots(address, deadline)
                answer = self._ask_with_retries(address, deadline)
            if answer.status not in MOVED:
                break
            address = self._resolve(self._redirect_target(answer, seen), deadline)
        if answer.status != HTTPStatus.OK:
            advice = ADVICE.get(answer.status, "Try again later, or read the document from a file with --file.")
            status = f"{answer.status} {answer.reason}".strip()
            msg = f"The server says {status} for {shown(address.url)}. {advice}"
            raise GoneError(msg) if answer.status in GONE else FetchError(msg)
        return replace(answer, url=url)

    @contextmanager
    def _turn(self, address: Address, deadline: Deadline) -> Iterator[None]:
        """Wait until no other document is fetched from a host, which takes nothing of the time for this one."""
        turn = self._turns[address.origin]
        with deadline.paused():
            turn.acquire()
        try:
            yield
        finally:
            turn.release()

    def _redirect_target(self, answer: Fetched, seen: list[str]) -> str:
        """Return the target of a redirect. A circle and too many redirects are errors."""
        location = answer.header("location")
        if not location:
            msg = f"The server says that {shown(seen[0])} has moved, but not where. Correct its URL."
            raise FetchError(msg)
        try:
            target = urldefrag(urljoin(answer.final_url, location)).url
        except ValueError as error:
            msg = f"The server redirects {shown(seen[0])} to {plain(location)}, which is not a web address."
            raise FetchError(msg) from error
        if target in seen:
            msg = f"The server redirects {shown(seen[0])} in a circle."
            raise FetchError(msg)
        seen.append(target)
        if len(seen) > self.limits.hops + 1:
            msg = f"The server redirects {shown(seen[0])} more than {self.limits.hops} times."
            raise FetchError(msg)
        return target

    def _resolve(self, url: str, deadline: Deadline) -> Address:
        """Resolve an address, which is an error if it must not be fetched."""
        try:
            return resolve(url, self.private, min(self.limits.connect, deadline.left))
        except AddressError as error:
            raise FetchError(str(error)) from error

    def _check_robots(self, address: Address, deadline: Deadline) -> None:
        """Check that the host's robots.txt allows the address."""
        if address.origin not in self._robots:
            self._robots[address.origin] = self._read_robots(address, deadline)
        robots = self._robots[address.origin]
        with _unreadable(address):
            allowed = robots.allow(address.url)
        if robots.fault:
            msg = f"The robots.txt of {address.shown_host} cannot be read ({robots.fault}), so nothing may be fetched."
            raise FetchError(msg)
        if not allowed:
            host = address.shown_host
            msg = f"{host} asks programs not to fetch this page (robots.txt). Save it, and read it with --file."
            raise FetchError(msg)

    def _read_robots(self, address: Address, deadline: Deadline) -> Robots:
        """Read a host's robots.txt. Without one all may be fetched; if the server fails, nothing may (RFC 9309)."""
        seen = [f"{address.origin}/robots.txt"]
        answer = self._ask_with_retries(self._resolve(seen[0], deadline), deadline)
        while answer.status in MOVED:
            target = self._resolve(self._redirect_target(answer, seen), deadline)
            answer = self._ask_with_retries(target, deadline)
        if answer.status == HTTPStatus.OK:
            with _unreadable(address):
                return Robots.read(answer.content[:LONGEST_ROBOTS].decode("utf-8", "replace"))
        if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return Robots.open()
        return Robots.closed(f"{answer.status} {answer.reason}".strip())

    def _ask_with_retries(self, address: Address, deadline: Deadline) -> Fetched:
        """Send a request, and repeat it if the server says after how many seconds to try again."""
        answer = ask(address, self.limits, deadline)
        for _ in range(self.limits.retries):
            wait = answer.retry_after
            if answer.status not in BUSY or wait is None:
                break
            if wait > min(self.limits.patience, deadline.left):
                msg = f"The server of {shown(address.url)} asks to wait {wait:.0f} seconds. Try again then."
                raise FetchError(msg)
            time.sleep(wait)
            answer = ask(address, self.limits, deadline)
        return answer


@contextmanager
def _unreadable(address: Address) -> Iterator[None]:
    """Report any error of the package that reads robots.txt, which anybody may write."""
    try:
        yield
    except Exception as error:  # the package has no error of its own
        reason = plain(str(error)) or type(error).__name__
        msg = f"The robots.txt of {address.shown_host} cannot be read ({reason}), so nothing may be fetched."
        raise FetchError(msg) from error
