"""Further documents of the kinds that once locked what is not there, or did not lock what is."""

import gzip

import pytest
from fpdf import FPDF

from tally.documents.reading import extract_text
from tally.documents.reading.charset import decode
from tally.documents.reading.containers import ContainerError, unpack
from tally.documents.reading.printed import body
from tally.locking import FoundQuotation
from tally.locking.search import find_quotation
from tally.records.quotations import find_places, mark_count

FILLER = "<p>The envoy briefed the Council on Wednesday about the worsening situation of civilians in the country.</p>"


def found(quotation, body, head=""):
    page = f"<!doctype html><html lang=en><head><title>News</title>{head}</head><body><article>{FILLER}{body}{FILLER}"
    read = extract_text(f"{page}</article></body></html>".encode(), "text/html; charset=utf-8")
    return isinstance(find_quotation(quotation, read), FoundQuotation)


@pytest.mark.parametrize(
    "body",
    [
        '<p style="position:absolute;left:-9999px">{}</p>', '<p style="margin-left:-9999px">{}</p>',
        '<p style="position:fixed;top:-1000px">{}</p>', '<div style="height:0;overflow:hidden">{}</div>',
        '<p style="position:absolute;width:1px;height:1px;overflow:hidden">{}</p>',
        '<p style="transform:scale(0)">{}</p>', '<p style="color:transparent">{}</p>',
        '<p style="font:0/0 a">{}</p>', '<p style="filter:opacity(0)">{}</p>', "<div popover><p>{}</p></div>",
        '<p style="clip-path:inset(100% 0 0 0)">{}</p>', "<svg><defs><text>{}</text></defs></svg>",
    ],
)  # fmt: skip
def test_text_that_is_moved_away_or_has_no_room_is_hidden(body):
    """Text outside the page, without room or without colour is not found."""
    assert not found("counted 999 attacks", body.replace("{}", "We counted 999 attacks this year."))


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        (".w{& .x{display:none}}", False), (".w{.x{display:none}}", False), ("@layer a{.x{display:none}}", False),
        ("@supports (display:grid){.x{display:none}}", False), ("@media screen{@media all{.x{opacity:0}}}", False),
        ("@supports not (display:grid){.x{display:none}}", True), (".x{position:absolute;left:-5px}", True),
        (".x{max-height:100px;overflow:hidden}", True), ("@media print{.x{.y &{display:none}}}", True),
    ],
)  # fmt: skip
def test_rules_within_rules(style, seen):
    """Rules within others hide as in a browser."""
    body = "<div class=w><p class=x>We counted 334 attacks this year.</p></div>"

    assert seen is found("counted 334 attacks", body, f"<style>{style}</style>")


@pytest.mark.parametrize(
    "mark",
    [
        '<a href="#_edn12">12</a>', '<a href="#12">12</a>', '<a class="note" href="#n">12</a>', "<small>12</small>",
        '<span class="superscript">12</span>', '<span style="vertical-align:50%">12</span>', "<sup>١٢</sup>",
        '<span style="font-size:60%;position:relative;top:-0.5em">12</span>', "<sup>note 12</sup>", "<sup>iv</sup>",
        "<footnote>12</footnote>", '<abbr class="footnote">12</abbr>', '<span class="citation">12</span>',
        "<cite>12</cite>", "<sup>[note 12]</sup>", "<b></b><a href='#n12'>12</a>", "<span class=q>12</span>",
        "[12, 13]", "[a]", "§", "(*)", "❶",
    ],
)  # fmt: skip
def test_a_footnote_mark_in_any_form(mark):
    """A link that touches a number, and what is called or set like a mark, is no digit of it."""
    body = f"<p>The group carried out 334{mark} attacks in 2021, the report says.</p>"
    style = "<style>.q{vertical-align:super}</style>"

    assert found("carried out 334 attacks in 2021", body, style)
    assert not found("33412 attacks", body, style)


@pytest.mark.parametrize("mark", ["[12]", "(12)"])
def test_a_mark_in_brackets_is_no_count(mark):
    """The number of a footnote does not bear a count, alone or with its text."""
    assert not any(bears for _, bears in mark_count(f"334{mark} attacks", 12))
    assert [] == find_places(f"{mark} attacks", f"It made 334{mark} attacks")
    assert any(bears for _, bears in mark_count("334 (12 of them suicide) attacks", 12))


@pytest.mark.parametrize(
    "text",
    ["1,<br>334", "1&nbsp;<br>334", "1<br> <b>334</b>", "<b>1</b><br>334", "1<br><b>334</b>", "1&nbsp; 334", "1´334",
     "1•334", "1・334", "1&#x3000;334", "1`334"],
)  # fmt: skip
def test_a_number_whatever_parts_it(text):
    """Line ends in and between elements, and further separators, leave a number whole."""
    assert not found("334 attacks", f"<p>We counted {text} attacks in the year.</p>")


