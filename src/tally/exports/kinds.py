"""The kinds of export: the name of each, its files, the function that makes it, and its requirements."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tally.exports.errors import ExportError

if TYPE_CHECKING:
    from tally.exports.exporter import Exporter

Files = Mapping[str, bytes]
KINDS: dict[str, "ExportKind"] = {}


@dataclass(frozen=True)
class ExportKind:
    """
    One kind of export. The command's choices and help, the exporter and the documentation's table use this description.

    Attributes
    ----------
    name : str
        Its name in the command.
    files : tuple of str
        The ends of its files' names, which begin with the brief and its edition; * is a part that varies.
    help : str
        A description in a few words.
    make : callable
        A function that returns the content of its files by the ends of their names. It imports libraries when called,
        so that the command can list the kinds without them.
    needs : str
        A program that it needs on this machine, in words; empty for none.
    extra : str
        The extra of pyproject.toml that it needs, which is installed on first use; empty for none.
    """

    name: str
    files: tuple[str, ...]
    help: str
    make: Callable[["Exporter"], Files]
    needs: str = ""
    extra: str = ""


def register(
    name: str,
    *files: str,
    help: str,  # noqa: A002  as in argparse
    needs: str = "",
    extra: str = "",
) -> Callable[[Callable[["Exporter"], Files]], None]:
    """
    Add a function that makes exports to the kinds.

    Raises
    ------
    ExportError
        There is a kind of this name already, or it has no files or no help.
    """
    if name in KINDS or not files or not help:
        msg = f"The kind of export {name!r} needs a name of its own, the ends of its files' names, and a line of help."
        raise ExportError(msg)

    def add(make: Callable[["Exporter"], Files]) -> None:
        KINDS[name] = ExportKind(name, files, help, make, needs, extra)

    return add


@register("pdf", ".pdf", help="the page as it prints", needs="Chromium, Chrome or Edge")
def _pdf(exporter: "Exporter") -> Files:
    from tally.exports.pdf import print_pdf
    from tally.text import join_names, words

    edition = exporter.edition
    subject = words.EXPORT["subject"].format(edition.brief, edition.edition, edition.inputs[:12])
    page, author = exporter.folder / "briefing.html", join_names(edition.authors)
    return {".pdf": print_pdf(page, title=edition.question, author=author, date=edition.date, subject=subject)}


@register("docx", ".docx", help="the page for Word", extra="exports")
def _docx(exporter: "Exporter") -> Files:
    from tally.charts import draw_pictures
    from tally.exports.word import as_docx

    return {".docx": as_docx(exporter.folder / "briefing.html", exporter.edition, draw_pictures(exporter.findings))}


@register(
    "data", "-figures.csv", "-dictionary.csv", ".xlsx", help="the figures and all numbers as tables", extra="exports"
)
def _data(exporter: "Exporter") -> Files:
    from tally.exports.spreadsheets import as_xlsx, dictionary, numbers_table, rows_table
    from tally.page.downloads import as_csv, load_table
    from tally.text import words

    table = load_table(exporter.folder)
    described = dictionary(table)
    sheets = {
        words.EXPORT["figures"]: table,
        words.EXPORT["dictionary"]: described,
        words.EXPORT["numbers"]: numbers_table(exporter.edition),
    }
    if (rows := rows_table(exporter.folder)) is not None:
        sheets[words.EXPORT["rows"]] = rows
    return {
        "-figures.csv": as_csv(table),
        "-dictionary.csv": as_csv(described),
        ".xlsx": as_xlsx(sheets, exporter.edition),
    }


@register("charts", "-*.svg", "-*.png", help="the charts, and a card for links")
def _charts(exporter: "Exporter") -> Files:
    from tally.exports.images import chart_files, social_card
    from tally.records.bibliography import credit_line

    files = {f"-{name}": content for name, content in chart_files(exporter.folder, exporter.findings).items()}
    edition, records = exporter.edition, exporter.records
    sources = [edition.figures[name].source for name in (edition.earlier, edition.later)]
    return files | {"-card.png": social_card(edition, credit_line(sources, records.sources))}


@register("citation", ".bib", ".ris", ".csl.json", help="the citation for reference managers")
def _citation(exporter: "Exporter") -> Files:
    from tally.page.downloads import CITATIONS

    return {end: write(exporter.edition, "") for end, (_, _, write) in CITATIONS.items()}


@register("annotations", ".annotations.jsonld", help="the quotations as W3C Web Annotations")
def _annotations(exporter: "Exporter") -> Files:
    from tally.exports.annotations import as_annotations

    return {".annotations.jsonld": as_annotations(exporter.briefing, exporter.edition)}


@register("crate", ".crate.zip", help="an RO-Crate with all that the page is made from", extra="exports")
def _crate(exporter: "Exporter") -> Files:
    from tally.exports.crate import as_crate
    from tally.records.events import FOLDER

    shipped = [
        f"{FOLDER}/{dataset.id}/{dataset.file}"
        for dataset in exporter.records.datasets.values()
        if dataset.may_be_shipped and dataset.file
    ]
    return {".crate.zip": as_crate(exporter.project, exporter.brief.case, exporter.edition, shipped)}
