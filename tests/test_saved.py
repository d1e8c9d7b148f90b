"""A document is read whatever it was saved in and however it was printed, and refused with the reason otherwise."""

import gzip
import io
from email.message import EmailMessage
from pathlib import Path

import matplotlib
import pytest
from fpdf import FPDF
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import chromium
from conftest import running_browser
from limits import linear
from tally.documents import pack_file
from tally.documents.reading import ExtractError, containers, extract_text
from tally.documents.reading.printed import body
from tally.locking import FoundQuotation
from tally.locking.search import find_quotation
from web import STORY

WORDS = "so far this year – 334 attacks attributed to the group or, in fact, claimed by it"
FAULTS = Path(__file__).parent / "faults"


def found(quotation, content, content_type="", name="", address=""):
    return isinstance(find_quotation(quotation, extract_text(content, content_type, name, address)), FoundQuotation)


def mhtml(encoding, charset, first=""):
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://desk.example/story"
    message["MIME-Version"] = "1.0"
    message.make_related(boundary="----B")
    for place, page in enumerate(filter(None, (first, STORY.replace("“", '"').replace("”", '"').replace("–", "–")))):
        part = EmailMessage()
        part.set_content(page, subtype="html", charset=charset, cte=encoding)
        part["Content-ID"] = f"<{place}@x>"
        part["Content-Location"] = "https://desk.example/story" if page is not first else "https://ads.example/frame"
        message.attach(part)
    picture = EmailMessage()
    picture.set_content(b"\x89PNG", maintype="image", subtype="png")
    message.attach(picture)
    return bytes(message)


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15"])
def test_mhtml(encoding, charset):
    """The page of an MHTML file is read in its own encoding, its other parts aside."""
    page = mhtml(encoding, charset) if charset != "iso-8859-15" else mhtml(encoding, "utf-8")

    assert found(WORDS, page)
    assert found(WORDS, page.replace(b"\n", b"\r\n"), "multipart/related", "story.mht")


def test_an_mhtml_file_starts_with_the_page_that_was_saved():
    """A frame that comes first in the file is not the page."""
    assert found(
        WORDS, mhtml("base64", "utf-8", first="<html><body><p>Buy two zebras now, for less.</p></body></html>")
    )


def warc(*documents, gzipped=True):
    packed = io.BytesIO()
    writer = WARCWriter(packed, gzip=gzipped)
    for url, status, kind, content in documents:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(content), http_headers=headers, length=len(content)
        )
        writer.write_record(record)
    return packed.getvalue()


PAGE = ("https://desk.example/story", "200 OK", "text/html; charset=utf-8", STORY.encode())
OTHER = ("https://desk.example/other", "200 OK", "text/html", b"<html><body><p>Quite another page.</p></body></html>")
PICTURE = ("https://desk.example/x.png", "200 OK", "image/png", b"\x89PNG")
GONE = ("https://desk.example/old", "404 Not Found", "text/html", b"<html><body>Gone</body></html>")


@pytest.mark.parametrize("gzipped", [True, False])
def test_warc(gzipped):
    """The one page in it is read; of several, the one of the source's address."""
    assert found(WORDS, warc(PICTURE, GONE, PAGE, gzipped=gzipped))
    assert found(WORDS, warc(OTHER, PAGE, gzipped=gzipped), address="https://desk.example/story/")
    with pytest.raises(ExtractError, match=r"holds 2 documents .*other.*Give the address"):
        extract_text(warc(OTHER, PAGE, gzipped=gzipped))
    with pytest.raises(ExtractError, match="no web page, PDF or text in the WARC"):
        extract_text(warc(PICTURE, gzipped=gzipped))
    with pytest.raises(ExtractError, match=r"WARC file|gzip file is broken"):
        extract_text(warc(PAGE, gzipped=gzipped)[:-200] if gzipped else b"WARC/1.0\r\nContent-Length: x\r\n\r\nno")


def test_what_tally_keeps_can_be_read_again():
    """The WARC file in which a document is kept is read as the document is, packed with gzip once more or not."""
    for path in (FAULTS / "footnote-glued" / "pdf-sup.pdf", FAULTS / "saved-page-containers" / "page.html.gz"):
        content = path.read_bytes()
        read = extract_text(content, name=path.name)
        kept = pack_file("kept", path, content, read).files["kept.warc.gz"]

        assert read == extract_text(kept) == extract_text(gzip.compress(kept))


@pytest.mark.parametrize("name", ["page.html.gz", "page.gz", ""])
def test_gzip(name):
    """A page, text or PDF in gzip is read, in one member or more."""
    content = STORY.encode()
    assert found(WORDS, gzip.compress(content), "application/gzip", name)
    assert found(WORDS, gzip.compress(content[:500]) + gzip.compress(content[500:]), "", name)
    assert found("60 attacks", gzip.compress(b"There were 60 attacks."), "", "words.txt.gz")


NO_PAGE = b"""MIME-Version: 1.0
Content-Type: multipart/related; boundary=B

--B
Content-Type: image/png

x
--B--"""


