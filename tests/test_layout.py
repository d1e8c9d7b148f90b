"""The page uses its room: contents and facts at its side, cards in its margin, full pages on paper."""

import json
import re

import pytest
from pypdfium2 import PdfDocument

from page_parts import NUMBER

WIDE, MIDDLE, NARROW = (1280, 900), (900, 900), (390, 844)
OPEN = "[popover]:popover-open"
HALF, BODY = 0.52, 0.93  # of a printed page's height: half of what is between its margins, and all of that
DARK = 200  # of 255: what is darker is print
PAGE = re.compile(r"\d+/\d+")
BOX = "one => one.getBoundingClientRect().toJSON()"

# For each number of the text that is in sight: its place, that of its card, and the texts that the card covers.
OPEN_EACH = """controls => {
    const texts = [...document.querySelectorAll('main :is(p, li, h2, h3, th, td, dd, figcaption)')].filter(
        one => one.checkVisibility() && !one.closest('.full, .plain'));
    const numbers = [...document.querySelectorAll(`main ${controls}`)].filter(
        one => one.checkVisibility() && !one.closest('.full, .plain'));
    return numbers.map(number => {
        number.scrollIntoView({block: 'center', behavior: 'instant'});
        number.click();
        const card = document.querySelector('[popover]:popover-open'), at = number.getClientRects()[0].toJSON();
        const box = card.getBoundingClientRect().toJSON(), range = document.createRange();
        const covered = texts.filter(text => {
            range.selectNodeContents(text);
            return [...range.getClientRects()].some(line => line.width && line.left < box.right - 1
                && line.right > box.left + 1 && line.top < box.bottom - 1 && line.bottom > box.top + 1);
        }).map(text => text.innerText.slice(0, 60));
        card.hidePopover();
        return {number: at, card: box, covered};
    });
}"""


@pytest.fixture
def visit(show, built):
    """Open a built page in a window of some size, for a reader who wants no motion: places are final at once."""
    pages = []

    def go(size=WIDE, name="isil-kp-2021", **options):
        pages.append(show(built.report(name) / "briefing.html", *size, **options))
        pages[-1].emulate_media(reduced_motion="reduce")
        return pages[-1]

    yield go
    for page in pages:
        page.emulate_media(reduced_motion="null")


def boxes(page, *selectors):
    return [page.locator(selector).first.evaluate(BOX) for selector in selectors]


@pytest.mark.parametrize("scripts", [True, False])
def test_contents_stay_in_sight_and_lead_to_each_section(visit, scripts):
    """Beside the text, however far one has read; by keyboard too, and without scripts."""
    page = visit(java_script_enabled=scripts)
    links = page.locator(".contents a")
    assert links.count() > 12
    links.last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#the-page")

    for part in (page.locator("#the-page h2"), links.first, links.last):
        box = part.bounding_box()
        assert 0 <= box["y"] < box["y"] + box["height"] <= WIDE[1]


def test_contents_are_folded_where_there_is_no_room(visit):
    """On a phone they are a line until somebody opens them; on paper they are not there."""
    page = visit(NARROW)
    assert not page.locator(".contents a").first.is_visible()
    page.locator(".contents summary").click()
    assert page.locator(".contents a").first.is_visible()

    page.emulate_media(media="print")
    assert not page.locator(".contents").is_visible()


def test_facts_are_beside_the_finding(visit, built):
    """The verdict, whether the quotations are verified, who counted and the periods, level with the first sentence."""
    page = visit()
    facts, lead = boxes(page, ".facts", ".lead")
    told = " ".join(page.locator(".facts").inner_text().lower().split())
    overview = json.loads((built.report("isil-kp-2021") / "editions.json").read_text(encoding="utf-8"))

    assert facts["right"] < lead["left"]
    assert abs(facts["top"] - lead["top"]) < 20
    for fact in (overview["verdict"], "both verified", "united nations", "2020", "1 january to"):
        assert fact in told, fact

    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    facts, lead, chart = boxes(page, ".facts", ".lead", "#the-charts")
    assert lead["bottom"] < facts["top"] < facts["bottom"] < chart["top"]


@pytest.mark.parametrize("size", [(1024, 700), WIDE, (1920, 1080)])
def test_a_card_is_in_the_margin_beside_its_number(visit, size):
    """In a wide window each number of the text has its card at its height, right of the text and over none of it."""
    shown = visit(size).evaluate(OPEN_EACH, NUMBER)

    assert len(shown) > 80
    for one in shown:
        number, card = one["number"], one["card"]
        assert [] == one["covered"]
        assert number["right"] < card["left"] < card["right"] <= size[0]
        assert 0 <= card["top"] <= number["top"] < number["bottom"] <= card["bottom"] <= size[1]


