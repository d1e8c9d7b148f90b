"""The readers of documents: web pages, PDF, texts, containers, bibliographies, and the answers of servers."""

import base64
import gzip
import socket
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from dataclasses import replace
from io import StringIO
from threading import Thread

from hypothesis import strategies as st

from fuzz.pieces import changed_json, choose, encoded, file_of, kept, mutated, named, odd, project_file, soup
from fuzz.readers import JSON
from fuzz.room import CASE, SOURCE, Room
from fuzz.target import FaultError, target
from limits import PATIENCE
from tally.adding.sources.records import from_bibtex, from_csl, readable_id
from tally.documents import Session, why_not_the_document
from tally.documents.reading import extract_text, own_address
from tally.documents.request import Limits
from tally.documents.robots import Robots
from tally.locking import examine, pack_examined
from tally.locking.search import find_quotation
from tally.page import visible_blocks
from tally.records import load_dossier

WORDS = "Between May and August of the first year it recorded 90 attacks."


def read(content: bytes, kind: str = "", name: str = "") -> None:
    """Read a document, and look for a quotation in it."""
    extract = extract_text(content, kind, name, "https://example.org/page")
    find_quotation(WORDS, extract)
    why_not_the_document("https://example.org/page", "https://example.org/", extract)
    own_address(extract.metadata.address, "https://example.org/page")


TAGS = (
    "html", "head", "body", "p", "div", "span", "sup", "table", "tr", "td", "li", "ul", "script", "style", "noscript",
    "template", "textarea", "title", "svg", "math", "iframe", "select", "option", "input", "a", "b", "br", "img",
    "article", "main", "nav", "q", "blockquote", "details", "ruby", "rt", "bdo", "plaintext", "xmp", "frameset",
    "base", "meta", "link", "object", "form", "pre",
)  # fmt: skip
ATTRIBUTES = (
    ' hidden', ' style="display:none"', ' style="visibility:hidden;color:#fff;font-size:0"', ' aria-hidden="true"',
    ' dir=rtl', ' lang="ar"', ' class="x y"', ' id=a', ' href="http://["', ' charset=utf-16',
    ' content="text/html; charset=x-user-defined"', ' http-equiv=refresh', ' style="}{;:@import \'x\'',
    ' x="' + "y" * 2000 + '"', " a=1 a=2", " =", ' "', " '", " /", ' on="<"',
)  # fmt: skip
PAGE = (
    *(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS),
    *(f"<{tag}{extra}>" for tag in TAGS[:12] for extra in ATTRIBUTES), "<html ", "<input ", "<!--", "-->", "<!",
    "<![CDATA[", "]]>", "<?xml version='1.0' encoding='utf-16'?>", "<!DOCTYPE html [<!ENTITY a 'b'>]>", "&", "&#",
    "&#x110000;", "&#55296;", "&nbsp", "&a;", "<", ">", WORDS, WORDS + " ", "334<sup>12</sup>",
    "<p>" + WORDS + "</p>\n",
    "<style>p{display:none} .x>.y~#a:not(:has(*)){visibility:hidden} @media print{*{display:none}}</style>",
    "<style>" + "a " * 500 + "{",
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":["x"],"datePublished":{}}</script>',
    '<script type="application/ld+json">{"@graph":[[[[]]],{"author":[null,{"name":[1]}]}]}</script>',
    '<meta property="article:published_time" content="2021-99-99">', '<meta name="date" content="' + "9" * 400 + '">',
    '<link rel="canonical" href="http://[">', '<meta charset="utf-7">', '<meta charset="idna">',
    "<title>" + "t" * 1000 + "</title>",
)  # fmt: skip


def pages() -> st.SearchStrategy[bytes]:
    """Draw a web page: tag soup, or a page that was changed."""
    seeds = kept("html", "tests/pages/*-20*.html")
    return st.one_of(soup(PAGE), soup(PAGE, 8), mutated(seeds, PAGE))


@target(pages, share=2, examples=8)
def html(content: bytes, room: Room) -> None:
    """A web page."""
    visible_blocks(content.decode("utf-8", "replace"))
    read(content, "text/html", "page.html")


