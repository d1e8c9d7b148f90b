"""The page for Word: headings, tables, captions, alternative texts, and each number's evidence as a footnote."""

import json
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypandoc
from lxml import html
from lxml.html import HtmlElement

from tally.editions.record import Edition
from tally.exports import ExportError

Block = dict[str, Any]
LEFT_OUT = (
    "//a[@class='skip']", "//section[@id='the-finding']//p[@class='hint']", "//p[@class='kicker']",
    "//p[@class='card-close']", "//style", "//script", "//h1", "//p[@class='card-foot']/a[starts-with(@href, '#')]",
)  # fmt: skip
WIDTH = {"windows": "6.3in", "bars": "3.2in"}
NARROW = "windows-narrow"  # drawn for telephones; the wide one stands beside it
RESERVE = "More evidence"


def as_docx(page: Path, edition: Edition) -> bytes:
    """
    Turn a built page into a Word document.

    Parameters
    ----------
    page : Path
        `briefing.html`, its charts beside it.
    edition : Edition
        What it says.

    Notes
    -----
    Pandoc reads a simplified copy of the page and writes the document. Between the two, each number gets its card as a
    footnote where it first stands; where it stands again, the footnote's number is raised beside it. Numbers that only
    cards name are set out at the end.

    Raises
    ------
    ExportError
        Pandoc could not do it.
    """
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    simplify(tree, page.parent)
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str((date.fromisoformat(edition.date) - date(1970, 1, 1)).days * 86400)
    try:
        text = html.tostring(tree, encoding="unicode")
        read = json.loads(pypandoc.convert_text(text, "json", format="html+native_divs+native_spans"))
        Footnotes(read["blocks"]).place()
        read["meta"] = {
            "title": _string(edition.question),
            "subtitle": _string(f"Tally briefing, edition {edition.edition} of {edition.date}"),
            "author": _string("The Tally authors"),
            "lang": _string("en-GB"),
        }
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "briefing.docx"
            pypandoc.convert_text(
                json.dumps(read), "docx", format="json", outputfile=str(path),
                extra_args=[f"--resource-path={page.parent}"],
            )  # fmt: skip
            return path.read_bytes()
    except (RuntimeError, OSError) as error:
        msg = f"Pandoc did not write the Word document: {error}"
        raise ExportError(msg) from error
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def simplify(tree: HtmlElement, folder: Path) -> None:
    """Bring a page to what a document can have: pictures for charts, spans for controls, captions for tables."""
    for path in LEFT_OUT:
        for element in tree.xpath(path):
            element.drop_tree()
    for svg in tree.xpath("//*[local-name()='svg']"):
        name = svg.get("class", "").partition("chart ")[2]
        if name == NARROW:
            svg.drop_tree()
            continue
        picture = html.Element("img", src=str(folder / "charts" / f"{name}.png"), alt=svg.get("aria-label", ""))
        picture.set("width", WIDTH.get(name, "4.6in"))
        picture.tail = svg.tail
        svg.getparent().replace(svg, picture)
    for button in tree.xpath("//button[@class='number']"):
        number = button.get("popovertarget")
        button.attrib.clear()
        button.tag = "span"
        button.set("data-number", number)
    for listed in tree.xpath("//dl"):
        _run_in(listed)
    for figure in tree.xpath("//figure"):
        for details in reversed(figure.xpath("./details")):
            figure.addnext(details)
    for inner in tree.xpath("//a[starts-with(@href, '#')]"):
        inner.drop_tag()
    for details in tree.xpath("//details"):
        summary, tables = details.find("summary"), details.xpath(".//table")
        if tables:
            caption = html.Element("caption")
            caption.text = summary.text_content()
            tables[0].insert(0, caption)
            summary.drop_tree()
        else:
            summary.tag = "h3"
        details.drop_tag()
    for table in tree.xpath("//table[not(caption)]"):
        caption = html.Element("caption")
        caption.text = table.getparent().get("aria-label", "")
        table.insert(0, caption)
    for tag in ("article", "header", "main", "section", "aside"):
        for element in tree.xpath(f"//{tag}"):
            if element.get("class") != "evidence":
                element.drop_tag()


def _run_in(listed: HtmlElement) -> None:
    """Make a list of terms one paragraph, as on paper: a term, a colon, what is said of it."""
    paragraph = html.Element("p")
    for element in list(listed):
        if element.tag == "dt":
            term = html.Element("em")
            term.text = f"{element.text_content()}:"
            term.tail = " "
            paragraph.append(term)
            continue
        for chain in element.xpath("./ol"):
            for place, link in enumerate(chain):
                link.tag = "span"
                link.tail = " → " if place < len(chain) - 1 else ""
            chain.drop_tag()
        element.tag = "span"
        words = element.text_content().rstrip()
        element.tail = " " if words.endswith((".", "?", "!", "”")) else ". "
        paragraph.append(element)
    paragraph.tail = listed.tail
    listed.getparent().replace(listed, paragraph)


class Footnotes:
    """Puts the cards of a document where its numbers stand."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._cards = dict(self._taken_out(blocks))
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
            heading = {"t": "Header", "c": [1, ["more-evidence", [], []], _inlines(RESERVE)]}
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


def _inlines(text: str) -> list[Block]:
    """Make inlines of a text."""
    words: list[Block] = []
    for word in text.split():
        words += [{"t": "Str", "c": word}, {"t": "Space"}]
    return words[:-1]


def _string(text: str) -> Block:
    """Make metadata of a text."""
    return {"t": "MetaInlines", "c": _inlines(text)}
