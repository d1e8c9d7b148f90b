"""The built page in a real browser: by mouse, touch and keyboard, without scripts, on a phone and on paper."""

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from page_parts import NUMBER, card_id

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
BRIEFS = (
    "gulf-crew-2019", "gulf-incidents-2024", "gulf-incidents-years", "gulf-nine-months-2022", "isil-kp-2021",
    "isil-kp-2023", "isil-kp-autumn", "isil-kp-claims", "isil-kp-years", "made-up-events-2025", "made-up-events-months",
    "made-up-example",
)  # fmt: skip
CORNER = {"x": 0, "y": 0, "width": 8, "height": 8}
OPEN = "[popover]:popover-open"
IN_WORDS = (  # numbers that a sentence has in words
    "no", "none", "all", "equally", "twice", "five times", "ten times", "zero", "one", "two", "three", "four", "five",
    "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
# where a digit may stand: in a number with its evidence, in what was counted in which file, or in words, days and names
# that are quoted as they are, or in what follows from a choice of the reader; or in a table of a chart: see BARE
ALLOWED = (
    f"{NUMBER}, time, .window, .chain, .who, q, blockquote, cite, code, svg, .card > :first-child, .exact, .note-text, "
    ".query, h1, title, style, script, .seen, .quiet, .edition, .chosen, .charted th, .by-rows td, p.charted"
)
STRAY_DIGITS = """allowed => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (/\\d/.test(node.textContent) && !node.parentElement.closest(allowed)) found.push(node.textContent.trim());
    return found;
}"""

# in a table of a chart, what is neither a number with its evidence nor a day; counts of days, weeks and the like may be
# bare if the note of the table names the count from whose rows they are
BARE = """numbers => [...document.querySelectorAll('table.charted')].flatMap(table => {
    const note = table.closest('details').querySelector('p.charted');
    const named = table.matches('.by-rows') && note.querySelector(numbers);
    return [...table.querySelectorAll('th, td')].filter(cell => {
        const copy = cell.cloneNode(true), heads = cell.matches('th'), level = cell.closest('thead');
        copy.querySelectorAll(numbers).forEach(number => number.remove());
        let text = copy.textContent.replace(/\\b\\d{1,2} [A-Z][a-z]+( \\d{4})?\\b|\\b[A-Z][a-z]+ \\d{4}\\b/g, '');
        if (heads) text = text.replace(/\\b(1[89]|20)\\d\\d\\b/g, '');
        if (level) text = text.replace(/^\\d+ days up to$/, '');
        return /\\d/.test(text) && (heads || !named);
    }).map(cell => `${table.parentElement.getAttribute('aria-label')}: ${cell.textContent}`);
})"""

LOST = """() => {
    const sections = [...document.querySelectorAll('main section[id]')].map(section => section.id);
    const listed = [...document.querySelectorAll('.contents a')].map(link => link.hash.slice(1));
    const lost = [...document.querySelectorAll('a[href^="#"], .closing a')].filter(
        link => !document.getElementById(decodeURIComponent(link.hash.slice(1)))
    );
    const headings = [...document.querySelectorAll('main :is(h2, h3)')].filter(
        heading => !heading.querySelector('a') && !heading.closest('.what-if, [hidden]')
    );
    return [sections.length > 9, sections.join() === listed.join(), lost.map(link => link.outerHTML),
            headings.map(heading => heading.outerHTML), document.querySelectorAll('main h2 > a').length > 9];
}"""

CLICK_EACH = """numbers => [...document.querySelectorAll(`main ${numbers}`)].map(number => {
    number.scrollIntoView({block: 'center', behavior: 'instant'});
    const box = number.getClientRects()[0];
    const reached = number.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
    number.click();
    const cards = [...document.querySelectorAll('[popover]:popover-open')];
    const title = cards.map(card => card.querySelector('p').innerText).join(), word = number.innerText;
    cards.forEach(card => card.hidePopover());
    return {
        names: number.getAttribute('popovertarget'), opened: cards.map(card => card.id), reached, title, word,
        left: document.querySelectorAll('[popover]:popover-open').length,
    };
})"""


@pytest.fixture
def visit(show, built):
    """Open a built page, or the list of all."""

    def go(name="isil-kp-2021", size="desktop", **options):
        path = built.report(name) / "briefing.html" if name else built.reports / "index.html"
        return show(path, *SIZES[size], **options)

    return go


def test_all_briefs_are_visited(built):
    """The tests below leave no shipped brief out."""
    assert sorted(BRIEFS) == built.briefs


@pytest.mark.parametrize("name", BRIEFS)
def test_every_digit_has_its_evidence(visit, name):
    """
    Each number of the page, hidden tables included, is in reach and opens the card that explains it, by a click.

    Every other digit stands in a quotation, a day, a title, a citation or code. However many charts and cards the page
    holds, no two of its elements share an id. Each section is in the list of contents, in order, each heading is a link
    to itself, and each link within the page leads somewhere.
    """
    page = visit(name)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))
    assert [] == page.evaluate(STRAY_DIGITS, ALLOWED)
    assert [] == page.evaluate(BARE, NUMBER)
    assert [True, True, [], [], True] == page.evaluate(LOST)

    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    told = page.evaluate(CLICK_EACH, NUMBER)

    assert len(told) > 20
    for number in told:
        assert number["reached"], number
        assert [number["names"]] == number["opened"], number
        assert number["word"] in number["title"] or number["word"].lower() in IN_WORDS, number
        assert 0 == number["left"], number
    for place in range(0, len(told), 100):
        page.locator(f"main {NUMBER}").nth(place).click()
        assert told[place]["opened"] == page.locator(OPEN).evaluate_all("cards => cards.map(card => card.id)")
        page.keyboard.press("Escape")
        assert 0 == page.locator(OPEN).count()


