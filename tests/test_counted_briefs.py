"""A brief can compare counts of events: they are counted here, from a file whose hash is recorded."""

import dataclasses
import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import date

import pandas as pd
import pytest
from lxml import html
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from conftest import ask
from counted_cases import BRIEF, CASE, FILE, ID, MARKER, asked, counted_project, events
from limits import LIMIT
from tally.analysis import Aspect, Verdict, judge, load_figures, measure, save_figures
from tally.analysis.counted import with_dispersion
from tally.briefs import BriefError, check_against, load_records
from tally.build import build, explain_staleness, statuses
from tally.evidence import Counted, Number, answer, readings_table, sentence_text
from tally.exports import KINDS, Exporter
from tally.exports.spreadsheets import as_xlsx
from tally.records import load_dossier
from tally.records.events import Span
from tally.records.figures import Seen
from tally.records.tables import DataError
from typesetting import page_without_charts


@pytest.fixture(scope="module")
def counting(tmp_path_factory):
    """A project whose rows may not be passed on."""
    return counted_project(tmp_path_factory.mktemp("counted"), MARKER)


@pytest.fixture(scope="module")
def found(counting):
    """What follows from its two counts."""
    brief = asked("front-2020", "front-2021")
    return answer(load_records(counting, brief), brief)


@pytest.fixture(scope="module")
def made(counting, warm):
    """The folder of its briefing."""
    return build(counting, BRIEF, io.StringIO(), server=warm).parent


def without(figure, **changes):
    """Return a counted figure whose data set is described differently."""
    dataset = dataclasses.replace(figure.counted.dataset, **changes)
    return dataclasses.replace(figure, counted=dataclasses.replace(figure.counted, dataset=dataset))


def asked_otherwise(figure, **changes):
    """Return a counted figure of another query."""
    row = dataclasses.replace(figure.counted.row, **changes)
    return dataclasses.replace(figure, counted=dataclasses.replace(figure.counted, row=row))


def test_a_count_is_a_figure_with_its_rows(found):
    """Its number opens the query, the file, and the rows used and left out; all rows of the file are accounted for."""
    for figure in found.comparison.pair:
        count, number = figure.counted, found.numbers.later.count

        assert isinstance(number.evidence, Counted)
        assert figure.low <= figure.value <= figure.high
        assert (len(count.certain), count.used) == (figure.low, figure.high)
        assert count.used + count.omitted == count.dataset.rows
        assert sum(value for *_, value, _ in count.months) == figure.value
        assert (figure.seen, figure.quotation, count.first_rows) == (Seen.COUNTED, "", ())
        assert figure.written == (f"{figure.low} to {figure.high}" if figure.low < figure.high else f"{figure.value}")


def test_the_same_days_lead(found):
    """The first sentence compares the days that both years have, each counted; the whole year follows."""
    days = found.numbers.same_days.counted
    whole, part = found.comparison.earlier, found.comparison.earlier.same_days
    finding = sentence_text("finding", found.numbers)

    assert str(part.window.first), str(part.window.last) == ("2020-01-01", "2020-11-17")
    assert part.value <= whole.value
    ratio = days.numbers.ratio
    assert ratio.value == pytest.approx(days.change.later.per_day / days.change.earlier.per_day)
    assert finding.index(ratio.text) < finding.index(whole.written)
    assert "on the same days of the year" in finding


def test_dispersion_widens_the_interval(found):
    """The interval of a counted pair is never narrower than that of independent events, and replaces the factors."""
    change, exact = found.change, measure(found.comparison)
    rows = found.robustness_numbers.rows
    assert found.numbers.dispersion.id == "dispersion"

    assert change.dispersion >= 1
    assert change.ratio.low <= exact.ratio.low < exact.ratio.high <= change.ratio.high
    assert [bool(row.factor) for row in rows] == [False, True]
    assert found.robustness_numbers.most.id == "same-days-dispersion"
    assert with_dispersion(measure(judge(*map(dataclasses.replace, found.comparison.pair))), found.comparison) == change