PDF = (
    "obj", "endobj", "stream\n", "endstream", "xref\n", "trailer\n", "startxref\n", "<<", ">>", "[", "]", "(", ")",
    "/Type /Page", "/Kids [1 0 R]", "/Parent 1 0 R", "/Length 99999999", "/Length -1", "/Count 999999999",
    "/Filter /FlateDecode", "/Prev 0", "/Size 0", "/Filter [/LZWDecode /ASCII85Decode /RunLengthDecode]",
    "/Encrypt << /Filter /Standard /V 5 >>", "1 0 R", "2 0 R", "0 0 R", "%PDF-1.7\n", "/MediaBox [0 0 1e99 -1e99]",
    "/Rotate 45", "/Info 1 0 R", "/Title 1 0 R", "/CreationDate (D:99999999999999Z)", "Tj", "BT", "ET",
    "/ToUnicode 3 0 R", "/DecodeParms << /Predictor 15 /Columns 1000000000 >>", "/W [1 1 1]", "/ObjStm", "/XRef",
    "%%EOF", "0000000000 65535 f",
)  # fmt: skip


@target(lambda: mutated(kept("pdf", "tests/faults/*/*.pdf"), PDF), examples=8)
def pdf(content: bytes, room: Room) -> None:
    """A PDF."""
    read(content, "application/pdf", "report.pdf")


CHARSETS = (
    "", "text/plain", "text/plain; charset=utf-16", "text/plain; charset=hex", "text/plain; charset=rot13",
    "text/plain; charset=zlib", "text/plain; charset=idna", "text/plain; charset=undefined",
    "text/plain; charset=unicode_escape", "text/plain; charset=utf-7", "text/plain; charset=x",
    "text/plain; charset=\0", "text/plain; charset=mbcs", "text/plain; charset=punycode", "text/html; charset=bz2",
    "text/plain; charset=utf_8_sig", "text/plain; charset=raw_unicode_escape", "text/plain; charset=cp037",
    "application/json", "image/png", "text/plain; charset=utf-32", "TEXT/HTML;CHARSET='big5'",
    "text/html; charset=windows-1252; charset=utf-8", ";;;=", "text/plain; charset",
)  # fmt: skip


@target(
    lambda: named(
        CHARSETS, mutated([WORDS.encode(), WORDS.encode("utf-16"), WORDS.encode("utf-8-sig"), *kept("text")], CHARSETS)
    )
)
def text(content: bytes, room: Room) -> None:
    """A text of some content type."""
    kind, rest = file_of(content)
    read(rest, kind, "notes.txt")


def containers() -> st.SearchStrategy[bytes]:
    """Draw what a page may be packed in."""
    inside = b"<html><body><p>" + WORDS.encode() * 20 + b"</p></body></html>"
    deep = inside
    for _ in range(8):
        deep = gzip.compress(deep, mtime=0)
    mail = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n"
    mhtml = (
        mail
        + b"Content-Transfer-Encoding: base64\nContent-Location: https://example.org/page\n\n"
        + base64.b64encode(inside)
        + b"\n--x--\n"
    )
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + inside
    warc = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/page\r\n"
        b"WARC-Date: 2021-11-17T00:00:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:x>\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(response), response)
    )
    seeds = [
        mhtml,
        warc,
        gzip.compress(warc, mtime=0),
        gzip.compress(inside, mtime=0),
        deep,
        gzip.compress(b"\0" * 5_000_000, mtime=0),
        *kept("container", "tests/faults/saved-page-containers/*"),
    ]
    tokens = (
        "--x\n",
        "--x--\n",
        "boundary=",
        "Content-Transfer-Encoding: quoted-printable\n",
        "Content-Length: 99999999999\r\n",
        "Content-Type: multipart/mixed; boundary=x\n\n",
        "charset=hex",
        "Transfer-Encoding: chunked\r\n",
        "Content-Encoding: br\r\n",
        "WARC/1.1\r\n",
        "WARC-Type: revisit\r\n",
        "Content-Encoding: deflate\r\n",
        "=?utf-8?q?x?=",
        "=\n",
        "=FF",
    )
    names = ("page.html", "page.mhtml", "page.warc", "page.warc.gz", "page.html.gz", "page.txt", "page.pdf")
    return named(names, mutated(seeds, tokens))