def test_touch_opens_a_card_at_the_foot(visit):
    """On a phone a tap opens the card as a sheet at the foot of the screen, and a tap beside it closes it."""
    page = visit(size="phone", has_touch=True)
    page.locator(f".lead {NUMBER}").first.tap()
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
        if page.evaluate(f"document.activeElement.matches('{NUMBER}')"):
            break
    page.keyboard.press("Enter")
    assert page.locator(OPEN).is_visible()
    page.keyboard.press("Escape")

    page.locator(f".lead {NUMBER}", has_text="6.3").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.activeElement.matches('.card {NUMBER}')")
    page.keyboard.press("Enter")
    assert 2 == page.locator(OPEN).count()

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert 0 == page.locator(OPEN).count()
    assert page.evaluate(f"document.activeElement.matches('.lead {NUMBER}')")


@pytest.mark.parametrize("size", SIZES)
def test_without_scripts(visit, size):
    """With scripts off, numbers open their cards and a chart's marks lead to theirs."""
    page = visit(size=size, java_script_enabled=False)
    page.locator(f".lead {NUMBER}").first.click()
    assert page.locator(OPEN).is_visible()
    page.keyboard.press("Escape")

    chart = "windows.wide" if size == "desktop" else "windows.narrow"
    card = card_id(page, "figure-un-2021-so-far")
    mark = page.locator(f".plot.{chart} button[popovertarget='{card}']:not([aria-hidden])")
    for close in (escape, beside, button):
        mark.click()
        assert page.locator("#figure-un-2021-so-far").is_visible()
        close(page)
        assert 0 == page.locator(OPEN).count()
        assert not page.locator("#figure-un-2021-so-far").is_visible()


def escape(page):
    page.keyboard.press("Escape")


def beside(page):
    page.mouse.click(5, 5)


def button(page):
    """Click the button that closes a card, which must be in sight without scrolling."""
    closing = page.locator(f"{OPEN} .closing button")
    box, height = closing.bounding_box(), page.viewport_size["height"]
    assert 0 <= box["y"] < box["y"] + box["height"] <= height
    closing.click()


