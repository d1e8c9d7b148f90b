"""What the sections of a page say together: assumptions, days, limits, and no words of the old dialect."""

import re
from functools import cache

import pytest
from lxml import html

from conftest import ask
from tally.briefs import load_brief
from tally.text import words
from typesetting import page_without_charts

NAMES = (
    "gulf-crew-2019", "gulf-incidents-2024", "gulf-nine-months-2022", "isil-kp-2021", "isil-kp-2023", "isil-kp-autumn",
    "isil-kp-claims", "made-up-events-2025", "made-up-example",
)  # fmt: skip
DIALECT = re.compile(
    r"on file|\blocked\b|the primar(?:y|ies)|claims? (?:least|most)|forgiven|stands? as it was|put otherwise|bear out|"
    r"set side by side|take in\b|yardstick|worked out|\d %|\b1 (?:days|attacks|incidents|events)\b|\binf\b|\bnan\b",
    re.IGNORECASE,
)


def made(project, brief):
    """Return what a page of a brief is made from, and its sections in plain text."""
    briefing, text = page_without_charts(project, brief)
    page = html.fromstring(text)
    return briefing, {
        section.get("id"): " ".join(" ".join(section.itertext()).split()) for section in page.iter("section")
    }


@cache
def shipped(project, name):
    return made(project, load_brief(project, name))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_speaks_plainly(project, name):
    """Tally's own sentences have no word of the old dialect, no “1 days”, and no space before a percent sign."""
    _, sections = shipped(project, name)
    own = {part: text for part, text in sections.items() if part not in ("the-sources", "the-words", "the-milestones")}

    assert {} == {part: DIALECT.findall(text) for part, text in own.items() if DIALECT.search(text)}


@pytest.mark.parametrize("name", ["isil-kp-2023", "gulf-crew-2019"])
def test_a_basis_that_nobody_states_is_assumed(project, name):
    """Two counts whose basis is not stated are like for like only if one basis is assumed, and the table says so."""
    _, sections = shipped(project, name)

    assert "Like for like, if one basis is assumed: " in sections["the-comparison"]
    assert re.search(r"Basis not stated not stated assumed", sections["the-comparison"])
    assert "basis agree" not in sections["the-comparison"]
    assert "both are assumed to follow the same rule" in sections["the-finding"]


@pytest.mark.parametrize("name", NAMES)
def test_selection_is_a_limitation(project, name):
    """Each page says that somebody chose its counts, who reported or counted them, and that there are many pairs."""
    briefing, sections = shipped(project, name)
    counted = briefing.found.comparison.later.counted
    chosen = "Somebody chose these days, this actor" if counted else "in the data because somebody reported them"

    assert chosen in sections["the-limits"]
    assert "Of many pairs of counts, some differ by chance." in sections["the-limits"]


@pytest.mark.parametrize("name", NAMES)
def test_counts_that_are_left_out_could_bear_on_the_answer(project, name):
    """A count that is named as not used shares days with one that is, or with one that shares days with it."""
    briefing, _ = shipped(project, name)
    bounds = briefing.bounds
    windows = [number.evidence.figure.window for number in (*bounds.taken, *bounds.unstated)]
    near = [figure.window for figure in briefing.found.comparison.pair]
    while more := [window for window in windows if window not in near and any(window.overlaps(w) for w in near)]:
        near += more

    assert all(number.evidence.figure.window in near for number in bounds.unstated)


def test_a_supposed_cut_off_is_told_in_the_limitations(project):
    """What a brief supposes is not called the last day that the count can have reached."""
    _, sections = made(project, ask(as_of="2021-10-31"))

    assert re.search(r"This brief supposes 31 October 2021 ?\.", sections["the-limits"])
    assert "It is taken to run to" not in sections["the-limits"]
    assert "It is taken to run to 17 November 2021" in shipped(project, "isil-kp-2021")[1]["the-limits"]


@pytest.mark.parametrize("name", NAMES)
def test_documents_of_a_count_are_those_in_which_it_was_read(project, name):
    """A document of which only a wording is quoted gives neither of the two counts, whoever it quotes."""
    briefing, _ = shipped(project, name)
    pair = {account.figure.id for account in briefing.pair}
    former = {one.account.figure.id for one in briefing.former if one.by in pair}
    read = [one.figure for one in briefing.accounts if {one.figure.id, one.figure.repeats} & (pair | former)]

    assert len({figure.source for figure in read}) == briefing.tallies.documents.value


@pytest.mark.parametrize(
    ("counter", "said"),
    [
        ("not stated", "an unnamed counter"), ("not stated (TRT World)", "an unnamed counter (TRT World)"),
        ("not known", "an unnamed counter"), ("United Nations", "United Nations"),
        ("UN Secretary-General (counting office not stated)", "UN Secretary-General (counting office not stated)"),
    ],
)  # fmt: skip
def test_only_a_counter_without_a_name_is_unnamed(counter, said):
    """A name stays as it is, whatever is not stated within it."""
    assert said == words.named(counter)


def test_sections_come_as_a_reader_asks(project):
    """Finding, charts, comparison, evidence, size, how solid, who else, what was said, limitations, sources."""
    _, sections = shipped(project, "isil-kp-2021")

    assert [
        "the-finding", "the-charts", "the-comparison", "the-evidence", "the-change", "the-strength", "the-bounds",
        "the-others", "the-words", "the-milestones", "the-limits", "the-editions", "the-sources", "the-downloads",
        "the-page",
    ] == [name for name in sections if name]  # fmt: skip


def test_the_finding_answers_what_a_brief_of_claims_asks(project):
    """“Does a count of claims show the same rise?”: the other counter's rise, and by what factor the two differ."""
    _, sections = shipped(project, "isil-kp-claims")
    finding = sections["the-finding"]

    assert "Another counter, the United Nations" in finding
    assert re.search(r"differ by a factor of 1\.42 \( ?0\.99 ?– ?2\.05 ?\)", finding)
