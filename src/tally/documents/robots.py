"""What a host asks of programs in its robots.txt."""

from dataclasses import dataclass
from typing import Self
from urllib.robotparser import RobotFileParser

NAME = "Tally"


@dataclass(frozen=True)
class Robots:
    """The rules of one host."""

    rules: RobotFileParser

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the rules."""
        rules = RobotFileParser()
        rules.parse(text.splitlines())
        return cls(rules)

    @classmethod
    def open(cls) -> Self:
        """No rules: everything may be fetched."""
        return cls.read("")

    @classmethod
    def closed(cls) -> Self:
        """The rules could not be read: nothing may be fetched."""
        return cls.read("User-agent: *\nDisallow: /")

    def allow(self, url: str) -> bool:
        """Whether a page may be fetched."""
        return self.rules.can_fetch(NAME, url)
