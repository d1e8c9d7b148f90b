"""The list of downloads of a page: each file in its own link, by the name that the same export has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from markupsafe import Markup

from tally.charts import CHARTS
from tally.editions import Edition
from tally.page.downloads.citation import CITATIONS
from tally.page.downloads.embedding import embed_code
from tally.page.downloads.links import data_uri, svg_uri
from tally.text import words


@dataclass(frozen=True)
class Download:
    """One file: the name of its format, the name that it is saved by, and the address that holds it."""

    kind: str
    name: str
    address: Markup


@dataclass(frozen=True)
class ChartOffer:
    """A chart to take away: its name, its title in the list, its files, and the code that shows it elsewhere."""

    name: str
    title: str
    files: tuple[Download, ...]
    code: str


@dataclass(frozen=True)
class Offers:
    """What a page offers: the figures as tables, the citation in several formats, and the charts."""

    tables: tuple[Download, ...]
    citations: tuple[Download, ...]
    charts: tuple[ChartOffer, ...]


def offer_downloads(
    edition: Edition, charts: Mapping[str, str], pictures: Mapping[str, bytes], table: bytes, address: str = ""
) -> Offers:
    """
    Return what the page of an edition offers to take away.

    Parameters
    ----------
    edition : Edition
        The edition on the page.
    charts : mapping
        SVG text by the charts' names.
    pictures : mapping
        PNG by the charts' names; a chart can lack one.
    table : bytes
        The figures as CSV; empty for none.
    address : str
        The address of the page on the web; empty if it has none.
    """
    stem = f"{edition.brief}-edition-{edition.edition}"
    table_name = f"{stem}-figures.csv"
    return Offers(
        (Download("CSV", table_name, data_uri(table, "text/csv")),) if table else (),
        tuple(
            Download(name, f"{stem}{end}", data_uri(write(edition, address), kind))
            for end, (name, kind, write) in CITATIONS.items()
        ),
        tuple(
            _chart(name, svg, pictures.get(name, b""), edition, stem, address)
            for name, svg in charts.items()
            if not CHARTS[name].phone_only
        ),
    )


def _chart(name: str, svg: str, picture: bytes, edition: Edition, stem: str, address: str) -> ChartOffer:
    """Return what a page offers of one chart."""
    drawing = ElementTree.fromstring(svg)
    files: Sequence[Download] = [Download("SVG", f"{stem}-{name}.svg", svg_uri(svg))]
    if picture:
        files = [*files, Download("PNG", f"{stem}-{name}.png", data_uri(picture, "image/png"))]
    source = drawing.get("data-source", "")
    credit = f"{words.PAGE['made-up']} {source}" if edition.made_up else source
    alt = drawing.get("aria-label", "")
    code = embed_code(name, f"{stem}-{name}.svg", alt, credit, edition.question, address)
    return ChartOffer(name, words.CHART_NAMES.get(name, name), tuple(files), code)
