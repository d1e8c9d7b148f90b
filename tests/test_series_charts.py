"""Charts over periods, days, years and places: what is drawn is what the table says, and can be read everywhere."""

import random
import re
from collections import namedtuple
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PIL import ImageColor

from tally.analysis.counted import (
    Break,
    Change,
    Column,
    Level,
    Panel,
    PlaceError,
    Rolling,
    columns_of,
    days_of,
    place_table,
    rolling_days,
    year_lines,
)
from tally.analysis.series import answer_series, quoted_series
from tally.charts import series as charts
from tally.charts.drawing import (
    NAMES,
    NARROW,
    SIZE,
    WIDE,
    Dot,
    Line,
    Link,
    Rectangle,
    overlap,
    sheet_as_png,
    sheet_as_svg,
)
from tally.evidence import Chosen, Number, sentence_text
from tally.evidence.series import calendar_numbers, place_numbers, rolling_numbers, years_to_date
from tally.records.events import BoundariesError, PlaceName, parse_boundaries, read_boundaries
from tally.records.events import Level as PlaceLevel
from tally.records.figures import Basis, Superseded
from tally.text import Bound, Unit
from tally.windows import Period, Step, periods_in
from test_periods_chart import SERIES
from test_rivals import figure

FORMS = (NARROW, WIDE)
EVENTS = Unit("attacks", "attack")
LATER_ON = date(2999, 1, 1)
Counted = namedtuple("Counted", "place name country low value high")
SQUARES = [("North", 4, 3), ("South", 4, 0), ("East", 8, 1.5), ("A long name of a western province", 0, 1.5)]


def daily(first, last, often, seed=1, unknown=()):
    """Return the count of each day, None for those not known."""
    draw, days = random.Random(seed), (last - first).days + 1
    every = [first + timedelta(place) for place in range(days)]
    return [None if day in unknown else sum(draw.random() < often / 9 for _ in range(9)) for day in every]


GAP = tuple(date(2020, 3, 1) + timedelta(place) for place in range(40))
NEW = Break(date(2020, 9, 1), "counted by the Example Observatory, before by the Example Register, in more places")
DAYS = days_of(
    date(2019, 1, 1), daily(date(2019, 1, 1), date(2021, 11, 17), 1.4, unknown=GAP), settled=date(2021, 8, 1),
    breaks=(NEW,),
)  # fmt: skip
QUIET = days_of(date(2016, 1, 1), daily(date(2016, 1, 1), date(2016, 12, 31), 0.04), settled=LATER_ON)
LONG = days_of(date(2013, 1, 1), daily(date(2013, 1, 1), date(2021, 11, 17), 0.4), settled=LATER_ON)
WHOLE = Number("count-all", 700, "700", "all attacks", Chosen("count", "made up"))


def yearly(*counts, **more):
    """Return years from 2018 on."""
    years = periods_in(date(2018, 1, 1), date(2017 + len(counts), 12, 31), Step.YEAR)
    return columns_of(Step.YEAR, years, [(count,) * 3 for count in counts], settled=date(2023, 12, 31), **more)


PIRACY = yearly(
    82, 64, 84, 34, 19, 22, 18, changes=[Change(date(2021, 1, 1), (Period(date(2021, 1, 1), date(2021, 12, 31)),))],
    breaks=[Break(date(2020, 1, 1), "another counter")],
    levels=[Level(date(2018, 1, 1), date(2019, 12, 31), 0.2), Level(date(2020, 1, 1), date(2020, 12, 31), 0.23),
            Level(date(2021, 1, 1), date(2024, 12, 31), 0.06)],
)  # fmt: skip
MONTHS = replace(
    SERIES["months"], breaks=(NEW, Break(date(2020, 10, 1), "another method")),
    changes=(Change(date(2019, 7, 1), tuple(periods_in(date(2019, 3, 1), date(2019, 10, 31), Step.MONTH))),),
)  # fmt: skip


