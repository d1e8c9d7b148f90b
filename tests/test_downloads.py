"""What readers take from a page: the same bytes as the files beside it, in forms that other programs read."""

import io
import json
import re
from base64 import b64decode
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from PIL import Image

from tally.adding.sources.bibtex import read_bibtex
from tally.charts import CHARTS, NAMES, PAIR, PAPER
from tally.editions import read_editions
from tally.page.downloads import CITATIONS, as_csv, load_table
from tally.page.downloads.embedding import embed_code
from tally.page.downloads.links import data_uri, svg_uri
from tally.page.downloads.pictures import small_picture
from tally.text import words

BRIEF = "isil-kp-2021"
HOSTILE = (
    "Plain", "50% of $x & #1_{a}~^\\", "</textarea></code><script>alert(1)</script>", '"quoted" \'single\'',
    "Über “größer”? ﷽ \u202e", "}, year = {1900}", "%41%0a", "ER  - \r\nTY  - BOOK",
)  # fmt: skip
PRINTED = st.characters(codec="ascii", min_codepoint=32)


@dataclass(frozen=True)
class Cited:
    """What a citation needs of an edition."""

    question: str
    authors: tuple[str, ...] = ("A and B", "Office, of Counts")
    brief: str = "some-brief"
    edition: int = 3
    date: str = "2026-11-22"
    inputs: str = "0123456789abcdef"
    made_up: bool = False


def cited(end, edition, address=""):
    """Write a citation."""
    return CITATIONS[end][2](edition, address).decode()


def content_of(address):
    """Return the file that an address holds."""
    head, _, body = address.partition(",")
    return b64decode(body) if head.endswith(";base64") else unquote_to_bytes(body)


def drawing(content):
    """Return each part of a drawing with its look, of its groups too, but without where its evidence is."""
    root = etree.fromstring(content)
    etree.strip_elements(root, "{*}title", with_tail=False)
    etree.strip_attributes(root, "data-to", "data-box")
    return [
        (part.tag, part.text or "", sorted(item for one in (part, *part.iterancestors()) for item in one.items()))
        for part in root.iter()
        if not part.tag.endswith("}g")
    ]


def test_with_scripts_a_picture_is_large(show, built):
    """It is made from the drawing, twice as large, in the page's own typeface; a second time it is the same."""
    page = show(built.report(BRIEF) / "briefing.html")
    link = page.locator("#download-bars [download$='.png']")
    svg = etree.parse(built.report(BRIEF) / "charts" / "bars.svg").getroot()
    contents = []
    for _ in range(2):
        with page.expect_download() as saved:
            link.click()
        contents.append(saved.value.path().read_bytes())

    assert contents[0] == contents[1]
    with Image.open(io.BytesIO(contents[0])) as picture:
        assert tuple(2 * round(float(svg.get(side))) for side in ("width", "height")) == picture.size
        assert len(picture.convert("RGB").getcolors(1_000_000)) > 20


@pytest.mark.parametrize(("brief", "chart"), [(BRIEF, "windows"), ("gulf-incidents-years", "steps")])
def test_each_download_is_what_its_name_says(window, built, brief, chart):
    """Without scripts, each link saves a file that equals the one beside the page, or the export of that name."""
    folder = built.report(brief)
    edition = read_editions(folder)[-1]
    stem = f"{brief}-edition-{edition.edition}"
    expected = {f"{stem}-figures.csv": as_csv(load_table(folder))}
    expected |= {f"{stem}{end}": write(edition, "") for end, (_, _, write) in CITATIONS.items()}
    for path in (folder / file for chart in CHARTS.values() for file in chart.exported):
        if path.is_file():
            content = path.read_bytes()
            expected[f"{stem}-{path.name}"] = small_picture(content) if path.suffix == ".png" else content
    page = window(java_script_enabled=False)
    page.goto((folder / "briefing.html").as_uri())
    links = page.locator("a[download]")
    addresses = links.evaluate_all("links => links.map(link => [link.download, link.getAttribute('href')])")
    found = {name: content_of(address) for name, address in addresses}
    for name in (f"{stem}-figures.csv", f"{stem}-{chart}.svg", f"{stem}-{chart}.png"):
        with page.expect_download(timeout=20_000) as saved:
            page.locator(f"[download='{name}']").click()
        assert (name, found[name]) == (saved.value.suggested_filename, saved.value.path().read_bytes())

    assert set(expected) == set(found)
    for name, content in expected.items():
        if name.endswith(".svg"):  # its values are between other quotation marks
            assert drawing(content) == drawing(found[name]), name
        else:
            assert content == found[name], name


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_an_address_holds_any_text(text):
    """It is in an attribute as it is, so it has nothing that ends one, and it gives the text back."""
    address = str(data_uri(text.encode(), "text/plain"))
    (link,) = html.fromstring(f'<p><a href="{address}">x</a></p>').xpath("//a")

    assert not re.search(r'["<>&#\n\t]', address)
    assert address == link.get("href")
    assert text == unquote_to_bytes(address.partition(",")[2]).decode()