def by_keyboard(page):
    """Reach the button by Tab, and press it."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.closing button')"):
            break
    page.keyboard.press("Enter")


@pytest.mark.parametrize("colours", ["none", "active"])
def test_every_card_can_be_closed(visit, colours):
    """Escape, a click beside it, and a button in sight close a card, whatever opened it, in forced colours too."""
    page = visit(forced_colors=colours)
    for opener in (f".lead {NUMBER}", ".plot button.mark:not([aria-hidden])", "button.account-of"):
        openers = page.locator(f"{opener}:visible")
        count, ways = openers.count(), (escape, beside, button, by_keyboard)
        for way, close in enumerate(ways):
            for place in range(way % count, count, 7 * len(ways)):
                openers.nth(place).click()
                assert 1 == page.locator(OPEN).count(), (opener, place)
                close(page)
                assert 0 == page.locator(OPEN).count(), (opener, place, close)


COVERED = """async ([numbers, spared]) => {
    const covered = [];
    for (const number of document.querySelectorAll(numbers)) {
        number.scrollIntoView({block: 'center', behavior: 'instant'});
        number.click();
        await new Promise(requestAnimationFrame);
        const card = document.querySelector('[popover]:popover-open'), box = card.getBoundingClientRect();
        const inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
        const under = [number.closest('tr'), ...document.querySelectorAll(spared)].filter(Boolean).filter(part => {
            const other = part.getBoundingClientRect();
            return other.left < box.right && box.left < other.right
                && other.top + 1 < box.bottom && box.top < other.bottom - 1;
        });
        if (!inside || under.length) covered.push([number.innerText, inside, under.map(part => part.className)]);
        card.hidePopover();
    }
    return covered;
}"""


@pytest.mark.parametrize("name", ["isil-kp-2021", "made-up-events-2025"])
def test_a_card_beside_the_text_covers_no_chart_and_no_row_of_its_own(visit, name):
    """On a wide screen the card of a number in the finding leaves the charts in sight, that of a row the whole row."""
    page = visit(name)

    assert page.locator(f"#the-finding {NUMBER}").count() > 5
    assert [] == page.evaluate(COVERED, [f"#the-finding {NUMBER}", ".charts .plot"])
    assert [] == page.evaluate(COVERED, [f".full td {NUMBER}", ".lead"])


@pytest.mark.parametrize("size", SIZES)
def test_every_mark_of_every_chart_opens_its_card(visit, size):
    """Each mark that can be clicked opens the card of its own number; each number of a chart is reached by keyboard."""
    page = visit(size=size)
    marks = page.locator("button.mark:visible")
    names = marks.evaluate_all("marks => marks.map(mark => mark.getAttribute('popovertarget'))")
    reached = page.locator("button.mark:not([aria-hidden]):visible").evaluate_all(
        "marks => marks.map(mark => mark.getAttribute('popovertarget'))"
    )

    assert len(names) > 20
    assert set(names) == set(reached)
    opened = marks.evaluate_all("""marks => marks.map(mark => {
        mark.click();
        const cards = [...document.querySelectorAll('[popover]:popover-open')];
        cards.forEach(card => card.hidePopover());
        return cards.map(card => card.id);
    })""")
    assert [[name] for name in names] == opened


HOVERED = """() => {
    const probe = document.body.appendChild(document.createElement('i'));
    const colours = ['earlier', 'later', 'beside', 'earlier-wash', 'later-wash'].map(name => {
        probe.style.color = `var(--${name})`;
        return getComputedStyle(probe).color;
    });
    const tells = (x, y) => {
        const there = document.elementFromPoint(x, y);
        const named = there?.closest('[title]')?.title || there?.querySelector(':scope > title')?.textContent;
        return Boolean(named?.trim());
    };
    const told = [], silent = [];
    for (const mark of document.querySelectorAll('.plot path:not(pattern *)')) {
        if (!mark.checkVisibility()) continue;
        const look = getComputedStyle(mark);
        const drawn = colours.some(colour => [look.fill, look.stroke].includes(colour));
        if (!drawn && !look.fill.startsWith('url')) continue;
        mark.scrollIntoView({block: 'center', behavior: 'instant'});
        const frame = mark.getScreenCTM(), length = mark.getTotalLength();
        const point = step => mark.getPointAtLength(length * step / 48).matrixTransform(frame);
        const spots = [...Array(48).keys()].map(point);
        (spots.some(spot => tells(spot.x, spot.y)) ? told : silent).push(mark.outerHTML);
    }
    probe.remove();
    return [told.length, silent];
}"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["isil-kp-2021", "made-up-events-2025"])
def test_a_pointer_on_a_mark_is_told_what_it_is(visit, name, size):
    """Every bar, line, band and dot of every chart has a tooltip of the browser's own, without scripts."""
    told, silent = visit(name, size).evaluate(HOVERED)

    assert [] == silent
    assert told > 10


def test_in_forced_colours_the_charts_stay_in_sight(visit):
    """The controls over a chart's marks cover nothing, whatever colours the reader forces."""
    colours = (
        visit(forced_colors="active")
        .locator("button.mark")
        .evaluate_all("marks => marks.map(mark => getComputedStyle(mark).backgroundColor)")
    )

    assert {"rgba(0, 0, 0, 0)"} == set(colours)


def test_a_mark_of_the_chart_opens_by_keyboard(visit):
    """A chart's marks are reached by Tab and followed by Enter."""
    page = visit()
    page.locator(".plot.windows button:not([aria-hidden])").first.focus()
    page.keyboard.press("Enter")

    assert 1 == page.locator(OPEN).count()


