"""The second case: incidents and kidnapped crew in the Gulf of Guinea, counted by several, in two languages."""

import copy
import re

import pytest
from lxml import html

from tally.analysis import Verdict, compare, find_origins
from tally.briefing import provenance_of
from tally.briefs import load_brief
from tally.evidence import with_article
from tally.project import find_project
from tally.records import load_dossier
from tally.records.figures import Pair, Seen

CASE = "gulf-of-guinea"
BRIEFS = ("gulf-crew-2019", "gulf-incidents-2024", "gulf-nine-months-2022")
QUOTED = ("q", "blockquote", "cite", "svg", "script", "style")
NOT_OURS = ("note-text", "event", "sources", "carried", "evidence", "chain")  # classes of what others wrote
OTHER_UNITS = ("kidnap attacks", "attacks and thefts", "ships attacked")  # of counts that stand beside
REVISED = {
    "imb-incidents-2021-first-edition": (34, 35),
    "imb-incidents-2021-nine-months-first-edition": (28, 27),
    "imb-incidents-2022-nine-months-first-edition": (13, 14),
    "imb-incidents-2022-first-quarter-first-edition": (7, 8),
    "mica-events-2020-first-edition": (114, 115),
}


@pytest.fixture(scope="module")
def gulf():
    return load_dossier(find_project(), CASE)


@pytest.fixture(scope="module")
def pages(built):
    return {name: html.parse(built.report(name) / "briefing.html").getroot().find("body") for name in BRIEFS}


def said(page, part=""):
    """Return what a page or a part of it says, its lines joined."""
    element = page.get_element_by_id(part) if part else page
    return " ".join(element.text_content().split()).replace("\N{NO-BREAK SPACE}", " ")


def without_quotations(page):
    """Return a page with only what Tally itself says."""
    left = copy.deepcopy(page)
    for element in [*left.iter(*QUOTED), *(one for name in NOT_OURS for one in left.find_class(name))]:
        if element.getparent() is not None:
            element.drop_tree()
    return left


def test_everything_is_entered(gulf):
    """All figures, documents, wordings and events of the research are in the case."""
    assert (78, 113, 46, 8) == (
        len(gulf.every) + len(gulf.superseded), len(gulf.sources), len(gulf.statements), len(gulf.milestones)
    )  # fmt: skip


def test_nothing_is_called_checked(gulf):
    """Every count was read on a page that is not stored here, and says so."""
    assert {Seen.TRANSCRIBED} == {figure.seen for figure in gulf.every.values()}


def test_revisions_are_kept(gulf):
    """A count that its counter revised is superseded by the one of the same counter, unit, place and window."""
    found = {name: (one.figure.value, gulf.every[one.by].value) for name, one in gulf.superseded.items()}
    assert REVISED == found
    for one in gulf.superseded.values():
        new = gulf.every[one.by]
        alike = ("counter", "unit", "place", "group", "basis", "window")
        assert [getattr(new, name) for name in alike] == [getattr(one.figure, name) for name in alike]


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("imb-ships-attacked-2020-financial-street", "imb-incidents-2020"),
        ("imb-incidents-2023-defenceweb", "imb-incidents-2023"),
        ("dryad-kidnapped-crew-2020-oil-and-gas-journal", "dryad-kidnapped-crew-2020"),
        ("imb-crew-in-two-incidents-2019-last-quarter", "imb-kidnapped-crew-2019-last-quarter"),
    ],
)
def test_contradictions_of_outlets_stand(gulf, slip, right):
    """Another number that only an outlet gives is no revision: both stand, and the note says what is known."""
    assert {slip, right} <= gulf.every.keys()
    assert gulf.every[slip].value != gulf.every[right].value
    assert gulf.every[slip].note


@pytest.mark.parametrize("counter", ["Dryad Global", "Ambrey"])
def test_a_document_of_several_counters(gulf, counter):
    """Counters whose counts stand in one document are counted apart, and with their own other documents."""
    figures = gulf.figures[gulf.figures["place"] == "West Africa"]
    found = [origin.counters for origin in find_origins(figures, gulf.sources)]

    assert [(name,) for name in sorted(["Ambrey", "Dryad Global"])] == sorted(found)
    assert (counter,) in found


def test_units_that_share_a_number_are_apart(gulf):
    """Kidnapped crew, kidnapping incidents and all incidents of one year and counter cannot be compared."""
    for other in ("imb-kidnapping-incidents-2020", "imb-incidents-2020"):
        assert compare(gulf.figures, Pair("imb-kidnapped-crew-2019", other)).verdict is Verdict.NOT_COMPARABLE


@pytest.mark.parametrize("name", BRIEFS)
def test_pages_know_no_other_case(pages, name):
    """No page of this case mentions what the first case is about."""
    text = said(pages[name])
    assert not re.search(r"afghan|isil|khorasan|taliban|attributed|claimed", text, re.IGNORECASE)


@pytest.mark.parametrize("name", BRIEFS)
def test_nothing_is_called_an_attack(pages, name):
    """What was counted is named by its unit: Tally itself speaks of no attack where none was counted."""
    page = without_quotations(pages[name])
    for row in list(page.iter("tr", "li", "p")):
        if any(unit in row.text_content() for unit in OTHER_UNITS):
            row.drop_tree()
    assert [] == re.findall(r"[^.]*\battack[^.]*", said(page), re.IGNORECASE)


