"""No document takes all time or all memory, whatever it is made of: it is read, or refused with one sentence."""

import codecs
import encodings
import gzip
import pkgutil
import time
import zlib
from contextlib import suppress

import psutil
import pytest

import shapes
from limits import linear
from tally.documents import apart, child, read_document
from tally.documents.reading import (
    CompressionError,
    Extract,
    ExtractError,
    TooLargeError,
    decompress,
    extract_text,
    from_json,
    to_json,
)
from tally.locking.search import MissingQuotation, find_quotation, nearest_stretch, word_difference
from tally.records.quotations import MOST_PLACES, find_places
from tally.text import composed

KINDS = {"PAGES": "text/html", "TEXTS": "", "PDFS": "application/pdf"}
SHARE = 0.04  # of the size that is tried by hand, for `python tests/shapes.py`
QUOTED = "It counted 334 attacks in 2021"


def reading(kind, make):
    """Return a function that reads a document of a shape, of some size, and looks for a quotation in it."""

    def run(times):
        with suppress(ExtractError):
            find_quotation(QUOTED, extract_text(make(times), KINDS[kind]))

    return run


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_document_takes_at_most_twice_the_time(kind):
    """For each shape of document, the quotations in it included; what is refused is refused at once."""
    slow = []
    for name, (make, times) in getattr(shapes, kind).items():
        run, small = reading(kind, make), max(int(times * SHARE), 1)
        if not linear(run, small, 4 * small, slack=0.15):
            slow.append(name)

    assert not slow


def test_words_that_are_there_very_often():
    """That is found out without a copy of the text for each of them."""
    text = "The mission counted 334 attacks. " * 20_000
    places = find_places("334 attacks", text)

    assert MOST_PLACES == len(places)
    assert all(place.passage is text for place in places)
    assert ("The mission counted ", "334 attacks") == (places[0].before, places[0].quotation)
    assert MissingQuotation(MOST_PLACES, "") == find_quotation("334 attacks", Extract("text", (text,)))


@pytest.mark.parametrize("sought", ["word 334 as " * 4000, "334 " * 9000, "a" * 100_000])
def test_long_quotations(sought):
    """A quotation of thousands of words is looked for, or is too long, in little time."""
    text = "word as 334 word " * 20_000
    started = time.process_time()
    find_places(sought, text)
    nearest_stretch(sought, text)
    word_difference(sought, sought[::-1])

    assert time.process_time() - started < 8


@pytest.mark.parametrize("accents", ["\u0301", "\u0315\u0300", "\u0323\u0301"])
def test_accents_without_end(accents):
    """A letter has at most some accents; ordinary ones stay, and are composed."""
    assert linear(lambda times: composed("a" + accents * times), 4000, 16_000, slack=0.05)
    assert len(composed("a" + accents * 1000)) <= 31
    assert "Zażółć gęślą jaźń ……" + "…" * 50 == composed(
        "Zaz\u0307o\u0301łc\u0301 ge\u0328s\u0301la\u0328 jaz\u0301n\u0301 ……" + "…" * 50
    )


PAGE = "<html><head>{}</head><body><p>It counted 334 attacks in 2021.</p>{}</body></html>"