@target(containers)
def container(content: bytes, room: Room) -> None:
    """A saved page in its container."""
    name, rest = file_of(content)
    with redirect_stderr(StringIO()):  # what warcio prints is heard by nobody: documents are read in another process
        read(rest, "", name.replace("/", "-").replace("\0", ""))


def csl_records() -> st.SearchStrategy[bytes]:
    """Draw records in CSL-JSON."""
    seeds = [*kept("csl", "tests/faults/csl-*/*.json"), project_file(f"data/{CASE}/sources.json")]
    return st.one_of(changed_json(seeds), mutated(seeds, JSON))


@target(csl_records, examples=20)
def csl(content: bytes, room: Room) -> None:
    """A file of CSL-JSON records."""
    for found in from_csl(room.put("export.json", content)):
        readable_id(found)


BIBTEX = (
    "@article{", "@string{x = ", "@comment{", "@preamble{", "key, ", "title = {", "author = ", "year = ",
    "month = nov", "crossref = {key}", "{", "}", '"', ",", "=", "#", "\\", "\\'e", "\\v{c}", "$x^2$", "$", "%", "~",
    "and ", "others", "{{United Nations}}", "date = {2021-11/..}", "url = {\\url{http://[}}", "\n",
    "\\input{/etc/passwd}", "\\newcommand{\\x}{\\x\\x}", "\\x", "\\begin{x}", "and and", ", ,", "@@", "2021",
)  # fmt: skip


@target(
    lambda: st.one_of(mutated(kept("bibtex", "tests/faults/bibtex-*/*.bib"), BIBTEX), soup(BIBTEX)),
    share=0.7,
    examples=3,
)
def bibtex(content: bytes, room: Room) -> None:
    """A BibTeX file, which pandoc reads."""
    for found in from_bibtex(room.put("export.bib", content)):
        readable_id(found)


HEADERS = (
    "Content-Type: text/html; charset=utf-8", "Content-Type: text/plain; charset=hex",
    "Content-Type: text/html; charset=\x80", "Content-Length: 0", "Content-Length: 99999999", "Content-Length: -1",
    "Content-Length: ²", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked", "Content-Encoding: gzip",
    "Content-Encoding: deflate", "Content-Encoding: gzip, gzip, deflate", "Content-Encoding: br",
    "Content-Encoding: x", "Location: http://[", "Location: http://xn--/", "Location: /again", "Location: //\0",
    "Location: ", "Location: http://127.0.0.1:1/", "Location: javascript:alert(1)", "Location: http://a" + "a" * 300,
    "Location: http://user:pw@127.0.0.1/", "Location: ../" * 50, "Location: \xff",
    "Location: http://127.0.0.1:99999/", "Location: http://٣/", "Location: ?" + "%" * 50, "Location: #x",
    "Location: http://[::ffff:127.0.0.1]/", "Retry-After: ²", "Retry-After: 99999999999999", "Retry-After: -1",
    "Retry-After: Fri, 31 Dec 99999999999999 23:59:59 GMT", "Retry-After: 0", "Retry-After: 1e9",
    "Set-Cookie: " + "x" * 5000, "X: " + "y" * 70_000, "x\x1b[31m: y", ": ", "no colon", " folded", "Content-Type: ",
    "Date: x", "Content-Disposition: attachment; filename=../../x", "Refresh: 0; url=/",
    "Connection: upgrade\r\nUpgrade: h2c", "Trailer: x",
)  # fmt: skip
STATUSES = (
    "HTTP/1.1 200 OK", "HTTP/1.1 200", "HTTP/1.0 200 OK", "HTTP/1.1 301 Moved", "HTTP/1.1 302 Found",
    "HTTP/1.1 307 x", "HTTP/1.1 429 Too many", "HTTP/1.1 503 \x1b[31mred", "HTTP/1.1 403 No", "HTTP/1.1 404 No",
    "HTTP/1.1 999 x", "HTTP/1.1 100 Continue", "HTTP/1.1 101 Switching", "HTTP/2 200", "ICY 200 OK", "HTTP/1.1 abc",
    "HTTP/1.1 200 " + "x" * 200, "HTTP/1.1 204 None", "HTTP/1.1 304 Same", "HTTP/1.1 -1 x", "SSH-2.0-x",
)  # fmt: skip
ROBOTS = (
    "User-agent: *", "User-agent: Tally", "Disallow: /", "Allow: /", "Crawl-delay: x", "Crawl-delay: 1e999",
    "Request-rate: 1/0", "Sitemap: http://[", "Visit-time: 9999-9999", "Disallow: /*$*$*", "Disallow: /" + "*" * 500,
    "Disallow: %", "Host: http://[", "Disallow: %FF", "\ufeffUser-agent: *",
)  # fmt: skip
BODIES = (
    b"",
    b"<html><title>t</title><p>" + WORDS.encode() + b"</p></html>",
    gzip.compress(WORDS.encode(), mtime=0),
    zlib.compress(WORDS.encode()),
    gzip.compress(WORDS.encode(), mtime=0)[:-6],
    b"\x1f\x8b garbage",
    b"5\r\nhello\r\n0\r\n\r\n",
    b"zz\r\nhello\r\n",
    b"FFFFFFFFFF\r\nx",
    b"a" * 70_000 + b"\0",
    b"%PDF-1.7\n",
    gzip.compress(b"\0" * 20_000_000, mtime=0),
)


