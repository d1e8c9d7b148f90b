"""What surrounds the text of a page: contents, links to headings and numbers, what sites read, the style sheet."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from conftest import ask
from tally.briefing import compose_briefing
from tally.evidence import answer
from tally.page.frame import link_headings, link_places, list_sections, name_places
from tally.page.frame.stylesheet import HERE, SHEETS
from tally.page.page import typeset
from tally.project import Project, build_inputs, code_hashes
from tally.project.folders import ProjectError
from tally.records import hash_records
from typesetting import EMPTY

SITE = "https://example.org/our%20briefings"


class Elements(HTMLParser):
    """Collects elements with their attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def values(self, tag, name, key):
        """Return an attribute of all elements of a tag, by another of their attributes."""
        return {one[key]: one[name] for kind, one in self.found if kind == tag and key in one and name in one}


@pytest.fixture(scope="module")
def briefing(project, dossier):
    found = answer(dossier, ask(milestones=["un-briefing"]))
    return compose_briefing(found, build_inputs(project, "isil-kp-2021", hash_records(found.records)))


def render(briefing, **options):
    return typeset(briefing, {"windows": EMPTY, "windows-narrow": EMPTY, "bars": EMPTY}, **options)[0]


@pytest.fixture(scope="module")
def page(briefing):
    return render(briefing)


def test_the_contents_list_every_section(page):
    """Each section that a reader can go to is in the contents, by its heading, in the order of the page."""
    sections = re.findall(r'<section id="([^"]+)"', page)
    contents = page.partition('<nav class="contents"')[2].partition("</nav>")[0]

    assert len(sections) > 12
    assert sections == re.findall(r'href="#([^"]+)"', contents)
    for name, title in re.findall(r'href="#([^"]+)">(.*?)</a>', contents):
        assert re.search(
            rf'<section id="{name}"[^>]*(aria-label="{re.escape(title)}"|>\s*<h2>.*{re.escape(title)})', page
        )


def test_every_heading_is_a_link_to_itself(page):
    """A reader can copy the address of each heading, and it leads there."""
    main = page.partition("<main>")[2].partition("</main>")[0]
    headings = re.findall(r"<h[23][^>]*>.*?</h[23]>", main)

    assert len(headings) > 15
    for heading in headings:
        target = re.search(r'<a href="#([^"]+)">[^<]*\S</a>', heading)
        assert target, heading
        assert f'id="{target[1]}"' in main


@pytest.mark.parametrize(
    ("markup", "linked"),
    [
        ('<section id="a"><h2>B &amp; c?</h2>', '<section id="a"><h2><a href="#a">B &amp; c?</a></h2>'),
        (
            '<h3 id="b">The count: <button>60</button></h3>',
            '<h3 id="b"><a href="#b">The count</a>: <button>60</button></h3>',
        ),
        (
            '<h3 id="b"><span class="window">2020</span>: <button>60</button></h3>',
            '<h3 id="b"><a href="#b"><span class="window">2020</span></a>: <button>60</button></h3>',
        ),
        (
            '<h3 id="b">From <span class="window">2020</span> to <span class="window">9</span></h3>',
            '<h3 id="b"><a href="#b">From <span class="window">2020</span> to <span class="window">9</span></a></h3>',
        ),
        ("<h3>No name</h3>", "<h3>No name</h3>"),
        ('<h3 id="b"><q>Quoted</q></h3>', '<h3 id="b"><q>Quoted</q></h3>'),
    ],
)
def test_a_heading_is_linked_up_to_its_first_number(markup, linked):
    """Words and their punctuation stay as they are, and a number stays a control of its own."""
    assert linked == link_headings(markup)


def test_a_section_without_heading_is_listed_by_its_label():
    """A section that has neither is not listed."""
    body = '<section id="a" class="x" aria-label="Charts"><figure></figure></section><section id="b"><p></p></section>'

    assert [("a", "Charts")] == [(one.id, one.title) for one in list_sections(body)]


def control(number):
    return f'<button class="number" popovertarget="{number}" data-note="1">60</button>'


def test_the_first_place_of_a_number_has_an_id():
    """It stays the same if a number is added elsewhere, in front of it or behind."""
    a, b = control("a"), control("b")
    text = f'{{}}<section id="the-one">{a}{b}</section><section id="two">{a}</section>'

    for more in ("", a, b):
        named = name_places(text.format(more))
        ids = re.findall(r' id="(at[^"]*)" popovertarget="([^"]+)"', named)
        assert [("at.a", "a"), ("at.b", "b")] == sorted(ids)
        assert named.index('popovertarget="a') == named.index('at.a" popovertarget') + len('at.a" ')


