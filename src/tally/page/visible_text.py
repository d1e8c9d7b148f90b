"""Read what a reader can see of a page: its words and numbers, block by block."""

import re
from collections.abc import Mapping

from lxml import etree

from tally.editions import Block, WrittenNumber

BLOCKS = frozenset({"p", "h1", "h2", "h3", "li", "tr", "figcaption", "summary", "dt", "dd", "blockquote", "pre"})
UNSAID = frozenset({"svg", "style", "script", "title"})  # pictures are compared by their alternative texts and the look
APART = frozenset({"td", "th"})
SPACE = re.compile(r"[ \t\r\n\f]+")  # but not the no-break space, which has a meaning


def visible_blocks(html: str, *, without: str = "") -> tuple[Block, ...]:
    """
    Return the words of a page or of a part of it, in blocks.

    Parameters
    ----------
    html : str
        The page's HTML, in which numbers are the buttons that open their cards.
    without : str
        The id of an element that is left out, with its content.
    """
    reader = _Reader(without)
    parser = etree.HTMLParser(target=reader)
    parser.feed(f"<body>{html}")
    parser.close()
    return tuple(reader.blocks)


class _Reader:
    """The blocks of a page, as a target of lxml's parser."""

    def __init__(self, without: str) -> None:
        self.blocks: list[Block] = []
        self._without, self._depth, self._skipped = without, 0, 0
        self._section, self._part = "", ""
        self._pieces: list[str | WrittenNumber] = []
        self._number: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Read the start of an element."""
        self._depth += 1
        if self._skipped:
            return
        kind, name = attributes.get("class", ""), attributes.get("id", "")
        if tag in UNSAID or (self._without and name == self._without) or kind == "closing" or "hidden" in attributes:
            self._skipped = self._depth
        elif tag == "section":
            self._flush()
            self._section = name
        elif tag in BLOCKS:
            self._flush()
            self._part = kind.partition(" ")[0] or tag
        elif tag == "button" and kind == "number":
            self._number = [attributes["popovertarget"], ""]
        elif tag in APART and self._pieces:
            self._add(" \N{MIDDLE DOT} ")

    def end(self, tag: str) -> None:
        """Read the end of an element."""
        if self._skipped == self._depth:
            self._skipped = 0
        elif not self._skipped:
            if tag == "button" and self._number:
                self._pieces.append(WrittenNumber(number=self._number[0], text=self._number[1]))
                self._number = None
            elif tag in BLOCKS:
                self._flush()
        self._depth -= 1

    def data(self, data: str) -> None:
        """Read text."""
        if self._skipped:
            return
        if self._number:
            self._number[1] += data
        else:
            self._add(data)

    def close(self) -> None:
        """End the last block."""
        self._flush()

    def _flush(self) -> None:
        """End a block."""
        pieces = [piece if isinstance(piece, WrittenNumber) else SPACE.sub(" ", piece) for piece in self._pieces]
        if pieces and isinstance(pieces[0], str):
            pieces[0] = pieces[0].lstrip()
        if pieces and isinstance(pieces[-1], str):
            pieces[-1] = pieces[-1].rstrip()
        if content := tuple(piece for piece in pieces if piece):
            self.blocks.append(Block(section=self._section, part=self._part, said=content))
        self._pieces, self._part = [], ""

    def _add(self, words: str) -> None:
        """Add words to a block, joined to words before them."""
        if self._pieces and isinstance(self._pieces[-1], str):
            self._pieces[-1] += words
        else:
            self._pieces.append(words)
