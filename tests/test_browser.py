"""The built page in a real browser: by mouse, touch and keyboard, without scripts, on a phone and on paper."""

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from limits import MILLISECONDS

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
BRIEFS = (
    "gulf-crew-2019", "gulf-incidents-2024", "gulf-nine-months-2022", "isil-kp-2021", "isil-kp-2023", "isil-kp-autumn",
    "isil-kp-claims", "made-up-example",
)  # fmt: skip
OPEN = "[popover]:popover-open"
# where a digit may stand: in a number with its evidence, or in words, days and names that are quoted as they are
ALLOWED = (
    "button.number, time, .window, .chain, .who, q, blockquote, cite, code, svg, .card-title, .exact, .note-text, h1, "
    "title, style, .seen, .quiet, .edition"
)
STRAY_DIGITS = """allowed => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (/\\d/.test(node.textContent) && !node.parentElement.closest(allowed)) found.push(node.textContent.trim());
    return found;
}"""


@pytest.fixture
def visit(browser, built):
    """Open a built page, and fail on any error of its console or any request that leaves the file."""
    contexts, faults = [], []

    def go(name="isil-kp-2021", size="desktop", **options):
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(MILLISECONDS)
        contexts.append(context)
        page = context.new_page()
        address = (built.report(name) / "briefing.html").as_uri() if name else (built.reports / "index.html").as_uri()
        page.on(
            "console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None if request.url == address or request.url.startswith("data:") else faults.append(request.url)
            ),
        )
        page.goto(address)
        return page

    yield go
    for context in contexts:
        context.close()
    assert [] == faults


def test_all_briefs_are_visited(built):
    """The tests below leave no shipped brief out."""
    assert sorted(BRIEFS) == built.briefs


@pytest.mark.parametrize("name", BRIEFS)
def test_every_number_opens_its_card(visit, name):
    """Each number of the page, hidden tables included, opens the card that explains it, by a click."""
    page = visit(name)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    numbers = page.locator("main button.number")

    assert numbers.count() > 20
    for place in range(numbers.count()):
        number = numbers.nth(place)
        number.click()
        card = page.locator(OPEN)
        assert 1 == card.count()
        assert number.get_attribute("popovertarget") == card.get_attribute("id")
        assert number.inner_text() in card.locator(".card-title").inner_text() or number.inner_text().lower() in (
            "no",
            "none",
        )
        page.keyboard.press("Escape")
        assert 0 == page.locator(OPEN).count()


def test_touch_opens_a_card_at_the_foot(visit):
    """On a phone a tap opens the card as a sheet at the foot of the screen, and a tap beside it closes it."""
    page = visit(size="phone", has_touch=True)
    page.locator(".lead button.number").first.tap()
    box = page.locator(OPEN).bounding_box()

    assert 390 == pytest.approx(box["width"], abs=1)
    assert 844 == pytest.approx(box["y"] + box["height"], abs=1)
    page.touchscreen.tap(200, 20)
    assert 0 == page.locator(OPEN).count()


def test_keyboard_is_enough(visit):
    """Tab reaches a number, Enter opens its card, Tab goes on to the numbers inside, Escape comes back."""
    page = visit()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('button.number')"):
            break
    page.keyboard.press("Enter")
    assert page.locator(OPEN).is_visible()

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.card button.number')")
    page.keyboard.press("Enter")
    assert 2 == page.locator(OPEN).count()

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert 0 == page.locator(OPEN).count()
    assert page.evaluate("document.activeElement.matches('.lead button.number')")


@pytest.mark.parametrize("size", SIZES)
def test_without_scripts(visit, size):
    """With scripts off, numbers open their cards and a chart's marks lead to theirs."""
    page = visit(size=size, java_script_enabled=False)
    page.locator(".lead button.number").first.click()
    assert page.locator("#ratio").is_visible()
    page.keyboard.press("Escape")

    chart = "windows" if size == "desktop" else "windows-narrow"
    page.locator(f"svg.{chart} a[href='#figure-un-2021-so-far'][aria-label]").click()
    assert page.locator("#figure-un-2021-so-far").is_visible()
    page.locator("#figure-un-2021-so-far .back").click()
    assert not page.locator("#figure-un-2021-so-far").is_visible()