def test_what_is_tested_is_what_leads(found):
    """The scenarios are of the ratio on the same days, under ids of their own, and the sentences say so."""
    lead, whole, card = found.numbers.lead, found.numbers, found.robustness_numbers
    texts = [sentence_text(name, whole, *more) for name, more in (("chance", ()), ("tipping", ()), ("tested_days", ()))]
    own = {number.id: number for number in vars(lead).values() if isinstance(number, Number)}
    shared = {number.id for number in vars(whole).values() if isinstance(number, Number)} & {*own}

    assert lead.comparison.same_days
    assert lead.lead is lead
    assert {"level"} == shared
    assert all(name.startswith("same-days-") for name in {*own} - shared)
    assert [row.ratio for row in card.rows] == [lead.ratio] * 2
    assert (card.rows[-1].low, card.rows[-1].high) == (lead.low, lead.high)
    assert found.robustness.scenarios[-1].ratio == lead.change.ratio != whole.change.ratio
    assert all("n the same days of both years" in text for text in texts)
    assert card.detection.needed in (None, lead.ratio)
    assert lead.clear is (card.fails is None)


def test_the_chart_of_readings_leads_with_the_same_days(found):
    """That row is in bold, with its interval; the rate over the whole windows is below it."""
    lead, table = found.numbers.lead, readings_table(found.numbers)

    assert ["same-days-ratio"] == [*table.index[table["own"]]]
    assert (lead.low.value, lead.high.value) == (
        table.loc["same-days-ratio", "low"],
        table.loc["same-days-ratio", "high"],
    )
    assert {"same-days-ratio", "ratio"} <= {number.id for number in found.numbers.readings}
    assert f"On the same days of both years {lead.ratio} times as many" in sentence_text("headline_readings", found)


METHODS = {
    "a quoted count": lambda figure: dataclasses.replace(figure, counted=None, low=None, high=None),
    "another file": lambda figure: without(figure, sha256="0" * 64),
    "another data set": lambda figure: without(figure, id="other"),
    "another actor": lambda figure: asked_otherwise(figure, actor="IS"),
    "another role": lambda figure: asked_otherwise(figure, role="by"),
    "other types": lambda figure: asked_otherwise(figure, kinds="1"),
    "another precision": lambda figure: asked_otherwise(figure, precision="3"),
}


@pytest.mark.parametrize("case", METHODS)
def test_counts_of_other_methods_are_not_compared(found, case):
    """Quoted and counted never share a ratio, nor do two files or two queries; the reason is in words."""
    comparison = judge(found.comparison.earlier, METHODS[case](found.comparison.later))
    (test,) = [test for test in comparison.tests if test.name is Aspect.METHOD]

    assert comparison.verdict is Verdict.NOT_COMPARABLE
    assert not test.agrees
    assert "front-2021" in test.reason


@pytest.mark.parametrize(("day", "agrees"), [("2020-01-01", True), ("2020-06-01", False), ("2021-11-17", False),
                                             ("2021-11-18", True)])  # fmt: skip
def test_a_change_of_method_between_or_inside(found, day, agrees):
    """Counts before and after a change of method are not compared."""
    day = date.fromisoformat(day)
    pair = [without(figure, breaks=(Span(day, day, "other collectors"),)) for figure in found.comparison.pair]
    comparison = judge(*pair)

    assert agrees is (comparison.verdict is not Verdict.NOT_COMPARABLE)


@pytest.mark.parametrize(("settles", "agrees"), [(0, True), (44, True), (45, False)])
def test_an_unsettled_window_is_a_minimum(found, settles, agrees):
    """Days to which releases still add events take the best verdict away, and the page says that."""
    pair = [without(figure, settles=settles) for figure in found.comparison.pair]
    (test,) = [test for test in judge(*pair).tests if test.name is Aspect.COVERAGE]

    assert test.agrees is agrees
    assert ("a minimum" in test.reason) is not agrees


