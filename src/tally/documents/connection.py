"""Connect to a server, with one deadline for all that is sent and received."""

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

import certifi
import httpcore

from tally.documents.reading import TooLargeError

HEAD = 1_000_000  # bytes that may come before a body: interim answers, the status and the headers


class Deadline:
    """The moment at which a fetch ends, whatever the server does."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """The number of seconds that are left; 0 if the time is up."""
        return max(self._end - time.monotonic(), 0)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Stop the clock while something is waited for that no server delays."""
        started = time.monotonic()
        try:
            yield
        finally:
            self._end += time.monotonic() - started


class Connector(httpcore.NetworkBackend):
    """
    Opens connections on which nothing takes longer than until a deadline.

    Each operation on a socket may take only what is left of the time, so that many quick ones end in time as well as a
    slow one. `most` is the number of bytes that may be received in all.
    """

    def __init__(self, deadline: Deadline) -> None:
        self.most = HEAD
        self._deadline, self._received = deadline, 0

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Open a connection."""
        backend = httpcore.SyncBackend()
        return _Stream(backend.connect_tcp(host, port, self.within(timeout), local_address, socket_options), self)

    def within(self, seconds: float | None) -> float:
        """Return the time that an operation may take."""
        left = self._deadline.left
        if not left:
            msg = "The time is up."
            raise httpcore.ReadTimeout(msg)
        return left if seconds is None else min(seconds, left)

    def count(self, received: bytes) -> bytes:
        """Return what was received, if it is not too much in all."""
        self._received += len(received)
        if self._received > self.most:
            msg = f"more than {self.most:,} bytes."
            raise TooLargeError(msg)
        return received


class _Stream(httpcore.NetworkStream):
    """A connection with a deadline."""

    def __init__(self, stream: httpcore.NetworkStream, connector: Connector) -> None:
        self._stream, self._connector = stream, connector

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._connector.count(self._stream.read(max_bytes, self._connector.within(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._connector.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._connector.within(timeout))
        return _Stream(secured, self._connector)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


@cache
def tls() -> ssl.SSLContext:
    """Return the rules for secure connections: the usual certificate authorities, whatever the environment says."""
    return ssl.create_default_context(cafile=certifi.where())
