"""The rules for programs in a host's robots.txt."""

from dataclasses import dataclass
from typing import Self

from protego import Protego

NAME = "Tally"


@dataclass(frozen=True)
class Robots:
    """The rules of one host."""

    rules: Protego

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the rules. A byte order mark before them is ignored (RFC 9309)."""
        return cls(Protego.parse(text.removeprefix("\ufeff")))

    @classmethod
    def open(cls) -> Self:
        """Return empty rules: everything may be fetched."""
        return cls.read("")

    @classmethod
    def closed(cls) -> Self:
        """Return the rules for a host whose own could not be read: nothing may be fetched."""
        return cls.read("User-agent: *\nDisallow: /")

    def allow(self, url: str) -> bool:
        """Return whether a page may be fetched."""
        return bool(self.rules.can_fetch(url, NAME))
