"""Readers try their own assumptions, and the page answers what the analysis would say."""

import random
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from tally.analysis import Count, Direction, Verdict, measure, rate_ratio
from tally.analysis.comparison import judge
from tally.evidence import change_numbers, sentence_text
from tally.page.what_if import offer_choices, page_script
from tally.records.figures import Basis
from tally.text import Bound
from tally.windows import read_window

PAIR = ("un-2020", "un-2021-so-far")
LEVELS = (0.5, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995)


@pytest.fixture
def script(window):
    """The page's script alone, without a page."""
    page = window()
    page.add_script_tag(content=str(page_script().text))
    return page


def points(count=300):
    """Return counts with their days and a level: small, large, equal, zero, and at random."""
    chance = random.Random(17)
    few = [(a, b) for a in (0, 1, 2, 5, 60) for b in (0, 1, 3, 60, 334) if a or b]
    many = [(chance.randrange(10 ** chance.randrange(1, 6)), chance.randrange(1, 10 ** chance.randrange(1, 6)))
            for _ in range(count)]  # fmt: skip
    return [
        (before, chance.choice((1, 28, 365, 366, 1000)), after, chance.choice((1, 30, 321, 365)), chance.choice(LEVELS))
        for before, after in [*few, *many]
    ]


def remains(change):
    """Return what is left of a change, in the words of the page."""
    rise = change.direction in (Direction.RISE, Direction.FROM_NONE)
    way = Direction.UNDECIDED if not change.clear else Direction.RISE if rise else Direction.FALL
    return sentence_text("remains", SimpleNamespace(direction=way, is_split=False))


def written(numbers):
    """Return the answer as the analysis has it: the texts of the finding's numbers in the page's sentences."""
    interval, left = sentence_text("interval", numbers), remains(numbers.change)
    if numbers.ratio is None:
        return sentence_text("answer_from_zero", interval, left)
    return sentence_text("answer", numbers.ratio.text, interval, left)


def test_the_script_computes_what_the_analysis_computes(script):
    """Ratio and interval agree to a billionth, from no event to a hundred thousand and for every level."""
    asked = points()
    found = script.evaluate("asked => asked.map(one => rateRatio(...one))", asked)

    for (before, earlier, after, later, level), one in zip(asked, found, strict=True):
        expected = rate_ratio(Count(before, earlier), Count(after, later), level)
        for end, value in one.items():
            known = getattr(expected, end)
            assert known == value or known == pytest.approx(value, rel=1e-9), (before, after, level)


def test_the_script_writes_what_the_page_would_say(script, dossier):
    """For any counts, days and level, the sentence has the very texts that a build with them would print."""
    first, last = (dossier.every[name] for name in PAIR)
    asked, expected = [], []
    for before, earlier, after, later, level in points():
        spans = [(start, start + timedelta(days - 1)) for start, days in
                 ((first.window.first - timedelta(1000), earlier), (last.window.first, later))]  # fmt: skip
        pair = [
            replace(figure, value=value, window=read_window("/".join(day.isoformat() for day in span)))
            for figure, value, span in zip((first, last), (before, after), spans, strict=True)
        ]
        comparison = judge(*pair)
        numbers = change_numbers(comparison, measure(comparison, level))
        wrong = len(asked) % 7
        data = offer_choices(numbers).data
        asked.append([data | {"later": after + wrong}, later, level, wrong])
        expected.append(written(numbers))

    assert expected == script.evaluate("asked => asked.map(one => answer(...one))", asked)
    assert {True, False} == {data["alike"] for data, *_ in asked}


@pytest.mark.parametrize("name", ["gulf-crew-2019", "isil-kp-2021", "isil-kp-2023"])
def test_each_page_starts_from_its_own_assumptions(show, built, name):
    """The first answer has the ratio and the interval of the finding."""
    page = show(built.report(name) / "briefing.html")
    ratio, low, high = (
        page.locator(f"[id='at.{name}']").text_content() for name in ("ratio", "ratio-low", "ratio-high")
    )
    words = page.locator("#if-answer").inner_text()

    assert words.startswith(f"{ratio} times as many per day (95% interval {low}–{high}): "), words


def between(dossier, *changes):
    """Return the numbers of the two counts of the first case, each with some of its parts changed."""
    pair = [
        replace(dossier.every[name], **parts)
        for name, parts in zip(("un-2020", "un-2021-so-far"), changes, strict=True)
    ]
    comparison = judge(*pair)
    change = measure(replace(comparison, verdict=Verdict.WITH_ADJUSTMENT), 0.95)
    return replace(change_numbers(comparison, change), comparison=comparison)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(
    "parts",
    [
        *({"bound": bound} for bound in Bound if bound), {"window": "2020-05/2020-08"}, {"counter": "Somebody else"},
        {"basis": Basis.CLAIMED}, {"unit": "deadly attacks"}, {"place": "Pakistan"}, {"group": ""},
    ],
    ids=str,
)  # fmt: skip
def test_nothing_is_offered_where_nothing_could_be_said(dossier, which, parts):
    """Not for counts that cannot be compared, that are not exact, or whose days are not known."""
    if "window" in parts:
        parts = {"window": read_window(parts["window"] if not which else "2021-05/2021-08")}
    changes = [parts, {}] if not which else [{}, parts]

    assert offer_choices(between(dossier, {}, {})) is not None
    assert offer_choices(between(dossier, *changes)) is None


def test_nothing_is_offered_for_zero_and_zero(dossier):
    """No assumption about the later count makes a ratio of that."""
    assert offer_choices(between(dossier, {"value": 0}, {"value": 0})) is None


def test_by_keyboard_alone(show, built):
    """An arrow moves a choice, its value is read aloud, the answer is announced, and one button brings all back."""
    page = show(built.report("isil-kp-2021") / "briefing.html")
    answered, level = page.locator("#if-answer"), page.get_by_role("slider", name="Level of the interval")
    first = answered.inner_text()
    level.focus()
    page.keyboard.press("ArrowLeft")
    changed = answered.inner_text()
    page.get_by_label("Share of the later count").focus()
    page.keyboard.press("End")
    emptied = answered.inner_text()
    page.get_by_role("textbox", name="Day on which the later count stopped").fill("2021-03-01")

    assert "94.5%" == level.get_attribute("aria-valuetext")
    assert "94.5% interval" in changed
    assert first != changed
    assert emptied.startswith("0 times as many per day")
    assert emptied.endswith(": a fall.")
    assert "60 days" == page.locator("#if-days").inner_text()
    assert "polite" == answered.get_attribute("aria-live")
    page.get_by_role("textbox", name="Day on which the later count stopped").fill("2023-03-01")
    assert "Choose a day from 1 January 2021 to 17 November 2021." == answered.inner_text()
    page.locator("#if-reset").press("Enter")
    assert first == answered.inner_text()


def test_without_scripts_the_fixed_rows_remain(show, built):
    """Nothing is shown that would not work."""
    page = show(built.report("isil-kp-2021") / "briefing.html", java_script_enabled=False)

    assert not page.locator("#what-if").is_visible()
    assert page.locator("#the-strength table").first.is_visible()