@given(st.text(PRINTED), st.text(PRINTED))
def test_a_drawing_stays_the_same_drawing(value, text):
    """Other quotation marks around values change neither a value nor a text."""
    drawing = etree.Element("svg", {"aria-label": value})
    etree.SubElement(drawing, "text", {"style": "font: 'A'"}).text = text
    address = svg_uri(etree.tostring(drawing, encoding="unicode"))
    found = etree.fromstring(unquote_to_bytes(address.partition(",")[2]))

    assert etree.tostring(drawing, method="c14n") == etree.tostring(found, method="c14n")


def test_bibtex_is_read_as_it_is_meant(tmp_path):
    """Whatever the title says, pandoc reads one entry with that title, and each author as one name."""
    path, address = tmp_path / "all.bib", "https://example.org/a%20b_c"
    entries = [cited(".bib", Cited(title, brief=f"b-{place}"), address) for place, title in enumerate(HOSTILE)]
    path.write_text("".join(entries), encoding="utf-8")
    records = read_bibtex(path)

    assert len(HOSTILE) == len(records)
    for record, title in zip(records, HOSTILE, strict=True):
        assert " ".join(title.split()) == str(record["title"]).replace("’", "'")  # pandoc curls a straight one
        assert ["A and B", "Office, of Counts"] == [name["literal"] for name in record["author"]]
        assert address == record["URL"]


@pytest.mark.parametrize("title", HOSTILE)
def test_ris_has_a_field_in_each_line(title):
    """A title cannot begin another field or record."""
    lines = cited(".ris", Cited(title)).split("\r\n")

    assert "" == lines.pop()
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert ["TY  - RPRT", "ER  - "] == [lines[0], lines[-1]]
    assert f"TI  - {' '.join(title.split())}" in lines
    assert 2 == sum(line.startswith("AU  - ") for line in lines)


@pytest.mark.parametrize("title", HOSTILE)
def test_csl_has_what_a_style_prints(title):
    """Title, authors as they call themselves, date, and which edition."""
    (record,) = json.loads(cited(".csl.json", Cited(title), "https://example.org/"))

    assert title == record["title"]
    assert [{"literal": "A and B"}, {"literal": "Office, of Counts"}] == record["author"]
    assert [[2026, 11, 22]] == record["issued"]["date-parts"]
    assert ("3", "https://example.org/") == (record["edition"], record["URL"])


@pytest.mark.parametrize("end", CITATIONS)
def test_a_made_up_example_says_so_wherever_it_is_cited(end):
    """Nobody takes an example for a report."""
    assert words.PAGE["made-up"] in cited(end, Cited("Some question?", made_up=True))
    assert words.PAGE["made-up"] not in cited(end, Cited("Some question?"))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("address", ["", "https://example.org/briefings/x/briefing.html"])
def test_embed_code_shows_the_chart_and_leads_to_the_page(text, address):
    """Hostile words stay words; without an address of the page, the code refers to the file that was downloaded."""
    code = embed_code("bars", "x-bars.svg", text, text, text, address)
    figure = html.fragment_fromstring(code)
    (picture,), (link,) = figure.xpath("//img"), figure.xpath("//a")

    assert "figure" == figure.tag
    assert {"img", "figcaption", "a"} == {element.tag for element in figure.iterdescendants()}
    assert text.replace("\r\n", "\n") == picture.get("alt").replace("\r\n", "\n")
    assert f"Source: {text}. {text}".replace("\r\n", "\n") == figure.text_content().strip("\n").replace("\r\n", "\n")
    assert (address or "briefing.html") == link.get("href")
    expected = "https://example.org/briefings/x/charts/bars.svg" if address else "x-bars.svg"
    assert expected == picture.get("src")


def test_each_chart_has_a_name_in_the_list_of_downloads():
    """Whoever adds a chart names it for readers, too."""
    assert {*CHARTS} == {*words.CHART_NAMES}


def test_small_pictures_have_the_colours_of_the_charts():
    """Lines, fillings and paper stay what they are; a picture in another colour gets the nearest of them."""
    drawn = Image.new("RGB", (624, 180), PAPER)
    drawn.paste("#fa0102", (500, 0, 624, 180))
    for place, role in enumerate(PAIR):
        drawn.paste(PAIR[role][0], (125 * place, 0, 125 * place + 125, 180))
    drawn.save(content := io.BytesIO(), "PNG")
    with Image.open(io.BytesIO(small_picture(content.getvalue()))) as small:
        seen = small.convert("RGB")
        found = ["#{:02x}{:02x}{:02x}".format(*seen.getpixel((place, 30))) for place in (30, 90, 150, 290)]

    assert (312, 90) == seen.size
    assert [PAIR["earlier"][0], PAIR["later"][0], PAPER] == [*found[:2], found[2]]
    assert found[3] in NAMES