def test_a_card_leads_to_its_number(page):
    """Each card has a link to the first place of its number on the page, or to itself if that is not in the text."""
    found = Elements(page).found
    ids = {attributes["id"] for _, attributes in found if "id" in attributes}
    links = [attributes["href"][1:] for tag, attributes in found if attributes.get("class") == "place" and tag == "a"]
    cards = [attributes["id"] for _, attributes in found if "popover" in attributes]

    assert [f"at.{card}" if f"at.{card}" in ids else card for card in cards] == links
    assert sum(link.startswith("at.") for link in links) > 50
    assert '<a class="place" href="#b"' == link_places('<a class="place" href="#b"', name_places(control("a")))


def test_without_a_site_no_address_is_made_up(page, briefing):
    """A page says its title and finding to sites, but names no address unless the project has one."""
    head = Elements(page.partition("</head>")[0])
    said = head.values("meta", "content", "property") | head.values("meta", "content", "name")

    assert briefing.question == said["og:title"]
    assert said["og:description"] in said["description"]
    assert "summary" == said["twitter:card"]
    assert {"icon": "data:", "alternate": "../fe"} == {
        name: link[:5] for name, link in head.values("link", "href", "rel").items()
    }
    assert not {"og:url", "og:image", "twitter:image"} & {*said}


def test_a_page_on_the_web_names_its_address_and_its_card(briefing):
    """The address is that of the page in the folder that is published, the card is the one among its exports."""
    at = replace(briefing, provenance=replace(briefing.provenance, site=SITE))
    head = Elements(render(at).partition("</head>")[0])
    said = head.values("meta", "content", "property") | head.values("meta", "content", "name")

    assert f"{SITE}/isil-kp-2021/briefing.html" == said["og:url"] == head.values("link", "href", "rel")["canonical"]
    assert f"{SITE}/isil-kp-2021/exports/isil-kp-2021-edition-1-card.png" == said["og:image"] == said["twitter:image"]
    assert ("1200", "630") == (said["og:image:width"], said["og:image:height"])
    assert said["og:image:alt"].startswith(briefing.question)
    assert "summary_large_image" == said["twitter:card"]


def test_a_draft_is_described_to_nobody(briefing):
    """Sites and search engines get nothing of a draft."""
    draft = render(briefing, draft=True)

    assert "noindex" in draft
    assert "og:" not in draft.partition("</head>")[0]


def test_the_icon_is_a_drawing(page):
    """What browsers show beside the title is in the page itself, and is an SVG that can be read."""
    icon = unquote(Elements(page).values("link", "href", "rel")["icon"])

    assert icon.startswith('data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"')
    assert icon.endswith("</svg>")


@pytest.fixture
def settings(tmp_path):
    """A project of a few files with a setting for its site."""

    def make(site):
        (tmp_path / "notebooks").mkdir(exist_ok=True)
        (tmp_path / "notebooks" / "1-only.ipynb").write_text(
            '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}', encoding="utf-8"
        )
        (tmp_path / "requirements.lock").touch()
        (tmp_path / "pyproject.toml").write_text(f"[tool.tally]\nsite = {site!r}\n", encoding="utf-8")
        return Project(tmp_path, tmp_path / "reports")

    return make


def test_the_address_of_the_site_is_a_setting(settings):
    """With or without a slash at its end; a change of it is a change of what pages are made from."""
    assert SITE == settings(SITE).site == settings(f"{SITE}/").site
    assert "" == settings("").site
    assert code_hashes(settings(SITE)) != code_hashes(settings("https://example.org/other"))
    assert code_hashes(settings(SITE)) == code_hashes(settings(f"{SITE}/"))


@pytest.mark.parametrize(
    "site", ["example.org", "ftp://example.org", "https://a b", 'https://a/"><script>', "https://a/?x"]
)
def test_what_is_no_address_is_refused(settings, site):
    """The message names the setting and shows what one looks like."""
    with pytest.raises(ProjectError, match=r"site in pyproject.toml is .* such as https://"):
        _ = settings(site).site


def test_every_part_of_the_style_sheet_is_used():
    """A file that is added to the folder gets its place in the order."""
    assert sorted([*SHEETS, "index"]) == sorted(path.stem for path in (HERE / "templates" / "page").glob("*.css"))