def test_an_address_that_names_a_number_shows_its_card(visit):
    """An address that ends in a number's name shows its card in its place, where it covers nothing."""
    page = visit()
    page.goto(page.url + "#figure-un-2020")

    assert page.locator("#figure-un-2020").is_visible()
    assert "static" == page.locator("#figure-un-2020").evaluate("card => getComputedStyle(card).position")


def unseen(page):
    """List the shapes of the charts in sight that draw nothing, and how many there are."""
    return page.locator("svg:visible").evaluate_all("""charts => {
        const shapes = charts.flatMap(chart => [...chart.querySelectorAll('path:not(pattern *)')]);
        const lost = shapes.filter(shape => {
            const box = shape.getBoundingClientRect(), inner = shape.getBBox();
            return !(box.width || box.height) || !(inner.width || inner.height);
        });
        return [lost.map(shape => shape.outerHTML), shapes.length];
    }""")


FORM = """() => {
    const shown = [...document.querySelectorAll('svg text')].filter(words => words.getClientRects().length);
    const sizes = shown.map(words => {
        const frame = words.getScreenCTM();
        return Math.hypot(frame.a, frame.b) * parseFloat(getComputedStyle(words).fontSize);
    });
    const askew = [...document.querySelectorAll('td.amount')].filter(cell => {
        const heads = [...cell.closest('table').querySelectorAll('thead tr:last-child th')];
        const head = heads[[...cell.parentElement.cells].indexOf(cell)];
        return head && getComputedStyle(head).textAlign !== getComputedStyle(cell).textAlign;
    });
    return [sizes.length > 20, Math.min(...sizes) >= 11, Math.max(...sizes) < 14.5, askew.map(cell => cell.outerHTML)];
}"""


@pytest.mark.parametrize("name", BRIEFS)
def test_a_page_is_whole_at_every_size(visit, name):
    """
    The page fits its width and takes the reader's scheme.

    Ticks, markers and bands are there and have an extent, on screen and on paper. The letters of charts are of one
    size, and numbers in tables are below the end of what their column is called.
    """
    page = visit(name)
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert [True, True, True, []] == page.evaluate(FORM), width
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(media="screen", color_scheme=scheme)
            with Image.open(io.BytesIO(page.screenshot(clip=CORNER))) as picture:
                corner = sum(picture.convert("RGB").getpixel((3, 3)))
            assert corner > 700 if scheme == "light" else corner < 120, (size, scheme)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (size, scheme)
        for media in ("screen", "print"):
            page.emulate_media(media=media)
            lost, drawn = unseen(page)
            assert drawn >= 10, (size, media)
            assert [] == lost, (size, media)


@pytest.mark.parametrize("width", [700, 1024, 1280, 1920])
def test_the_chart_of_other_counts_is_as_wide_as_its_table(visit, width):
    """However wide it is, its bands are below their words, and its lines and letters stay as they are."""
    page = visit()
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    chart, table = (page.locator(part).bounding_box() for part in (".rivals.wide", ".counts"))
    found = page.evaluate("""() => {
        const plot = document.querySelector('.rivals.wide'), box = part => part.getBoundingClientRect();
        const words = [...plot.querySelectorAll('text')].find(one => one.textContent === '77 · UNAMA');
        const bands = [...plot.querySelectorAll('.marks path')].map(box).filter(one => one.top > box(words).top);
        const below = bands.sort((one, other) => one.top - other.top)[0];
        return [Math.abs(below.left - box(words).left), below.top - box(words).bottom, below.width / box(plot).width];
    }""")

    assert chart["width"] == pytest.approx(table["width"], abs=2)
    assert found[0] < 2
    assert -3 < found[1] < 8
    assert found[2] == pytest.approx(95 / 600, abs=0.02)


@pytest.mark.parametrize("fault", ["path.setAttribute('d', 'M0 0')", "path.removeAttribute('d')"])
def test_a_part_that_is_not_drawn_would_be_found(visit, fault):
    """The check above can fail."""
    page = visit()
    page.evaluate(f"document.querySelectorAll('.windows path').forEach(path => {fault})")

    assert len(unseen(page)[0]) > 5


