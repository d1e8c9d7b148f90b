"""Footnotes for a document in pandoc's format: each number's card where the number first appears."""

from collections.abc import Iterable, Iterator
from typing import Any

from tally.text import words

Block = dict[str, Any]
ENDING = frozenset({"Str", "Emph", "Strong", "Span"})  # the ends of a paragraph that have letters


class Footnotes:
    """The footnotes of a document, made from its cards."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._cards = {name: [{"t": "Para", "c": _in_one(card)}] for name, card in self._remove_cards(blocks)}
        self._places: dict[str, int] = {}

    def place(self) -> None:
        """Add a footnote to each number, and list at the end the cards that only footnotes name."""
        self._walk(self._blocks, self._add_note)
        noted = list(self._places)
        named = [name for number in noted for name in self._named(number)]
        for name in named:
            if name not in self._places and name in self._cards:
                self._places[name] = len(self._places) + 1
                named += self._named(name)
        for name in self._places:
            self._walk(self._cards[name], self._add_reference)
        if more := [name for name in self._places if name not in noted]:
            heading = {"t": "Header", "c": [1, ["more-evidence", [], []], _inlines(words.EXPORT["more"])]}
            style = [len(noted) + 1, {"t": "Decimal"}, {"t": "Period"}]
            self._blocks += [heading, {"t": "OrderedList", "c": [style, [self._cards[name] for name in more]]}]

    def _remove_cards(self, blocks: list[Block]) -> Iterator[tuple[str, list[Block]]]:
        """Remove the cards from a document, and yield each with its name."""
        for block in list(blocks):
            if block["t"] == "Div":
                (name, classes, _), inside = block["c"]
                if "card" in classes:
                    blocks.remove(block)
                    yield name, inside
                else:
                    yield from self._remove_cards(inside)
                    if "evidence" in classes:
                        blocks.remove(block)

    def _add_note(self, name: str, shown: list[Block]) -> list[Block]:
        """Add a footnote to a number, or the raised number of its footnote if it has one already."""
        if name not in self._cards:
            return shown
        if name in self._places:
            return [*shown, _raised(self._places[name])]
        self._places[name] = len(self._places) + 1
        return [*shown, {"t": "Note", "c": self._cards[name]}]

    def _add_reference(self, name: str, shown: list[Block]) -> list[Block]:
        """Add a reference to another card to a number in a card."""
        return [*shown, _raised(self._places[name])] if name in self._places else shown

    def _named(self, name: str) -> list[str]:
        """List the numbers that a card names."""
        names: list[str] = []

        def note(number: str, shown: list[Block]) -> list[Block]:
            names.append(number)
            return [{"t": "Span", "c": [["", [], [["number", number]]], shown]}]

        self._walk(self._cards[name], note)
        return names

    def _walk(self, part: Any, change: Any) -> None:
        """Replace each number in a document, in reading order."""
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
                    replacement = change(name, part[place]["c"][1])
                    part[place : place + 1] = replacement
                    place += len(replacement)


def _number(part: Any) -> str | None:
    """Return the id of an inline that is a number, or None."""
    if isinstance(part, dict) and part.get("t") == "Span":
        return next((value for key, value in part["c"][0][2] if key == "number"), None)
    return None


def _raised(place: int) -> Block:
    """Return a footnote's number as a raised inline."""
    return {"t": "Superscript", "c": [{"t": "Str", "c": str(place)}]}


def _in_one(blocks: list[Block]) -> list[Block]:
    """Join a card's paragraphs into one."""
    inlines: list[Block] = []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            part = [_plain(piece) for piece in block["c"]]
        elif block["t"] == "BlockQuote":
            part = [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, _in_one(block["c"])]}]
        elif block["t"] == "Div":
            part = _in_one(block["c"][1])
        else:
            continue
        last = _ending(inlines)
        if last and last not in ".:?!":
            inlines.append({"t": "Str", "c": "."})
        inlines += ([{"t": "Space"}] if inlines else []) + part
    return inlines


def _plain(part: Any) -> Any:
    """Replace code by plain text."""
    if isinstance(part, list):
        return [_plain(piece) for piece in part]
    if not isinstance(part, dict):
        return part
    if part["t"] == "Code":
        return {"t": "Str", "c": part["c"][1]}
    return {name: _plain(value) for name, value in part.items()}


def _ending(part: Any) -> str:
    """Return the last character of some inlines, if it is known."""
    if isinstance(part, str):
        return part[-1:]
    if isinstance(part, list):
        return next((ending for piece in reversed(part) if (ending := _ending(piece))), "")
    return _ending(part.get("c")) if isinstance(part, dict) and part.get("t") in ENDING else ""


def _inlines(text: str) -> list[Block]:
    """Convert a text to inlines."""
    words: list[Block] = []
    for word in text.split():
        words += [{"t": "Str", "c": word}, {"t": "Space"}]
    return words[:-1]


def as_list(texts: Iterable[str]) -> Block:
    """Convert several texts to metadata."""
    return {"t": "MetaList", "c": [as_metadata(text) for text in texts]}


def as_metadata(text: str) -> Block:
    """Convert a text to metadata."""
    return {"t": "MetaInlines", "c": _inlines(text)}