@pytest.mark.parametrize(
    ("head", "body", "reason"),
    [
        ("", "<p " + " ".join(f"a{n}=x" for n in range(1001)) + ">", "more than 1,000 attributes"),
        ("", "<p title='>' " + " ".join(f"a{n}" for n in range(1001)), "more than 1,000 attributes"),
        ("", "<!-->--><p " + "\n".join(f"a{n}=x" for n in range(1001)), "more than 1,000 attributes"),
        ("<script>if (a<b) x='</script>", "<p " + " ".join(f"a{n}" for n in range(1001)) + ">", "1,000 attributes"),
        ("", "<b>" * 300, "nested more than 255 deep"),
        ("", "<i>" * 300_001, "more than 300,000 tags"),
    ],
)
def test_pages_that_are_refused(head, body, reason):
    """The sentence says of what there is too much."""
    with pytest.raises(ExtractError, match=reason):
        extract_text(PAGE.format(head, body).encode(), "text/html")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<script>" + "a<b " * 2000 + "</script>", ""),
        ("<!-- " + " ".join(f"<p a{n}=x" for n in range(2000)) + "-->", ""),
        ("<style>" + "p{margin:0}" * 3000 + "</style>", ""),
        ("", "<p title='" + "x " * 5000 + "'>x</p>"),
        ("", "<img src='data:image/png;base64," + "A" * 100_000 + "'>"),
        ("", "<p a='x' " * 1500),
        ("<style>p" + ":not(" * 3000 + "</style>", ""),
        ("<style>@media all{" * 3000, "</style>"),
        ("", "<p style='left:-" + "9" * 10_000 + "px'>x</p>"),
        ("", "&#1;&#x301;&#55555555555;&#xd800;" * 1000),
        ("", "\0\x01\x0b" * 100 + "<p hidden>x</p>\x0b"),
        ("", "<table><tr><td colspan=1000000000 rowspan=99999999999999999999>x</td></tr></table>"),
    ],
)
def test_pages_that_are_odd_and_read(head, body):
    """They have much of something that does no harm, and their words are found."""
    page = PAGE.format(head, "").replace("</body>", f"{body}</body>")
    assert not isinstance(find_quotation(QUOTED, extract_text(page.encode(), "text/html")), MissingQuotation)


@pytest.mark.parametrize("name", sorted({module.name for module in pkgutil.iter_modules(encodings.__path__)}))
def test_each_encoding_of_python(name):
    """Named by a server or a page, it is used if it is one of texts, and otherwise ignored."""
    with suppress(LookupError):
        name = codecs.lookup(name).name
    for content in (b"It was in the caf\xe9: 334 attacks.", b"It counted 334 attacks."):
        assert "334 attacks" in extract_text(content, f"text/plain; charset={name}").whole
        page = f"<html><meta charset='{name}'>".encode() + content
        assert "334 attacks" in extract_text(page, "text/html").whole


@pytest.mark.parametrize("label", ["\0", "a" * 100_000, "../x", "é", "\ud800", "utf-8\n", "utf-16;", "'", "0", "none"])
def test_names_of_no_encoding(label):
    """Whatever else a server says there is ignored."""
    assert extract_text(b"It counted 334 attacks.", f"text/plain; charset={label}").whole == "It counted 334 attacks."


PACKED = gzip.compress(b"334 attacks")


@pytest.mark.parametrize(
    ("raw", "encoding", "content"),
    [
        (PACKED, "gzip", b"334 attacks"),
        (PACKED + PACKED, "x-gzip", b"334 attacks" * 2),
        (PACKED + b"\0\0\0", "gzip", b"334 attacks"),
        (PACKED + b"and more", "gzip", b"334 attacks"),
        (gzip.compress(PACKED), "gzip, gzip", b"334 attacks"),
        (zlib.compress(b"334 attacks"), "deflate", b"334 attacks"),
        (zlib.compress(b"334 attacks")[2:-4], "deflate", b"334 attacks"),
        (b"", "gzip", b""),
        (b"334 attacks", "br", b"334 attacks"),
        (b"334 attacks", "identity, \u00b2", b"334 attacks"),
    ],
)
def test_compression(raw, encoding, content):
    """What browsers undo is undone; an encoding that was not asked for is left as it is."""
    assert content == decompress(raw, encoding, 100)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (b"no gzip", "gzip"), (b"no deflate", "deflate"), (PACKED[:-1], "gzip"), (PACKED[:12], "gzip"),
        (PACKED[:-8] + bytes(8), "gzip"), (PACKED[:3] + b"\xff" + PACKED[4:], "gzip"), (PACKED * 101, "gzip"),
        (PACKED, "gzip," * 4), (zlib.compress(b"334")[:-1], "deflate"), (PACKED[:-1] + b"\1", "deflate, gzip"),
    ],
)  # fmt: skip
def test_broken_compression(raw, encoding):
    """Each kind of it has one error."""
    with pytest.raises(CompressionError):
        decompress(raw, encoding, 10_000)