def quoted(*counts, **more):
    """Return the answer to a brief on quoted counts."""
    figures = [figure(more.pop("counter", "IMB"), "attacks", Basis.RECORDED, *count) for count in counts]
    return figures, quoted_series(figures)


FIGURES, _ = quoted(("2018", 81), ("2019", 60), ("2020", 84), ("2022", 19))
FIGURES.append(figure("ReCAAP", "attacks", Basis.RECORDED, "2023", 22))
FIGURES.append(figure("ReCAAP", "attacks", Basis.RECORDED, "2024-01-01/2024-09", 12, Bound.AT_LEAST))
OTHERS = [figure("MICA", "attacks", Basis.RECORDED, str(year), 40 + year % 7) for year in range(2018, 2021)]
STEPS = answer_series(
    quoted_series(FIGURES), figures=[*FIGURES, *OTHERS],
    superseded={"old": Superseded(figure("IMB", "attacks", Basis.RECORDED, "2020", 71), FIGURES[2].id, "a revision")},
)  # fmt: skip


def square(name, x, y, side=3.0, **properties):
    """Return a feature: a square in degrees."""
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    named = {"name": name} if name else {}
    return {"type": "Feature", "properties": named | properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def collection(*features):
    return {"type": "FeatureCollection", "features": [*features]}


MAP = parse_boundaries(collection(*(square(name, x, y) for name, x, y in SQUARES), square("", 0, 5, 1.0)))
PLACES = place_table(
    [Counted("", "North", "", 90, 100, 120), Counted("", "South", "", 25, 25, 25), Counted("", "East", "", 1, 1, 1),
     Counted("", "", "", 30, 32, 32)], boundaries=MAP,
)  # fmt: skip
PANELS = [
    Panel(name.lower(), name, columns_of(
        Step.QUARTER, spans, [(count * place,) * 3 for place in range(len(spans))], settled=date(2021, 6, 30)))
    for spans in [periods_in(date(2019, 1, 1), date(2021, 11, 17), Step.QUARTER)]
    for name, count in (("North", 4), ("A long name of a western province", 1), ("South", 2), ("", 1))
]  # fmt: skip


def link(item):
    return Link(f"count-{item}"[:40], "what it is")


ROLLING = Rolling(
    30,
    tuple(
        Column(
            day.first, (last := day.first + timedelta(29)), max(place // 9 - 5, 0), place // 9, place // 8,
            settled=last <= date(2020, 1, 1),
        )
        for place, day in enumerate(DAYS.columns[:400])
    ),
    (NEW,),
)  # fmt: skip
DRAWN = {
    "years": lambda width: charts.periods_chart(PIRACY, EVENTS, width, link),
    "months": lambda width: charts.periods_chart(MONTHS, EVENTS, width, link),
    "steps": lambda width: charts.steps_chart(STEPS, width),
    "years to date": lambda width: charts.year_to_date_chart(years_to_date(LONG, WHOLE, EVENTS, ["un"]), width),
    "rolling": lambda width: charts.rolling_chart(rolling_days(DAYS), EVENTS, width, link),
    "rolling, ranges": lambda width: charts.rolling_chart(ROLLING, EVENTS, width),
    "calendar": lambda width: charts.calendar_chart(DAYS, EVENTS, width),
    "a leap year": lambda width: charts.calendar_chart(QUIET, EVENTS, width),
    "nine years": lambda width: charts.calendar_chart(LONG, EVENTS, width),
    "multiples": lambda width: charts.multiples_chart(PANELS, EVENTS, width, link),
    "map": lambda width: charts.map_chart(PLACES, MAP, EVENTS, width, lambda row: link(row.name)),
}


@pytest.mark.parametrize("width", FORMS)
@pytest.mark.parametrize("name", DRAWN)
def test_words_stay_apart_and_marks_inside(name, width):
    """In both forms: all letters are of one size, no words cover others, and everything is on the sheet."""
    chart = DRAWN[name](width)
    boxes = [words.box for words in chart.words]
    over = [
        (chart.words[place].text, chart.words[at].text)
        for place, one in enumerate(boxes)
        for at, two in enumerate(boxes[:place])
        if overlap(one, two)
    ]

    assert {SIZE} == {words.size for words in chart.words}
    assert not over
    assert not [words.text for words in chart.words if words.box[0] < -0.1 or words.box[2] > width + 0.1]
    assert all(-1.1 <= mark.box[0] and mark.box[2] <= width + 1.1 and mark.box[1] >= 0 for mark in chart.marks
               if not any(x != x for x in mark.box))  # fmt: skip
    assert all(0 <= words.box[1] and words.box[3] <= chart.height + SIZE / 2 for words in chart.words)


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_the_same_each_time_and_small(name):
    """The same data give the same bytes, within what a page has room for; every colour has a dark form."""
    svgs = [sheet_as_svg(DRAWN[name](NARROW), "chart", source="Somebody", alt="what it shows") for _ in range(2)]
    colours = {
        colour
        for mark in DRAWN[name](NARROW).marks
        for colour in (mark.fill, mark.stroke, mark.hatch)
        if colour is not None
    }

    assert svgs[0] == svgs[1]
    assert len(svgs[0]) < 40_000
    assert ElementTree.fromstring(svgs[0]) is not None
    assert colours <= set(NAMES)


def grey(colour):
    """Return how light a colour is, from 0 to 255."""
    red, green, blue = ImageColor.getrgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_looks_differ_without_colour():
    """What the key tells apart differs in lightness, hatching or dash, so that it can be printed in grey."""
    chart = DRAWN["months"](WIDE)
    keys = [mark for mark in chart.marks[:8] if isinstance(mark, Rectangle | Line) and mark.box[0] < WIDE]
    looks = {
        (round(grey(mark.fill or mark.stroke) / 12), mark.hatch is not None, mark.dash, mark.stroke is not None,
         round(mark.box[3] - mark.box[1]))
        for mark in keys[:6]
    }  # fmt: skip

    assert 6 == len(looks)


def areas(chart):
    """Return the areas of the boxes of a chart that lead to figures, by what they lead to."""
    found = {}
    for mark in chart.marks:
        if isinstance(mark, Rectangle) and mark.link:
            left, top, right, bottom = mark.box
            found.setdefault(mark.link.target, []).append((right - left) * (bottom - top))
    return found


def test_the_area_of_a_step_is_its_count():
    """Counts of the series, former ones and those of others alike; of a count on vague days, both boxes have it."""
    drawn = areas(DRAWN["steps"](WIDE))
    counts = {f"figure-{one.id}": one.value for one in [*FIGURES, *OTHERS]}
    unit = drawn[f"figure-{FIGURES[0].id}"][0] / FIGURES[0].value

    assert counts.keys() <= drawn.keys()
    for target, value in counts.items():
        assert [pytest.approx(value * unit, rel=1e-6)] == drawn[target][:1], target
    rows = charts.steps_rows(STEPS).rows
    assert [one.written for one in FIGURES] == [row[1] for row in rows[: len(FIGURES)]]
    assert {"71", "42", "43", "44"} == {row[1] for row in rows[len(FIGURES) :]}
    assert "counter: ReCAAP, before: IMB" in charts.describe_steps(STEPS)


def test_a_break_and_a_gap_are_visible():
    """A line with a letter and what changes, a grey stretch without a count, and no level across a break."""
    chart = DRAWN["steps"](WIDE)
    grey_boxes = [mark for mark in chart.marks if isinstance(mark, Rectangle) and mark.fill and not mark.link
                  and mark.fill not in (None,) and mark.box[3] - mark.box[1] > 100]  # fmt: skip
    levels = [mark for mark in DRAWN["years"](WIDE).marks if isinstance(mark, Line) and mark.width == 2.0]

    assert 1 == len(grey_boxes)
    assert "A" in [words.text for words in chart.words]
    assert [2, 4] == [len(mark.points) for mark in levels]  # two levels on the later side
    assert levels[0].points[-1][0] == levels[1].points[0][0]
    assert "A" not in [words.text for words in charts.periods_chart(replace(PIRACY, breaks=()), EVENTS).words]


def test_the_plausible_periods_of_a_change_are_a_band():
    """A band is as wide as the periods that may begin the new level; those that do not touch have one each."""
    apart = replace(MONTHS.changes[0], plausible=(*MONTHS.changes[0].plausible[:2], MONTHS.changes[0].plausible[-1]))
    bands = [
        [mark.box[2] - mark.box[0] for mark in charts.periods_chart(shown, EVENTS).marks
         if isinstance(mark, Rectangle) and mark.stroke and mark.box[3] - mark.box[1] > 100]
        for shown in (MONTHS, replace(MONTHS, changes=(apart,)))
    ]  # fmt: skip
    days = [period.days for period in MONTHS.changes[0].plausible]

    assert [1, 2] == [len(widths) for widths in bands]
    assert bands[1][0] / bands[0][0] == pytest.approx(sum(days[:2]) / sum(days))
    assert "The level changes around July 2019." in charts.describe_periods(MONTHS, EVENTS)


def test_years_have_their_numbers_and_leads():
    """Few columns have their numbers on top and lead to their evidence; hundreds have neither."""
    chart = DRAWN["years"](NARROW)
    leading = [words.text for words in chart.words if words.link]

    assert ["82", "64", "84", "34", "19", "22", "18"] == leading == [
        row[1] for row in charts.periods_rows(PIRACY, EVENTS).rows
    ]  # fmt: skip
    assert not [words for words in DRAWN["months"](NARROW).words if words.link]
    assert "may still grow" == charts.periods_rows(PIRACY, EVENTS).rows[-1][-1]


def test_years_before_fade():
    """The later year is the boldest line, the one before dashed after the cut-off, older ones thinner and greyer."""
    to_date = years_to_date(LONG, WHOLE, EVENTS, ["un"])
    chart = charts.year_to_date_chart(to_date, NARROW)
    widths = [mark.width for mark in chart.marks if isinstance(mark, Line) and len(mark.points) > 20]
    texts = [words.text for words in chart.words]

    assert sorted(widths) == widths  # the oldest first
    assert 4 == len({*widths})
    assert widths[-1] > 2 * widths[0]
    for name, number in (*to_date.before, *zip(to_date.names, (to_date.earlier, to_date.later), strict=True)):
        assert f"{name}: {number.text}" in texts
    rows = charts.to_date_rows(to_date).rows
    assert ["2015", "2016", "2017", "2018", "2019", "2020", "2021"] == [row[0] for row in rows]
    assert sum(day.value for day in LONG.columns if day.first.year == 2016) == rows[1][2][0].value
    assert "In the years before: " in charts.describe_to_date(to_date)


def test_days_give_rolling_counts_and_years():
    """Each window is the sum of its days; one with a day that is not known is not known, nor is a year after one."""
    windows = rolling_days(DAYS, 30).windows
    values = [day.value for day in DAYS.columns]

    for place in (0, 100, len(windows) - 1):
        days = values[place : place + 30]
        assert (None if None in days else sum(days)) == windows[place].value
    assert windows[-1].last == DAYS.columns[-1].last
    assert 40 + 29 == sum(not window.known for window in windows)
    assert [2019, 2020, 2021] == [line.year for line in year_lines(DAYS)]
    assert GAP[0] - timedelta(1) == year_lines(DAYS)[1].counts[-1].day
    assert [] == [*year_lines(days_of(date(2021, 1, 2), [1, 1], settled=LATER_ON))]
    assert not rolling_days(days_of(date(2021, 1, 2), [1, 1], settled=LATER_ON)).windows


def test_the_rolling_line_stops_where_nothing_is_known():
    """No line over grey; dashed where the count may grow; the highest and the latest have their numbers."""
    chart, rolling = DRAWN["rolling"](WIDE), rolling_days(DAYS)
    blank = next(mark.box for mark in chart.marks if isinstance(mark, Rectangle) and mark.box[3] - mark.box[1] > 100)
    lines = [mark for mark in chart.marks if isinstance(mark, Line) and mark.width == 1.6 and len(mark.points) > 9]

    assert 3 == len(lines)
    assert [False, False, True] == [bool(mark.dash) for mark in lines]
    assert not [mark for mark in lines if mark.box[0] < blank[2] - 1 and mark.box[2] > blank[0] + 1]
    assert [words.text.rpartition(": ")[2] for words in chart.words if words.link] == [
        f"{rolling.highest.value}", f"{rolling.latest.value}"
    ]  # fmt: skip
    rows = charts.rolling_rows(rolling, EVENTS).rows
    assert [f"{rolling.latest.value}"] == [row[1] for row in rows if row[0] == "17 November 2021"]


def test_a_day_of_the_calendar_has_a_square_for_its_count():
    """As many squares of each size as days of that class, the larger for more; grey days have none."""
    for width in FORMS:
        chart = charts.calendar_chart(QUIET, EVENTS, width)
        squares = [mark for mark in chart.marks if isinstance(mark, Line) and mark.width > 1]
        held = {round(mark.width, 3): 0 for mark in squares}
        for mark in squares:
            held[round(mark.width, 3)] += sum(point[0] == point[0] for point in mark.points) // 2
        counts = [day.value for day in QUIET.columns]
        keys = max(counts)  # one square in the key for each class

        assert sorted(held) == [*held][:keys] == sorted({mark.width.__round__(3) for mark in squares})
        assert [sum(count == at for count in counts) + 1 for at in range(1, keys + 1)] == [*held.values()]
    words = {row[0]: row[1:] for row in charts.calendar_rows(DAYS, EVENTS).rows}
    assert ("not known", "") == words["Mar 2020"]
    assert "2016: " in [words.text[:6] for words in charts.calendar_chart(QUIET, EVENTS).words]
    assert "2019–2021" in charts.calendar_chart(LONG, EVENTS).words[0].text
    assert charts.describe_calendar(QUIET, EVENTS).endswith(f"By year: {sum(counts)} in 2016.")


def test_classes_of_days_are_round_and_rise():
    """One class each for few counts; else five, from one to the most."""
    from tally.charts.series.calendar import class_edges

    assert [[], [1], [1, 2, 3], [1, 2, 3, 4, 5]] == [class_edges(most) for most in (0, 1, 3, 5)]
    for most in range(6, 3000, 7):
        edges = class_edges(most)
        assert 1 == edges[0]
        assert all(low < high for low, high in pairwise([*edges, most + 1])), most
        assert 5 == len(edges)


def test_small_charts_have_one_scale():
    """The same count is as high in every panel; each has its name and its sum, and the place not known is the last."""
    chart = charts.multiples_chart(PANELS, EVENTS, WIDE)
    tops = {}
    for mark in chart.marks:
        if isinstance(mark, Line) and mark.fill and len(mark.points) > 9:
            base = max(point[1] for point in mark.points)
            tops.setdefault(round(mark.box[0] / 140), []).append(base - mark.box[1])
    heights = [max(values) for _, values in sorted(tops.items())]
    bold = [words.text for words in chart.words if words.bold]

    assert 4 == len(heights)
    assert [height / heights[1] for height in heights] == pytest.approx([4, 1, 2, 1])
    assert [f"{panel.value:,}" for panel in PANELS] == bold == [row[-1] for row in charts.multiples_rows(PANELS).rows]
    assert "place not known" in [words.text for words in chart.words]
    assert "North: 264" in charts.describe_multiples(PANELS, EVENTS)


def test_the_area_of_a_circle_is_the_count():
    """Each place that has a count has a circle with its number, and so has what has no known place."""
    for width in FORMS:
        chart = DRAWN["map"](width)
        circles = [mark.radius for mark in chart.marks if isinstance(mark, Dot)]
        texts = [words.text for words in chart.words]

        assert [radius**2 / circles[0] ** 2 for radius in circles[:2]] == pytest.approx([1, 0.25])
        assert circles[-1] ** 2 / circles[0] ** 2 == pytest.approx(0.32)
        assert {"90 to 120", "25", "1", "place not known: 30 to 32"} <= {*texts}
        assert 4 == len(circles)
    rows = charts.place_rows(PLACES, EVENTS).rows
    assert ("place not known", "30 to 32") == rows[-1]
    assert ("A long name of a western province", "0") in rows
    assert charts.describe_places(PLACES, EVENTS).endswith("Places without any: 1. Place not known: 30 to 32.")


def name_of(place, printed, name="North"):
    return PlaceName(printed.lower(), place, name, PlaceLevel.ADMIN1, "", "", printed, "")


def test_counts_join_boundaries_by_name():
    """By any name that places.csv has, whatever its case and accents, or the id; never by a point, never in silence."""
    names = [name_of("north", "Nord"), name_of("north", "NÖRTH")]
    counts = [Counted("north", "The North", "", 1, 2, 3), Counted("", "", "", 0, 1, 1)]
    table = place_table(counts, names, MAP)

    assert ["The North", *(name for name, *_ in sorted(SQUARES) if name != "North")] == [row.name for row in table.rows]
    assert "North" == table.rows[0].region.name
    assert (6, 1) == (table.rows[0].value * 3, table.unknown.value)
    assert place_table(
        [Counted("XX-1", "?", "", 1, 1, 1)], (), parse_boundaries(collection(square("N", 0, 0, id="xx-1")))
    )
    assert [row.name for row in place_table([Counted("", "Nrd", "", 1, 1, 1)]).rows] == ["Nrd"]
    for arguments, words in (
        (([Counted("", "Norht", "", 1, 1, 1)], (), MAP), "Did you mean 'North'"),
        (([Counted("", "Norrd", "", 1, 1, 1)], names), "places.csv has no row for 'Norrd'. Did you mean 'Nord'"),
        (([Counted("", "Qqqq", "", 1, 1, 1)], (), MAP), "There are: North, South, East"),
        (([Counted("", "North", "", 1, 1, 1), counts[0]], names, MAP), "are one place in the boundaries ('North')"),
    ):
        with pytest.raises(PlaceError, match=re.escape(words)) as caught:
            place_table(*arguments)
        assert len(str(caught.value)) < 300


HOSTILE = {
    "no object": ([1], "'list'"),
    "topojson": ({"type": "Topology", "arcs": []}, "mapshaper"),
    "one feature": (square("North", 0, 0), "'Feature'"),
    "no features": (collection(), "no features"),
    "a feature that is none": (collection(3), "as feature 1"),
    "properties as a list": (collection({**square("N", 0, 0), "properties": [1]}), "names with values"),
    "no geometry": (collection({**square("N", 0, 0), "geometry": None}), "Polygon or MultiPolygon"),
    "a point": (collection({**square("N", 0, 0), "geometry": {"type": "Point", "coordinates": [1, 2]}}), "'Point'"),
    "no coordinates": (collection({**square("N", 0, 0), "geometry": {"type": "Polygon"}}), "no coordinates of 'N'"),
    "a ring of a ring": (collection({**square("N", 0, 0), "geometry": {
        "type": "Polygon", "coordinates": [[[[1, 2]] * 4] * 4]}}), "a longitude and a latitude"),
    "not a number": (collection(square("N", 0, None or float("nan"))), "degrees of longitude"),
    "infinite": (collection(square("N", float("inf"), 0)), "degrees of longitude"),
    "metres": (collection(square("N", 431_000, 2_500_000)), "EPSG:4326"),
    "a bool": (collection({**square("N", 0, 0), "geometry": {
        "type": "Polygon", "coordinates": [[[True, 1]] * 4]}}), "a longitude and a latitude"),
    "two places of one name": (collection(square("N", 0, 0, id="a"), square("n", 4, 0, id="b")), "the ids 'a' and"),
    "nothing named": (collection(square("", 0, 0), square("", 0, 0, id="-99")), "without|with a name"),
    "a long name": (collection(square("x" * 999, 0, 0)), "999 characters"),
    "a turned name": (collection(square("N\u202eorth", 0, 0)), "right-to-left override"),
    "many points": (collection({**square("N", 0, 0), "geometry": {
        "type": "Polygon", "coordinates": [[[0, 1]] * 401]}}), "more than 400 points"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_boundaries_that_cannot_be_drawn_get_one_sentence(name, monkeypatch):
    """What was found, what was expected, and what to do; short, and without control characters."""
    value, words = HOSTILE[name]
    monkeypatch.setattr("tally.records.events.boundaries.MOST", 400)
    with pytest.raises(BoundariesError, match=words) as caught:
        parse_boundaries(value)

    assert len(str(caught.value)) < 300
    assert str(caught.value).isprintable()


def test_boundaries_that_are_odd_are_drawn(tmp_path):
    """One place twice is one, one without a name has no count, and the 180th meridian cuts nothing."""
    twice = parse_boundaries(collection(square("N", 0, 0), square("N", 0, 0), square("N", 5, 5), square("", 9, 9)))
    across = parse_boundaries(
        collection(square("East", 177, -18), square("West", -180, -18), square("<b>", 179, 0, 0.5))
    )
    hollow = parse_boundaries(collection({"type": "Feature", "id": 7, "properties": None, "geometry": {
        "type": "MultiPolygon", "coordinates": [[[[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]],
                                                 [[1, 1], [8, 1], [8, 8], [1, 8], [1, 1]]]]}}))  # fmt: skip
    file = tmp_path / "places.geojson"
    file.write_text("[" * 1000, encoding="utf-8")

    assert (2, 2) == (len(twice.regions), len(twice.regions[0].rings))
    assert ["'N' is in the file twice: its parts are drawn as one place.",
            "1 of 4 features without a name and an id: no count is theirs."] == [*twice.notes]  # fmt: skip
    assert [178.5, 181.5] == [region.middle.longitude for region in across.regions[:2]]
    assert "7" == hollow.regions[0].label
    assert not 1 < hollow.regions[0].middle.longitude < 8
    with pytest.raises(
        BoundariesError, match=r"places\.geojson: found what is not GeoJSON \(the file: lists nested too deeply\)"
    ):
        read_boundaries(file)
    with pytest.raises(BoundariesError, match="found no file"):
        read_boundaries(tmp_path / "none.geojson")
    table = place_table([Counted("", "<b>", "", 3, 3, 3)], (), across)
    svg = sheet_as_svg(
        charts.map_chart(table, across, EVENTS), "map", source="S", alt=charts.describe_places(table, EVENTS)
    )
    assert "<b>" not in svg
    assert "&lt;b&gt;" in svg


def test_months_and_years_are_written_as_elsewhere_on_the_page():
    """A month of the calendar is the number of its period, a year of a place the range that its chart shows."""
    month = Number("one", 3, "3 to 5", "attacks in a month", Chosen("month", "made up"))
    known = {date(2019, 2, 1): month}
    rows = charts.calendar_rows(DAYS, EVENTS, lambda days: known.get(days.first)).rows

    assert [month] == [row[1] for row in rows if isinstance(row[1], Number)]
    assert "Feb 2019" == next(row[0] for row in rows if row[1] is month)
    days = periods_in(date(2021, 1, 1), date(2023, 12, 31), Step.YEAR)
    years = columns_of(Step.YEAR, days, [(89, 91, 91), (116, 118, 118), (124, 124, 124)], settled=LATER_ON)
    assert ("89 to 91", "116 to 118", "124") == charts.multiples_rows([Panel("n", "North", years)]).rows[0][1:-1]


def test_headlines_say_what_was_counted():
    """Each names its numbers, which lead to the count of the whole; without data there is none."""
    days = calendar_numbers(QUIET, WHOLE, EVENTS)
    rolling = rolling_numbers(rolling_days(DAYS), WHOLE, EVENTS)
    places = place_numbers(PLACES, WHOLE, EVENTS)
    none = days_of(date(2021, 1, 1), [0] * 40, settled=LATER_ON)

    assert sentence_text("drawn_places", places) == (
        "North has the most: 90 to 120 of 700 attacks; for 30 to 32 the place is not known."
    )
    assert f"none on {days.none} of 366 days." in sentence_text("drawn_calendar", days)
    tied = [Counted("", name, "", 4, 4, 4) for name in ("North", "South")]
    for rows, said in (
        (tied, "North and South have the most, 4 each of 700 attacks."),
        ([*tied, *(Counted("", name, "", 4, 4, 4) for name in "AB")], "Several places have the most, 4 each of"),
        ([Counted("", "North", "", 0, 0, 0)], "No attacks in any place that the data name."),
    ):
        assert sentence_text("drawn_places", place_numbers(place_table(rows), WHOLE, EVENTS)).startswith(said)
    assert sentence_text("drawn_rolling", rolling).startswith(
        f"{rolling.latest} attacks in the 30 days up to 17 November"
    )
    for counts, said in (
        ([1, 2, 0, 1], "2 attacks on 2 January 2021, the most in a day; none on one of 4 days."),
        ([2, 0, 2, 1], "2 attacks on 1 January 2021 and on 3 January 2021, the most in a day; none on"),
        ([2, 2, 0, 2], "2 attacks on 1 January 2021, on 2 January 2021 and on 4 January 2021, the most in a day; none"),
        ([2, 2, 2, 2], "2 attacks on 1 January 2021 and on other days, the most in a day."),
    ):
        found = calendar_numbers(days_of(date(2021, 1, 1), counts, settled=LATER_ON), WHOLE, EVENTS)
        assert sentence_text("drawn_calendar", found).replace("none on 1 ", "none on one ").startswith(said)
    twice = rolling_numbers(
        rolling_days(days_of(date(2021, 1, 1), [5, *[0] * 40, 5, *[0] * 40], settled=LATER_ON)), WHOLE, EVENTS
    )
    assert "the most were 5, first reached up to 30 January 2021." in sentence_text("drawn_rolling", twice)
    assert "No attacks on any of 40 days." == sentence_text("drawn_calendar", calendar_numbers(none, WHOLE, EVENTS))
    assert "No attacks in the 30 days" in sentence_text(
        "drawn_rolling", rolling_numbers(rolling_days(none), WHOLE, EVENTS)
    )
    for number in (days.most, days.none, rolling.highest, *places.counts, places.unknown):
        assert (WHOLE,) == number.evidence.inputs
    unknown = days_of(date(2021, 1, 1), [None] * 40, settled=LATER_ON)
    assert calendar_numbers(unknown, WHOLE, EVENTS) is None
    assert rolling_numbers(rolling_days(unknown), WHOLE, EVENTS) is None
    assert place_numbers(place_table([]), WHOLE, EVENTS) is None
    assert years_to_date(QUIET, WHOLE, EVENTS, ["un"]) is None


def test_pictures_are_drawn_too():
    """A picture of the calendar has the squares that the SVG has, no wider: lines end where they end."""
    chart = charts.calendar_chart(QUIET, EVENTS, NARROW)
    sheet_as_svg(chart, "calendar", source="Somebody", alt="what it shows")
    assert sheet_as_png(chart).startswith(b"\x89PNG")
