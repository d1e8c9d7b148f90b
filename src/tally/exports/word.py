"""The page for Word: headings, tables, captions, alternative texts, and each number's evidence as a footnote."""

import json
import os
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pypandoc
from lxml import html
from lxml.html import HtmlElement

from tally.charts import CHARTS
from tally.editions import Edition
from tally.exports.errors import ExportError
from tally.exports.footnotes import Footnotes, as_list, as_metadata
from tally.project import Kind, read_file, temporary_folder, write_file
from tally.text import words

STYLES = Path(__file__).parent / "word.xml"
LEFT_OUT = (
    "//a[@class='skip']", "//nav", "//section[@id='the-finding']//p[@class='hint']", "//p[@class='kicker']",
    "//p[@class='byline']",
    "//p[@class='closing']", "//*[@class='mark']", "//section[@class='evidence']//details[@class='folded']",
    "//style", "//script", "//h1", "//section[@id='the-downloads']", "//div[@id='what-if']",
    "//p[@class='card-foot']/a[starts-with(@href, '#')]",
)  # fmt: skip
NONE: Mapping[str, bytes] = MappingProxyType({})
LONGEST = 28  # characters of a cell that count for its column's width
SPARE = 9  # characters that each column has in addition


def as_docx(page: Path, edition: Edition, pictures: Mapping[str, bytes] = NONE) -> bytes:
    """
    Convert a built page to a Word document.

    Parameters
    ----------
    page : Path
        The path of `briefing.html`, with the charts in the same folder.
    edition : Edition
        The edition on the page.
    pictures : mapping
        The charts as PNG by their files' names; for any other, the small one beside the page.

    Notes
    -----
    Pandoc reads a simplified copy of the page and writes the document. Between the two, each number gets its card as a
    footnote where it first appears, and the raised number of that footnote where it appears again. Numbers that only
    cards name are listed at the end.

    Raises
    ------
    ExportError
        Pandoc could not write the document.
    """
    tree = html.fromstring(read_file(page, Kind.BUILT).decode("utf-8"))
    simplify(tree)
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str((date.fromisoformat(edition.date) - date(1970, 1, 1)).days * 86400)
    try:
        text = html.tostring(tree, encoding="unicode")
        read = json.loads(pypandoc.convert_text(text, "json", format="html+native_divs+native_spans"))
        Footnotes(read["blocks"]).place()
        read["meta"] = {
            "title": as_metadata(edition.question),
            "subtitle": as_metadata(words.EXPORT["subtitle"].format(edition.edition, edition.date)),
            **({"author": as_list(edition.authors)} if edition.authors else {}),
            "lang": as_metadata(words.REGION),
        }
        with temporary_folder() as folder:
            path, reference = folder / "briefing.docx", folder / "reference.docx"
            with zipfile.ZipFile(reference, "w") as parts:  # all other parts are pandoc's own
                parts.write(STYLES, "word/styles.xml")
            (folder / "charts").mkdir()
            for name, content in pictures.items():
                write_file(folder / "charts" / name, content)
            pypandoc.convert_text(
                json.dumps(read), "docx", format="json", outputfile=str(path),
                extra_args=[f"--resource-path={folder}{os.pathsep}{page.parent}", f"--reference-doc={reference}"],
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


def simplify(tree: HtmlElement) -> None:
    """Simplify a page to what a document can have: pictures for charts, spans for controls, captions for tables."""
    for path in LEFT_OUT:
        for element in tree.xpath(path):
            element.drop_tree()
    for svg in tree.xpath("//*[local-name()='svg']"):
        name = svg.get("class", "").partition("chart ")[2]
        if "narrow" in svg.getparent().get("class", "").split() or svg.get("aria-hidden"):
            svg.drop_tree()
            continue
        picture = html.Element("img", src=f"charts/{name}.png", alt=svg.get("aria-label", ""))
        picture.set("width", CHARTS[name].width)
        picture.tail = svg.tail
        svg.getparent().replace(svg, picture)
    for plot in tree.xpath("//div[starts-with(@class, 'plot')]"):
        plot.drop_tag()
    for headline in tree.xpath("//figure/p[@class='headline']"):
        headline.getparent().addprevious(headline)
    for button in tree.xpath("//button[@popovertarget][not(@class) or @class='number']"):
        number = button.get("popovertarget")
        button.attrib.clear()
        button.tag = "span"
        button.set("data-number", number)
    for link in tree.xpath("//button[@class='account-of']"):
        link.drop_tag()
    for group in tree.xpath("//dl/div"):
        group.drop_tag()
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
    for table in tree.xpath("//table"):
        _set_widths(table)
    for quoted in tree.xpath("//blockquote[@dir='rtl']"):
        around = html.Element("div", dir="rtl")  # pandoc ignores the direction of a quotation itself
        around[:] = list(quoted)
        quoted.append(around)
    for apart in tree.xpath("//bdi | //blockquote[@dir='rtl']//span[@class='words']"):
        apart.tag = "span"
        apart.set("dir", "rtl")
    for tag in ("article", "header", "main", "section", "aside"):
        for element in tree.xpath(f"//{tag}"):
            if element.get("class") != "evidence":
                element.drop_tag()


def _set_widths(table: HtmlElement) -> None:
    """Divide a table's width among its columns, by the longest of their cells."""
    rows = [[len(cell.text_content().strip()) for cell in row.xpath("./td|./th")] for row in table.xpath(".//tr")]
    longest = [min(max(lengths), LONGEST) + SPARE for lengths in zip(*rows, strict=False)]
    group = html.Element("colgroup")
    for length in longest:
        group.append(html.Element("col", style=f"width: {100 * length / sum(longest):.0f}%"))
    table.insert(1, group)


def _run_in(listed: HtmlElement) -> None:
    """Join a list of terms to one paragraph: a term, a colon, its description."""
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
        text = element.text_content().rstrip()
        element.tail = " " if text.endswith((".", "?", "!", "”")) else ". "
        paragraph.append(element)
    paragraph.tail = listed.tail
    listed.getparent().replace(listed, paragraph)
