"""Footnotes for a document in pandoc's terms: each number's card where the number first stands."""

from collections.abc import Iterable, Iterator
from typing import Any

from tally.text import words

Block = dict[str, Any]
ENDING = frozenset({"Str", "Emph", "Strong", "Span"})  # of what a paragraph can end in, what ends in letters


class Footnotes:
    """Puts the cards of a document where its numbers stand."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._cards = {name: [{"t": "Para", "c": _in_one(card)}] for name, card in self._taken_out(blocks)}
        self._places: dict[str, int] = {}

    def place(self) -> None:
        """Give each number its footnote, and set out at the end what only footnotes name."""
        self._walk(self._blocks, self._noted)
        noted = list(self._places)
        named = [name for number in noted for name in self._named(number)]
        for name in named:
            if name not in self._places and name in self._cards:
                self._places[name] = len(self._places) + 1
                named += self._named(name)
        for name in self._places:
            self._walk(self._cards[name], self._referred)
        if more := [name for name in self._places if name not in noted]:
            heading = {"t": "Header", "c": [1, ["more-evidence", [], []], _inlines(words.EXPORT["more"])]}
            style = [len(noted) + 1, {"t": "Decimal"}, {"t": "Period"}]
            self._blocks += [heading, {"t": "OrderedList", "c": [style, [self._cards[name] for name in more]]}]

    def _taken_out(self, blocks: list[Block]) -> Iterator[tuple[str, list[Block]]]:
        """Take the cards out of a document."""
        for block in list(blocks):
            if block["t"] == "Div":
                (name, classes, _), inside = block["c"]
                if "card" in classes:
                    blocks.remove(block)
                    yield name, inside
                else:
                    yield from self._taken_out(inside)
                    if "evidence" in classes:
                        blocks.remove(block)

    def _noted(self, name: str, shown: list[Block]) -> list[Block]:
        """Give a number its footnote, or raise the footnote's number where it had one before."""
        if name not in self._cards:
            return shown
        if name in self._places:
            return [*shown, _raised(self._places[name])]
        self._places[name] = len(self._places) + 1
        return [*shown, {"t": "Note", "c": self._cards[name]}]

    def _referred(self, name: str, shown: list[Block]) -> list[Block]:
        """Point from a card to another one."""
        return [*shown, _raised(self._places[name])] if name in self._places else shown

    def _named(self, name: str) -> list[str]:
        """List the numbers that a card names."""
        found: list[str] = []

        def note(number: str, shown: list[Block]) -> list[Block]:
            found.append(number)
            return [{"t": "Span", "c": [["", [], [["number", number]]], shown]}]

        self._walk(self._cards[name], note)
        return found

    def _walk(self, part: Any, change: Any) -> None:
        """Go through a document in reading order and put something else in the place of each number."""
        if isinstance(part, dict):
            self._walk(part.get("c"), change)
        elif isinstance(part, list):
            place = 0
            while place < len(part):
                name = _number(part[place])
                if name is None:
                    self._walk(part[place], change)
                    place += 1
                else:
                    put = change(name, part[place]["c"][1])
                    part[place : place + 1] = put
                    place += len(put)


def _number(part: Any) -> str | None:
    """Give the id of the number that an inline stands for, if it does."""
    if isinstance(part, dict) and part.get("t") == "Span":
        return next((value for key, value in part["c"][0][2] if key == "number"), None)
    return None


def _raised(place: int) -> Block:
    """Write a footnote's number where it was not set by itself."""
    return {"t": "Superscript", "c": [{"t": "Str", "c": str(place)}]}


def _in_one(blocks: list[Block]) -> list[Block]:
    """Run a card's paragraphs together into one."""
    said: list[Block] = []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            part = [_plain(piece) for piece in block["c"]]
        elif block["t"] == "BlockQuote":
            part = [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, _in_one(block["c"])]}]
        elif block["t"] == "Div":
            part = _in_one(block["c"][1])
        else:
            continue
        last = _ending(said)
        if last and last not in ".:?!":
            said.append({"t": "Str", "c": "."})
        said += ([{"t": "Space"}] if said else []) + part
    return said


def _plain(part: Any) -> Any:
    """Set code in the letters of the text around it."""
    if isinstance(part, list):
        return [_plain(piece) for piece in part]
    if not isinstance(part, dict):
        return part
    if part["t"] == "Code":
        return {"t": "Str", "c": part["c"][1]}
    return {name: _plain(value) for name, value in part.items()}


def _ending(part: Any) -> str:
    """Give the last character of some inlines, if it is known."""
    if isinstance(part, str):
        return part[-1:]
    if isinstance(part, list):
        return next((found for piece in reversed(part) if (found := _ending(piece))), "")
    return _ending(part.get("c")) if isinstance(part, dict) and part.get("t") in ENDING else ""


def _inlines(text: str) -> list[Block]:
    """Make inlines of a text."""
    words: list[Block] = []
    for word in text.split():
        words += [{"t": "Str", "c": word}, {"t": "Space"}]
    return words[:-1]


def as_list(texts: Iterable[str]) -> Block:
    """Make metadata of several texts."""
    return {"t": "MetaList", "c": [as_metadata(text) for text in texts]}


def as_metadata(text: str) -> Block:
    """Make metadata of a text."""
    return {"t": "MetaInlines", "c": _inlines(text)}
