"""The list of charts: whatever is on it is drawn, described, shown, kept and exported."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest

from conftest import ask
from tally.briefing import compose_briefing
from tally.briefs import answer_brief, load_brief, load_records
from tally.charts import (
    CHARTS,
    INK,
    MUTED,
    NARROW,
    PAPER,
    RULE,
    Sheet,
    chart_names,
    draw_charts,
    headline_of,
)
from tally.charts.registry import Chart, ChartError, Drawing, register
from tally.evidence import answer
from tally.exports.images import chart_files
from tally.page import OPTIONAL, required_outputs
from tally.page.cards import PageError
from tally.page.page import typeset
from tally.project import BuildInputs, Inputs

LARGEST = 400_000  # bytes of a page: 400 KB
CHARTED = ("isil-kp-2021", "made-up-events-2025")  # which have every chart between them

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
NOTHING = BuildInputs("", Inputs("", {}, {}), ())
PLOT = re.compile(r'<div class="plot ([\w-]+) (?:wide|only)"[^>]*><svg[^>]* aria-label="([^"]*)"')


NAMED = re.compile(r'<div class=scroll tabindex=0 role=group aria-label="?([^">]*)')
FRAME = {None, INK, MUTED, PAPER, RULE}  # the colours of scales and words


def figure_of(section, name):
    """Return the figure of a chart in a section of a page."""
    return next(part for part in section.split("<figure")[1:] if f'class="plot {name} ' in part).split("</figure>")[0]


def visible(html):
    """Return the words of a piece of a page, with plain spaces."""
    return unescape(re.sub(r"<[^>]+>", "", html)).replace("\u00a0", " ")


def untitled(sheet):
    """Return the marks of a chart that do not say what they are when a pointer rests on them."""
    told = [box for box, tip in sheet.hints if tip] + [mark.box for mark in sheet.marks if mark.tip or mark.link]
    return [mark for mark in sheet.marks if not {mark.fill, mark.stroke} <= FRAME
            and not all(within(point, told) or beside(point, sheet.words) for point in points_of(mark))]  # fmt: skip


def points_of(mark):
    """Return the middle of a mark, or the points of a line."""
    left, top, right, bottom = mark.box
    points = getattr(mark, "points", None) or [((left + right) / 2, (top + bottom) / 2)]
    return [point for point in points if point[0] == point[0]]


def within(point, boxes):
    """Return whether a point is in one of some boxes, or on its edge."""
    return any(left - 1 <= point[0] <= right + 1 and top - 1 <= point[1] <= low + 1 for left, top, right, low in boxes)


def beside(point, words):
    """Return whether words are at the right of a point, as in a key."""
    return any(0 <= text.box[0] - point[0] < 20 and text.box[1] <= point[1] <= text.box[3] for text in words)


def plain(found):
    """A further chart, as simple as one can be."""
    return Drawing(lambda width: Sheet(width).finished(10), f"Chart of {found.pair.later}.", found.same_kind["source"])


@pytest.fixture
def further(monkeypatch):
    """One chart more on the list, for as long as the test runs."""
    monkeypatch.setitem(CHARTS, "further", Chart("further", "the-others", plain))
    return "further"


def test_each_chart_of_the_list_is_on_the_pages_that_have_its_data(built):
    """
    In its section, with a headline, what it shows in words, a table and its source, and kept beside the page.

    A pointer on any of its marks shows what the mark is. On no other page is it missed.
    """
    seen = set()
    for name in sorted(
        built.briefs, key=lambda name: name not in ("isil-kp-2021", "made-up-events-2025")
    ):  # which have all
        brief = load_brief(built, name)
        found = answer_brief(load_records(built, brief), brief)
        expected = [chart.name for chart in CHARTS.values() if chart.has_data(found)]
        page = (built.report(name) / "briefing.html").read_text(encoding="utf-8")
        shown, tables = dict(PLOT.findall(page)), NAMED.findall(page)
        assert len(tables) == len(set(tables)), name

        assert sorted(expected) == sorted(shown), name
        assert all(words.startswith("Chart of ") for words in shown.values())
        for chart in map(CHARTS.__getitem__, expected):
            section = page.partition(f"<section id={chart.section}")[2].partition("</section>")[0]
            assert len(chart.forms) == section.count(f'class="plot {chart.name} '), (name, chart.name)
            assert all((built.report(name) / file).is_file() for file in chart.files)
            drawing, figure = chart.draw(found), figure_of(section, chart.name)
            assert headline_of(chart.name, found) in visible(figure), (name, chart.name)
            assert "Source: " in figure.partition("<svg")[2], (name, chart.name)
            assert "<table" in figure or (chart.name == "forest" and "The ratios in this chart" in section)
            assert [] == untitled(drawing.draw(NARROW)), (name, chart.name)
        if not seen >= set(expected):
            exported = {file.rpartition("/")[2] for name in expected for file in CHARTS[name].exported}
            assert exported == chart_files(built.report(name), found).keys()
        seen |= set(expected)
    assert set(CHARTS) == seen


def test_each_chart_has_its_files_among_the_outputs(project):
    """Those that every briefing has are required of a build; the others are published where they were made."""
    for chart in CHARTS.values():
        assert set(chart.files) <= set(OPTIONAL if chart.when else required_outputs(project.steps_of(chart.kind)))


def test_a_further_chart_is_registered_once(further, dossier, tmp_path):
    """With nothing else changed it is drawn, saved with its source and its words, listed, shown and exported."""
    found = answer(dossier, ask())
    paths = draw_charts(found, tmp_path)
    briefing = compose_briefing(found, NOTHING)
    svgs = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "charts").glob("*.svg")}
    assert set(paths) <= set(svgs)
    page, _ = typeset(briefing, svgs)

    assert further in chart_names(briefing.found)
    assert "Source: " in svgs[further]
    assert "Chart of un-2021-so-far." == ElementTree.fromstring(svgs[further]).get("aria-label")
    assert f'<div class="plot {further} wide">' in page.partition('<section id="the-others">')[2]
    assert {"further.svg", "further.png"} <= set(chart_files(tmp_path, found))


@pytest.mark.parametrize(
    ("name", "section"), [("", "the-others"), ("further", ""), ("windows", "the-others")],
)  # fmt: skip
def test_a_chart_without_name_or_place_is_not_registered(name, section):
    """A list that is incomplete is found when it is read."""
    with pytest.raises(ChartError, match="needs a name of its own and the id of a section"):
        register(name, section)


@pytest.mark.parametrize(("alt", "sources"), [(" ", ["a"]), ("Chart of a.", [])])
def test_a_chart_says_what_it_shows_and_from_where(dossier, alt, sources):
    """Without alternative text or documents it is not drawn."""
    chart = Chart("further", "the-others", lambda _: Drawing(Sheet, alt, sources))
    with pytest.raises(ChartError, match="further needs an alternative text and the ids of the documents"):
        chart.draw(answer(dossier, ask()))


def test_a_chart_whose_section_the_page_has_not_stops_the_page(further, monkeypatch, dossier):
    """It is not left out in silence."""
    monkeypatch.setitem(CHARTS, further, Chart(further, "the-elsewhere", plain))
    briefing = compose_briefing(answer(dossier, ask()), NOTHING)
    with pytest.raises(PageError, match=r"chart further .* no section 'the-elsewhere'"):
        typeset(briefing, dict.fromkeys(chart_names(briefing.found), EMPTY))


def test_pages_are_small(built):
    """A page has at most 400 KB with all that it offers to take away, and no letter's shape that it lacks."""
    for name in built.briefs:
        page = (built.report(name) / "briefing.html").read_bytes()

        assert len(page) <= LARGEST, name
        assert 2 == page.count(b"@font-face{"), name
