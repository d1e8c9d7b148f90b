"""The page says what the briefing holds, and nothing hostile gets through it."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import permutations

import pytest

from conftest import ask
from tally.analysis import ComparisonError, Count, competing_counts, same_kind
from tally.analysis.robustness import cutoff_curve, printed_cutoffs
from tally.briefing import compose_briefing
from tally.charts import (
    bar_chart,
    bounds_chart,
    chart_names,
    cutoff_chart,
    describe_windows,
    forest_chart,
    rivals_chart,
    save_chart,
    window_chart,
)
from tally.evidence import Chosen, Number, answer, readings_table
from tally.page import Notes, embed_chart
from tally.page.cards import PageError
from tally.page.page import typeset
from tally.project import build_inputs
from tally.records import hash_records
from tally.records.figures import Pair
from tally.records.quotations import Place


@pytest.fixture(scope="module")
def briefing(project, dossier):
    found = answer(dossier, ask(milestones=["un-briefing"]))
    return compose_briefing(found, build_inputs(project, "isil-kp-2021", hash_records(dossier)))


@pytest.fixture(scope="module")
def charts(dossier, briefing, tmp_path_factory):
    folder = tmp_path_factory.mktemp("charts")
    comparison, change = briefing.numbers.comparison, briefing.numbers.change
    drawn, counts = same_kind(dossier.figures, comparison, change), competing_counts(dossier.figures, comparison)
    pair = Pair("un-2020", "un-2021-so-far")
    made = {
        "windows": window_chart(drawn, [], []),
        "windows-narrow": window_chart(drawn, [], [], 360),
        "bars": bar_chart(drawn.loc[[*pair]]),
        "cutoffs": cutoff_chart(
            cutoff_curve(comparison, change), printed_cutoffs(dossier.figures, comparison, Count(60, 366), 0.95)
        ),
        "bounds": bounds_chart(briefing.bounds.table),
        "readings": forest_chart(readings_table(briefing.numbers)),
        "forest": forest_chart(briefing.found.rivals.table),
        "rivals": rivals_chart(counts, pair),
    }
    assert {*chart_names(briefing.found), "windows-narrow"} == set(made)
    return {
        name: save_chart(chart, folder / name, source="Somebody", alt=describe_windows(drawn)).read_text(
            encoding="utf-8"
        )
        for name, chart in made.items()
    }


def render(briefing, charts):
    return typeset(briefing, charts)[0]


# Two that are data, and the one that answers a reader's own assumptions
SCRIPTS = [{"type": "application/ld+json"}, {"type": "application/json", "id": "if-data"}, {}]
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg"/>'


class Elements(HTMLParser):
    """Collects elements with their attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_every_control_has_its_card(briefing, charts):
    """Each number's button and each chart's mark lead to a card that is on the page, and each card is led to."""
    found = Elements(render(briefing, charts)).found
    cards = [attributes["id"] for _, attributes in found if "popover" in attributes]
    wanted = {attributes["popovertarget"] for _, attributes in found if "popovertarget" in attributes}
    marks = {
        attributes["href"].removeprefix("#")
        for tag, attributes in found
        if tag == "a" and attributes["href"].startswith(("#figure-", "#per-", "#bound-"))
    }

    assert len(cards) == len(set(cards)) > 50
    assert wanted | marks == set(cards)


def test_ids_are_unique_and_links_lead_somewhere(briefing, charts):
    """Nothing on the page has the id of something else, and no inner link is dead."""
    found = Elements(render(briefing, charts)).found
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]

    assert sorted(set(ids)) == sorted(ids)
    for tag, attributes in found:
        if tag == "a" and attributes.get("href", "").startswith("#"):
            assert attributes["href"][1:] in ids


def test_the_page_needs_nothing_else(briefing, charts):
    """Nothing from anywhere: links to follow, an icon, and no script but the one that is named."""
    page = render(briefing, charts)
    found = Elements(page).found
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)

    assert {"icon", "alternate"} == {attributes["rel"] for tag, attributes in found if tag == "link"}
    assert not {"img", "iframe", "object", "form", "base"} & {tag for tag, _ in found}
    assert SCRIPTS == [attributes for tag, attributes in found if tag == "script"]
    assert f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in page
    assert not [attributes for _, attributes in found if any(name.startswith("on") for name in attributes)]
    assert "default-src 'none'" in page


