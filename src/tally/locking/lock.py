"""Look for the quotations of a source's figures in its document, and store the document."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tally.documents import (
    Fetched,
    GoneError,
    Original,
    Session,
    pack_fetched,
    pack_file,
    read_document,
    why_not_the_document,
)
from tally.documents.reading import Extract, ExtractError
from tally.errors import explain
from tally.locking.reasons import explain_any
from tally.locking.search import FoundQuotation, MissingQuotation, find_quotation
from tally.project import Kind, ReadError, read_file
from tally.records import Dossier
from tally.records.figures import Figure, get_figure


@dataclass(frozen=True)
class QuotationResult:
    """A figure, and the place of its quotation or the reason why there is none."""

    figure: Figure
    result: FoundQuotation | MissingQuotation


@dataclass(frozen=True)
class Examination:
    """
    The result for one source: its document, the text in it, and each of its figures' quotations.

    `refused` says why the document could not be used; then the other fields are empty. `gone` says that it is no longer
    at its address, `unexpected` that the reason is an error that nobody expected.
    """

    source: str
    refused: str = ""
    fetched: Fetched | None = None
    file: Path | None = None
    content: bytes = b""
    read: Extract | None = None
    quotations: tuple[QuotationResult, ...] = ()
    gone: bool = False
    unexpected: bool = False

    @property
    def found(self) -> list[tuple[Figure, FoundQuotation]]:
        """The figures whose quotation is in the document exactly once."""
        return [(entry.figure, entry.result) for entry in self.quotations if isinstance(entry.result, FoundQuotation)]


def examine(dossier: Dossier, source: str, session: Session, file: Path | None = None) -> Examination:
    """
    Find the quotations of a source's figures in its document. Nothing is written.

    Parameters
    ----------
    dossier : Dossier
        All data of the case.
    source : str
        Id of the source.
    session : Session
        Fetches the document.
    file : Path, optional
        A file that the document is read from instead.

    Returns
    -------
    Examination
        The document and the result for each quotation, or the reason why the document could not be used. No error
        leaves this function, so that the other sources are read whatever is in this one.
    """
    try:
        return _examine(dossier, source, session, file)
    except Exception as error:  # noqa: BLE001  whatever is in one document, the others are read
        unexpected = not explain(error)
        return Examination(source, explain_any(error), gone=isinstance(error, GoneError), unexpected=unexpected)


def _examine(dossier: Dossier, source: str, session: Session, file: Path | None) -> Examination:
    """Find the quotations of a source's figures in its document."""
    url, figures = dossier.sources[source].url, quoted_figures(dossier, source)
    if file is None and not url:
        return Examination(source, "It has no address. Read it from a file with --file.")
    fetched = session.fetch(url) if file is None else None
    content = _contents(file) if fetched is None and file else fetched.content if fetched else b""
    content_type, final_url = (fetched.header("content-type"), fetched.final_url) if fetched else ("", "")
    extract = read_document(content, content_type, file.name if file else "", url)
    results = tuple(QuotationResult(figure, find_quotation(figure.quotation, extract)) for figure in figures)
    examination = Examination(source, "", fetched, file, content, extract, results)
    reason = "" if examination.found else why_not_the_document(url if fetched else "", final_url, extract)
    return Examination(source, reason) if reason else examination


def pack_examined(examination: Examination) -> Original | None:
    """Return an examined document as it is stored; None if it could not be used."""
    if examination.read is None:
        return None
    if examination.fetched:
        return pack_fetched(examination.source, examination.fetched, examination.read)
    if examination.file:
        return pack_file(examination.source, examination.file, examination.content, examination.read)
    return None


def quoted_figures(dossier: Dossier, source: str) -> Sequence[Figure]:
    """List the figures that quote a source."""
    names = dossier.figures.index[dossier.figures["source"] == source]
    return [get_figure(dossier.figures, str(name)) for name in names]


def _contents(file: Path) -> bytes:
    """Read a file that is not too large."""
    try:
        return read_file(file, Kind.DOCUMENT)
    except ReadError as error:
        raise ExtractError(str(error)) from error
