"""Pages with counts between the two compared, and with many counts: nothing is lost, and nothing swamps the page."""

import io
import re

import pytest
from pypdf import PdfReader

from conftest import copy_project
from crowded import counts, months, write_case
from page_parts import NUMBER, card_id
from tally.analysis import compare, counts_between, drawn_as_bars, measure, same_kind
from tally.briefs import load_brief
from tally.build import build
from tally.charts import bar_chart, window_chart
from tally.charts.drawing import overlap
from tally.evidence import LINES, change_numbers, numbers_between, sentence_text
from tally.records import hash_records, load_dossier, select_records
from tally.records.figures import Pair

FALL = {"a_2018": ("2018", 78), "a_2021": ("2021", 57)}
AMID = {"a_2019": ("2019", 121), "a_2020": ("2020", 130)}
MONTHLY = [7, 9, 0, 5, 8, 12, 10, 11, 6, 4, 3, 15]


@pytest.fixture
def made(copied):
    """Load the made-up case with these rows, comparing 2018 and 2021."""

    def load(*rows):
        write_case(copied, "crowded", [row for part in rows for row in part], "a-2018", "a-2021")
        return load_dossier(copied, "made-up")

    return load


def said(dossier):
    comparison = compare(dossier.figures, Pair("a-2018", "a-2021"))
    return sentence_text(
        "finding", change_numbers(comparison, measure(comparison), counts_between(dossier.figures, comparison))
    )


def test_the_finding_names_the_counts_between(made):
    """A fall from 78 to 57 with 121 and 130 in between is not told as a steady one."""
    assert said(made(counts(**FALL, **AMID))).endswith(
        " In between, the same counter reported 121 in 2019 and 130 in 2020."
    )
    assert "In between" not in said(made(counts(**FALL)))


def test_of_many_counts_between_the_finding_names_the_extremes(made):
    """Of more than a few it says how many there are, and gives the lowest and the highest with their days."""
    dossier = made(counts(**FALL), months(2019, MONTHLY), counts(a_2020=("2020", 130)))

    assert said(dossier).endswith("the same counter reported 13 counts, from none in March 2019 to 130 in 2020.")


def test_a_part_of_a_longer_count_is_not_named_beside_it(made):
    """Months of a year that is itself counted are listed, and the finding names the year."""
    dossier = made(counts(**FALL, **AMID), months(2019, MONTHLY))
    comparison = compare(dossier.figures, Pair("a-2018", "a-2021"))
    found = numbers_between(counts_between(dossier.figures, comparison))

    assert said(dossier).endswith("121 in 2019 and 130 in 2020.")
    assert 14 == len(found.every)


@pytest.mark.parametrize(
    "change",
    [
        {"counter": "Another"}, {"unit": "deadly attacks"}, {"basis": "claimed"}, {"group": "Others"},
        {"place": "Elsewhere"}, {"window": "2018-07-01/2019-06-30"}, {"window": "2020-06-01/2021-02-01"},
        {"window": "2022"}, {"repeats": "a-2018"},
    ],
)  # fmt: skip
def test_only_counts_of_the_same_kind_and_of_days_between_are_between(made, change):
    """Counts that differ in any way, that share days with one of the two, or only repeat another are not between."""
    rows = counts(**FALL, **AMID)
    rows[-1] |= change
    comparison = compare(figures := made(rows).figures, Pair("a-2018", "a-2021"))

    assert ["a-2019"] == list(counts_between(figures, comparison).index)


def test_a_superseded_count_between_gives_way_to_the_standing_one(made):
    """Only the standing count is named and drawn."""
    rows = counts(**FALL, **AMID, a_2020_revised=("2020", 140))
    rows[3] |= {"superseded_by": "a-2020-revised", "superseded_because": "Revised."}

    assert said(made(rows)).endswith("121 in 2019 and 140 in 2020.")


def test_lower_bounds_and_months_between_are_drawn_too(made):
    """A lower bound and a window in months, which have no exact rate, are drawn over all days that they can cover."""
    rows = counts(**FALL, **AMID, spring=("2019-03/2019-05", 40))
    rows[2] |= {"bound": "at_least"}
    dossier = made(rows)
    comparison = compare(dossier.figures, Pair("a-2018", "a-2021"))
    drawn = same_kind(dossier.figures, comparison, measure(comparison))

    assert {"a-2019": "between", "a-2020": "between", "spring": "between"}.items() <= drawn["role"].to_dict().items()
    assert ["a-2018", "a-2019", "spring", "a-2020", "a-2021"] == list(drawn_as_bars(drawn).index)
    assert 92 == drawn.loc["spring", "days"]
    assert "at least 121 in 2019" in said(dossier)


def test_a_changed_count_between_changes_the_page(made, copied):
    """What lies between the two bears on the brief."""
    brief_of = [
        hash_records(select_records(made(counts(**FALL, **amid)), Pair("a-2018", "a-2021"))) for amid in (AMID, {})
    ]

    assert "figures/a-2020" in brief_of[0]
    assert "figures/a-2020" not in brief_of[1]
    assert "crowded" == load_brief(copied, "crowded").brief


