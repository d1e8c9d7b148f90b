"""Lock quotations to their documents: find each figure's words in the document that it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tally.documents import (
    FOLDER,
    Fetched,
    FetchError,
    Original,
    Session,
    keep_fetched,
    keep_file,
    why_not_the_document,
)
from tally.documents.reading import Extract, ExtractError, extract_text
from tally.locking.search import FoundQuotation, MissingQuotation, find_quotation
from tally.records import Dossier
from tally.records.figures import Figure, get_figure

LARGEST = 60_000_000  # bytes of a file


@dataclass(frozen=True)
class Looked:
    """One figure's quotation, and where it was found or not."""

    figure: Figure
    result: FoundQuotation | MissingQuotation


@dataclass(frozen=True)
class Examination:
    """
    What became of one source: its document, the text in it, and each of its figures' quotations.

    `refused` says why the document was not taken; then there is nothing else.
    """

    source: str
    refused: str = ""
    fetched: Fetched | None = None
    file: Path | None = None
    content: bytes = b""
    read: Extract | None = None
    looked: tuple[Looked, ...] = ()

    @property
    def found(self) -> list[tuple[Figure, FoundQuotation]]:
        """The figures whose quotation stands there exactly once."""
        return [(one.figure, one.result) for one in self.looked if isinstance(one.result, FoundQuotation)]


def examine(dossier: Dossier, source: str, session: Session, file: Path | None = None) -> Examination:
    """
    Look for the quotations of a source's figures in its document. Nothing is written.

    Parameters
    ----------
    dossier : Dossier
        Everything on file.
    source : str
        Id of the source.
    session : Session
        What fetches it.
    file : Path, optional
        A file to read it from instead.
    """
    url, figures = dossier.sources[source].url, quoted_figures(dossier, source)
    if file is None and not url:
        return Examination(source, "It has no address: read it from a file with --file.")
    try:
        fetched = session.fetch(url) if file is None else None
        content = _contents(file) if fetched is None and file else fetched.content if fetched else b""
        kind, final = (fetched.header("content-type"), fetched.final_url) if fetched else ("", "")
        read = extract_text(content, kind, file.name if file else "", url)
    except (FetchError, ExtractError, OSError) as error:
        return Examination(source, str(error))
    looked = tuple(Looked(figure, find_quotation(figure.quotation, read)) for figure in figures)
    taken = Examination(source, "", fetched, file, content, read, looked)
    doubtful = "" if taken.found else why_not_the_document(url if fetched else "", final, read)
    return Examination(source, doubtful) if doubtful else taken


def store_examined(folder: Path, examination: Examination) -> Original | None:
    """Keep an examined document among the originals of a data folder."""
    if examination.read is None:
        return None
    if examination.fetched:
        return keep_fetched(folder / FOLDER, examination.source, examination.fetched, examination.read)
    if examination.file:
        return keep_file(folder / FOLDER, examination.source, examination.file, examination.content, examination.read)
    return None


def quoted_figures(dossier: Dossier, source: str) -> Sequence[Figure]:
    """List the figures whose words were read in a source."""
    names = dossier.figures.index[dossier.figures["source"] == source]
    return [get_figure(dossier.figures, str(name)) for name in names]


def _contents(file: Path) -> bytes:
    """Read a file that is not too large."""
    if not file.is_file():
        msg = f"No such file: {file}. Name a web page, PDF or text on disk."
        raise ExtractError(msg)
    size = file.stat().st_size
    if size > LARGEST:
        msg = f"{file.name} is too large: {size:,} bytes."
        raise ExtractError(msg)
    return file.read_bytes()