def test_parts_come_in_their_order(briefing, charts):
    """The finding first; how, who and what is missing after."""
    parts = re.findall(r'<section id="([a-z-]+)"', render(briefing, charts))

    assert [
        "the-finding", "the-charts", "the-comparison", "the-evidence", "the-change", "the-strength", "the-bounds",
        "the-others", "the-words", "the-milestones", "the-limits", "the-editions", "the-sources", "the-downloads",
        "the-page",
    ] == parts  # fmt: skip


def test_raw_percentage_is_struck_through(briefing, charts):
    """Where windows differ in length, the change between bare counts shows only struck through, with its reason."""
    assert re.search(r"<s><button[^>]*>\+456\.7%</button></s>.*different or unknown length", render(briefing, charts))


def test_hostile_texts_stay_texts(briefing, charts):
    """Markup in a title, a note, a quotation or a milestone is shown as it is written."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    pair = tuple(
        replace(
            one,
            figure=replace(one.figure, note=evil, counter=evil),
            place=Place(evil * 2, len(evil), 2 * len(evil)),
        )
        for one in briefing.pair
    )
    markers = tuple(replace(marker, milestone=replace(marker.milestone, label=evil)) for marker in briefing.markers)
    page = render(
        replace(briefing, question=evil, pair=pair, accounts=(*pair, *briefing.accounts[2:]), markers=markers), charts
    )

    assert "&lt;script&gt;alert(1)" in page
    assert [("script", attributes) for attributes in SCRIPTS] == [
        (tag, attributes) for tag, attributes in Elements(page).found if tag in ("script", "img")
    ]


def test_a_mark_without_evidence_is_refused():
    """A chart that leads to no card does not get onto a page."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><g data-to="figure-x" data-box="0 0 1 1"/></svg>'

    with pytest.raises(PageError, match="leads to figure-x, for which the briefing has no evidence"):
        embed_chart(svg, "windows", {}, Notes())


def test_two_numbers_never_share_a_card():
    """A card that would have to explain two numbers is refused."""
    notes = Notes()
    notes.owe(Number("level", 0.95, "95 %", "level", Chosen("level", "why")))

    with pytest.raises(PageError, match="share the card 'level'"):
        notes.owe(Number("level", 0.9, "90 %", "level", Chosen("level", "why")))


def test_same_inputs_same_page(briefing, charts):
    """Rendering twice gives the same bytes."""
    assert render(briefing, charts) == render(briefing, charts)


def test_a_supposed_cutoff_is_said_to_be(project, dossier):
    """A page that supposes when a count stopped says so beside its finding, and computes with that day."""
    found = answer(dossier, ask(as_of="2021-10-31"))
    made = compose_briefing(found, build_inputs(project, "isil-kp-2021", hash_records(dossier)))
    page = render(made, {"windows": EMPTY, "windows-narrow": EMPTY, "bars": EMPTY})

    assert "1 January to 31 October 2021, as supposed here" in page
    assert (
        "This brief supposes that the 2021 count stopped on 31 October 2021; it can have run to 17 November 2021."
        in page
    )
    assert "304" == found.numbers.later.days.text


def from_everything(found):
    """Return the same findings, with no record left aside."""
    every = answer(found.everything, found.brief)
    every.__dict__["records"] = found.everything  # in the place of what is computed when it is first asked for
    return every


def test_every_comparable_pair_on_file_makes_a_page(project, dossier):
    """Whichever two figures a brief names, if they may be compared: their page is made, and from what bears on them."""
    made_from, pages, compared = build_inputs(project, "isil-kp-2021", hash_records(dossier)), 0, set()
    for earlier, later in permutations(dossier.figures.index, 2):
        found = answer(dossier, ask(earlier, later, milestones=["un-briefing"]))
        try:
            if not found.comparable:
                continue
        except ComparisonError:
            continue
        again = [] if earlier in compared or len(compared) > 4 else [from_everything(found)]
        page, *same = (
            render(compose_briefing(one, made_from), {"windows": EMPTY, "windows-narrow": EMPTY, "bars": EMPTY})
            for one in (found, *again)
        )
        assert all(page == other for other in same)
        compared.add(earlier)
        pages += 1

    assert pages > 15