def test_few_bars_stand_for_many(made):
    """Of many counts between, the lowest and the highest rate are bars."""
    dossier = made(counts(**FALL), months(2019, MONTHLY))
    comparison = compare(dossier.figures, Pair("a-2018", "a-2021"))
    drawn = same_kind(dossier.figures, comparison, measure(comparison))

    assert ["a-2018", "m-2019-03", "m-2019-12", "a-2021"] == list(drawn_as_bars(drawn).index)


@pytest.fixture
def opened(show):
    """Open the page that was built."""
    return lambda project: show(project.report("crowded") / "briefing.html")


@pytest.fixture(scope="module")
def monthly(tmp_path_factory, warm):
    """A copy of the project with the briefing on two years, of which the later is counted by months, too."""
    project = copy_project(tmp_path_factory.mktemp("monthly"))
    rows = [*counts(a_2020=("2020", 400), a_2021=("2021", 780)), *months(2021, [65] * 12)]
    build(project, write_case(project, "crowded", rows, "a-2020", "a-2021"), server=warm)
    return project


def test_counts_between_are_drawn_and_listed_on_the_page(copied, command, opened):
    """They have marks in both charts and rows in a table, each with its card."""
    write_case(copied, "crowded", counts(**FALL, **AMID, spring=("2019-03/2019-05", 40)), "a-2018", "a-2021")
    done = command("build", "crowded")
    assert 0 == done.returncode, done.stderr
    page = opened(copied)

    for name in ("figure-a-2019", "figure-a-2020", "figure-spring"):
        card = card_id(page, name)
        assert page.locator(f".plot.windows button[popovertarget='{card}']").count() > 0
        assert 1 == page.locator(f"#the-change table button[popovertarget='{card}']").count()
        assert page.locator(f".plot.bars button[popovertarget='{card}']").count() > 0
        assert 1 == page.locator(f"[id='at.{name}']").count()


def test_twelve_monthly_counts_do_not_swamp_the_page(monthly, opened):
    """A few bounds are in sight, the others folded; the PDF has few pages, and no card that only they lead to."""
    page = opened(monthly)
    lines = page.locator("#the-bounds .bounds > li:visible, #the-bounds .bounds .quiet:visible")
    folded = page.locator("#the-bounds details.folded")

    assert 0 < lines.count() <= LINES
    assert 1 == folded.count()
    assert folded.locator("li").count() >= 11
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = "".join(sheet.extract_text() for sheet in pdf.pages)

    assert len(pdf.pages) <= 10
    assert "Without the" not in text
    assert "<div" not in text
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    for number in page.locator(f"#the-bounds details.folded {NUMBER}").all()[:40:7]:
        number.click()
        assert 1 == page.locator("[popover]:popover-open").count()
        page.keyboard.press("Escape")


def test_notes_on_paper_are_numbered_without_gaps(monthly):
    """Numbers that only folded parts name come last, so that the printed notes count on from one."""
    html = (monthly.reports / "crowded" / "briefing.html").read_text(encoding="utf-8")
    text, cards = html.partition("<section class=evidence")[::2]
    order = re.findall(r'<div class=("card folded"|card) popover id=(\d+)', cards)
    printed = [place for kind, place in order if kind == "card"]

    assert [*map(str, range(1, len(order) + 1))] == [place for _, place in order]
    assert [*map(str, range(1, len(printed) + 1))] == printed
    shown = re.sub(r"(?s)<details class=folded(?: open)?>.*?</details>", "", text)
    assert {*re.findall(r"<button(?: id=\S+)? popovertarget=(\d+)>", shown)} <= {*printed}


def test_no_number_covers_another_however_many_are_drawn(made):
    """Of many outlines the extremes carry their number; numbers never lie over each other."""
    dossier = made(counts(**FALL, **AMID), months(2019, MONTHLY), months(2020, MONTHLY[::-1]))
    comparison = compare(dossier.figures, Pair("a-2018", "a-2021"))
    for width in (360, 660):
        chart = window_chart(same_kind(dossier.figures, comparison, measure(comparison)), [], [], width)
        boxes = [words.box for words in chart.words]

        assert 28 == len([mark for mark in chart.marks if mark.link])
        assert len([words for words in chart.words if words.link]) >= 3
        assert not any(overlap(one, two) for place, one in enumerate(boxes) for two in boxes[:place])


@pytest.mark.parametrize("value", [0, 1, 12_345_678, 999_999_999])
@pytest.mark.parametrize("window", ["2019-06-05", "2019"])
def test_counts_of_any_size_and_length_fit_the_charts(made, value, window):
    """Ticks and numbers of very large counts and of single days stay within the drawing."""
    dossier = made(counts(**FALL, amid=(window, value), spring=("2020-03/2020-05", 40)))
    comparison = compare(dossier.figures, Pair("a-2018", "a-2021"))
    drawn = same_kind(dossier.figures, comparison, measure(comparison))
    for chart in (
        window_chart(drawn, [], []),
        window_chart(drawn, [], [], 360),
        bar_chart(drawn_as_bars(drawn)),
    ):
        boxes = [words.box for words in chart.words]

        assert all(box[0] >= -0.1 and box[2] <= chart.width + 0.1 for box in boxes)