def test_what_cannot_be_unpacked(monkeypatch):
    """A bomb, a broken file or a kind that cannot be opened is refused, with what to save instead."""
    monkeypatch.setattr(containers, "LARGEST", 100_000)
    nested = STORY.encode()
    for _ in range(7):
        nested = gzip.compress(nested)
    for content, words in (
        (gzip.compress(b"0" * 200_000), "too large"), (gzip.compress(STORY.encode())[:-9], "broken"),
        (gzip.compress(STORY.encode()) + b"rest", "broken"), (nested, "more than 5 times"), (b"PK\x03\x04\0\0", "ZIP"),
        (warc(("u:x", "200 OK", "text/html", b"0" * 200_000)), "WARC|large"), (b"bplist00\0", "Safari.*HTML only"),
        (NO_PAGE, "no web page"),
    ):  # fmt: skip
        with pytest.raises(ExtractError, match=words):
            extract_text(content)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-16"), ("utf-8", "utf-16le"), ("utf-8", "utf-32"), ("utf-8", "windows-1252"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "no-such-thing"), ("utf-8", "ascii"), ("utf-8-sig", "windows-1252"), ("utf-16", "utf-8"),
        ("utf-16-le", ""),
        ("utf-16-be", "utf-16be"), ("utf-16-le", "utf-8"), ("windows-1252", "utf-8"), ("windows-1252", "utf-16"),
        ("utf-32", "utf-8"), ("utf-8", "shift_jis"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["header", "meta"])
def test_a_wrong_label(encoding, said, where):
    """A page is decoded by its bytes where what it is called cannot be right."""
    page = STORY.replace("<head>", f'<head><meta charset="{said}">' if where == "meta" else "<head>")

    assert found(WORDS, page.encode(encoding), f"text/html; charset={said}" if where == "header" else "text/html")


def test_right_labels_of_other_encodings():
    """Labels that fit are kept: Japanese, Cyrillic and Arabic pages come out right."""
    for encoding, words in (("shift_jis", "３３４件の攻撃"), ("iso-2022-jp", "３３４件の攻撃"),
                            ("windows-1251", "334 атаки"),
                            ("windows-1256", "334 هجوم"), ("gb18030", "334起袭击"), ("euc-kr", "334건의")):  # fmt: skip
        page = (
            f'<html><head><meta charset="{encoding}"></head><body><article><p>{words} 2021.</p></article></body></html>'
        )
        assert found(words, page.encode(encoding)), encoding


ENDS = ["", "and", "", "or"]
PROSE = [f"Sentence {n} of the page ends here and goes on." for n in range(20)]


@pytest.mark.parametrize(
    ("heads", "feet"),
    [
        (["A/76/000-S/2021/000"] * 4, ["2/17  21-00000", "21-00000  3/17", "4/17  21-00000", "21-00000  5/17"]),
        (["Report", "The group", "Report", "The group"], ["12", "13", "14", "15"]),
        (["Report | 2", "Report | 3", "Report | 4", "Report | 5"], ["- 2 -", "- 3 -", "- 4 -", "- 5 -"]),
        (["UNITED\nNATIONS"] * 4, ["Page 1 of 4", "Page 2 of 4", "Page 3 of 4", "Page 4 of 4"]),
        ([""] * 4, ["Seite 1 von 4", "Seite 2 von 4", "Seite 3 von 4", "Seite 4 von 4"]),
        ([""] * 4, ["iv", "v", "vi", "vii"]),
    ],
)  # fmt: skip
def test_running_heads_and_feet(heads, feet):
    """What is repeated at the edges of pages, or counts them, is no part of a sentence that runs over."""
    pages = [
        f"{head}\n{PROSE[3 * n]}\nthe mission recorded {n + 5}2\n{foot}\n"
        if n % 2 == 0
        else f"{head}\nattacks by the group {ENDS[n]}\n{PROSE[3 * n]}\n{foot}\n"
        for n, (head, foot) in enumerate(zip(heads, feet, strict=True))
    ]
    text = "\f".join(pages)

    assert found("the mission recorded 52 attacks by the group and", text.encode(), "text/plain")
    assert found("the mission recorded 72 attacks by the group or", text.encode(), "text/plain")
    for line in filter(None, (*heads, *feet)):
        assert line not in extract_text(text.encode(), "text/plain").whole
        assert line in extract_text(text.encode(), "text/plain").everything


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("There were 334 attacks", "There were 60 attacks"), ("In 2020 the total was 334", "In 2021 the total was 60"),
        ("Kabul 60", "Kabul 334"), ("334 attacks in 2021", "335 attacks in 2022"),
    ],
)  # fmt: skip
def test_lines_of_the_text_at_the_edges_stay(one, two):
    """Lines that are alike but for their numbers are text, unless the numbers count the pages."""
    for pages in ([f"{one}\n{PROSE[0]}", f"{two}\n{PROSE[1]}"], [f"{PROSE[0]}\n{one}", f"{PROSE[1]}\n{two}"]):
        assert [one in pages[0], two in pages[1]] == [one in body(pages)[0], two in body(pages)[1]]