def test_charts_are_whole_in_the_pdf(visit):
    """Printed, a chart's ticks, markers and bands are drawn too: without them there are fewer paths."""
    page = visit()
    page.evaluate(
        "document.querySelectorAll('.card, main p, table').forEach(part => part.remove())"
    )  # most of the paper
    page.emulate_media(media="print")
    count = page.locator("svg.chart:visible path:not(pattern *)").count()
    whole = painted(page.pdf())
    page.evaluate("document.querySelectorAll('svg.chart path:not(pattern *)').forEach(path => path.remove())")

    assert count > 50
    assert whole - painted(page.pdf()) >= count


def painted(pdf):
    """Count the paths that a PDF paints."""
    return sum(1 for page in PdfDocument(pdf) for _ in page.get_objects([FPDF_PAGEOBJ_PATH]))


def test_a_stray_digit_would_be_found(visit):
    """The check above can fail."""
    page = visit()
    page.evaluate("document.querySelector('.lead').append(' and 12 more')")

    assert ["and 12 more"] == page.evaluate(STRAY_DIGITS, ALLOWED)


@pytest.mark.parametrize(
    ("size", "name"),
    [
        ("desktop", "isil-kp-2021"), ("phone", "made-up-events-2025"),
        ("phone", "gulf-incidents-years"), ("desktop", "made-up-events-months"),
    ],
)  # fmt: skip
def test_axe_finds_nothing(visit, size, name):
    """axe-core finds nothing on any kind of page, in either scheme, at either width, with a card open or closed."""
    page = visit(name, size)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    others = {rule: {"enabled": False} for rule in COLOURS}
    page.emulate_media(color_scheme="light")
    assert [] == violations(page, rules=others)
    page.locator(f".lead {NUMBER}").nth(1).click()
    assert [] == violations(page, rules=others)
    assert [] == violations(page, OPEN, runOnly=[*COLOURS])
    page.emulate_media(color_scheme="dark")
    assert [] == violations(page, OPEN, runOnly=[*COLOURS])
    page.keyboard.press("Escape")
    page.evaluate(THIN)
    assert [] == violations(page, runOnly=[*COLOURS])
    page.emulate_media(color_scheme="light")
    assert [] == violations(page, runOnly=[*COLOURS])


# drops rows and items of which each kind of part stands three times before: their colours are known
THIN = """() => {
    const met = new Map();
    for (const row of document.querySelectorAll('main :is(tr, li)')) {
        const where = row.closest('section')?.id, parts = [row, ...row.querySelectorAll('*')].map(
            part => [where, part.parentElement.className, part.tagName, part.className].join());
        if (parts.every(part => met.get(part) > 2)) row.remove();
        else for (const part of parts) met.set(part, (met.get(part) ?? 0) + 1);
    }
}"""
COLOURS = ("color-contrast", "link-in-text-block")  # the rules of axe-core to which a scheme matters


def violations(page, part=None, **options):
    """List what axe-core finds in a page or a part of it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(
        "([part, options]) => axe.run(part ?? document, options).then(found => found.violations)",
        [part, {"resultTypes": ["violations"], **options}],
    )
    return [(fault["id"], node["html"][:200]) for fault in found for node in fault["nodes"]]


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

    assert ["html-has-lang"] == [rule for rule, _ in violations(page, runOnly=["html-has-lang", "document-title"])]


def test_on_paper_the_cards_are_numbered_notes(visit):
    """Printed, every number carries the place of its note, and the notes stand at the end in that order."""
    page = visit()
    page.emulate_media(media="print")
    cards = page.locator(".card")
    order = cards.evaluate_all("cards => cards.map(card => card.id)")
    notes = page.locator(NUMBER).evaluate_all(
        "numbers => numbers.map(number => number.getAttribute('popovertarget')).map(card => [card, Number(card)])"
    )

    kept = page.locator(".card:not(.folded)").count()
    assert [place < kept for place in range(len(order))] == [cards.nth(n).is_visible() for n in range(len(order))]
    assert [] == [(name, note) for name, note in notes if name in order and order[note - 1] != name]
    assert '"1"' in page.locator(NUMBER).first.evaluate("one => getComputedStyle(one, '::after').content")
    assert len(page.pdf()) > 50_000


def test_index_leads_to_every_briefing(visit):
    """The list of briefings has each with its finding, and its links lead there."""
    page = visit(None)
    links = page.locator("article a")

    assert len(BRIEFS) == links.count()
    assert "6.3 times as many per day" in page.locator("article", has_text="year of the takeover").first.inner_text()
    links.first.focus()
    assert [f"{name}/briefing.html" for name in BRIEFS] == sorted(
        link.removeprefix("./") for link in links.evaluate_all("links => links.map(one => one.getAttribute('href'))")
    )
