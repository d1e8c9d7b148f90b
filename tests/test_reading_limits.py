"""No document takes all time or all memory, whatever it is made of: it is read, or refused with one sentence."""

import codecs
import encodings
import gzip
import pkgutil
import signal
import subprocess
import sys
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psutil
import pytest

import shapes
from limits import LIMIT, linear, waited
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
QUOTED = "It counted 334 attacks in 2021"
# Those that once grew with the square of their size, or are most like them; `python tests/shapes.py` tries all.
CHOSEN = {
    "PAGES": [
        "html", "input", "attributes", "attributes of the root", "br in numbers", "open json-ld", "accents falling",
        "colspan and rowspan", "sibling rules", "siblings of siblings", "words and scripts", "deep b",
        "open script", "open comment", "numeric references",
    ],
    "TEXTS": ["accents falling", "hyphens then spaces", "quoted words joined", "spaces within", "cut numbers"],
    "PDFS": ["marks on lines", "text", "circular pages", "open map"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in CHOSEN.items() for name in names])
def test_twice_the_document_takes_at_most_twice_the_time(kind, name):
    """With the search for a quotation in it; what is refused is refused at once."""
    make, times = getattr(shapes, kind)[name]

    def run(size):
        with suppress(ExtractError):
            find_quotation(QUOTED, extract_text(make(size), KINDS[kind]))

    assert linear(run, times // 16, times // 4, slack=0.1)


def test_words_that_are_there_very_often():
    """That is found out without a copy of the text for each of them."""
    text = "The mission counted 334 attacks. " * 20_000
    places = find_places("334 attacks", text)

    assert MOST_PLACES == len(places)
    assert all(place.passage is text for place in places)
    assert ("The mission counted ", "334 attacks") == (places[0].before, places[0].quotation)
    assert MissingQuotation(MOST_PLACES, "") == find_quotation("334 attacks", Extract("text", (text,)))


@pytest.mark.parametrize("sought", ["word 334 as " * 800, "334 " * 9000, "a" * 100_000])
def test_long_quotations(sought):
    """A quotation of thousands of words is looked for, or is too long, in little time."""
    text = "word as 334 word " * 8000
    started = time.process_time()
    find_places(sought, text)
    nearest_stretch(sought, text)
    word_difference(sought, sought[::-1])

    assert time.process_time() - started < 4


@pytest.mark.parametrize("accents", ["\u0301", "\u0315\u0300", "\u0323\u0301"])
def test_accents_without_end(accents):
    """A letter has at most some accents; ordinary ones stay, and are composed."""
    assert linear(lambda times: composed("a" + accents * times), 4000, 16_000, slack=0.05)
    assert len(composed("a" + accents * 1000)) <= 31
    plain = "Zaz\u0307o\u0301łc\u0301 ge\u0328s\u0301la\u0328 jaz\u0301n\u0301"
    assert "Zażółć gęślą jaźń" + "…" * 50 == composed(plain + "…" * 50)


PAGE = "<html><head>{}</head><body><p>It counted 334 attacks in 2021.</p>{}</body></html>"


@pytest.mark.parametrize(
    ("head", "body", "reason"),
    [
        ("", "<p " + " ".join(f"a{n}=x" for n in range(1001)) + ">", "more than 1,000 attributes"),
        ("", "<p title='>' " + " ".join(f"a{n}" for n in range(1001)), "more than 1,000 attributes"),
        ("", "<!-->--><p " + "\n".join(f"a{n}=x" for n in range(1001)), "more than 1,000 attributes"),
        ("<script>if (a<b) x='</script>", "<p " + " ".join(f"a{n}" for n in range(1001)) + ">", "1,000 attributes"),
        ("", "<b>" * 300, "nested more than 255 deep"),
        ("", "<i>" * 200_001, "more than 200,000 tags"),
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
        ("<style>" + "@media all{" * 3000 + "</style>", ""),
        ("", "<p style='left:-" + "9" * 10_000 + "px'>x</p>"),
        ("", "&#1;&#x301;&#55555555555;&#xd800;" * 1000),
        ("", "\x01\x0b" * 3000 + "<p hidden>x</p>\x0b\0"),
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


PACKED = gzip.compress(b"334 attacks", mtime=0)


@pytest.mark.parametrize(
    ("raw", "encoding", "content"),
    [
        (PACKED, "gzip", b"334 attacks"),
        (PACKED + PACKED, "x-gzip", b"334 attacks" * 2),
        (PACKED + b"\0\0\0", "gzip", b"334 attacks"),
        (PACKED + b"and more", "gzip", b"334 attacks"),
        (gzip.compress(PACKED, mtime=0), "gzip, gzip", b"334 attacks"),
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
        (gzip.compress(bomb, mtime=0), "gzip, gzip"),
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


def test_several_threads_read_at_once():
    """Each gets the text of its own document."""
    with ThreadPoolExecutor(4) as pool:
        texts = [f"334 attacks {number}" for number in range(20)]

        assert texts == [read.whole for read in pool.map(read_document, map(str.encode, texts))]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems let no process change the limits of another")
def test_a_document_that_takes_too_much(reader):
    """The system ends the process after its time, or refuses it memory; the next document is read all the same."""
    assert "334 attacks" == reader.read(b"334 attacks").whole
    process = process_of(reader)
    assert child.MEMORY == process.rlimit(psutil.RLIMIT_AS)[0]
    assert 0 < process.rlimit(psutil.RLIMIT_CPU)[0] <= child.SECONDS + 5
    assert (0, 0) == process.rlimit(psutil.RLIMIT_CORE)

    process.rlimit(psutil.RLIMIT_CPU, (1, 1))
    with pytest.raises(ExtractError, match="more than 60 seconds to read"):
        reader.read(shapes.forms(30))
    assert not process.is_running()

    assert "334 attacks" == reader.read(b"334 attacks").whole
    most = process_of(reader).memory_info().vms + 30_000_000
    process_of(reader).rlimit(psutil.RLIMIT_AS, (most, most))
    with pytest.raises(ExtractError, match="memory to read"):
        reader.read(b"words " * 5_000_000)
    assert "334 attacks" == reader.read(b"334 attacks").whole


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process cannot be stopped there")
def test_a_process_that_does_not_answer(reader, monkeypatch):
    """It is ended after a time by the clock, and another takes its place; so it is if it is ended by somebody else."""
    reader.start()
    process = process_of(reader)
    process.suspend()
    monkeypatch.setattr(apart, "LONGEST", 0.2)
    with pytest.raises(ExtractError, match="more than 60 seconds to read"):
        reader.read(b"334 attacks")
    assert not process.is_running()

    monkeypatch.setattr(apart, "LONGEST", LIMIT)
    assert "334 attacks" == reader.read(b"334 attacks").whole
    process_of(reader).kill()
    waited(lambda: process_of(reader).status() == psutil.STATUS_ZOMBIE, "the process has ended")
    assert "334 attacks" == reader.read(b"334 attacks").whole


def test_memory_is_watched_where_the_system_does_not(monkeypatch):
    """The process ends itself, with a status that has its own message."""
    monkeypatch.setattr(child.os, "_exit", sys.exit)
    with pytest.raises(SystemExit) as ended:
        child.watch_memory(1)

    assert child.TOO_MUCH_MEMORY == ended.value.code
    assert "too much memory" in apart._reason(ended.value.code)
    assert "broke off" in apart._reason(-11)


def test_no_process_is_left():
    """Even if the one that started it is killed."""
    code = (
        "import os; from tally.documents import READER, read_document; read_document(b'334 attacks');"
        "print(READER._process.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=LIMIT)

    waited(lambda: not psutil.pid_exists(int(run.stdout)), "the process that read has ended")