def test_a_line_that_was_taken_for_a_running_one_is_not_lost():
    """What is left out of the sentences can still be found by itself."""
    text = "334\nattacks in 2021 were counted.\n" + PROSE[0] + "\f" + "A head\n" + PROSE[1] + "\fA head\n" + PROSE[2]

    assert found("334 attacks in 2021", text.encode(), "text/plain")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("attri-|buted to the group", "attributed to"), ("the so-|called group", "so-called group"),
        ("mid-|2021", "mid-2021"),
        ("2020-|2021 rose", "2020-2021 rose"), ("2020–|2021 rose", "2020–2021 rose"),
        ("10-|month-old", "10-month-old"),
        ("in all 1,|334 attacks", "1,334 attacks"), ("COVID-|19 cases", "COVID-19 cases"),
        ("o\ufb03ce \ufb01re", "office fire"),
        ("attacks—|many of them", "attacks—many of"), ("F-|16 jets", "F-16 jets"),
        ("attri\u00ad|buted to", "attributed to"),
        ("20 –|30 men", "20 – 30 men"), ("of the attacks-|334 in all", "attacks-334 in all"),
    ],
)  # fmt: skip
def test_lines_of_a_text_file(end, text, quotation):
    """Broken words, numbers, ranges and ligatures in a text file are read as they are meant, and recorded so."""
    result = find_quotation(
        quotation, extract_text(f"We saw {text.replace('|', end)} and so on.".encode(), "text/plain")
    )

    assert isinstance(result, FoundQuotation)
    assert quotation == result.exact
    assert quotation in result.stretch


def test_a_word_broken_at_a_page_s_end():
    """The hyphen at the end of a page may be part of the word or not."""
    assert found("attributed to the group", b"They were attri-\n1\n\fbuted to the group.\n2\n", "text/plain")


@pytest.fixture(scope="module")
def browser():
    """The browser with windows and menus, which people print with: it places letters in its own way."""
    yield from running_browser(chromium.find)


def printed(browser, page):
    tab = browser.new_page()
    tab.set_content(page)
    content = tab.pdf()
    tab.close()
    return content


def test_a_pdf_of_a_browser(browser):
    """Raised numbers in a browser's PDF are marks, whatever the size of the text; numbers of another size are not."""
    for size in (8, 12, 30):
        content = printed(browser, f"<p style='font-size:{size}pt'>It had 334<sup>12</sup> attacks, "
                          "<small>and 77</small> more"
                          "<sup>[3]</sup>.</p><h1>Total: 60</h1><p>1&#8239;060 dead</p>")  # fmt: skip
        assert found("334 attacks, and 77 more.", content)
        assert not found("33412 attacks", content)
        assert found("Total: 60", content)
        assert not found("060 dead", content)


@pytest.mark.parametrize(
    ("page", "quotation", "absent"),
    [
        ("<p lang=ar dir=rtl>شنت الجماعة 334 هجوما في عام 2021 مقابل 60 هجوما في ١٢٣ قرية (UN) 1,334</p>",
        "شنت الجماعة 334 هجوما في عام 2021", "433"),
        ("<p lang=ar dir=rtl>شنت الجماعة ٣٣٤ هجوما في عام ٢٠٢١ مقابل ٦٠ هجوما</p>", "الجماعة ٣٣٤ هجوما في عام ٢٠٢١",
        "٤٣٣"),
        ("<p lang=he dir=rtl>הקבוצה ביצעה 334 התקפות בשנת 2021 לעומת 60 התקפות של האויבים</p>",
        "הקבוצה ביצעה 334 התקפות בשנת 2021", "433"),
        ("<p lang=fa dir=rtl>این گروه امسال ۳۳۴ حمله در کشور انجام داد که از ۶۰ حمله بیشتر است</p>",
        "۳۳۴ حمله در کشور", "۴۳۳"),
        ("<p>The group (الجماعة في البلاد) had 334 attacks</p>", "had 334 attacks", "433"),
    ],
)  # fmt: skip
def test_a_right_to_left_pdf_of_a_browser(browser, page, quotation, absent):
    """Its words and numbers are read in the order in which they are written."""
    content = printed(browser, f"<meta charset=utf-8>{page}")

    assert found(quotation, content)
    assert not found(absent, content)


def test_a_right_to_left_pdf_whose_order_cannot_be_told():
    """Where neither order reads as words, the refusal says so, and what to do instead."""
    document = FPDF()
    document.add_page()
    document.add_font("DejaVu", fname=Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")
    document.set_font("DejaVu", size=12)
    document.cell(text="سس شش 334 دد")
    with pytest.raises(ExtractError, match=r"right to left.*reversed or out of order.*text file"):
        extract_text(bytes(document.output()))


@pytest.mark.parametrize("pad", ["12\n", "a-\n", "Page 1\n", "A B C\n", "1,\n334", " \n", "\f", "x\f1\n"])
def test_twice_the_text_file_takes_twice_the_time(pad):
    """No text, however odd, takes more than its length in time."""
    assert linear(
        lambda times: extract_text(b"x " + (pad * times).encode() + b" y", "text/plain"), 2000, 8000, slack=0.1
    )