def test_a_mark_of_the_chart_opens_by_keyboard(visit):
    """A chart's marks are reached by Tab and followed by Enter."""
    page = visit()
    page.locator("svg.windows a[aria-label]").first.focus()
    page.keyboard.press("Enter")

    assert page.locator(".card:target").is_visible()


@pytest.mark.parametrize("name", BRIEFS)
def test_no_digit_without_evidence(visit, name):
    """Every digit stands in a number with its card, or in a quotation, a day, a title, a citation or code."""
    assert [] == visit(name).evaluate(STRAY_DIGITS, ALLOWED)


def test_a_stray_digit_would_be_found(visit):
    """The check above can fail."""
    page = visit()
    page.evaluate("document.querySelector('.lead').append(' and 12 more')")

    assert ["and 12 more"] == page.evaluate(STRAY_DIGITS, ALLOWED)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("opened", [False, True])
def test_axe_finds_nothing(visit, size, scheme, opened):
    """axe-core finds no violation, in either scheme, at either width, with a card open or closed."""
    page = visit(size=size, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    if opened:
        page.locator(".lead button.number").nth(1).click()

    violations = Axe().run(page).response["violations"]

    assert [] == [(fault["id"], node["html"][:200]) for fault in violations for node in fault["nodes"]]


def test_punctuation_stays_with_its_number(visit):
    """However wide the page, no line ends between a bracket or a stop and the number that it touches."""
    page = visit()
    for width in range(320, 900, 20):
        page.set_viewport_size({"width": width, "height": 900})
        heights = page.locator(".kept").evaluate_all(
            "all => all.filter(one => one.offsetParent).map(one => one.getClientRects().length)"
        )

        assert len(heights) > 20
        assert {1} == set(heights)


def test_axe_can_fail(visit):
    """axe-core is really there."""
    page = visit()
    page.evaluate("document.querySelector('html').removeAttribute('lang')")

    assert ["html-has-lang"] == [fault["id"] for fault in Axe().run(page).response["violations"]]


@pytest.mark.parametrize("name", BRIEFS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_screenshot(visit, tmp_path, name, size, scheme):
    """The page fits its width and takes the reader's scheme."""
    page = visit(name, size=size, color_scheme=scheme)
    page.screenshot(path=tmp_path / f"{name}-{size}-{scheme}.png", full_page=True)
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        corner = sum(picture.convert("RGB").getpixel((3, 3)))

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert corner > 700 if scheme == "light" else corner < 120


def test_on_paper_the_cards_are_numbered_notes(visit):
    """Printed, every number carries the place of its note, and the notes stand at the end in that order."""
    page = visit()
    page.emulate_media(media="print")
    cards = page.locator(".card")
    order = cards.evaluate_all("cards => cards.map(card => card.id)")
    notes = page.locator("button.number").evaluate_all(
        "numbers => numbers.map(number => [number.getAttribute('popovertarget'), Number(number.dataset.note)])"
    )

    assert all(cards.nth(place).is_visible() for place in range(cards.count()))
    assert [] == [(name, note) for name, note in notes if name in order and order[note - 1] != name]
    assert '"1"' in page.locator("button.number").first.evaluate("one => getComputedStyle(one, '::after').content")
    assert len(page.pdf()) > 50_000


def test_index_leads_to_every_briefing(visit):
    """The list of briefings has each with its finding, and its links lead there."""
    page = visit(None)
    links = page.locator("article a")

    assert len(BRIEFS) == links.count()
    assert "6.3 times as often" in page.locator("article", has_text="year of the takeover").first.inner_text()
    links.first.focus()
    assert [f"{name}/briefing.html" for name in BRIEFS] == sorted(
        link.removeprefix("./") for link in links.evaluate_all("links => links.map(one => one.getAttribute('href'))")
    )