def answers() -> st.SearchStrategy[bytes]:
    """Draw what a server says for robots.txt, and then for the page, and for everything after."""
    header = choose(HEADERS) | choose(HEADERS) | odd
    body = choose(BODIES) | mutated(BODIES[1:5])
    lines = st.tuples(choose(STATUSES[:1] * 4 + STATUSES), st.lists(header, max_size=4)).map(
        lambda found: encoded("\r\n".join([found[0], *found[1]]))
    )
    page = st.tuples(lines, body).map(b"\r\n\r\n".join)
    rules = st.lists(choose(ROBOTS) | odd, max_size=5).map(lambda found: encoded("\n".join(found)))
    robots = rules.map(lambda found: b"HTTP/1.1 200 OK\r\n\r\n" + found)
    none = st.just(b"HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n")
    return st.lists(page, min_size=1, max_size=3).flatmap(
        lambda found: st.one_of(none, none, robots, page).map(lambda first: MARK.join([first, *found]))
    )


MARK = b"\n=====\n"
FAST = Limits(connect=2, read=0.3, total=1.5, patience=0.05, retries=1)


@contextmanager
def server(replies: list[bytes]) -> Iterator[int]:
    """Answer each request on 127.0.0.1 with the next of some replies, and with the last one after that."""
    listening = socket.create_server(("127.0.0.1", 0))
    left = [*replies]

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                with connection, suppress(OSError):
                    connection.settimeout(2)
                    connection.recv(65_536)
                    connection.sendall(left.pop(0) if len(left) > 1 else left[0])
                    connection.shutdown(socket.SHUT_WR)
                    connection.recv(65_536)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


@target(answers, share=1.5, examples=4)
def answer(content: bytes, room: Room) -> None:
    """What a server answers: a source is read, or is said not to be read, soon."""
    dossier = load_dossier(room.project, CASE)
    first, *others = content.split(MARK)
    with server([first, *(others or [b""])]) as port:
        url = f"http://127.0.0.1:{port}/page"
        dossier = replace(dossier, sources={**dossier.sources, SOURCE: replace(dossier.sources[SOURCE], url=url)})
        started = time.monotonic()
        examination = examine(dossier, SOURCE, Session(private=frozenset({"*"}), limits=FAST))
        if time.monotonic() - started > 20 * PATIENCE:
            message = f"It took {time.monotonic() - started:.0f} s"
            raise FaultError(message)
    if examination.refused and len(examination.refused) > 2000:
        message = f"The reason has {len(examination.refused)} characters"
        raise FaultError(message)
    pack_examined(examination)


@target(lambda: soup([f"{line}\n" for line in ROBOTS]), share=0.3)
def robots(content: bytes, room: Room) -> None:
    """The rules of a host, read whatever is in them."""
    text_of = content.decode("utf-8", "replace")
    if not isinstance(Robots.read(text_of).allow("https://example.org/page?a=%FF"), bool):
        message = "The rules neither allow nor forbid a page"
        raise FaultError(message)
