"""The list of briefings can be searched, and the feed says what each edition changed."""

from functools import partial
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import briefs_on
from tally.cli.build import _update_list
from tally.editions import Overview, RateSpan, read_overview
from tally.page import index_is_current, save_index
from tally.page.feed import ATOM, as_feed
from tally.page.index import line
from tally.project import find_project
from tally.records.figures import Seen


@pytest.fixture
def opened(show, built):
    """Open the list; nothing may be asked of any other file, and nothing may go wrong."""
    return partial(show, built.reports / "index.html")


def test_the_search_finds(opened):
    """Every word must stand in the entry, in any order and case; how many are found is said."""
    page = opened()
    page.get_by_label("Search questions, findings and editions").fill("TAKEOVER afghanistan year earlier")

    assert 1 == page.locator(".entry:visible").count()
    assert "after the takeover than a year earlier" in page.locator(".entry:visible").inner_text()
    assert f"1 of {len(find_project().briefs)}" == page.locator("#found").inner_text()
    page.get_by_label("Search questions, findings and editions").fill("")
    assert len(find_project().briefs) == page.locator(".entry:visible").count()


def test_the_list_without_scripts(opened):
    """All is there, and nothing that would not work."""
    page = opened(java_script_enabled=False)

    assert len(find_project().briefs) == page.locator(".entry:visible").count()
    assert not page.get_by_label("Search questions, findings and editions").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_list(opened, scheme, width):
    """In either scheme, at either width."""
    page = opened(width)
    page.emulate_media(color_scheme=scheme)

    assert 0 == Axe().run(page, options={"resultTypes": ["violations"]}).violations_count
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_each_entry_says_how_its_figures_were_seen(opened, built):
    """Locked, transcribed, relayed, as the briefing's figures are; a made-up example is marked as one."""
    page = opened()
    for name in built.briefs:
        entry = page.locator(".entry", has=page.locator(f"a[href='{name}/briefing.html']"))
        seen = read_overview(built.report(name)).seen
        for kind, count in seen.items():
            assert (f"{count} {Seen(kind).words}" in entry.inner_text()) is bool(count)
        assert name.startswith("made-up-") is ("Every count in it is made up" in entry.inner_text())
        pair = name in briefs_on(built)
        assert int(pair) == entry.locator("svg.line path.earlier").count()
        assert (1 == entry.locator("svg.line path.later").count()) is pair


def test_the_feed_has_every_edition(built):
    """Well formed, with ids that stay, dates, and relative addresses that lead somewhere."""
    feed = ElementTree.parse(built.reports / "feed.xml").getroot()
    entries = feed.findall(f"{{{ATOM}}}entry")
    ids = [entry.findtext(f"{{{ATOM}}}id") for entry in entries]

    assert len(built.briefs) == len(entries) == len(set(ids))
    for entry in entries:
        assert (built.reports / entry.find(f"{{{ATOM}}}link").get("href")).is_file()
        assert entry.findtext(f"{{{ATOM}}}updated").endswith("T00:00:00Z")
    before = (built.reports / "feed.xml").read_bytes()
    save_index(built)
    assert before == (built.reports / "feed.xml").read_bytes()


def test_hostile_words_in_a_feed_stay_words(built):
    """A question with markup is text in the feed, and a feed without entries is one all the same."""
    one = read_overview(built.report("isil-kp-2021"))
    hostile = Overview(**one.model_dump() | {"question": "<script>&]]>", "brief": "../<x>"})
    feed = ElementTree.fromstring(as_feed([hostile]).encode())

    assert "<script>&]]> Edition 1" == feed.findtext(f"{{{ATOM}}}entry/{{{ATOM}}}title")
    assert 0 == len(ElementTree.fromstring(as_feed([]).encode()).findall(f"{{{ATOM}}}entry"))


def test_a_briefing_without_an_overview_is_left_out(tmp_path):
    """What was built by something older, or damaged, breaks no list."""
    assert read_overview(tmp_path) is None
    (tmp_path / "editions.json").write_text("{", encoding="utf-8")
    assert read_overview(tmp_path) is None


def test_the_line_is_to_scale():
    """Each step as high as its rate, as wide as its days; of nothing, nothing is drawn."""
    stretches = (
        RateSpan(first="2020-01-01", last="2020-12-31", per_day=1, role="earlier"),
        RateSpan(first="2021-01-01", last="2021-12-31", per_day=2, role="later"),
    )
    drawn = ElementTree.fromstring(str(line(stretches)))
    earlier, later = (path.get("d") for path in drawn)

    assert "M0.0 35V18.0H84.1V35" == earlier
    assert "M84.1 35V2.0H168.0V35" == later
    assert "" == line(())


def test_a_list_or_feed_that_was_changed_by_hand_is_written_again(built):
    """Also by a build that finds every briefing up to date; a list that was not touched is not written."""
    save_index(built)
    index, feed = built.reports / "index.html", built.reports / "feed.xml"
    whole, seen = index.read_bytes(), index.stat().st_mtime_ns
    assert index_is_current(built)
    _update_list(built, [])
    assert seen == index.stat().st_mtime_ns

    index.write_text("by hand", encoding="utf-8")
    feed.unlink()
    assert not index_is_current(built)
    _update_list(built, [])

    assert whole == index.read_bytes()
    assert feed.is_file()
