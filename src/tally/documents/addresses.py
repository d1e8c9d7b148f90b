"""Check which addresses may be fetched: public web addresses, without credentials in them."""

import ipaddress
import re
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from tally.errors import TallyError
from tally.text import shown as with_signs

UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")  # characters that are not allowed in an address
SECRET = re.compile(
    r"token|key|sig|secret|pass|auth|session|credential|code", re.IGNORECASE
)  # in the name of a query field
PORTS = {"http": 80, "https": 443}  # a scheme's default port
LONGEST = 8_000  # characters of an address
SHOWN = 200  # characters of an address, or of what a server says, in a message
LOOK_UP = 10  # seconds in which a host's name is looked up
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # IPv4 addresses that a network translates (NAT64)


class AddressError(TallyError, ValueError):
    """An address must not be fetched."""


@dataclass(frozen=True)
class Address:
    """A web address and the IP address that its host has just resolved to, which is the one to connect to."""

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
    def shown_host(self) -> str:
        """The host for a message."""
        return plain(self.host)

    @property
    def named(self) -> str:
        """The host as the `Host` header names it: with its port, unless that is the default."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if PORTS[self.scheme] == self.port else f"{host}:{self.port}"


def resolve(url: str, private: frozenset[str] = frozenset(), seconds: float = LOOK_UP) -> Address:
    """
    Return the IP address of a web address. An address that is not on the public web is an error.

    Parameters
    ----------
    url : str
        An http or https address.
    private : frozenset of str
        Private addresses that may be fetched: `host:port`, or `*` for all.
    seconds : float
        The time in which the host's name must be found.

    Returns
    -------
    Address
        The address, with the first IP address of its host.

    Raises
    ------
    AddressError
        The address is not http or https, has a user name or password in it, has an unknown host, or leads to this
        machine or a private network.
    """
    if UNSAFE.search(url):
        msg = f"{shown(url)} is not a web address: it has a space, a backslash or a control character in it."
        raise AddressError(msg)
    if len(url) > LONGEST:
        msg = f"{shown(url)} is not a web address: it has {len(url):,} characters, and at most {LONGEST:,} are read."
        raise AddressError(msg)
    try:
        url.encode()
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        msg = f"{shown(url)} is not a web address ({plain(str(error))})."
        raise AddressError(msg) from error
    if parts.scheme not in PORTS or not host:
        msg = f"{shown(url)} cannot be fetched: only http and https addresses can."
        raise AddressError(msg)
    if parts.username is not None or parts.password is not None:
        msg = f"{shown(url)} has a user name or password in it. Remove them, or read a saved copy with --file."
        raise AddressError(msg)
    entries = _look_up(host, port, seconds)
    ips = [str(entry[4][0]) for entry in entries]
    allowed = "*" in private or f"{host}:{port}" in private
    if not allowed and not all(_public(ip) for ip in ips):
        msg = f"{shown(url)} leads to this machine or a private network. If you mean that, add --private."
        raise AddressError(msg)
    return Address(url, parts.scheme, host, port, ips[0])


def plain(text: str) -> str:
    """Return what a server says for a message: shortened, and hidden characters shown."""
    return with_signs(text if len(text) <= SHOWN else f"{text[:SHOWN]}…", breaks=False)


def _look_up(host: str, port: int, seconds: float) -> list[Any]:
    """Return the entries for a host's name; one that is not found in time is an error like one that does not exist."""
    entries: list[Any] = []

    def ask() -> None:
        with suppress(Exception):
            entries.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))

    asking = threading.Thread(target=ask, daemon=True, name=f"look up {host[:60]}")  # nothing can stop it
    asking.start()
    asking.join(seconds)
    if not entries:
        slow = " in time" if asking.is_alive() else ""
        msg = f"The host {plain(host)} was not found{slow}. Are you offline? --file reads a document from disk."
        raise AddressError(msg)
    return entries


def shown(url: str) -> str:
    """Return an address for a message: without user name and password, and without a query that may hold a secret."""
    try:
        parts = urlsplit(url[:LONGEST])
        host = parts.netloc.rpartition("@")[2]
        secret = any(SECRET.search(key) for key, _ in parse_qsl(parts.query, keep_blank_values=True))
    except ValueError:
        return plain(url.partition("://")[0] + "://…")
    return plain(urlunsplit((parts.scheme, host, parts.path, "…" if secret else parts.query, "")))


def _public(ip: str) -> bool:
    """Return whether an IP address is on the public internet, and so is the IPv4 address in it, if there is one."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            address = address.ipv4_mapped
        elif address in TRANSLATED or not any(address.packed[:12]):
            return _public(str(ipaddress.IPv4Address(address.packed[12:])))
        elif address.sixtofour and not _public(str(address.sixtofour)):
            return False
    return address.is_global and not address.is_multicast
