"""The list of downloads of a page: each file in its own link, by the name that the same export has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from markupsafe import Markup

from tally.charts import CHARTS
from tally.editions import Edition
from tally.page.downloads.citation import CITATIONS
from tally.page.downloads.embedding import embed_code
from tally.page.downloads.links import data_uri, svg_uri
from tally.page.downloads.pictures import small_picture
from tally.page.downloads.table import as_csv, load_table
from tally.project import Kind, read_file
from tally.text import words

FIGURES = "figures.csv"
MANY = 200  # figures
DERIVED = ["id", "per_day", "per_month"]


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


def read_files(folder: Path, charts: Iterable[str]) -> dict[str, bytes]:
    """
    Read what a page offers beside its drawings: the figures as CSV, and its charts as PNG.

    Of very many figures, columns in which all are the same, ids and rates are left out: the page stays small.
    """
    table = load_table(folder)
    if len(table) > MANY:
        table = table.loc[:, table.nunique() > 1].drop(columns=DERIVED, errors="ignore")
    pictures = {f"{name}.png": read_file(folder / "charts" / f"{name}.png", Kind.BUILT) for name in charts}
    return {FIGURES: as_csv(table), **pictures}


def offer_downloads(
    edition: Edition, charts: Mapping[str, str], files: Mapping[str, bytes], address: str = ""
) -> Offers:
    """
    Return what the page of an edition offers to take away.

    Parameters
    ----------
    edition : Edition
        The edition on the page.
    charts : mapping
        SVG text by the names of the charts' forms, of which the widest is offered.
    files : mapping
        The figures as CSV and the charts as PNG, as from `read_files`; what is missing is not offered.
    address : str
        The address of the page on the web; empty if it has none.
    """
    stem = f"{edition.brief}-edition-{edition.edition}"
    tables = [Download("CSV", f"{stem}-{FIGURES}", data_uri(files[FIGURES], "text/csv"))] if FIGURES in files else []
    return Offers(
        tuple(tables),
        tuple(
            Download(name, f"{stem}{end}", data_uri(write(edition, address), kind))
            for end, (name, kind, write) in CITATIONS.items()
        ),
        tuple(
            _chart(name, charts[name], files.get(f"{name}.png", b""), edition, stem, address)
            for name in CHARTS
            if name in charts
        ),
    )


def _chart(name: str, svg: str, picture: bytes, edition: Edition, stem: str, address: str) -> ChartOffer:
    """Return what a page offers of one chart."""
    drawing = ElementTree.fromstring(svg)
    files: Sequence[Download] = [Download("SVG", f"{stem}-{name}.svg", svg_uri(svg))]
    if picture:
        files = [*files, Download("PNG", f"{stem}-{name}.png", data_uri(small_picture(picture), "image/png"))]
    source = drawing.get("data-source", "")
    credit = f"{words.PAGE['made-up']} {source}" if edition.made_up else source
    alt = drawing.get("aria-label", "")
    code = embed_code(name, f"{stem}-{name}.svg", alt, credit, edition.question, address)
    return ChartOffer(name, words.CHART_NAMES.get(name, name), tuple(files), code)
