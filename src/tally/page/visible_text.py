"""What a reader can see of a page: its words block by block, with the numbers among them."""

import re
from collections.abc import Mapping

from lxml import etree

from tally.editions import Block, WrittenNumber

BLOCKS = frozenset({"p", "h1", "h2", "h3", "li", "tr", "figcaption", "summary", "dt", "dd", "blockquote", "pre"})
UNSAID = frozenset({"svg", "style", "script", "title"})  # pictures are held by their alternative texts and the look
APART = frozenset({"td", "th"})
SPACE = re.compile(r"[ \t\r\n\f]+")  # and no other: a no-break space keeps what it joins


def visible_blocks(html: str, *, without: str = "") -> tuple[Block, ...]:
    """
    Take the words out of a page or a part of it.

    Parameters
    ----------
    html : str
        As the page has it; numbers are the buttons that open their cards.
    without : str
        The id of an element that is left out with all that it holds.
    """
    reader = _Reader(without)
    parser = etree.HTMLParser(target=reader)
    parser.feed(f"<body>{html}")
    parser.close()
    return tuple(reader.found)


class _Reader:
    """Collects blocks, as a target of lxml's parser."""

    def __init__(self, without: str) -> None:
        self.found: list[Block] = []
        self._without, self._depth, self._skipped = without, 0, 0
        self._section, self._part = "", ""
        self._said: list[str | WrittenNumber] = []
        self._number: list[str] | None = None

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """Take an element's start."""
        self._depth += 1
        if self._skipped:
            return
        if tag in UNSAID or (self._without and given.get("id") == self._without) or given.get("class") == "card-close":
            self._skipped = self._depth
        elif tag == "section":
            self._flush()
            self._section = given.get("id", "")
        elif tag in BLOCKS:
            self._flush()
            self._part = given.get("class", "").partition(" ")[0] or tag
        elif tag == "button" and given.get("class") == "number":
            self._number = [given["popovertarget"], ""]
        elif tag in APART and self._said:
            self._say(" \N{MIDDLE DOT} ")

    def end(self, tag: str) -> None:
        """Take an element's end."""
        if self._skipped == self._depth:
            self._skipped = 0
        elif not self._skipped:
            if tag == "button" and self._number:
                self._said.append(WrittenNumber(number=self._number[0], text=self._number[1]))
                self._number = None
            elif tag in BLOCKS:
                self._flush()
        self._depth -= 1

    def data(self, data: str) -> None:
        """Take words."""
        if self._skipped:
            return
        if self._number:
            self._number[1] += data
        else:
            self._say(data)

    def close(self) -> None:
        """Take the end."""
        self._flush()

    def _flush(self) -> None:
        """End a block."""
        said = [piece if isinstance(piece, WrittenNumber) else SPACE.sub(" ", piece) for piece in self._said]
        if said and isinstance(said[0], str):
            said[0] = said[0].lstrip()
        if said and isinstance(said[-1], str):
            said[-1] = said[-1].rstrip()
        if kept := tuple(piece for piece in said if piece):
            self.found.append(Block(section=self._section, part=self._part, said=kept))
        self._said, self._part = [], ""

    def _say(self, words: str) -> None:
        """Add words to a block, next to words that stand there already."""
        if self._said and isinstance(self._said[-1], str):
            self._said[-1] += words
        else:
            self._said.append(words)