def test_quoted_pairs_have_no_further_criteria(dossier):
    """A page about quoted counts is as it was."""
    tests = [test.name for test in answer(dossier, ask()).comparison.tests]

    assert not {Aspect.METHOD, Aspect.COVERAGE} & {*tests}


def test_figures_between_notebooks(found, tmp_path):
    """A table of counted figures keeps their ranges, and gets their rows from the records; a quoted one has no more."""
    path = save_figures(found.figures, tmp_path / "figures.csv")
    again = answer(found.everything, found.brief, load_figures(path))

    assert again.comparison == found.comparison
    assert 2 == (path.read_text().splitlines()[0] + ",").count("low,") + path.read_text().splitlines()[0].count("how")


def test_the_result_is_kept(counting, found):
    """Counting again needs no database; a damaged result is counted again."""
    brief = found.brief
    script = (
        "import sys; from conftest import *; from counted_cases import asked; from tally.briefs import load_records;"
        "from tally.project import Project; from pathlib import Path;"
        "root = Path(sys.argv[1]); load_records(Project(root, root / 'reports'), asked('front-2020', 'front-2021'));"
        "print('duckdb' in sys.modules)"
    )
    command = [sys.executable, "-c", script, counting.root]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=LIMIT,
                         env=os.environ | {"PYTHONPATH": os.path.dirname(__file__)})  # noqa: PTH120  # fmt: skip
    for path in (counting.root / ".cache" / "counts").glob("*.json"):
        path.write_text(path.read_text().replace('\\"value\\": ', '\\"value\\": 9'))

    assert ran.stdout == "False\n"
    assert load_records(counting, brief).every == found.everything.every