@pytest.mark.parametrize("name", BRIEFS)
def test_sentences_of_counts_without_a_group(pages, name):
    """Nobody is named whom the counts could be ascribed to, and a place has its article."""
    assert "in the Gulf of Guinea" in said(pages[name], "the-finding")
    assert not re.search(r"ascribed to|\bby in\b|in Gulf of Guinea", said(without_quotations(pages[name])))
    assert not [
        row for row in pages[name].get_element_by_id("the-comparison").iter("th") if row.text_content() == "Group"
    ]


def test_crew_of_two_years(built, pages):
    """Crew kidnapped in 2018 and 2019 are like for like, in one document: 121 and 78."""
    brief = load_brief(built, "gulf-crew-2019")
    comparison = compare(load_dossier(built, CASE).figures, brief.pair)

    assert Verdict.LIKE_FOR_LIKE is comparison.verdict
    assert (78, 121) == (comparison.earlier.value, comparison.later.value)
    assert 1.551 == round(comparison.later.value / comparison.earlier.value, 3)
    finding = said(pages["gulf-crew-2019"], "the-finding")
    assert {"78", "121", "1.6"} <= set(re.findall(r"\d+(?:\.\d+)?", finding))
    assert "Like for like" in said(pages["gulf-crew-2019"], "the-comparison")


def test_claims_about_the_two_counts(pages):
    """The press release’s own claim is true, and the headlines that rounded it down say too little."""
    words = said(pages["gulf-crew-2019"], "the-words")

    assert re.search(r"increased more than 50% from 78 in 2018 .{0,120}True\. From 78 to 121 is a rise of 55\.1", words)
    assert re.search(
        r"Crew Kidnappings Surge 50% Off W\. Africa.{0,40}Too little\. .{0,50}That is 1\.1 times the claim", words
    )
    assert "Chance plays no part in these verdicts" in words
    assert "Claims about the change" not in said(pages["gulf-nine-months-2022"], "the-words")


def test_nine_months_of_two_years(pages):
    """The revised counts, 27 and 14, are compared; 28 and 13 are named as superseded, and by what."""
    page = pages["gulf-nine-months-2022"]
    finding = said(page, "the-finding")

    assert {"27", "14"} <= set(re.findall(r"\d+", finding))
    assert not {"28", "13"} & set(re.findall(r"\d+", finding))
    nine = "from 1 January to 30 September"
    assert re.search(rf"28 (\w+ )?{nine} 2021, by .*? replaced by 27\.", said(page))
    assert re.search(rf"13 (\w+ )?{nine} 2022, by .*? replaced by 14\.", said(page))


def test_years_between(pages):
    """Between 81 in 2020 and 18 in 2024 the finding gives 35, 19 and 22, so nobody reads a steady fall."""
    finding = said(pages["gulf-incidents-2024"], "the-finding")
    named = re.findall(r"\d+", finding)

    assert {"81", "18"} <= set(named)
    assert re.search(r"35\b.*\b2021\b.*\b19\b.*\b2022\b.*\b22\b.*\b2023", finding)


def test_one_count_in_two_documents(pages):
    """What the pair passes on from an earlier edition is the same count, and no other one beside it."""
    rows = [
        row.text_content().strip() for row in pages["gulf-incidents-2024"].get_element_by_id("the-others").iter("tr")
    ]

    assert rows
    assert not [row for row in rows if row.startswith("81")]


def test_a_wording_keeps_its_note(gulf, pages):
    """A page that shows a wording says what is known of it."""
    note = next(one.note for one in gulf.statements if one.id == "northafricapost-2020-01-headline")

    assert note
    assert note in said(pages["gulf-crew-2019"])


def test_a_title_that_is_not_the_documents_own(pages):
    """A description in a title's place is in brackets, and the page says where each title is from."""
    text = said(pages["gulf-nine-months-2022"], "the-sources")

    assert "[Acts of piracy, third quarter 2022 (informare.it; title not in the excerpt)]" in text
    assert "URL slug" not in text
    assert "made from the address" in text


def test_french_pages(gulf):
    """Counts that were read in French keep the words of their page, its number words included."""
    french = [one for one in gulf.every.values() if gulf.sources[one.source].language == "fr"]

    assert 16 == len(french) + sum(gulf.sources[one.figure.source].language == "fr" for one in gulf.superseded.values())
    assert (
        "seuls sept navires ont été piratés en 2023"
        == provenance_of(gulf, "mica-ships-pirated-2023", ()).figure.quotation
    )


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("Gulf of Guinea", "the Gulf of Guinea"), ("the Sahel", "the Sahel"), ("Gaza Strip", "the Gaza Strip"),
        ("West Africa", "West Africa"), ("Red Sea", "the Red Sea"), ("Seattle", "Seattle"),
        ("United Kingdom", "the United Kingdom"), ("Haïti", "Haïti"), ("Central African Republic",
         "the Central African Republic"), ("West Africa (IMO region)", "West Africa (IMO region)"),
    ],
)  # fmt: skip
def test_a_place_in_a_sentence(place, named):
    """English puts an article before kinds of places, and not before other names."""
    assert named == with_article(place)


def test_an_added_unit(copied, command):
    """The words for one of a unit are stored with the case; other words for it are refused unless that is meant."""
    assert 0 == command("add", "unit", "people killed", "person killed", "--case", "made-up").returncode
    again = command("add", "unit", "people killed", "one killed", "--case", "made-up")

    assert 1 == again.returncode
    assert "'people killed' is 'person killed' with 1 already" in again.stderr
    assert 0 == command("add", "unit", "people killed", "one killed", "--replace", "--case", "made-up").returncode
    assert '"people killed": "one killed"' in (copied.tables("made-up") / "datapackage.json").read_text("utf-8")
    assert 0 == command("check").returncode
