"""Charts draw what they are given, say where it is from, and lead to its evidence."""

import json
import re
from dataclasses import replace
from datetime import date
from urllib.parse import unquote
from xml.etree import ElementTree

import pandas as pd
import pytest
from lxml import html
from PIL import Image

from conftest import ask
from tally.analysis import Count, compare, competing_counts, measure, same_kind, same_length
from tally.analysis.robustness import cutoff_curve, printed_cutoffs
from tally.charts import (
    CHARTS,
    bar_chart,
    bounds_chart,
    cutoff_chart,
    describe_bounds,
    describe_curve,
    describe_windows,
    rivals_chart,
    save_chart,
    window_chart,
)
from tally.charts.alt import figure_link
from tally.charts.drawing import (
    NARROW,
    SIZE,
    WIDE,
    Line,
    Rectangle,
    Scale,
    Sheet,
    day_ticks,
    multiple_ticks,
    overlap,
    sheet_as_svg,
    width_of,
)
from tally.display import Picture
from tally.evidence import answer
from tally.page import Notes, embed_chart
from tally.records import select_milestones
from tally.records.figures import FIGURES, Basis, Pair, all_figures, figures_frame, get_figure
from tally.text import Bound
from tally.windows import read_window

SVG = "{http://www.w3.org/2000/svg}"
FORMS = (NARROW, WIDE)  # the widths of a chart


@pytest.fixture
def drawn(figures):
    comparison = compare(figures, Pair("un-2020", "un-2021-so-far"))
    return same_kind(figures, comparison, measure(comparison))


def saved(chart, folder, **words):
    path = save_chart(chart, folder / "chart", source=words.get("source", "Somebody, 2021"), alt="what it shows")
    return ElementTree.parse(path).getroot()


def rectangles(chart):
    """List the boxes of the rectangles in a chart."""
    return [mark.box for mark in chart.marks if isinstance(mark, Rectangle)]


def apart(boxes):
    """Return whether no box touches another."""
    return not any(overlap(one, two) for place, one in enumerate(boxes) for two in boxes[:place])


def inside(chart, boxes):
    """Return whether all boxes are on the sheet."""
    return all(box[0] >= -0.1 and box[1] >= 0 and box[2] <= chart.width + 0.1 for box in boxes)