def contents(folder):
    """Yield each file of a folder with its bytes, and those inside of archives."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    yield from ((f"{path.name}: {name}", archive.read(name)) for name in archive.namelist())


def readable(name, content):
    """Return what a reader of a file can find in it: the texts of a PDF and of a picture, or its bytes."""
    if name.endswith(".pdf"):
        reader = PdfReader(io.BytesIO(content))
        texts = [page.extract_text() for page in reader.pages]
        objects = (reader.get_object(number) for number in range(1, int(reader.trailer["/Size"])))
        return "\n".join([*texts, *map(repr, objects)]).encode()  # descriptions of charts are objects
    if name.endswith(".png"):
        with Image.open(io.BytesIO(content)) as picture:
            return content + repr(picture.info).encode()
    return content


def test_rows_that_may_not_be_passed_on_are_not(counting, made):
    """No output of a build has a cell of a row: only ids. The words of a picture are those of the drawing beside it."""
    exporter = Exporter(counting, BRIEF)
    for kind in KINDS:
        exporter.make(kind)
    parts = {name: readable(name, content) for name, content in contents(counting.reports)}
    rows = (made / "counted-rows.csv").read_text()
    ends = {name.rpartition(".")[2] for name in parts}

    assert MARKER in (counting.root / FILE).read_text()
    assert [] == [name for name, content in parts.items() if MARKER.encode() in content]
    assert {"pdf", "docx", "xlsx", "zip", "svg", "png", "html", "jsonld", "csv", "ipynb"} <= ends
    for end in ("pdf", "html", "xlsx: xl/sharedStrings.xml", "docx: word/document.xml"):  # what may be there is found
        assert any(b"Made-up events" in content for name, content in parts.items() if name.endswith(end)), end
    assert rows.startswith("figure,row,counts\n")
    assert "front-2020-same-days," in rows
    assert {"counted-rows.csv", "briefing.html"} <= {
        name.rpartition("/")[2] for name in parts if ".crate.zip: " in name
    }
    page = json.loads((made / "editions" / "1.json").read_text())
    assert "counted" == page["numbers"]["figure-front-2021"]["kind"]


HOSTILE = '=HYPERLINK("http://x")"><script>alert()</script><b>\u202e{{ 0 }}'


def test_names_in_a_file_are_never_markup(tmp_path):
    """The first rows of a file that may be passed on are shown on the page as they are, as text."""
    project = counted_project(tmp_path, HOSTILE, shipped=True)
    _, page = page_without_charts(project, asked("front-2020", "front-2021"))
    tree = html.fromstring(page)
    rows = [" ".join(row.text_content().split()) for row in tree.xpath("//details[summary='The first rows']//li")]

    assert len(rows) >= 5
    assert all("Side =HYPERLINK" in row and "<script>alert()</script><b>[U+202E]{{ 0 }}" in row for row in rows)
    assert "<script>alert" not in page
    assert not tree.xpath("//script[contains(., 'alert()')] | //a[contains(@href, '//x')]")
    assert "\u202e" not in page


def test_ids_that_look_like_formulas_are_texts_in_the_workbook(counting, made, tmp_path):
    """So is every cell of the sheet of rows, which are as a file has them."""
    rows = pd.read_csv(made / "counted-rows.csv").assign(row='=HYPERLINK("http://x")').head(9)
    (tmp_path / "rows.xlsx").write_bytes(as_xlsx({"Rows": rows}, Exporter(counting, BRIEF).edition))
    cells = [cell for line in load_workbook(tmp_path / "rows.xlsx")["Rows"] for cell in line]

    assert 30 == len(cells)
    assert [] == [cell.coordinate for cell in cells if cell.data_type == "f" or str(cell.value).startswith("=")]


def test_only_briefs_that_count_from_a_file_depend_on_it(counting, made):
    """A file that was touched changes nothing; another one makes stale what counts from it, and nothing else."""
    quoted = "made-up-example"
    inputs = json.loads((made / "inputs.json").read_text())["data"]
    os.utime(counting.root / FILE)
    fresh = statuses(counting, [BRIEF])[0]
    before = (counting.root / FILE).read_text()
    other = statuses(counting, [quoted])[0].reasons
    (counting.root / FILE).write_text(events())
    changed = statuses(counting, [BRIEF])[0]
    with pytest.raises(BriefError, match=r"(?s)cannot be built:.*SHA-256"):
        load_records(counting, asked("front-2020", "front-2021"))
    (counting.root / FILE).write_text(before)

    assert fresh.fresh, (fresh, explain_staleness(counting, BRIEF))
    assert {f"datasets/{ID}", "counts/front-2020", "counts/front-2021"} <= {*inputs}
    assert "counts/front-2021-all" not in inputs
    assert not changed.fresh
    assert other == statuses(counting, [quoted])[0].reasons
    assert [] == explain_staleness(counting, BRIEF)


def test_a_file_that_is_not_there_stops_only_its_briefs(counting):
    """One sentence says which file is missing, and what to do; the case can still be used."""
    away = (counting.root / FILE).rename(counting.root / "away.csv")
    try:
        with pytest.raises(BriefError, match=r"(?s)is not there.*Download"):
            load_records(counting, asked("front-2020", "front-2021"))
        dossier = load_records(counting, asked(*[*load_dossier(counting, CASE).every][:2]))
        assert not any(figure.counted for figure in dossier.every.values())
    finally:
        away.rename(counting.root / FILE)


def test_a_quoted_and_a_counted_count_make_no_brief(counting):
    """The check says that their definitions differ."""
    quoted = min(load_dossier(counting, CASE).every.values(), key=lambda figure: figure.window.first).id
    brief = asked("front-2020", quoted)

    with pytest.raises(BriefError, match=r"(?s)Not comparable.*their definitions differ"):
        check_against(brief, load_records(counting, brief))


def test_an_id_is_that_of_one_count(counting):
    """A count of events has no id that a figure has."""
    path = counting.tables(CASE) / "counts.csv"
    before = path.read_text()
    taken = next(iter(load_dossier(counting, CASE).every))
    path.write_text(before.replace("front-2021-all,", f"{taken},"))
    try:
        with pytest.raises(DataError, match="an id that no figure"):
            load_dossier(counting, CASE)
    finally:
        path.write_text(before)
