"""Read the text of a document: web pages, PDFs and plain text."""

import io
import logging
import re
import unicodedata
from dataclasses import dataclass, field, fields, replace

import pypdf
import trafilatura
from charset_normalizer import from_bytes
from pypdf.errors import PyPdfError
from w3lib.encoding import html_to_unicode

from tally.locking.declared import declared_address, without_changes

INVISIBLE = re.compile("[\u200b\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069\u200e\u200f]")
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
HYPHENATED = re.compile(r"(?<=[^\W\d_])[-‐]\n(?=[^\W\d_])")
PAGE_NUMBER = re.compile(r"^\s*(?:page\s*)?[-–]?\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*[-–]?\s*$", re.IGNORECASE)
LANGUAGE = re.compile(r"<html\b[^>]*?\slang\s*=\s*[\"']?([A-Za-z]{2,3})\b")
PASSWORD_FIELD = re.compile(r"""<input[^>]+type\s*=\s*["']?password""", re.IGNORECASE)
MOST_PAGES = 2000
ABOUT = ("/Title", "/Author")


class ExtractError(ValueError):
    """No text can be read from a document. The message says why."""


@dataclass(frozen=True)
class Metadata:
    """
    What a document says of itself; empty where it does not.

    `date` is the day of publication, which a PDF does not say: it says when its file was made. `address` is the one
    that a page gives as its own, as it is written there.
    """

    title: str = ""
    author: str = ""
    date: str = ""
    sitename: str = ""
    language: str = ""
    address: str = ""


@dataclass(frozen=True)
class Extract:
    """
    The text of a document.

    Attributes
    ----------
    kind : str
        `html`, `pdf` or `text`.
    pages : tuple of str
        The main text; of a PDF one text a page, of others only one.
    everything : str
        All that a web page shows, navigation and headlines included; of others empty.
    asks_password : bool
        Whether a web page has a field for a password.
    """

    kind: str
    pages: tuple[str, ...]
    everything: str = ""
    asks_password: bool = False
    metadata: Metadata = field(default_factory=Metadata)

    @property
    def whole(self) -> str:
        """The main text, its pages one after another."""
        return "\n\f\n".join(self.pages)


def extract(content: bytes, content_type: str = "", name: str = "") -> Extract:
    """
    Read the text of a document.

    Parameters
    ----------
    content : bytes
        The document, without compression.
    content_type : str
        What its server calls it; its encoding counts before what the page says.
    name : str
        Its file's name, which counts where there is no content type.

    Raises
    ------
    ExtractError
        It is no web page, PDF or plain text, it is locked with a password, or there is no text in it.
    """
    kind, name = content_type.partition(";")[0].strip().lower(), name.lower()
    if content.lstrip()[:5] == b"%PDF-":
        return _pdf(content)
    if kind == "application/pdf" or name.endswith(".pdf"):
        msg = "It is called a PDF, but is none. A server may have sent an error page in its place."
        raise ExtractError(msg)
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        msg = "It is neither a web page nor a PDF nor plain text. Save it as one of these, and read it with --file."
        raise ExtractError(msg)
    markup = b"<html" in content[:4096].lower() or b"<!doctype html" in content[:4096].lower()
    if kind in ("text/html", "application/xhtml+xml") or name.endswith((".html", ".htm", ".xhtml")) or markup:
        return _html(content, content_type)
    if kind in ("", "text/plain") or name.endswith(".txt"):
        return Extract("text", (_tidy(_decoded(content, content_type)),))
    msg = f"Documents of the kind {kind} cannot be read. Save it as a web page, PDF or text, and use --file."
    raise ExtractError(msg)


def _html(content: bytes, content_type: str) -> Extract:
    """Read a web page."""
    page = _decoded(content, content_type)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    main = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
    everything = trafilatura.html2txt(page, clean=True) or ""
    found = trafilatura.extract_metadata(without_changes(page), extensive=False)
    told = [name.name for name in fields(Metadata)]
    about = Metadata(**{name: _tidy(str(getattr(found, name, None) or "")) for name in told})
    if not about.language and (declared := LANGUAGE.search(page)):
        about = replace(about, language=declared[1].lower())
    about = replace(about, address=declared_address(page))
    text = _tidy(main or everything).replace("\n", "\n\n")
    return Extract("html", (text,), _tidy(everything), bool(PASSWORD_FIELD.search(page)), about)


def _pdf(content: bytes) -> Extract:
    """Read a PDF, page by page."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            msg = "The PDF is locked with a password. Unlock it, and read it with --file."
            raise ExtractError(msg)
        if len(reader.pages) > MOST_PAGES:
            msg = f"The PDF has {len(reader.pages):,} pages, more than {MOST_PAGES:,}."
            raise ExtractError(msg)
        pages = tuple(_printed(page.extract_text()) for page in reader.pages)
        title, author = (_tidy(str(dict(reader.metadata or ()).get(key) or "")) for key in ABOUT)
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        if isinstance(error, ExtractError):
            raise
        msg = f"The PDF cannot be read ({error})."
        raise ExtractError(msg) from error
    if not any(page.strip() for page in pages):
        msg = "The PDF holds no text: it may be scanned pictures. Run it through text recognition, and use --file."
        raise ExtractError(msg)
    return Extract("pdf", pages, metadata=Metadata(title, author))


def _printed(page: str) -> str:
    """Take out of a page's text what printing put in: ligatures, hyphens at line ends, the page's number."""
    lines = page.translate(LIGATURES).splitlines()
    for end in (0, -1):
        if lines and PAGE_NUMBER.match(lines[end]):
            del lines[end]
    return _tidy(HYPHENATED.sub("\N{SOFT HYPHEN}\n", "\n".join(lines)))


def _decoded(content: bytes, content_type: str) -> str:
    """Decode a text by what its server says, its byte order mark, what the page says, and what fits."""
    return html_to_unicode(content_type or None, content, default_encoding="cp1252", auto_detect_fun=_likely)[1]


def _likely(content: bytes) -> str | None:
    """Guess an encoding where nobody says it."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(content).best()
        return best.encoding if best else None
    return "utf-8"


def _tidy(text: str) -> str:
    """Compose characters, and take out those that nobody sees; a word's joiners stay, since Persian needs them."""
    return INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip()
