"""The chart of periods: a column for each count, apart what is certain, possible, unsettled and not known."""

import random
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from tally.analysis.counted import Level, columns_of
from tally.charts import describe_periods, periods_chart
from tally.charts.drawing import NARROW, SIZE, WIDE, Line, Rectangle, overlap, sheet_as_svg
from tally.text import Unit
from tally.windows import Step, calendar_period, periods_in

FORMS = (NARROW, WIDE)
EVENTS = Unit("events", "event")


def series(step, first, last, often=3.0, *, spread=0, settled=date(2999, 1, 1), unknown=(), levels=()):
    """Return a made-up series."""
    draw, periods = random.Random(3), periods_in(date.fromisoformat(first), date.fromisoformat(last), Step(step))
    counts = []
    for period in periods:
        value = sum(draw.random() < often / 30 for _ in range(period.days)) * draw.choice([1, 1, 2])
        low = max(value - draw.randrange(spread + 1), 0)
        known = not any(period.first <= date.fromisoformat(day) <= period.last for day in unknown)
        counts.append((low, value, value + draw.randrange(spread + 1)) if known else (None, None, None))
    return columns_of(Step(step), periods, counts, settled=settled, levels=levels)


STEPS = (
    Level(date(2015, 1, 1), date(2019, 6, 30), 0.1), Level(date(2019, 7, 1), date(2021, 11, 17), 0.35),
)  # fmt: skip
SERIES = {
    "months": series("month", "2015-01-01", "2021-11-17", settled=date(2020, 12, 31), levels=STEPS, spread=2),
    "months with a gap": series("month", "2015-01-01", "2016-12-31", unknown=("2015-05-03", "2015-06-03")),
    "years": series("year", "1995-01-01", "2021-12-31", 9, settled=date(2020, 12, 31)),
    "one year": series("year", "2021-01-01", "2021-12-31", 9),
    "quarters": series("quarter", "2019-02-01", "2021-12-31", 9, spread=20),
    "weeks": series("week", "2019-01-01", "2021-12-31", 20),
    "days": series("day", "2019-01-01", "2021-12-31", 9),
    "none": series("month", "2021-01-01", "2021-12-31", 0),
    "not known": series("month", "2021-01-01", "2021-02-28", 0, unknown=("2021-01-01", "2021-02-02")),
    "a day": series("day", "2021-01-01", "2021-01-01", 30),
    "many months": series("month", "1989-01-01", "2024-12-31", 900, spread=300),
}  # fmt: skip


@pytest.mark.parametrize("width", FORMS)
@pytest.mark.parametrize("case", SERIES)
def test_words_stay_apart_and_marks_inside(case, width):
    """Whatever the series: all words are whole, over no other words, and all marks are on the sheet."""
    chart = periods_chart(SERIES[case], EVENTS, width)
    boxes = [words.box for words in chart.words]

    assert {SIZE} == {words.size for words in chart.words}
    assert not [(one, two) for place, one in enumerate(boxes) for two in boxes[:place] if overlap(one, two)]
    assert all(left >= -0.1 and top >= 0 and right <= width + 0.1 for left, top, right, _ in boxes)
    assert all(-0.1 <= mark.box[0] and mark.box[2] <= width + 0.1 and mark.box[1] >= 0 for mark in chart.marks)
    assert describe_periods(SERIES[case], EVENTS).startswith("Chart of events by ")


def heights(chart, fill=None):
    """Return the heights of the columns of a look, from the outlines."""
    outlines = [
        mark for mark in chart.marks if isinstance(mark, Line) and mark.fill and (mark.hatch is not None) == fill
    ]
    base = max(point[1] for mark in outlines for point in mark.points)
    return [
        round(base - start[1], 6)
        for mark in outlines
        for start, end in zip(mark.points, mark.points[1:], strict=False)
        if start[1] == end[1] < base
    ]


def test_columns_are_as_high_as_the_counts():
    """The scale starts at zero; a period without events has no column, and a hatched one is as high as it would be."""
    shown = SERIES["months with a gap"]
    counts = [column.value for column in shown.columns if column.value]
    drawn = heights(periods_chart(shown, EVENTS), fill=False)
    hatched = SERIES["years"].columns[-1]
    ranged = [column for column in SERIES["quarters"].columns if column.final]
    both = heights(periods_chart(SERIES["quarters"], EVENTS), fill=False)

    assert len(counts) == len(drawn)
    assert [height / max(drawn) for height in drawn] == pytest.approx([count / max(counts) for count in counts])
    assert {round(low / high, 3) for low, high in zip(both[-len(ranged) :], both[1:], strict=False)} == {
        round(column.low / column.high, 3) for column in ranged
    }
    assert len(heights(periods_chart(SERIES["years"], EVENTS), fill=True)) == 1
    assert not hatched.settled
    assert not hatched.part


def test_what_is_not_known_is_not_none():
    """A gap is grey and has no column; the key and the description say so, and only there."""
    gaps = [mark for mark in periods_chart(SERIES["months with a gap"], EVENTS).marks if isinstance(mark, Rectangle)]
    texts = {case: [words.text for words in periods_chart(SERIES[case], EVENTS).words] for case in SERIES}

    assert 2 == len(gaps)  # one is in the key
    assert ["months with a gap", "not known"] == [case for case in texts if "not known" in texts[case]]
    assert describe_periods(SERIES["months with a gap"], EVENTS).endswith("Not known: 2 of 24 periods.")
    assert {"certain", "possible", "part of a period, or may still grow", "mean between changes"} < {*texts["months"]}
    assert not {"certain", "possible"} & {*texts["weeks"]}


def test_the_picture_is_small():
    """Hundreds of periods are a few marks: a page has room for them."""
    for case in ("days", "many months"):
        svg = sheet_as_svg(periods_chart(SERIES[case], EVENTS), "periods", source="Somebody", alt="what it shows")

        assert len(svg) < 20_000, case
        assert ElementTree.fromstring(svg) is not None


@pytest.mark.parametrize(("step", "period", "words"), [
    ("year", "2021-01-01/2021-12-31", "in 2021"), ("month", "2021-02-01/2021-02-28", "in February 2021"),
    ("quarter", "2021-01-01/2021-03-31", "from 1 January to 31 March 2021"),
    ("week", "2020-12-28/2021-01-03", "from 28 December 2020 to 3 January 2021"),
    ("day", "2021-02-03/2021-02-03", "on 3 February 2021"),
])  # fmt: skip
def test_periods_of_the_calendar_are_named(step, period, words):
    """Every day of a period is in it, and it is written as briefly as it can be."""
    first, last = map(date.fromisoformat, period.split("/"))
    found = {calendar_period(first + timedelta(days), Step(step)) for days in range((last - first).days + 1)}

    assert {(first, last)} == found
    assert words == found.pop().window.when
