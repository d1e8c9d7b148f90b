"""A page, its exports and the feed are signed by whom the brief or the case names, and by nobody else."""

import io
import json
import shutil
import tomllib
import zipfile
from xml.etree import ElementTree

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pypdf import PdfReader, PdfWriter

from conftest import ROOT
from tally.briefs import BriefError, load_brief
from tally.editions import overview_as_json, read_editions, read_overview
from tally.exports import Exporter
from tally.exports.annotations import as_annotations
from tally.exports.crate import as_crate
from tally.exports.pdf import _settled
from tally.exports.spreadsheets import as_xlsx
from tally.exports.word import as_docx
from tally.page.feed import as_feed
from tally.records import load_dossier
from tally.records.tables import DataError
from tally.text import author_names, join_names, words

BRIEF = "made-up-example"
OURS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["authors"][0]["name"]
HOSTILE = '"><script>alert(1)</script> & Sons'
ATOM = "{http://www.w3.org/2005/Atom}"


def name_authors(project, contributors):
    """Name the contributors of the made-up case."""
    path = project.root / "data" / "made-up" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["contributors"] = contributors
    path.write_text(json.dumps(package), encoding="utf-8")


def sign(project, author):
    """Name an author in the brief."""
    path = project.parameters / f"{BRIEF}.yml"
    asked = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(asked | {"author": author}, allow_unicode=True), encoding="utf-8")


@pytest.fixture
def build(copied, command):
    def run():
        done = command("build", BRIEF)
        assert 0 == done.returncode, done.stderr
        return html.fromstring((copied.report(BRIEF) / "briefing.html").read_text(encoding="utf-8"))

    return run


def signatures(project, page):
    """Take from all that is made of a briefing whom it names as its authors."""
    exporter = Exporter(project, BRIEF)
    edition = exporter.edition
    linked = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    feed = ElementTree.fromstring((project.reports / "feed.xml").read_text(encoding="utf-8"))
    notes = json.loads(as_annotations(exporter.briefing, edition))["items"]
    properties = pd.io.excel.ExcelFile(io.BytesIO(as_xlsx({"A": pd.DataFrame({"b": [1]})}, edition))).book.properties
    return {
        "byline": page.xpath("string(//p[@class='byline'])").removeprefix("By "),
        "citation": page.xpath("string(//p[@class='cite-as'])").partition(", Made-up")[0],
        "meta": [one.get("content") for one in page.xpath("//meta[@name='author']")],
        "report": [one["name"] for one in linked.get("author", [])],
        "dataset": [one["name"] for one in linked["hasPart"][0].get("creator", [])],
        "feed": [one.text for one in feed.iterfind(f"{ATOM}entry/{ATOM}author/{ATOM}name")],
        "annotations": [one["name"] for one in notes[0].get("creator", [])],
        "workbook": properties.creator or "",
        "edition": list(edition.authors),
    }


def test_the_case_names_the_author(copied, build):
    """The shipped cases are signed as they were; another case by its own authors, in their order."""
    assert (OURS,) == load_dossier(copied).authors
    name_authors(copied, [
        {"title": HOSTILE, "roles": ["author"]}, {"title": "A Publisher", "roles": ["publisher"]},
        {"givenName": "Ada", "familyName": "Lovelace"}, {"title": "A Wrangler", "role": "wrangler"},
    ])  # fmt: skip
    page = build()
    found = signatures(copied, page)
    names = [HOSTILE, "Ada Lovelace"]

    assert dict.fromkeys(("byline", "citation", "workbook"), f"{HOSTILE} and Ada Lovelace") == {
        name: found.pop(name) for name in ("byline", "citation", "workbook")
    }
    assert dict.fromkeys(found, names) == found
    assert not page.xpath("//script[contains(., 'alert') and not(@type='application/ld+json')]")
    assert OURS not in html.tostring(page, encoding="unicode")


def test_the_brief_wins(copied, build):
    """One brief can be somebody else's work: its author stands in the place of the case's."""
    sign(copied, "Aïcha Diallo; 山田 太郎")
    found = signatures(copied, build())

    assert "Aïcha Diallo and 山田 太郎" == found["byline"] == found["citation"]
    assert ["Aïcha Diallo", "山田 太郎"] == found["feed"] == found["report"] == found["annotations"]


