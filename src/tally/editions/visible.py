"""What a reader can see of a page: its words block by block, with the numbers among them."""

import re
from html.parser import HTMLParser

from tally.editions.record import Block, Written

BLOCKS = frozenset({"p", "h1", "h2", "h3", "li", "tr", "figcaption", "summary", "dt", "dd", "blockquote", "pre"})
UNSAID = frozenset({"svg", "style", "script", "title"})  # pictures are held by their alternative texts and the look
VOID = frozenset({"br", "img", "meta", "link", "hr", "input", "wbr"})
APART = frozenset({"td", "th"})
SPACE = re.compile(r"\s+")


def blocks(html: str, *, without: str = "") -> tuple[Block, ...]:
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
    reader.feed(html)
    reader.close()
    reader.flush()
    return tuple(reader.found)


class _Reader(HTMLParser):
    """Collects blocks."""

    def __init__(self, without: str) -> None:
        super().__init__()
        self.found: list[Block] = []
        self._without, self._depth, self._skipped = without, 0, 0
        self._section, self._part = "", ""
        self._said: list[str | Written] = []
        self._number: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._depth += 1
        if self._skipped or tag in VOID:
            return
        if tag in UNSAID or (self._without and given.get("id") == self._without) or "card-close" == given.get("class"):
            self._skipped = self._depth
        elif tag == "section":
            self.flush()
            self._section = given.get("id", "")
        elif tag in BLOCKS:
            self.flush()
            self._part = given.get("class", "").partition(" ")[0] or tag
        elif tag == "button" and given.get("class") == "number":
            self._number = [given["popovertarget"], ""]
        elif tag in APART and self._said:
            self._say(" \N{MIDDLE DOT} ")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._skipped == self._depth:
            self._skipped = 0
        elif not self._skipped:
            if tag == "button" and self._number:
                self._said.append(Written(number=self._number[0], text=self._number[1]))
                self._number = None
            elif tag in BLOCKS:
                self.flush()
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if self._number:
            self._number[1] += data
        else:
            self._say(data)

    def flush(self) -> None:
        """End a block."""
        said = [piece if isinstance(piece, Written) else SPACE.sub(" ", piece) for piece in self._said]
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