@pytest.mark.parametrize("width", FORMS)
def test_each_rectangle_is_as_large_as_its_count(drawn, width):
    """As wide as the window in days, as high as the attacks per day: the area is proportional to the count."""
    areas = sorted((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in rectangles(window_chart(drawn, [], [], width)))

    assert [pytest.approx(value / drawn["value"].max()) for value in sorted(drawn["value"])] == [
        area / areas[-1] for area in areas
    ]


def test_bars_start_at_zero_and_are_as_long_as_the_rates(drawn):
    """A bar stands on zero."""
    bars = rectangles(bar_chart(drawn.loc[["un-2020", "un-2021-so-far"]]))

    assert [0, 0] == [left for left, *_ in bars]
    assert pytest.approx((334 / 321) / (60 / 366)) == bars[1][2] / bars[0][2]


def test_part_of_a_year_is_hatched_and_labelled(drawn):
    """A window that is not made of whole years looks different, without being asked, and says why."""
    chart = bar_chart(drawn.loc[["un-2020", "un-2021-so-far"]])
    labels = [words.text for words in chart.words]

    assert [False, True] == [bool(mark.hatch) for mark in chart.marks if isinstance(mark, Rectangle)]
    assert any(label.endswith("whole year") for label in labels)
    assert any(label.endswith("cut-off not given") for label in labels)


def test_marks_lead_to_their_figures(dossier, drawn, tmp_path):
    """Each rectangle and its label carry a link to the figure's evidence."""
    root = saved(window_chart(drawn, [], dossier.milestones), tmp_path)
    links = [group for group in root.iter(f"{SVG}g") if group.get("data-to", "").startswith("figure-")]

    assert {f"figure-{name}" for name in drawn.index} == {link.get("data-to") for link in links}
    assert 2 * len(drawn) <= len(links)
    assert {link.get("data-to") for link in links if link.findtext(f"{SVG}title")} == {
        link.get("data-to") for link in links
    }


def test_source_and_alternative_text_are_in_the_picture(drawn, tmp_path):
    """The source line is text inside the picture; what it shows can be read aloud."""
    root = saved(
        bar_chart(drawn.loc[["un-2020", "un-2021-so-far"]]), tmp_path, source="Deborah Lyons, in $Somebody$, 2021"
    )
    text = " ".join(element.text or "" for element in root.iter(f"{SVG}text"))

    assert "Source: Deborah Lyons, in $Somebody$, 2021" in text
    assert "what it shows" == root.get("aria-label")
    with Image.open(tmp_path / "chart.png") as picture:
        assert picture.width == float(root.get("width"))


def test_a_chart_in_a_notebook_is_a_picture_on_paper(drawn, tmp_path):
    """
    A notebook shows the whole chart as a picture with words, also while it is not trusted, on paper in any theme.

    Markup in the names of sources stays text.
    """
    hostile = "Some\" <b>body</b> & 'co', 100%\N{EM DASH}#1"
    chart = window_chart(drawn, [], [])
    path = save_chart(chart, tmp_path / "chart", source=hostile, alt=hostile)
    shown = Picture(path)

    picture = html.fromstring(shown._repr_html_())

    assert ("img", [], hostile, hostile) == (picture.tag, list(picture), picture.get("alt"), repr(shown))
    assert path.read_text(encoding="utf-8") == unquote(picture.get("src").removeprefix("data:image/svg+xml,"))
    root = ElementTree.parse(path).getroot()
    assert (root.get("width"), root.get("height")) == (picture.get("width"), picture.get("height"))
    assert root.get("style") == "background:#fdfcf9"


def test_named_milestones_are_labelled(dossier, drawn, tmp_path):
    """The events that a brief names carry their label, the others only a rule."""
    named = select_milestones(dossier.milestones, ["taliban-enter-kabul", "un-briefing"])
    root = saved(window_chart(drawn, named, dossier.milestones), tmp_path)
    text = " ".join(element.text or "" for element in root.iter(f"{SVG}text"))

    assert "Taliban enter Kabul" in text
    assert "Deborah Lyons briefs" in text
    assert "Abbey Gate" not in text


def test_no_label_covers_another(dossier, drawn):
    """Overlapping windows stay readable."""
    events = select_milestones(dossier.milestones, ["taliban-enter-kabul", "un-briefing"])
    for width in FORMS:
        chart = window_chart(drawn, events, dossier.milestones, width)
        boxes = [words.box for words in chart.words]

        assert apart(boxes)
        assert inside(chart, boxes)


def test_zero_counts_can_be_drawn(figures, tmp_path):
    """None before and none after is a chart too."""
    pair = [replace(get_figure(figures, name), value=0) for name in ("un-2020-autumn", "un-2021-autumn")]
    comparison = compare(figures_frame(pair), Pair("un-2020-autumn", "un-2021-autumn"))
    rows = same_kind(figures_frame(pair), comparison, measure(comparison))

    saved(window_chart(rows, [], []), tmp_path)
    saved(bar_chart(rows), tmp_path)


def test_hostile_label_stays_text(dossier, drawn, tmp_path):
    """A milestone's label that looks like markup or mathematics is written as it is."""
    event = replace(dossier.milestones[0], label="<script>alert(1)</script> $x$")
    root = saved(window_chart(drawn, [event], [event]), tmp_path)

    assert not list(root.iter(f"{SVG}script"))
    assert "<script>alert(1)</script> $x$" in [element.text for element in root.iter(f"{SVG}text")]


def test_description_names_each_figure(drawn):
    """Who cannot see the chart hears each count, its window and its rate."""
    assert (
        "60 attacks for 2020, 0.16 a day; 20 attacks for 19 August to 31 December 2020, 0.15 a day"
        in describe_windows(drawn)
    )


def test_bounds_are_ranges_not_points():
    """What is certain is as long as the least, what is left open reaches to the most."""
    rows = pd.DataFrame(
        {
            "label": ["of some", "in a year"],
            "least": [182.0, 334],
            "most": [334.0, None],
            "whole": [334.0, None],
            "unit": "kidnappings",
        },
        index=["bound-1-before", "bound-2-before"],
    )
    chart = bounds_chart(rows)
    unit = chart.width / (334 * 1.12)
    spans = [(left / unit, right / unit) for left, _, right, _ in rectangles(chart)]

    assert [pytest.approx(span) for span in [(0, 334), (0, 182), (182, 334), (0, 334), (334, 334 * 1.12)]] == spans
    assert "334 or more" in [words.text for words in chart.words]
    assert "in a year: 334 or more" in describe_bounds(rows)


def test_the_cut_off_curve_marks_what_is_printed(dossier):
    """The speech's day and “the first ten months” are named at their ratios."""
    comparison = compare(dossier.figures, Pair("un-2020", "un-2021-so-far"))
    printed = printed_cutoffs(dossier.figures, comparison, Count(60, 366), 0.95)
    chart = cutoff_chart(cutoff_curve(comparison, measure(comparison)), printed)
    boxes = [words.box for words in chart.words]

    assert {"equal rates", "31 Oct: 6.7", "17 Nov: 6.3", "1", "10", "100"} <= {words.text for words in chart.words}
    assert apart(boxes)
    assert inside(chart, boxes)


def test_a_claims_only_count_looks_like_no_other(dossier):
    """Each basis has a heading and a look of its own."""
    counts = competing_counts(dossier.figures, compare(dossier.figures, Pair("un-2020", "un-2021-so-far")))
    chart = rivals_chart(counts, Pair("un-2020", "un-2021-so-far"))
    looks = {(mark.dash, mark.stroke) for mark in chart.marks if isinstance(mark, Rectangle)}
    said = [words.text for words in chart.words]

    assert 3 == len(looks)
    headings = ["Attributed", "Attributed or claimed", "Claims only", "Basis not stated"]
    assert headings == [text for text in said if text in headings]
    assert len(counts) == len([text for text in said if " · " in text])
    assert said.index("Claims only") < said.index("340 · Jihad Analytics") < said.index("Basis not stated")


def test_every_basis_has_words_a_heading_and_a_mark_of_its_own():
    """A basis that a chart or a sentence could not show cannot be added."""
    assert all(basis.words and basis.joining and basis.heading for basis in Basis)
    for told in ("words", "heading", "mark"):
        assert len(Basis) == len({getattr(basis, told) for basis in Basis})
    with pytest.raises(ValueError, match="not enough values to unpack"):
        Basis.__new_member__(Basis, "claimed")
    with pytest.raises(TypeError, match="'guessed' has no words"):
        Basis.__new_member__(Basis, "guessed", Basis.CLAIMED.mark)


def test_tables_and_questions_name_every_basis(project):
    """The data dictionary, the schema of the table and the question on entry know the same bases as the charts."""
    package = json.loads((project.data / "isil-kp" / "datapackage.json").read_text(encoding="utf-8"))
    fields = next(one for one in package["resources"] if one["name"] == "figures")["schema"]["fields"]
    allowed = next(one for one in fields if one["name"] == "basis")["constraints"]["enum"]
    dictionary = (project.root / "data" / "README.md").read_text(encoding="utf-8")

    assert sorted(Basis) == sorted(allowed)
    assert all(f"`{basis}`" in dictionary for basis in Basis)
    assert all(basis in FIGURES["basis"].question and basis in FIGURES["basis"].help for basis in Basis)


AWKWARD = {
    "figure": {"unit": "kidnapped crew", "counter": "Office of the Special Adviser on the Prevention of Everything"},
    "large": {"value": 12_345_678, "unit": "displaced persons"},
    "none": {"value": 0},
    **{f"bound-{bound}": {"bound": bound} for bound in Bound},
    "a-day": {"window": read_window("2021-03-04")},
    "no-start": {"window": read_window("/2021-09-18")},
    "months": {"window": read_window("2021-02/2021-05")},
    "decades": {"window": read_window("1985/2021")},
    "arabic": {"counter": "المرصد", "unit": "هجمات"},
} | {basis: {"basis": basis} for basis in Basis}  # fmt: skip


def test_no_count_of_the_same_thing_is_left_out(figures):
    """Whatever its basis, unit, size or days, each count has its band and its label, within the drawing."""
    one = get_figure(figures, "itic-2021")
    more = [replace(one, id=f"other-{name.replace('_', '-')}", **change) for name, change in AWKWARD.items()]
    every_one = figures_frame([*all_figures(figures).values(), *more])
    counts = competing_counts(every_one, compare(every_one, Pair("un-2020", "un-2021-so-far")))
    chart = rivals_chart(counts, Pair("un-2020", "un-2021-so-far"))
    labels = [words for words in chart.words if words.link]

    assert {one.id for one in more} <= set(counts.index)
    assert {f"figure-{name}" for name in counts.index} == {label.link.target for label in labels}
    assert len(counts) == len(labels)
    assert {mark.link.target for mark in chart.marks if mark.link} == {label.link.target for label in labels}
    assert inside(chart, [label.box for label in labels])
    assert apart([label.box for label in labels])


@pytest.mark.parametrize(
    ("counter", "shown"),
    [
        ("Office of Ports", "21 · Office of Ports"),
        ("International Office of Ports, Harbours and Coasts (IOPHC)", "21 · IOPHC"),
        (
            "Office of Ports and Harbours / Coast Watch (a part of the navy)",
            "21 · Office of Ports and Harbours / Coast Watch",
        ),
        (
            "Office of Ports, Harbours, Lighthouses, Canals and other Works",
            "21 · Office of Ports, Harbours, Lighthouses, Canals and o…",
        ),
    ],
)
def test_a_long_counter_has_its_short_form_in_a_chart(figures, counter, shown):
    """A counter whose name does not fit has its initials, or no explanation, before it is cut."""
    pair = Pair("un-2020", "un-2021-so-far")
    counts = competing_counts(figures, compare(figures, pair)).assign(value=21, counter=counter)

    assert shown in [words.text for words in rivals_chart(counts, pair, NARROW).words]


def test_a_long_source_line_covers_nothing(drawn, tmp_path):
    """A chart grows at its foot for a source line that is longer than the room it has."""
    short, long = (
        bar_chart(drawn.loc[["un-2020", "un-2021-so-far"]]),
        bar_chart(drawn.loc[["un-2020", "un-2021-so-far"]]),
    )
    low = saved(short, tmp_path, source="Somebody").get("viewBox").split()
    root = saved(long, tmp_path, source="Somebody of some office, in some paper, 2021; " * 9)
    foot = [text for text in root.iter(f"{SVG}text") if float(text.get("y")) > long.height]

    assert float(root.get("viewBox").split()[3]) > float(low[3]) + 36
    assert len(foot) > 3
    assert max(mark.box[3] for mark in long.marks) <= long.height


@pytest.mark.parametrize("width", FORMS)
@pytest.mark.parametrize(
    "at", [(0.42, 0.55, 0.62), (0.0, 0.01, 0.02), (0.98, 0.99, 1.0), (0.1, 0.5, 0.9), (0.5, 0.5, 0.5)]
)
def test_labels_of_events_stay_apart(dossier, drawn, width, at):
    """Several events of one year: each label whole, inside the drawing, over no other one and not below the heading."""
    first, last = drawn["first"].min(), drawn["last"].max()
    names = ("A first event that has a long name", "A second one", "A third event, named at length")
    events = [
        replace(dossier.milestones[0], id=f"e-{place}", label=name, day=(first + (last - first) * share).date())
        for place, (share, name) in enumerate(zip(at, names, strict=True))
    ]
    chart = window_chart(drawn, events, [], width)
    texts = [words for words in chart.words if words.text in names]
    heading = chart.words[0].box

    assert sorted(names) == sorted(words.text for words in texts)
    assert apart([heading, *(words.box for words in texts)])
    assert inside(chart, [words.box for words in texts])


def test_a_label_wider_than_the_drawing_is_shortened(dossier, drawn):
    """A very long name of an event ends with dots and stays inside."""
    event = replace(dossier.milestones[0], label="An event " + "with a long name " * 12)
    for width in FORMS:
        chart = window_chart(drawn, [event], [], width)
        (words,) = [words for words in chart.words if words.text.startswith("An event")]

        assert words.text.endswith("…")
        assert inside(chart, [words.box])


@pytest.mark.parametrize("width", FORMS)
def test_numbers_beside_the_pair_cover_no_edge(drawn, width):
    """What is not of the pair has its number where it lies over no rectangle's edge, or not at all."""
    chart = window_chart(drawn, [], [], width)
    pair = {f"figure-{name}" for name in drawn.index[drawn["role"].isin(["earlier", "later"])]}
    others = [words.box for words in chart.words if words.link and words.link.target not in pair]
    lines = [mark.box[1] for mark in chart.marks if isinstance(mark, Line) and mark.box[1] == mark.box[3]]

    assert others
    for left, top, right, bottom in others:
        assert not any(top < line < bottom for line in lines)
        for x0, y0, x1, _ in rectangles(chart):
            assert not (bottom > y0 and (left < x0 < right or left < x1 < right))
            assert not (left < x1 and x0 < right and top < y0 < bottom)


def test_the_pair_and_like_windows_are_labelled_first(figures):
    """Of many figures the pair and the counts of as many days between have their numbers before parts of years."""
    comparison = compare(figures, Pair("un-2020", "un-2021-so-far"))
    drawn = same_kind(figures, comparison, measure(comparison))
    starts = list(zip(drawn["first"], drawn["last"], strict=True))

    assert sorted(starts) == starts
    assert same_length(read_window("2021"), [read_window("2020")])
    assert not same_length(read_window("2021-01-01/2021-03-31"), [read_window("2020")])
    assert not same_length(read_window("2021"), [read_window("2021-05/2021-08")])


def test_letters_are_of_one_size_and_stay_legible_on_a_phone(dossier):
    """No chart has other letters than the rest, and a page with 320 pixels for it shows none below 11 pixels."""
    found = answer(dossier, ask(milestones=["un-briefing"]))
    sheets = [chart.draw(found).draw(width) for chart in CHARTS.values() if chart.has_data(found) for width in FORMS]

    assert 11 <= SIZE * 320 / NARROW
    assert {SIZE} == {words.size for sheet in sheets for words in sheet.words}
    for sheet in sheets:
        assert inside(sheet, [words.box for words in sheet.words])
        assert apart([words.box for words in sheet.words])


@pytest.mark.parametrize(("value", "window", "words"), [
    (1, "2021", "1 attack for 2021"), (2, "2021", "2 attacks for 2021"), (1, "2021-03-04", "1 attack for 4 March 2021"),
])  # fmt: skip
def test_a_count_is_described_with_its_unit_as_it_is_written(figures, value, window, words):
    """One is singular, in the alternative text as in the tip of a mark."""
    one = replace(get_figure(figures, "itic-2021"), value=value, window=read_window(window))
    frame = figures_frame([one])

    assert words in describe_windows(frame)
    assert words.partition(" for ")[0] in figure_link("itic-2021", frame.iloc[0]).tip


@pytest.mark.parametrize(("first", "last", "words"), [
    (1, 1, "after 1 day to 5.0 after 1 day"), (1, 2, "after 1 day to 5.0 after 2 days"),
    (30, 300, "after 30 days to 5.0 after 300 days"),
])  # fmt: skip
def test_days_are_described_as_they_are_counted(first, last, words):
    """The first and the last cut-off of a curve have “day” or “days”."""
    curve = pd.DataFrame({"days": [first, last], "estimate": [50.0, 5.0]})

    assert words in describe_curve(curve)


@pytest.mark.parametrize("low", [0.002, 1.0, 900.0])
@pytest.mark.parametrize("span", [1.5, 40.0, 1e7])
def test_a_logarithmic_axis_has_a_few_round_values(low, span):
    """However far it reaches, an axis has at least one value and no more than there is room for."""
    scale = Scale(low, low * span, 0, 300, logarithmic=True)
    ticks = multiple_ticks(scale, 7)

    assert len(ticks) <= 7
    assert all(0 <= scale(tick) <= 300 for tick in ticks)
    assert ticks or span < 2


@pytest.mark.parametrize("days", [0, 1, 20, 69, 71, 400, 4_000, 40_000])
def test_an_axis_of_days_names_a_year_and_fits(days):
    """From single days to centuries the axis has few ticks, and one of them has the year."""
    first = date(1903, 5, 7).toordinal()
    ticks = day_ticks(Scale(first - 10, first + days + 10, 0, 300), 6)

    assert 1 <= len(ticks) <= 6
    assert any(re.search(r"\d{4}", words) for _, words in ticks)


LONG = "A headline that goes on for long, until the sheet has hardly any more room to its right."


@pytest.mark.parametrize(("line", "kept"), [(LONG, True), ("Short", False), ("هجمات " * 14, False)])
def test_a_long_line_is_not_cut_in_another_typeface(line, kept):
    """It says how long it is, in a file of its own; not where its script was not measured."""
    sheet = Sheet(600)
    sheet.write("x", 0, 10)
    drawn = sheet_as_svg(sheet.finished(20), "one", source="Somebody", alt="what it shows", headline=line)
    lengths = [float(length) for length in re.findall(' textLength="([^"]+)"', drawn)]

    assert ([pytest.approx(width_of(line, bold=True), abs=0.1)] if kept else []) == lengths
    assert "textLength" not in embed_chart(drawn, "one", {}, Notes())
