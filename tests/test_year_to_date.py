"""The same days of two years: aligned by the day of the year, drawn, described and headed by what was counted."""

import random
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from PIL import Image

from conftest import ask
from tally.analysis import ChangeError
from tally.analysis.counted import align_years, year_line
from tally.charts import CHARTS, chart_names, headline_of, save_chart, year_to_date_chart
from tally.charts.drawing import NARROW, SIZE, WIDE, Line, overlap
from tally.evidence import Chosen, Number, ToDateNumbers, answer
from tally.text import Unit
from tally.windows import days_to_date

FORMS = (NARROW, WIDE)
EVENTS = Unit("events", "event")


def line(first, days, often, seed=1, spread=0):
    """Return the line of a year with some events a day, a few of which are dated by a range of days."""
    draw, total, numbers = random.Random(seed), 0, []
    for place in range(days):
        total += sum(draw.random() < often / 8 for _ in range(8))
        numbers.append((total - min(spread * place // 200, total), total, total + spread * place // 100))
    return year_line(first, numbers)


def to_date(earlier, later, **fields):
    """Return what a chart is drawn from."""
    years = align_years(earlier, later)
    numbers = []
    for name, count in zip(("earlier", "later"), years.same, strict=True):
        text = f"{count.value:,}" if count.low == count.high else f"{count.low:,} to {count.high:,}"
        numbers.append(Number(f"count-{name}", count.value, text, "a count", Chosen("count", "made up")))
    return ToDateNumbers(years, EVENTS, *numbers, ("un-2021",), **fields)


YEARS = {
    "a rise": to_date(line(date(2020, 1, 1), 366, 0.2), line(date(2021, 1, 1), 321, 2.1, spread=8)),
    "a fall": to_date(line(date(2020, 1, 1), 366, 3, spread=5), line(date(2021, 1, 1), 200, 0.9, 2)),
    "equal": to_date(line(date(2022, 1, 1), 365, 1), line(date(2023, 1, 1), 365, 1)),
    "none before": to_date(line(date(2019, 1, 1), 365, 0), line(date(2020, 1, 1), 366, 0.02)),
    "none": to_date(line(date(2019, 1, 1), 365, 0), line(date(2021, 1, 1), 90, 0)),
    "a day": to_date(line(date(2020, 1, 1), 366, 1), line(date(2021, 1, 1), 1, 4)),
    "a month": to_date(line(date(2020, 5, 5), 31, 1), line(date(2021, 5, 5), 24, 4)),
    "a later year that goes on": to_date(line(date(2020, 3, 1), 60, 1), line(date(2021, 3, 1), 300, 1)),
    "over New Year": to_date(line(date(2019, 7, 1), 366, 1), line(date(2020, 7, 1), 365, 1.2)),
    "thousands": to_date(line(date(2020, 1, 1), 366, 8), line(date(2021, 1, 1), 321, 7.9, 3, spread=400)),
}  # fmt: skip


def test_days_are_aligned_by_the_day_of_the_year():
    """29 February joins 28 February, so that 1 March is at one place in every year."""
    leap = year_line(date(2020, 1, 1), [(day, day, day + 1) for day in range(1, 367)])
    usual = year_line(date(2021, 1, 1), [(day, day, day) for day in range(1, 60)])
    years = align_years(leap, usual)
    longer = align_years(leap, year_line(date(2021, 1, 1), [(day, day, day) for day in range(1, 61)]))

    assert (365, 59) == (len(leap.counts), len(usual.counts))
    assert (60, date(2020, 2, 29)) == (leap.counts[58].value, leap.counts[58].day)
    assert (61, date(2020, 3, 1)) == (leap.counts[59].value, leap.counts[59].day)
    assert (60, 59) == tuple(count.value for count in years.same)
    assert years.leap_day
    assert [date(2020, 3, 1), date(2021, 3, 1)] == [count.day for count in longer.same]
    assert not align_years(usual, usual).leap_day


def test_a_year_is_counted_from_its_first_day_to_each_day():
    """Each period starts on the first day. What is not known gives no line; more than a year is refused."""
    periods = days_to_date(date(2020, 2, 27), date(2020, 3, 2))

    assert [date(2020, 2, 27)] * 5 == [period.first for period in periods]
    assert [1, 2, 3, 4, 5] == [period.days for period in periods]
    assert year_line(date(2020, 1, 1), [(1, 1, 1), (None, None, None)]) is None
    with pytest.raises(ChangeError, match="365 days, not 366"):
        year_line(date(2021, 1, 1), [(1, 1, 1)] * 366)
    with pytest.raises(ChangeError, match="not 0"):
        year_line(date(2021, 1, 1), [])
    with pytest.raises(ChangeError, match="not the same days"):
        align_years(line(date(2020, 1, 1), 9, 1), line(date(2021, 1, 2), 9, 1))


@pytest.mark.parametrize("width", FORMS)
@pytest.mark.parametrize("case", YEARS)
def test_words_stay_apart_and_inside(case, width):
    """Whatever the counts and the cut-off: both counts and its day are there, whole, over no other words."""
    chart = year_to_date_chart(YEARS[case], width)
    boxes = [words.box for words in chart.words]
    texts = [words.text for words in chart.words]

    assert {SIZE} == {words.size for words in chart.words}
    assert not [(one, two) for place, one in enumerate(boxes) for two in boxes[:place] if overlap(one, two)], texts
    assert all(left >= -0.1 and top >= 0 and right <= width + 0.1 for left, top, right, _ in boxes)
    for number in (YEARS[case].earlier, YEARS[case].later):
        assert [text for text in texts if text.endswith(f": {number.text}")]
    assert all(-0.1 <= mark.box[0] and mark.box[2] <= width + 0.1 for mark in chart.marks)


def test_the_later_year_is_bold_and_the_earlier_one_goes_on_dashed():
    """A line for each year up to the cut-off, one after it, and a band only where events are possible."""
    chart = year_to_date_chart(YEARS["a rise"])
    lines = sorted((mark for mark in chart.marks if isinstance(mark, Line) and len(mark.points) > 9),
                   key=lambda mark: (mark.fill is None, mark.width))  # fmt: skip

    assert [True, False, False, False] == [mark.fill is not None for mark in lines]
    assert lines[-1].width > lines[1].width
    assert [1] == [len([mark for mark in lines if mark.dash])]
    assert max(mark.points[-1][0] for mark in lines if mark.dash) > lines[-1].points[-1][0]
    assert not [mark for mark in year_to_date_chart(YEARS["equal"]).marks if isinstance(mark, Line) and mark.fill]


def given(dossier, years):
    """Return findings with the same days of two years."""
    found = answer(dossier, ask())
    vars(found)["to_date"] = years
    return found


def test_headline_and_description(dossier, tmp_path):
    """They say what was counted on the same days; the chart is off where nothing was counted."""
    found, counted = answer(dossier, ask()), given(dossier, YEARS["a rise"])
    later, earlier = YEARS["a rise"].later.text, YEARS["a rise"].earlier.text
    drawing = CHARTS["year_to_date"].draw(counted)
    none = given(dossier, YEARS["none"])
    ratio = Number("times", 9.2, "9.2", "a ratio", Chosen("ratio", "made up"))
    path = save_chart(drawing.draw(WIDE), tmp_path / "chart", source="Somebody", alt=drawing.alt, headline="A rise")
    root = ElementTree.parse(path).getroot()

    assert "year_to_date" not in chart_names(found)
    assert "year_to_date" in chart_names(counted)
    assert headline_of("year_to_date", counted) == (
        f"{later} events from 1 January to 17 November 2021, against {earlier} on the same days of 2020."
    )
    assert headline_of("year_to_date", none).startswith("No events from 1 January to 31 March 2021, against none on")
    assert headline_of("year_to_date", given(dossier, replace(YEARS["a rise"], ratio=ratio))).endswith(
        "2020: 9.2 times as many."
    )
    assert f"Up to 17 November: {later} in 2021, {earlier} in 2020." in drawing.alt
    assert "2019–20" in CHARTS["year_to_date"].draw(given(dossier, YEARS["over New Year"])).alt
    assert {"count-earlier", "count-later"} == {group.get("data-to") for group in root.iter() if group.get("data-to")}
    with Image.open(path.with_suffix(".png")) as picture:
        assert picture.width > WIDE