@pytest.mark.parametrize(
    ("text", "value", "language", "bears"),
    [
        ("no attacks", 0, "en", True), ("aucune attaque", 0, "fr", True), ("keine Angriffe", 0, "de", True),
        ("ningún ataque", 0, "es", True), ("a dozen attacks", 12, "en", True), ("two dozen attacks", 24, "en", True),
        ("une douzaine", 12, "fr", True), ("ein Dutzend", 12, "de", True), ("forty-\n  two", 42, "en", True),
        ("dozens", 12, "en", False), ("twenty-first attack", 20, "en", False), ("two thirds", 2, "en", False),
        ("one-third", 1, "en", False), ("two and a half", 2, "en", False), ("vingt-deuxième", 20, "fr", False),
        ("deux tiers", 2, "fr", False), ("sixty second-hand cars", 60, "en", True),
    ],
)  # fmt: skip
def test_words_that_are_counts_and_words_that_are_not(text, value, language, bears):
    """Nought and dozens are counts; parts of a whole and places in a row are not."""
    assert bears is any(it for _, it in mark_count(f"it was {text}, it said", value, language))


@pytest.mark.parametrize("end", ["\n", "\r\n   "])
@pytest.mark.parametrize(
    ("lines", "quotation", "there"),
    [
        (("in 2021,", "334 attacks took"), "334 attacks took", True), (("It made 1,", "334 attacks"), "334 att", False),
        (("einund-", "neunzig Tote"), "neunzig Tote", False), (("einund-", "neunzig"), "einundneunzig", True),
        (("twenty", "two attacks"), "two attacks", False), (("insur-", "gents made 3"), "insurgents made 3", True),
    ],
)  # fmt: skip
def test_line_ends_in_a_text(end, lines, quotation, there):
    """Indented or not, a line end parts no number and no word, and a year is no thousand."""
    read = extract_text(end.join(["Intro", *lines, "end"]).encode(), "text/plain")

    assert there is isinstance(find_quotation(quotation, read), FoundQuotation)


def test_a_running_head_whose_date_is_its_page_number():
    """A head that counts the pages is one even where its number occurs in it twice."""
    pages = [f"Printed 3 December 10:00 {page}\n{words}" for page, words in ((2, "So much"), (3, "was"), (4, "said"))]

    assert ["So much", "was", "said"] == body(pages)


ARABIC = "سجلت البعثة 334 هجوما في عام 2021 في جميع المقاطعات تقريبا، وقالت إن الوضع خطير"
JAPANESE = "同組織は今年これまでに３３４件の攻撃を行ったと国連特使が述べた。"


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (ARABIC, "windows-1256", "iso-8859-1"), (ARABIC, "windows-1256", ""), (JAPANESE, "iso2022_jp", ""),
        ("334 התקפות בשנת", "iso8859-8", "iso-8859-8-i"), ("Été à l’Élysée – déjà 334", "cp1252", "iso-8859-1"),
    ],
)  # fmt: skip
def test_a_label_that_is_wrong_or_missing(text, encoding, label):
    """A Latin label on bytes that make no Latin words, seven-bit Japanese without one, and Hebrew in reading order."""
    page = f'<html><meta charset="{label}"><p>{text}</p></html>'

    assert text in decode(page.encode(encoding), "text/html")


def test_one_broken_byte_does_not_break_the_page():
    """UTF-8 with a broken byte is read as UTF-8."""
    assert "“334 attacks” – café" in decode("<p>x “334 attacks” – café".encode().replace(b"x", b"\xff"), "text/html")


def record(body, address="https://example.org/a", **headers):
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{lines}\r\n".encode() + body
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-1234567890ab>\r\n"
    head += f"WARC-Date: 2021-12-01T10:00:00Z\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http; "
    return f"{head}msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


@pytest.mark.parametrize("mark", ["12", "1,2", "a", "*"])
def test_a_raised_mark_that_is_placed_by_itself(mark):
    """A mark that a PDF places above its line is passed over, and the line goes on behind it."""
    pdf = FPDF()
    pdf.add_page()
    for text, size, rise in (("It made 334", 12, 0), (mark, 7, -1), (" attacks in 2021", 12, 1)):
        pdf.set_font("Helvetica", size=size)
        pdf.set_xy(pdf.get_x(), pdf.get_y() + rise)
        pdf.cell(text=text)
    read = extract_text(bytes(pdf.output()))

    assert isinstance(find_quotation("It made 334 attacks in 2021", read), FoundQuotation)
    assert not isinstance(find_quotation("33412 attacks", read), FoundQuotation)


def test_records_of_a_warc_file():
    """The same page twice is one, `https` and `www.` make no other address, and what cannot be read is refused."""
    page, other = b"<html>It made 334", record(b"<html>Other", "https://example.org/b")
    assert page == unpack(record(page) + record(page)).content
    assert page == unpack(other + record(page), address="http://www.example.org/a#x").content
    for content in (b"x" * 9, page * 20_000):
        pieces = b"%x\r\n" % len(content) + content + b"\r\n0\r\n\r\n"
        assert content == unpack(gzip.compress(record(pieces, Transfer_Encoding="chunked"))).content
    with pytest.raises(ContainerError, match="breaks off"):
        unpack(record(page * 50)[:500])
    with pytest.raises(ContainerError, match="compressed with br"):
        unpack(record(b"\x8b\x02\x80", Content_Encoding="br"))


def test_a_saved_page_of_one_part():
    """A page that is saved as one message without parts is decoded."""
    saved = b"From: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-"
    assert b"<p>a=b" == unpack(saved + b"printable\n\n<p>a=3Db").content.strip()
