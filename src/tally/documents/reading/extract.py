"""Read the text of a document: web pages, PDFs and plain text."""

import logging
import re
from collections.abc import Sequence
from dataclasses import fields, replace

import trafilatura
from lxml.html import HtmlElement

from tally.documents.reading.charset import decode, is_wide
from tally.documents.reading.containers import ContainerError, unpack
from tally.documents.reading.extracted import PAGE_BREAK, Extract, ExtractError, Metadata
from tally.documents.reading.pdf import read_pdf
from tally.documents.reading.printed import body, mended
from tally.documents.reading.right_to_left import reorder
from tally.documents.reading.web import (
    MarkupError,
    all_text,
    check_markup,
    clean,
    declared_address,
    parse_page,
    shown_text,
    visible_text,
    without_changes,
)
from tally.errors import TallyError
from tally.text import ONE_FORM, composed

INVISIBLE = re.compile("[\u200b\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069\u200e\u200f]")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}\b")
PDF_START = re.compile(rb"[^<]*?%PDF-\d", re.DOTALL)  # a few other bytes may come before it
PDF_FIELDS = ("/Title", "/Author")
MOST_TEXT = 20_000_000  # characters of a document
LONGEST_ABOUT = 2000  # characters of a title, author and so on; a longer one is none


def extract_text(content: bytes, content_type: str = "", name: str = "", address: str = "") -> Extract:
    """
    Read the text of a document, which may be inside gzip, MHTML or WARC.

    Parameters
    ----------
    content : bytes
        The document.
    content_type : str
        The content type that its server declares. Its encoding takes precedence over what the page says.
    name : str
        Its file's name, used if there is no content type.
    address : str
        Its address, which selects it if several are saved in the same file.

    Raises
    ------
    ExtractError
        The document is not a web page, PDF or plain text, is locked with a password, has no text in it, or has more of
        something than can be read in reasonable time.
    """
    extract = _extracted(content, content_type, name, address)
    if max(map(len, (extract.whole, extract.everything, extract.hidden))) > MOST_TEXT:
        msg = f"The text has more than {MOST_TEXT:,} characters. Save only the quoted pages, and use --file."
        raise ExtractError(msg)
    return extract


def _extracted(content: bytes, content_type: str, name: str, address: str) -> Extract:
    """Read a document by its kind, which its first bytes show."""
    try:
        inside = unpack(content, content_type, name, address)
    except ContainerError as error:
        raise ExtractError(str(error)) from error
    content, content_type = inside.content, inside.content_type
    kind, name = content_type.partition(";")[0].strip().lower(), inside.name.lower()
    if PDF_START.match(content[:1024]):
        return _pdf(content)
    if kind == "application/pdf" or name.endswith(".pdf"):
        msg = "It is called a PDF, but is not one. A server may have sent an error page in its place."
        raise ExtractError(msg)
    wide = is_wide(content)
    if b"\0" in content[:4096] and not wide:
        msg = "It is neither a web page nor a PDF nor plain text. Save it as one of these, and read it with --file."
        raise ExtractError(msg)
    start = (decode(content[:4096], content_type).encode() if wide else content[:4096]).lower()
    markup = b"<html" in start or b"<!doctype html" in start
    if kind in ("text/html", "application/xhtml+xml") or name.endswith((".html", ".htm", ".xhtml")) or markup:
        try:
            return _html(content, content_type)
        except MarkupError as error:
            raise ExtractError(str(error)) from error
    if kind in ("", "text/plain") or name.endswith(".txt"):
        return _printed("text", decode(content, content_type).replace("\r\n", "\n").replace("\r", "\n").split("\f"))
    msg = f"Documents of the kind {kind} cannot be read. Save it as a web page, PDF or text, and use --file."
    raise ExtractError(msg)


def _html(content: bytes, content_type: str) -> Extract:
    """Read a web page: what a reader can see of it."""
    page = clean(decode(content, content_type))
    check_markup(page)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = parse_page(page)
    visible = visible_text(tree)
    everything = shown_text(visible)
    main, about = _main_text(visible), _metadata(page)
    if not about.language and (declared := LANGUAGE.match(tree.get("lang") or "")):
        about = replace(about, language=declared[0].lower())
    about = replace(about, address=declared_address(page))
    text = _tidy(main).replace("\n", "\n\n") if main else _tidy(everything)
    asks_password = any((field.get("type") or "").strip().lower() == "password" for field in tree.iter("input"))
    return Extract("html", (text,), _tidy(everything), asks_password, about, _tidy(all_text(tree)))


def _main_text(visible: HtmlElement) -> str:
    """Return the main text of a page; empty if it is not found."""
    try:
        return trafilatura.extract(visible, include_comments=False, include_tables=True, favor_recall=True) or ""
    except Exception:  # noqa: BLE001  tags in an odd order make it raise almost anything
        return ""


def _metadata(page: str) -> Metadata:
    """Return what a page says about itself; nothing if that cannot be read."""
    try:
        found = trafilatura.extract_metadata(without_changes(page), extensive=False)
    except Exception:  # noqa: BLE001  as above
        found = None
    return Metadata(**{field.name: _about(getattr(found, field.name, None)) for field in fields(Metadata)})


def _pdf(content: bytes) -> Extract:
    """Read a PDF, page by page."""
    try:
        read, about = read_pdf(content)
        pages = reorder(content, read)
    except TallyError as error:
        raise ExtractError(str(error)) from error
    if not any(page.strip() for page in pages):
        msg = "The PDF holds no text: it may be scanned pictures. Run it through text recognition, and use --file."
        raise ExtractError(msg)
    title, author = (_about(about.get(key)) for key in PDF_FIELDS)
    return _printed("pdf", pages, Metadata(title, author))


def _printed(kind: str, pages: Sequence[str], about: Metadata | None = None) -> Extract:
    """Read printed pages: their main text, and all text with running heads and feet."""
    tidy = [_tidy(page) for page in pages]
    main, whole = tuple(map(_tidy, body(tidy))), PAGE_BREAK.join(map(mended, tidy))
    return Extract(kind, main, "" if whole == PAGE_BREAK.join(main) else whole, metadata=about or Metadata())


def _tidy(text: str) -> str:
    """Normalise characters and remove invisible ones. The joiners inside words stay, since Persian needs them."""
    return INVISIBLE.sub("", composed(text).translate(ONE_FORM)).strip()


def _about(value: object) -> str:
    """Return what a document says about itself; an empty text if that is too long to be a title or a name."""
    text = _tidy(str(value or ""))
    return text if len(text) <= LONGEST_ABOUT else ""