def test_a_bomb_is_not_unpacked():
    """The limit holds for what comes out, in each layer."""
    bomb = gzip.compress(bytes(3_000_000))
    for raw, encoding in (
        (bomb, "gzip"),
        (gzip.compress(bomb), "gzip, gzip"),
        (zlib.compress(bytes(10**6)), "deflate"),
    ):
        with pytest.raises(TooLargeError, match="more than 100,000 bytes"):
            decompress(raw, encoding, 100_000)


@pytest.mark.parametrize(
    "fault", [NotImplementedError, RecursionError, KeyError, AssertionError, EOFError, MemoryError]
)
def test_pdfs_that_break_their_reader(fault, monkeypatch):
    """Whatever pypdf raises is told as a PDF that cannot be read."""

    def broken(*_, **__):
        raise fault("x" * 5000 + "\n")

    monkeypatch.setattr("pypdf.PageObject.extract_text", broken)
    with pytest.raises(ExtractError, match="The PDF cannot be read") as told:
        extract_text(shapes.printed(shapes.stream(b"BT (x) Tj ET")))
    assert len(str(told.value)) < 300


def test_forms_within_forms(monkeypatch):
    """Few bytes can be any number of operators, which have a limit."""
    monkeypatch.setattr("tally.documents.reading.pdf.MOST_OPERATORS", 2000)
    with pytest.raises(ExtractError, match="more than 2,000 operators"):
        extract_text(shapes.forms(40))


@pytest.fixture
def reader():
    """Return a reader with a process of its own, ended after the test."""
    made = apart.Reader()
    yield made
    made.stop()
    made._end()


def process_of(reader):
    """Return the process of a reader."""
    return psutil.Process(reader._process.pid)


def test_what_is_read_apart_is_the_same():
    """The process gives back what it read, and its refusals, without loss."""
    odd = Extract("html", ("a\ud800\0\u2028", "b"), "c", asks_password=True, hidden="d")
    page = shapes.page("<p>Ünïcode, ﬁ, \U0001f600</p>", "<meta name=author content='A. Name'>")

    assert odd == from_json(to_json(odd))
    assert extract_text(page, "text/html") == read_document(page, "text/html")
    with pytest.raises(ExtractError, match="called a PDF"):
        read_document(b"no", "application/pdf")


def test_the_process_limits_itself(reader, monkeypatch):
    """It starts with a limit of memory, and with one of time for each document."""
    reader.read(b"334 attacks")
    process = process_of(reader)

    assert child.MEMORY == process.rlimit(psutil.RLIMIT_AS)[0]
    assert 0 < process.rlimit(psutil.RLIMIT_CPU)[0] <= child.SECONDS + 5
    assert (0, 0) == process.rlimit(psutil.RLIMIT_CORE)


def busy():
    """Return a PDF that takes a minute to read, and a page with 600 MB of names."""
    return shapes.PDFS["bomb of bombs"][0](60_000_000)


def test_a_document_that_takes_too_long(reader):
    """The system ends the process after its time, the message says so, and the next document is read."""
    reader.read(b"334 attacks")
    process_of(reader).rlimit(psutil.RLIMIT_CPU, (1, 2))
    with pytest.MonkeyPatch.context() as patched, pytest.raises(ExtractError, match="more than 60 seconds to read"):
        patched.setattr(child, "SECONDS", 1)
        reader.read(SLOW)

    assert "334 attacks" == reader.read(b"334 attacks").whole
