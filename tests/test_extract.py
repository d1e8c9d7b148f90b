"""The text of a document is read whatever its kind, and a quotation is found in it once, or not."""

import io
from contextlib import suppress

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from tally.documents import why_not_the_document
from tally.documents.reading import ExtractError, extract_text
from tally.locking import FoundQuotation, word_difference
from tally.locking.search import MissingQuotation, find_quotation
from web import STORY

WORDS = "so far this year – 334 attacks attributed to the group or, in fact, claimed by it"


def pdf(*pages, size=12):
    """Make a PDF, each page of lines that are printed as they are."""
    document = FPDF()
    document.set_title("Report of the envoy")
    document.set_font("Helvetica", size=size)
    for lines in pages:
        document.add_page()
        for line in lines:
            document.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def test_a_web_page():
    """Its main text is read, its navigation is not part of it, and it says what it is called."""
    read = extract_text(STORY.encode(), "text/html; charset=utf-8")

    assert WORDS in " ".join(read.whole.split())
    assert "Home" not in read.whole
    assert "Home" in read.everything
    assert ("Envoy: attacks rose", "en") == (read.metadata.title, read.metadata.language or "en")


@pytest.mark.parametrize(
    ("encoding", "content_type", "meta"),
    [
        ("windows-1252", "text/html; charset=windows-1252", ""),
        ("windows-1252", "text/html", '<meta charset="windows-1252">'),
        ("windows-1252", "text/html; charset=windows-1252", '<meta charset="utf-8">'),
        ("utf-8", "text/html", ""),
        ("windows-1252", "text/html", ""),
        ("utf-16", "text/html", ""),
    ],
)
def test_encodings(encoding, content_type, meta):
    """The header counts before the page's own word, and that before a guess: the dash and the quotes come out right."""
    page = STORY.replace("<head>", f"<head>{meta}")

    assert isinstance(find_quotation(WORDS, extract_text(page.encode(encoding), content_type)), FoundQuotation)


def test_a_quotation_in_a_web_page():
    """Its place is its paragraph, with what stands before and after it and the sentence around it."""
    found = find_quotation(WORDS.replace("–", "-"), extract_text(STORY.encode(), "text/html"))

    assert (0, 3) == (found.page, found.paragraph)
    assert WORDS == found.exact
    assert "“In 2020 – 60," == found.prefix[-14:]
    assert found.suffix.startswith(",” she said, adding")
    assert f"“In 2020 – 60, {WORDS},” she said," in found.stretch
    assert len(found.stretch.split()) <= 50


def test_a_quotation_that_stands_twice_or_not_at_all():
    """Twice is not once; where the words are not there, the nearest ones are shown word by word."""
    read = extract_text(STORY.encode(), "text/html")

    assert MissingQuotation(2, "") == find_quotation("the country", read)
    missing = find_quotation("so far this year – 344 attacks claimed by the group", read)
    assert 0 == missing.count
    assert "[-344-]" in word_difference("so far this year – 344 attacks claimed by the group", missing.nearest)
    assert "{+334+}" in word_difference("so far this year – 344 attacks claimed by the group", missing.nearest)
    assert MissingQuotation(0, "") == find_quotation(
        "Quite another thing is said in this sentence of ours, with zebras", read
    )


def test_a_pdf():
    """The page is counted from one, and its number at the foot is no part of its text."""
    read = extract_text(pdf(["First page"], ["In 2020 there were 60 attacks by the group.", "2"]), "application/pdf")
    found = find_quotation("there were 60 attacks", read)

    assert ("pdf", "Report of the envoy") == (read.kind, read.metadata.title)
    assert (2, 1) == (found.page, found.paragraph)
    assert read.whole.endswith("by the group.")


def test_a_quotation_that_spans_two_pages_of_a_pdf():
    """Its place is the page that it starts on; page numbers between its halves do not break it."""
    read = extract_text(pdf(["The envoy counted", "334 attacks attributed", "1"], ["to the group this year.", "2"]))
    found = find_quotation("334 attacks attributed to the group", read)

    assert 1 == found.page
    assert "334 attacks attributed to the group" == found.exact


@pytest.mark.parametrize("quotation", ["attributed to the group", "so-called group", "the group’s so-called claims"])
def test_a_word_broken_at_a_line_s_end(quotation):
    """A hyphen at a line's end may be part of the word or not."""
    read = extract_text(
        pdf(["334 attacks attri-", "buted to the group,", "the group's so-", "called claims, the so-", "called group"])
    )

    assert isinstance(find_quotation(quotation, read), FoundQuotation)


def test_soft_hyphens_and_what_nobody_sees():
    """Soft hyphens in a page read as nothing; zero-width and direction marks are not part of any word."""
    page = (
        STORY.replace("attributed", "attri\u00adbuted")
        .replace("claimed", "cla\u200bimed")
        .replace("this", "\u202ethis\u202c")
    )

    assert WORDS == find_quotation(WORDS, extract_text(page.encode(), "text/html; charset=utf-8")).exact


def encrypted(content):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt("secret", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "content_type", "name", "words"),
    [
        (pdf([]), "application/pdf", "", "holds no text"),
        (encrypted(pdf(["x"])), "application/pdf", "", "locked with a password"),
        (b"%PDF-1.7 broken", "application/pdf", "", "cannot be read"),
        (b"<html>sorry</html>", "application/pdf", "", "is called a PDF, but is not one"),
        (b"PK\x03\x04\x00\x00", "", "report.docx", "neither a web page nor a PDF"),
        (b"{}", "application/json", "", "kind application/json cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused(content, content_type, name, words):
    """A document without text, under lock, broken or of another kind is refused with the reason."""
    with pytest.raises(ExtractError, match=words):
        extract_text(content, content_type, name)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_it(content):
    """Whatever a file holds, it is read or refused."""
    for body in (content, b"%PDF-1.4\n" + content, b"<html>" + content):
        with suppress(ExtractError):
            assert find_quotation("60 attacks", extract_text(body))


def page(body, title="News"):
    return f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>".encode()


LONG = "<p>" + "The Council heard from the envoy about the situation in the country. " * 40 + "</p>"
BRIEF = (
    "<article><p>"
    + "The envoy told the Council that attacks by the group had increased this year, she said. " * 4
    + "</p></article>"
)


@pytest.mark.parametrize(
    ("body", "title", "final", "words"),
    [
        (
            "<p>We use cookies. Accept all cookies to go on, or choose your cookie settings here.</p>",
            "News",
            "",
            "cookies",
        ),
        ("<form><p>Please log in</p><input type=password></form>", "News", "", "login page"),
        (LONG, "News", "https://example.org/login?next=/story", "login page"),
        ("<p>The page that you asked for is not here.</p>", "Page not found", "", "error page"),
        ("<p>Please enable JavaScript and verify you are human.</p>", "Just a moment...", "", "robots"),
        ("<p>Loading</p>", "News", "", "almost no text"),
        (LONG + "<div>We use cookies. Accept all cookies</div>", "News", "", ""),
        (LONG + "<form><input type='password'></form>", "News", "", ""),
        (BRIEF, "404 attacks counted", "", ""),
        (BRIEF, "News", "", ""),
    ],
)
def test_what_stands_in_the_place_of_a_document(body, title, final, words):
    """Walls, login pages, error pages and empty ones are told from a document; a real one may mention cookies."""
    reason = why_not_the_document(
        "https://example.org/story", final or "https://example.org/story", extract_text(page(body, title), "text/html")
    )

    assert words in reason
    assert bool(words) == bool(reason)