@pytest.mark.parametrize("size", [MIDDLE, NARROW])
def test_a_card_is_over_the_text_where_there_is_no_margin(visit, size):
    """In a narrower window it is whole and in sight, as a sheet or below its number."""
    page = visit(size)
    for place in (0, 9):
        page.locator(f".finding {NUMBER}").nth(place).click()
        card, text = boxes(page, OPEN, ".lead")

        assert card["left"] < text["right"]
        assert 0 <= card["left"] < card["right"] <= size[0]
        assert 0 <= card["top"] < card["bottom"] <= size[1]
        page.keyboard.press("Escape")


def test_a_card_of_a_card_is_whole(visit):
    """A number in a card in the margin opens its own card, inside the window and not over that number."""
    page = visit()
    page.locator(f".lead {NUMBER}").nth(5).click()
    page.locator(f"{OPEN} {NUMBER}").first.click()
    number = page.locator(f"{OPEN} {NUMBER}").first.bounding_box()
    cards = page.locator(OPEN).evaluate_all(f"cards => cards.map({BOX})")

    assert 2 == len(cards)
    assert all(0 <= card["left"] < card["right"] <= WIDE[0] for card in cards)
    assert all(0 <= card["top"] < card["bottom"] <= WIDE[1] for card in cards)
    assert any(not card["top"] - 1 <= number["y"] <= card["bottom"] for card in cards)


def test_a_number_has_an_address(visit):
    """Its card gives the address, which leads to the number in its sentence and marks it."""
    page = visit()
    number = page.locator(f"#the-strength {NUMBER}[id]").first
    number.click()
    page.locator(f"{OPEN} .closing a").click()

    assert page.url.endswith("#" + number.get_attribute("id"))
    assert "rgba(0, 0, 0, 0)" != number.evaluate("one => getComputedStyle(one).backgroundColor")
    assert 0 < number.bounding_box()["y"] < WIDE[1]


def test_a_heading_shows_its_link_when_it_is_reached(visit):
    """By pointer and by keyboard; it takes no room and is not on paper."""
    page = visit()
    sign = "one => getComputedStyle(one, '::before').opacity"
    link = page.locator("#the-change h2 a")
    assert "0" == link.evaluate(sign)
    link.hover()
    assert "1" == link.evaluate(sign)
    page.mouse.move(5, 5)
    page.locator(f"#the-evidence {NUMBER}").last.focus()
    page.keyboard.press("Tab")
    assert link.evaluate("one => one === document.activeElement")
    assert "1" == link.evaluate(sign)
    assert boxes(page, "#the-change h2", "#the-change h2 a")[0]["left"] == link.evaluate(BOX)["left"]


def test_the_page_moves_only_for_those_who_want_it(visit):
    """Where a reader has asked for less motion, a link jumps."""
    page = visit()
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert "auto" == page.evaluate(behaviour)
    page.emulate_media(reduced_motion="no-preference")
    assert "smooth" == page.evaluate(behaviour)


def test_the_other_counts_have_the_full_width(visit):
    """Their table needs no click in a wide window and is as wide as text and margin; sources are in two columns."""
    page = visit()
    table, text, section = boxes(page, "#the-others .counts", "#the-others > p", "#the-others")

    assert page.locator("#the-others .counts").is_visible()
    assert section["width"] == pytest.approx(table["width"], abs=1)
    assert table["width"] > 1.3 * text["width"]
    assert 2 == len({round(left) for left in page.locator(".sources > li").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().left)"
    )})  # fmt: skip


def test_no_printed_page_is_half_empty(visit):
    """Every page but the last is more than half full, and none ends with a heading."""
    page = visit(name="gulf-crew-2019")
    headings = {"".join(one.split()) for one in page.locator("main :is(h2, h3)").all_inner_texts()}
    pages = [*PdfDocument(page.pdf(prefer_css_page_size=True))]

    assert len(pages) > 5
    assert headings
    for sheet in pages[:-1]:
        picture = sheet.render(scale=0.25, grayscale=True).to_pil()
        body = picture.crop((0, 0, picture.width, round(picture.height * BODY)))
        lines = ["".join(line.split()) for line in sheet.get_textpage().get_text_range().splitlines()]
        assert body.point(lambda shade: shade < DARK and 255).getbbox()[3] > HALF * picture.height
        assert [line for line in lines if line and not PAGE.fullmatch(line)][-1] not in headings
