"""The rules for programs in a host's robots.txt."""

import re
from dataclasses import dataclass
from typing import Self

from protego import Protego

NAME = "tally"
PROGRAM = re.compile(r"user(?:-|\s*)agent(?:\s*:|\s)(.*)", re.IGNORECASE)
REST = re.compile(r"(?:crawl|request|visit|site|host).*", re.IGNORECASE)  # lines that are not about what may be fetched
OTHERS = "others"  # the name for all other programs, whose rules need not be told apart


@dataclass(frozen=True)
class Robots:
    """The rules of one host. `fault` says why they could not be read; then nothing may be fetched."""

    rules: Protego
    fault: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the rules that apply to Tally. A byte order mark before them is ignored (RFC 9309)."""
        lines = []
        for line in map(str.strip, text.lstrip("\ufeff").splitlines()):
            if program := PROGRAM.fullmatch(line):
                lines.append(f"User-agent: {_applicable(program[1])}")
            elif not REST.fullmatch(line):
                lines.append(line)
        return cls(Protego.parse("\n".join(lines)))

    @classmethod
    def open(cls) -> Self:
        """Return empty rules: everything may be fetched."""
        return cls(Protego.parse(""))

    @classmethod
    def closed(cls, fault: str) -> Self:
        """Return the rules for a host whose own could not be read: nothing may be fetched."""
        return cls(Protego.parse("User-agent: *\nDisallow: /"), fault)

    def allow(self, url: str) -> bool:
        """Return whether a page may be fetched."""
        return not self.fault and bool(self.rules.can_fetch(url, NAME))


def _applicable(program: str) -> str:
    """Return the name of the programs that rules are for, as far as Tally must tell them apart."""
    name = program.partition("#")[0].strip().lower()
    bare = name.replace("*", "") or OTHERS
    return "*" if name == "*" else bare if NAME.startswith(bare) else OTHERS
