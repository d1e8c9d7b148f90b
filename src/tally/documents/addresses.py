"""What may be fetched: public web addresses, without credentials in them."""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from tally.errors import TallyError

UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
SECRET = re.compile(r"token|key|sig|secret|pass|auth|session|credential|code", re.IGNORECASE)
PORTS = {"http": 80, "https": 443}


class AddressError(TallyError, ValueError):
    """An address may not be fetched."""


@dataclass(frozen=True)
class Address:
    """A web address, and the number that its host has just been found to have: that one is connected to."""

    url: str
    scheme: str
    host: str
    port: int
    ip: str

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def pinned(self) -> str:
        """The address with its number in the place of its host's name, so that no second look-up can change it."""
        parts = urlsplit(self.url)
        host = f"[{self.ip}]" if ":" in self.ip else self.ip
        return urlunsplit((parts.scheme, f"{host}:{self.port}", parts.path or "/", parts.query, ""))

    @property
    def named(self) -> str:
        """The host as the server expects to be asked for it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if PORTS[self.scheme] == self.port else f"{host}:{self.port}"


def resolve(url: str, private: frozenset[str] = frozenset()) -> Address:
    """
    Find out where an address leads, and refuse it if that is not on the public web.

    Parameters
    ----------
    url : str
        An http or https address.
    private : frozenset of str
        What may be fetched although it is private: `host:port`, or `*` for all.

    Raises
    ------
    AddressError
        It is no such address, carries a name and password, cannot be found, or leads to this machine or a private
        network.
    """
    if UNSAFE.search(url):
        msg = f"{shown(url)!r} is not a web address: it holds a space, a backslash or a control character."
        raise AddressError(msg)
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        msg = f"{shown(url)} is not a web address ({error})."
        raise AddressError(msg) from error
    if parts.scheme not in PORTS or not host:
        msg = f"{shown(url)} cannot be fetched: only http and https addresses can."
        raise AddressError(msg)
    if parts.username is not None or parts.password is not None:
        msg = (
            f"{shown(url)} carries a user name or password. Take it out of the address; read the document from a file."
        )
        raise AddressError(msg)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        msg = f"The host {host} was not found. Are you offline? A document on disk can be read with --file."
        raise AddressError(msg) from error
    numbers = [str(entry[4][0]) for entry in found]
    allowed = "*" in private or f"{host}:{port}" in private
    if not allowed and not all(_public(number) for number in numbers):
        msg = f"{shown(url)} leads to this machine or a private network. If that is meant, say --private."
        raise AddressError(msg)
    return Address(url, parts.scheme, host, port, numbers[0])


def shown(url: str) -> str:
    """Write an address for a message: without name and password, and without a query that may hold a secret."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
        secret = any(SECRET.search(key) for key, _ in parse_qsl(parts.query, keep_blank_values=True))
    except ValueError:
        return url.partition("://")[0] + "://…"
    return urlunsplit((parts.scheme, host, parts.path, "…" if secret else parts.query, ""))


def _public(number: str) -> bool:
    """Whether a number is one of the public internet."""
    address = ipaddress.ip_address(number.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast
