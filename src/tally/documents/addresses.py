"""Check which addresses may be fetched: public web addresses, without credentials in them."""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from tally.errors import TallyError

UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")  # characters that are not allowed in an address
SECRET = re.compile(
    r"token|key|sig|secret|pass|auth|session|credential|code", re.IGNORECASE
)  # in the name of a query field
PORTS = {"http": 80, "https": 443}  # a scheme's default port


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
    def pinned(self) -> str:
        """The address with the IP address in place of the host's name, so that no second look-up can change it."""
        parts = urlsplit(self.url)
        host = f"[{self.ip}]" if ":" in self.ip else self.ip
        return urlunsplit((parts.scheme, f"{host}:{self.port}", parts.path or "/", parts.query, ""))

    @property
    def named(self) -> str:
        """The host as the `Host` header names it: with its port, unless that is the default."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if PORTS[self.scheme] == self.port else f"{host}:{self.port}"


def resolve(url: str, private: frozenset[str] = frozenset()) -> Address:
    """
    Return the IP address of a web address. An address that is not on the public web is an error.

    Parameters
    ----------
    url : str
        An http or https address.
    private : frozenset of str
        Private addresses that may be fetched: `host:port`, or `*` for all.

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
        msg = f"{shown(url)!r} is not a web address: it has a space, a backslash or a control character in it."
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
        msg = f"{shown(url)} has a user name or password in it. Remove them, or read a saved copy with --file."
        raise AddressError(msg)
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        msg = f"The host {host} was not found. Are you offline? A document on disk can be read with --file."
        raise AddressError(msg) from error
    ips = [str(entry[4][0]) for entry in entries]
    allowed = "*" in private or f"{host}:{port}" in private
    if not allowed and not all(_public(ip) for ip in ips):
        msg = f"{shown(url)} leads to this machine or a private network. If you mean that, add --private."
        raise AddressError(msg)
    return Address(url, parts.scheme, host, port, ips[0])


def shown(url: str) -> str:
    """Return an address for a message: without user name and password, and without a query that may hold a secret."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
        secret = any(SECRET.search(key) for key, _ in parse_qsl(parts.query, keep_blank_values=True))
    except ValueError:
        return url.partition("://")[0] + "://…"
    return urlunsplit((parts.scheme, host, parts.path, "…" if secret else parts.query, ""))


def _public(ip: str) -> bool:
    """Return whether an IP address is on the public internet."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast
