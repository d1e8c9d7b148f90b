"""Each export is whole, says what the page says, and is the same bytes each time."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from fnmatch import fnmatch
from functools import cache
from importlib.resources import files
from xml.etree import ElementTree

import pandas as pd
import pytest
import requests
from lxml import html
from matplotlib import image
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from requests_cache import CachedSession
from rocrate_validator import services
from rocrate_validator.models import ValidationSettings
from urllib3 import HTTPResponse

import chromium
import planted
from conftest import OUTPUTS, ROOT, copy_project, tally
from limits import LIMIT
from tally.charts import chart_names
from tally.cli.commands import command_parser
from tally.editions import read_editions
from tally.exports import KINDS, Exporter, ExportError
from tally.exports.images import social_card
from tally.exports.kinds import register
from tally.exports.pdf import find_browser
from tally.exports.spreadsheets import as_xlsx, dictionary
from tally.page import OPTIONAL
from tally.page.downloads import as_csv, harmless, load_table
from tally.page.what_if import as_data
from tally.text import words

BRIEF = "isil-kp-2021"
STEM = f"{BRIEF}-edition-1"
CHARTS = ("bars", "bounds", "cutoffs", "forest", "readings", "rivals", "windows")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ON_SCREEN = "ancestor::section[@id='the-downloads']"  # what only a screen can offer
CONTEXT = "https://w3id.org/ro/crate/1.2/context"
METADATA = "ro-crate-metadata.json"
OWN = ("@id", "name", "contentSize", "sha256")  # what each file of a crate has of its own


@pytest.fixture(scope="module")
def exported(built, tmp_path_factory):
    """A copy of the project with its briefings, and all exports of the first case by the command."""
    project = copy_project(tmp_path_factory.mktemp(f"exported-{planted.NAME}"))
    shutil.copytree(built.reports, project.reports)
    for name in ("Makefile", "README.md", "LICENSE", "CITATION.cff", "pyproject.toml", "environment.yml"):
        shutil.copy(ROOT / name, project.root)
    browser = chromium.find()
    assert browser, chromium.HELP
    machine = planted.variables(project.root.parent)
    run = tally("export", BRIEF, root=project.root, TALLY_BROWSER=browser, **machine)
    assert 0 == run.returncode, run.stderr
    assert "Building" not in run.stderr
    return project


def export(project, name):
    return project.report(BRIEF) / "exports" / f"{STEM}{name}"


def test_all_exports_are_there(exported):
    """By the brief's name and the edition's number, and nothing half done beside them."""
    found = sorted(path.name for path in (exported.report(BRIEF) / "exports").iterdir())
    charts = [
        f"{STEM}-{name}.{kind}"
        for name in ("bars", "bounds", "cutoffs", "forest", "readings", "rivals", "windows")
        for kind in ("png", "svg")
    ]

    assert sorted([
        *charts, f"{STEM}-card.png", f"{STEM}-dictionary.csv", f"{STEM}-figures.csv", f"{STEM}.annotations.jsonld",
        f"{STEM}.bib", f"{STEM}.ris", f"{STEM}.csl.json",
        f"{STEM}.crate.zip", f"{STEM}.docx", f"{STEM}.pdf", f"{STEM}.xlsx",
    ]) == found  # fmt: skip


def test_the_list_of_briefings_links_to_the_exports(exported):
    """As soon as they are there."""
    listed = (exported.reports / "index.html").read_text(encoding="utf-8")

    assert [] == [end for end in (".pdf", ".docx", ".xlsx") if f'href="{BRIEF}/exports/{STEM}{end}"' not in listed]


def test_nothing_names_the_machine(exported):
    """No path, user, host or secret is in any file of a briefing, its exports, the list or the feed, however packed."""
    files = {path.suffix for path in exported.reports.rglob("*") if path.is_file() and path.name[0] != "."}
    kinds = {".csv", ".docx", ".html", ".ipynb", ".json", ".jsonld", ".pdf", ".png", ".svg", ".xlsx", ".xml", ".zip"}

    assert kinds <= files
    assert [] == planted.places(exported.reports)


@pytest.fixture(scope="module")
def again(exported):
    """The files of each kind, made once more."""
    return cache(Exporter(exported, BRIEF).files)


@pytest.mark.parametrize("kind", list(KINDS))
def test_exports_are_the_same_bytes_again(exported, again, kind):
    """In another process at another time, nothing of it depends on the clock."""
    for name, content in again(kind).items():
        assert content == (exported.report(BRIEF) / "exports" / name).read_bytes(), name


def test_cells_of_a_pdf_are_named_by_their_order(exported):
    """A browser's own numbers, which begin elsewhere in another run, are not in the file."""
    pdf = export(exported, ".pdf").read_bytes()
    names = sorted(set(re.findall(rb"\((node\d{8})\)", pdf)))

    assert [b"node%08d" % place for place in range(len(names))] == names
    assert len(names) > 20
    assert PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_kind_names_its_files(again, kind):
    """What is registered is what is made: each file has one of the ends, and each end has a file."""
    made = [name.removeprefix(STEM) for name in again(kind)]

    assert all(any(fnmatch(name, end) for end in KINDS[kind].files) for name in made)
    assert all(any(fnmatch(name, end) for name in made) for end in KINDS[kind].files)


@pytest.mark.parametrize("brief", ["isil-kp-years", "made-up-events-months"])
def test_a_series_has_the_exports_of_two_counts(exported, brief, monkeypatch):
    """A quoted and a counted series as Word, tables, charts, citation and annotations, each chart and count in them."""
    monkeypatch.setattr("tally.charts.save.SCALE", 0.25)  # pictures of a sixty-fourth of the size are drawn sooner
    exporter, stem, kinds = Exporter(exported, brief), f"{brief}-edition-1", {*KINDS} - {"pdf", "crate"}
    counts, made = exporter.briefing.found.counts, dict[str, bytes]()
    for kind in kinds:
        made |= exporter.files(kind)
    tables = made[f"{stem}-figures.csv"].decode()
    text = zipfile.ZipFile(io.BytesIO(made[f"{stem}.docx"])).read("word/document.xml").decode()

    assert all(
        any(fnmatch(name.removeprefix(stem), end) for name in made) for kind in kinds for end in KINDS[kind].files
    )
    assert {name.removesuffix(".png") for name in made if name.endswith(".png")} - {f"{stem}-card"} == {
        f"{stem}-{chart}" for chart in chart_names(exporter.briefing.found)
    }
    assert all(f"{figure.id}," in tables for figure in counts)
    assert exporter.briefing.question in text


def test_the_documentation_lists_each_kind():
    """A reader of the table of exports meets each of them."""
    text = (ROOT / "docs" / "editions-and-exports.md").read_text(encoding="utf-8")
    for kind in KINDS.values():
        assert any(end.replace("*", "windows") in text for end in kind.files), kind.name


def test_each_file_of_a_kind_has_its_name_in_the_links_beside_a_page():
    """A page links to exports by these names: a kind without one would be left out in silence."""
    ends = {end for kind in KINDS.values() for end in kind.files if "*" not in end}

    assert ends == {*words.EXPORTED}


def test_a_new_kind_of_export_is_registered_once(exported, monkeypatch, capsys):
    """One registered function: the command offers it, its help explains it, and the exporter writes its files."""
    monkeypatch.setattr("tally.exports.kinds.KINDS", added := dict(KINDS))
    for module in ("tally.cli.export", "tally.exports.exporter"):
        monkeypatch.setattr(f"{module}.KINDS", added)

    @register("question", ".txt", help="the question alone", needs="a pencil")
    def _question(exporter):
        return {".txt": exporter.edition.question.encode()}

    options = command_parser().parse_args(["export", BRIEF, "--only", "question"])
    with pytest.raises(SystemExit):
        command_parser().parse_args(["export", "--help"])
    written = Exporter(exported, BRIEF).make("question")

    assert ["question"] == options.only
    assert "question" in command_parser().parse_args(["export"]).only
    assert re.search(r"question +the question alone \(needs a pencil\)", capsys.readouterr().out)
    assert [export(exported, ".txt")] == written
    assert written[0].read_text().endswith("?")
    written[0].unlink()


@pytest.mark.parametrize(("name", "files", "words"), [("pdf", [".pdf"], "x"), ("new", [], "x"), ("new", [".x"], "")])
def test_an_export_without_name_files_or_help_is_refused(name, files, words):
    """A list that is incomplete is found when it is read, not by whoever exports."""
    with pytest.raises(ExportError, match="needs a name of its own"):
        register(name, *files, help=words)


def test_the_pdf_is_tagged_and_has_an_outline(exported):
    """Who cannot see it can have it read out, and find their way by its headings."""
    pdf = PdfReader(export(exported, ".pdf"))
    root = pdf.trailer["/Root"]
    page = html.fromstring((exported.report(BRIEF) / "briefing.html").read_text(encoding="utf-8"))
    headings = [" ".join(heading.text_content().split()) for heading in page.xpath(f"//h1|//h2[not({ON_SCREEN})]")]

    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("en")
    assert page.findtext(".//title") == pdf.metadata.title
    titles = [one.title for one in flat(pdf.outline)]
    assert [heading for heading in headings if heading in titles] == headings


def flat(outline):
    for one in outline:
        if isinstance(one, list):
            yield from flat(one)
        else:
            yield one


def test_the_pdf_has_notes_in_the_place_of_cards(exported):
    """Every card is there as a numbered note; what only a screen can do is not asked for; links lead out."""
    pdf = PdfReader(export(exported, ".pdf"))
    text = "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(export(exported, ".pdf")))
    page = (exported.report(BRIEF) / "briefing.html").read_text(encoding="utf-8")
    cards = page.count("<div class=card popover")  # those that only folded parts lead to are left out
    links = [
        note.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    ]

    assert "underlined number" not in text
    assert "334 against 60" in re.sub(r"(334|60)\d+", r"\1", " ".join(text.split())) or "334" in text
    assert re.search(rf"^{cards}\. ", text, re.MULTILINE)
    assert any(link.startswith("https://") for link in links)
    assert 297 == pytest.approx(float(pdf.pages[0].mediabox.height) / 72 * 25.4, abs=1)


def test_without_a_browser_the_other_exports_are_made(exported, command, monkeypatch):
    """What is missing is said with what to do; what was there stays."""
    before = export(exported, ".pdf").read_bytes()
    monkeypatch.setenv("TALLY_BROWSER", "no-such-browser")
    run = command("export", BRIEF, "--only", "pdf", "annotations", root=exported.root)

    assert 1 == run.returncode
    assert "Not exported: pdf. TALLY_BROWSER is no-such-browser, but there is no such program." in run.stderr
    assert f"{STEM}.annotations.jsonld" in run.stdout
    assert before == export(exported, ".pdf").read_bytes()


def test_no_browser_anywhere(monkeypatch, tmp_path):
    """The message names what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("TALLY_BROWSER", raising=False)
    monkeypatch.setattr("tally.exports.pdf.ELSEWHERE", ())

    with pytest.raises(ExportError, match="apt-get install chromium"):
        find_browser()


def test_a_browser_that_does_not_print(exported, monkeypatch, tmp_path):
    """Its last word is passed on."""
    browser = tmp_path / "browser"
    browser.write_text("#!/bin/sh\necho 'no display' >&2\n", encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("TALLY_BROWSER", str(browser))

    with pytest.raises(ExportError, match="did not print the page: no display"):
        Exporter(exported, BRIEF).make("pdf")


def word(exported, part):
    with zipfile.ZipFile(export(exported, ".docx")) as document:
        return ElementTree.fromstring(document.read(f"word/{part}.xml"))


def test_the_word_document_has_real_parts(exported):
    """Headings, tables with captions, pictures with alternative texts, links."""
    body = word(exported, "document")
    styles = [style.get(f"{WORD}val") for style in body.iter(f"{WORD}pStyle")]
    pictures = [one for one in body.iter() if one.tag.endswith("}docPr")]
    page = html.fromstring((exported.report(BRIEF) / "briefing.html").read_text(encoding="utf-8"))

    assert len(page.xpath(f"//main//h2[not({ON_SCREEN})]")) <= styles.count("Heading2")
    assert len(list(body.iter(f"{WORD}tbl"))) == styles.count("TableCaption") > 3
    assert 7 == len(pictures)
    assert all("Chart of" in picture.get("descr", "") for picture in pictures)
    assert "Title" in styles
    assert list(body.iter(f"{WORD}hyperlink"))
    assert "underlined number" not in "".join(body.itertext())


def test_each_style_of_the_word_document_is_described(exported):
    """Each style of a paragraph, a run or a table, and the style that it is based on, is in the document."""
    kinds = {f"{WORD}{kind}" for kind in ("pStyle", "rStyle", "tblStyle")}
    parts = [word(exported, name) for name in ("document", "footnotes")]
    used = {one.get(f"{WORD}val") for part in parts for one in part.iter() if one.tag in kinds}
    styles = {style.get(f"{WORD}styleId"): style for style in word(exported, "styles").iter(f"{WORD}style")}

    assert {"Compact", "FootnoteText", "Heading2", "Title"} <= used <= styles.keys()
    assert "15" == styles["FootnoteText"].find(f".//{WORD}sz").get(f"{WORD}val")
    assert "left" == styles["Title"].find(f".//{WORD}jc").get(f"{WORD}val")
    assert {
        base.get(f"{WORD}val") for style in styles.values() for base in style.iter(f"{WORD}basedOn")
    } <= styles.keys()


def test_the_word_document_has_a_footnote_for_each_number(exported):
    """Where it first stands, with its quotation; what only footnotes name is set out at the end; no number has none."""
    notes = {
        note.get(f"{WORD}id"): " ".join("".join(note.itertext()).split())
        for note in word(exported, "footnotes").iter(f"{WORD}footnote")
        if note.get(f"{WORD}type") is None
    }
    edition = read_editions(exported.report(BRIEF))[-1]
    ending = "".join(word(exported, "document").itertext()).partition("More evidence")[2]
    body = {piece.number for block in edition.text for piece in block.said if not isinstance(piece, str)}

    assert body <= edition.numbers.keys()
    assert len(body) <= len(notes) <= len(edition.numbers)
    assert [
        note
        for note in notes.values()
        if "In 2020 – 60" in note and "Verified word for word in a stored passage" in note
    ]
    assert all(one.label in " ".join([*notes.values(), ending]) for one in edition.numbers.values())


def test_the_tables_have_their_dictionary(exported):
    """The second sheet describes each column of the others; so does the CSV beside the CSV."""
    sheets = pd.read_excel(export(exported, ".xlsx"), sheet_name=None, engine="openpyxl")
    described = sheets["Data dictionary"]
    beside = pd.read_csv(export(exported, "-dictionary.csv"))
    figures = pd.read_csv(export(exported, "-figures.csv"))

    assert ["Figures", "Data dictionary", "Numbers"] == list(sheets)
    for name in ("Figures", "Numbers"):
        told = described[described["sheet"] == name]
        assert list(sheets[name].columns) == list(told["column"])
        assert told["what it holds"].str.len().min() > 4
    assert list(figures.columns) == list(beside[beside["sheet"] == "Figures"]["column"])
    assert {60, 334} <= set(sheets["Figures"]["value"])
    assert set(figures["id"]) == set(sheets["Figures"]["id"])


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])
def test_no_cell_is_run(exported, cell):
    """A text that begins like a formula begins with an apostrophe, and is a text in the workbook."""
    edition = read_editions(exported.report(BRIEF))[-1]
    table = pd.DataFrame({"id": ["a"], "note": [cell]})
    with zipfile.ZipFile(io.BytesIO(as_xlsx({"Figures": table}, edition))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]

    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    assert f"'{cell}" == harmless(cell)
    assert not re.search(rb'(^|,)"?[=+@\t\r-]', as_csv(table), re.MULTILINE)


def test_a_column_that_nobody_describes_is_refused(exported):
    """So that the dictionary cannot fall behind the table."""
    table = load_table(exported.report(BRIEF)).assign(fresh=1)

    with pytest.raises(KeyError, match="fresh"):
        dictionary(table)


def test_charts_at_twice_the_size_with_their_source(exported):
    """A PNG has two dots for each of the SVG's; both name the source."""
    for name in CHARTS:
        drawing = ElementTree.fromstring(export(exported, f"-{name}.svg").read_text(encoding="utf-8"))
        assert 2 * float(drawing.get("width")) == pytest.approx(
            image.imread(export(exported, f"-{name}.png")).shape[1], abs=2
        )
        assert "Source: " in "".join(drawing.itertext())


def test_the_card(built):
    """1200 by 630 for every brief, and no word runs into the chart or over the edge."""
    for name in built.briefs:
        edition = read_editions(built.report(name))[-1]
        dots = image.imread(io.BytesIO(social_card(edition, "Somebody, in a newspaper, 2021")))
        ink = (dots[:, :, :3].mean(axis=2) < 0.6).any(axis=0)
        rows = (dots[:, :, :3].mean(axis=2) < 0.6).any(axis=1)

        assert (630, 1200) == dots.shape[:2]
        assert not ink[:40].any()
        assert not ink[720:770].any()
        assert not ink[1170:].any()
        assert not rows[:25].any()
        assert not rows[610:].any()


def test_the_annotations(exported):
    """Each figure on the page, said of the words that carry it; only what is locked says so."""
    page = json.loads(export(exported, ".annotations.jsonld").read_bytes())
    edition = read_editions(exported.report(BRIEF))[-1]
    exact = {one["target"]["selector"]["exact"] for one in page["items"]}

    assert "http://www.w3.org/ns/anno.jsonld" == page["@context"]
    assert "AnnotationPage" == page["type"]
    assert {figure.quotation for figure in edition.figures.values()} == exact
    assert len({one["id"] for one in page["items"]}) == len(page["items"]) == len(edition.figures)
    assert sum("words are verified" in one["body"]["value"] for one in page["items"]) == sum(
        figure.seen == "locked" for figure in edition.figures.values()
    )
    assert all(one["target"]["source"].startswith(("https://", "http://", "urn:uuid:")) for one in page["items"])
    for one in page["items"]:
        if "prefix" in one["target"]["selector"]:
            assert "words are verified" in one["body"]["value"]


def test_the_page_for_machines(exported):
    """A report, its dataset and the two counts as claims with where they appear; nobody's truth is rated."""
    page = html.fromstring((exported.report(BRIEF) / "briefing.html").read_text(encoding="utf-8"))
    told = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    edition = read_editions(exported.report(BRIEF))[-1]
    claims = [part for part in told["hasPart"] if part["@type"] == "Claim"]

    assert ("Report", "https://schema.org", edition.date) == (told["@type"], told["@context"], told["datePublished"])
    assert ["Dataset"] == [part["@type"] for part in told["hasPart"] if part["@type"] != "Claim"]
    assert [f"#figure-{name}" for name in (edition.earlier, edition.later)] == [claim["@id"] for claim in claims]
    assert all(claim["appearance"]["name"] != claim["firstAppearance"]["name"] for claim in claims)
    assert "ating" not in json.dumps(list(keys(told)))


def keys(part):
    if isinstance(part, dict):
        yield from part
        for item in part.values():
            yield from keys(item)
    elif isinstance(part, list):
        for item in part:
            yield from keys(item)


def test_a_question_that_closes_a_script():
    """Hostile words stay words, in the JSON-LD as on the page."""
    hostile = "</script><script>alert()</script>\u2028&"
    text = str(as_data(hostile))

    assert not set("<>&\u2028") & set(text)
    assert hostile == json.loads(text)


@pytest.fixture
def offline(tmp_path):
    """What the validator may know of the web: the context of RO-Crate, as the library that wrote the crate has it."""
    answer = requests.Response()
    answer.status_code, answer.url = 200, CONTEXT
    answer.request = requests.Request("GET", CONTEXT).prepare()
    body = io.BytesIO(files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes())
    kind = {"Content-Type": "application/ld+json"}
    answer.raw = HTTPResponse(body, kind, 200, preload_content=False)
    answer.headers.update(kind)
    with CachedSession(str(tmp_path / "cache")) as session:
        session.cache.save_response(answer)
    return tmp_path / "cache"


@pytest.fixture
def parsed_once(monkeypatch):
    """Parse each of the validator's queries once, not again for each file of the crate: half of the time."""

    @cache
    def translated(query, base, names):
        return translateQuery(parseQuery(query), base, dict(names))

    monkeypatch.setattr(processor, "parseQuery", str)
    monkeypatch.setattr(
        processor, "translateQuery", lambda query, base, names: translated(query, base, tuple((names or {}).items()))
    )


def thinned(crate, path):
    """
    Write a crate as it is, but with few of the descriptions of source files: of each form, the first and the last.

    A form has the same properties, of the same values but for what is the file's own, so that what the validator says
    of one it would say of all; and all take it four times as long.
    """
    with zipfile.ZipFile(crate) as whole, zipfile.ZipFile(path, "w") as thin:
        told = json.loads(whole.read(METADATA))
        forms = {}
        for part in (part for part in told["@graph"] if "SoftwareSourceCode" in part["@type"]):
            assert part["@id"] in whole.namelist()
            form = {key: type(value).__name__ if key in OWN else value for key, value in part.items()}
            forms.setdefault((json.dumps(form, sort_keys=True), part["@id"].rpartition(".")[2]), []).append(part["@id"])
        left_out = {name for names in forms.values() for name in names[1:-1]}
        told["@graph"] = [part for part in told["@graph"] if part["@id"] not in left_out]
        for part in told["@graph"]:
            for key, values in part.items():
                if isinstance(values, list):
                    part[key] = [one for one in values if not isinstance(one, dict) or one.get("@id") not in left_out]
        for entry in whole.infolist():
            thin.writestr(entry, json.dumps(told) if entry.filename == METADATA else whole.read(entry))
    assert not left_out & set(re.findall(r'{"@id": "([^"]*)"}', json.dumps(told)))
    return told


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("parsed_once")
def test_the_crate_is_one_by_the_validator(exported, offline):
    """RO-Crate 1.2, all that it requires; and the validator finds what is taken out."""
    settings = {"profile_identifier": "ro-crate-1.2", "requirement_severity": "REQUIRED", "offline": True}
    settings["cache_path"] = offline
    thin = offline.with_name("thin.crate.zip")
    told = thinned(export(exported, ".crate.zip"), thin)
    result = services.validate(ValidationSettings(rocrate_uri=str(thin), **settings))
    assert [] == [issue.message for issue in result.get_issues()]

    broken = offline.with_name("broken")
    with zipfile.ZipFile(thin) as crate:
        crate.extractall(broken)
    del next(part for part in told["@graph"] if part["@id"] == "./")["license"]
    (broken / METADATA).write_text(json.dumps(told), encoding="utf-8")
    issues = services.validate(ValidationSettings(rocrate_uri=str(broken), **settings)).get_issues()
    assert issues
    assert all("license" in issue.message for issue in issues), [issue.message for issue in issues]


def test_the_crate_builds_the_same_bytes(exported, tmp_path):
    """Unzipped in an empty folder, by the helpers that are in it, with what was built taken away but the editions."""
    with zipfile.ZipFile(export(exported, ".crate.zip")) as crate:
        crate.extractall(tmp_path)
        names = crate.namelist()
    built = tmp_path / "reports" / BRIEF
    kept = {name: (built / name).read_bytes() for name in (*OUTPUTS, *OPTIONAL) if (built / name).is_file()}
    for name in kept:
        (built / name).unlink()
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "src"), "TZ": "Pacific/Auckland"}
    run = subprocess.run(
        [sys.executable, "-m", "tally", "build", BRIEF],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LIMIT,
    )

    assert 0 == run.returncode, run.stderr
    assert kept == {name: (built / name).read_bytes() for name in kept}
    assert METADATA == names[0]
    assert {"Makefile", "requirements.lock", f"notebooks/parameters/{BRIEF}.yml"} <= set(names)
    assert not [name for name in names if "originals" in name or "__pycache__" in name]


def test_a_stale_briefing_is_built_before_it_is_exported(command):
    """So that no export says what the data no longer do."""
    run = command("export", "made-up-example", "--only", "data", "annotations")

    assert 0 == run.returncode, run.stderr
    assert "Building made-up-example" in run.stderr
    assert "Exporting data in " in run.stderr
    assert run.stdout.endswith("made-up-example-edition-1.annotations.jsonld\n")


def test_an_export_of_nothing(command):
    """A brief that is not there is refused by name, with the nearest that is."""
    run = command("export", "isil-kp-2012")
    assert 1 == run.returncode
    assert "There is no brief 'isil-kp-2012'. Did you mean" in run.stderr