def test_nobody_is_invented(copied, build):
    """Where neither names an author there is no byline; the feed, which needs one, says that none is named."""
    name_authors(copied, [{"title": "A Publisher", "roles": ["publisher"]}])
    page = build()
    found = signatures(copied, page)

    assert [words.PAGE["nobody"]] == found.pop("feed")
    assert not any(value for name, value in found.items() if name != "citation"), found
    assert page.xpath("string(//p[@class='cite-as'])").startswith("Made-up example")
    assert OURS not in html.tostring(page, encoding="unicode")


@pytest.mark.parametrize("names", [("Ada & Co. <x>", "B"), ()])
def test_word_pdf_and_crate_name_the_author(copied, built, names):
    """Their own metadata name the edition's authors, or nobody."""
    shutil.copytree(built.report(BRIEF), copied.report(BRIEF))
    edition = read_editions(copied.report(BRIEF))[-1].model_copy(update={"authors": names})
    for name in ("Makefile", "README.md", "LICENSE", "CITATION.cff", "pyproject.toml", "environment.yml"):
        shutil.copy(ROOT / name, copied.root)
    with zipfile.ZipFile(io.BytesIO(as_docx(copied.report(BRIEF) / "briefing.html", edition))) as document:
        core = ElementTree.fromstring(document.read("docProps/core.xml"))
    with zipfile.ZipFile(io.BytesIO(as_crate(copied, "made-up", edition))) as crate:
        described = json.loads(crate.read("ro-crate-metadata.json"))["@graph"]
    root = next(one for one in described if one["@id"] == "./")
    signed = [one["name"] for one in described if one["@id"].startswith("#author-")]
    blank = PdfWriter()
    blank.add_blank_page(72, 72)
    printed = PdfReader(io.BytesIO(_settled(blank, "A title", join_names(names), "2025-01-15", "A subject")))

    assert list(names) == signed
    assert bool(names) == ("author" in root)
    assert root["publisher"]
    assert join_names(names) == (printed.metadata.author or "")
    creators = [one.text or "" for one in core.iter("{http://purl.org/dc/elements/1.1/}creator")]
    assert "; ".join(names) == "".join(creators)


def test_an_edition_from_before_has_no_author(built):
    """A record that was written when none was kept can be read; the feed then names nobody."""
    edition = read_editions(built.report(BRIEF))[-1]
    kept = json.loads(edition.as_json())
    del kept["authors"]
    overview = json.loads(overview_as_json(read_overview(built.report(BRIEF))))
    for one in overview["editions"]:
        del one["authors"]

    assert () == type(edition).model_validate(kept).authors
    assert words.PAGE["nobody"] in as_feed([type(read_overview(built.report(BRIEF))).model_validate(overview)])


@pytest.mark.parametrize(
    ("author", "message"), [("A\u202eB", "U+202E"), (" ; ", "has no name"), ("A" * 301, "300"), ("A\x07B", "U+0007")]
)
def test_an_author_that_cannot_be_shown_is_refused(copied, author, message):
    """Hidden characters, nothing but separators and whole paragraphs are no names."""
    sign(copied, author)

    with pytest.raises(BriefError, match="author") as refused:
        load_brief(copied, BRIEF)
    assert message in str(refused.value)


def test_a_hidden_character_in_the_case_is_refused(copied):
    """So it is in datapackage.json, for names and for units."""
    name_authors(copied, [{"title": "A\u202eB"}])

    with pytest.raises(DataError, match=r"datapackage.json, the file, contributors: found 'U\+202E"):
        load_dossier(copied, load_brief(copied, BRIEF).case)


@given(st.lists(st.text(st.characters(exclude_characters=";", exclude_categories=["Z", "C"]), min_size=1), max_size=4))
def test_names_go_in_a_row(names):
    """Each name is there once, in its order; the last two are joined by a word."""
    row = join_names(author_names("; ".join(names)))

    assert ("" if not names else " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))) == row
    assert tuple(names) == author_names("", names)
