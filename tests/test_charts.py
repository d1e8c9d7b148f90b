"""Charts draw what they are given, say where it is from, and lead to its evidence."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image

from tally.analysis import Count, compare, competing_counts, measure, same_kind, same_length
from tally.analysis.robustness import cutoff_curve, printed_cutoffs
from tally.charts import (
    bar_chart,
    bounds_chart,
    cutoff_chart,
    describe_bounds,
    describe_windows,
    rivals_chart,
    save_chart,
    window_chart,
)
from tally.records import select_milestones
from tally.records.figures import FIGURES, Basis, Pair, all_figures, figures_frame, get_figure
from tally.text import Bound
from tally.windows import read_window

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture
def drawn(figures):
    comparison = compare(figures, Pair("un-2020", "un-2021-so-far"))
    return same_kind(figures, comparison, measure(comparison))


def saved(chart, folder, **words):
    path = save_chart(chart, folder / "chart", source=words.get("source", "Somebody, 2021"), alt="what it shows")
    return ElementTree.parse(path).getroot()


@pytest.mark.parametrize("narrow", [True, False])
def test_each_rectangle_is_as_large_as_its_count(dossier, drawn, narrow):
    """As wide as the window in days, as high as the attacks per day: the area is the count."""
    chart = window_chart(drawn, [], dossier.milestones, narrow=narrow)
    areas = sorted(patch.get_width() * patch.get_height() for patch in chart.axes[0].patches)

    assert [pytest.approx(value) for value in sorted(drawn["value"])] == areas


def test_bars_start_at_zero_and_are_as_high_as_the_rates(drawn):
    """A bar stands on zero."""
    axes = bar_chart(drawn.loc[["un-2020", "un-2021-so-far"]]).axes[0]

    assert 0 == axes.get_ylim()[0]
    assert [pytest.approx(60 * 30 / 366), pytest.approx(334 * 30 / 321)] == [bar.get_height() for bar in axes.patches]


def test_part_of_a_year_is_hatched_and_labelled(drawn):
    """A window that is not made of whole years looks different, without being asked, and says why."""
    axes = bar_chart(drawn.loc[["un-2020", "un-2021-so-far"]]).axes[0]
    labels = [label.get_text() for label in axes.get_xticklabels()]

    assert [None, "////"] == [bar.get_hatch() for bar in axes.patches]
    assert labels[0].endswith("whole year")
    assert labels[1].endswith("no cut-off given")


def test_marks_lead_to_their_figures(dossier, drawn, tmp_path):
    """Each rectangle and its label carry a link to the figure's evidence."""
    root = saved(window_chart(drawn, [], dossier.milestones), tmp_path)
    links = [link.get(LINK) for link in root.iter(f"{SVG}a")]

    assert {f"#figure-{name}" for name in drawn.index} == set(links)
    assert 2 * len(drawn) == len(links)


def test_source_and_alternative_text_are_in_the_picture(drawn, tmp_path):
    """The source line is text inside the picture; what it shows can be read aloud."""
    root = saved(
        bar_chart(drawn.loc[["un-2020", "un-2021-so-far"]]), tmp_path, source="Deborah Lyons, in $Somebody$, 2021"
    )
    text = " ".join(element.text or "" for element in root.iter(f"{SVG}text"))

    assert "Source: Deborah Lyons, in $Somebody$, 2021" in text
    assert "what it shows" == root.get("aria-label")
    with Image.open(tmp_path / "chart.png") as picture:
        assert picture.width >= 700


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
    for narrow in (True, False):
        chart = window_chart(
            drawn, select_milestones(dossier.milestones, ["taliban-enter-kabul", "un-briefing"]), [], narrow=narrow
        )
        boxes = [text.get_window_extent() for text in chart.axes[0].texts]

        assert not any(one.overlaps(two) for place, one in enumerate(boxes) for two in boxes[:place])
        assert all(chart.bbox.x0 <= box.x0 and box.x1 <= chart.bbox.x1 for box in boxes)


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
    axes = bounds_chart(rows).axes[0]
    spans = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in axes.patches]

    assert [(0, 334), (0, 182), (182, 334), (0, 334), (334, axes.get_xlim()[1])] == spans
    assert "334 or more" in [text.get_text() for text in axes.texts]
    assert "in a year: 334 or more" in describe_bounds(rows)


def test_the_cut_off_curve_marks_what_is_printed(dossier):
    """The speech's day and “the first ten months” are named at their ratios."""
    comparison = compare(dossier.figures, Pair("un-2020", "un-2021-so-far"))
    printed = printed_cutoffs(dossier.figures, comparison, Count(60, 366), 0.95)
    axes = cutoff_chart(cutoff_curve(comparison, measure(comparison)), printed).axes[0]

    assert {"equal rates", "31 Oct: 6.7", "17 Nov: 6.3"} == {text.get_text() for text in axes.texts}
    assert "log" == axes.get_yscale()


def test_a_claims_only_count_looks_like_no_other(dossier):
    """Each basis has a heading and a look of its own."""
    counts = competing_counts(dossier.figures, compare(dossier.figures, Pair("un-2020", "un-2021-so-far")))
    axes = rivals_chart(counts, Pair("un-2020", "un-2021-so-far")).axes[0]
    looks = {(str(bar.get_linestyle()), bar.get_edgecolor()) for bar in axes.patches}
    said = [text.get_text() for text in axes.texts]

    assert 3 == len(looks)
    assert ["Attributed", "Attributed or claimed", "Claims only", "Basis not stated"] == [
        text for text in said if " · " not in text
    ]
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
    axes, labels = chart.axes[0], [text for text in chart.axes[0].texts if text.get_url()]

    assert {one.id for one in more} <= set(counts.index)
    assert {f"#figure-{name}" for name in counts.index} == {label.get_url() for label in labels}
    assert len(counts) == len(labels) == len([line for line in axes.lines if line.get_url()])
    for label in labels:
        box = label.get_window_extent()
        assert chart.bbox.x0 <= box.x0
        assert box.x1 <= chart.bbox.x1
        assert not any(box.overlaps(other.get_window_extent()) for other in labels if other is not label)


def test_a_long_source_line_covers_nothing(drawn, tmp_path):
    """A chart grows at its foot for a source line that is longer than the room it has."""
    short, long = (
        bar_chart(drawn.loc[["un-2020", "un-2021-so-far"]]),
        bar_chart(drawn.loc[["un-2020", "un-2021-so-far"]]),
    )
    before = short.axes[0].get_window_extent().height
    saved(long, tmp_path, source="Somebody of some office, in some paper, 2021; " * 9)

    assert long.get_figheight() > short.get_figheight() + 0.5
    assert pytest.approx(before, abs=0.5) == long.axes[0].get_window_extent().height
    foot = long.texts[0].get_window_extent().y1
    assert foot < min(label.get_window_extent().y0 for label in long.axes[0].get_xticklabels())


@pytest.mark.parametrize("narrow", [True, False])
@pytest.mark.parametrize(
    "at", [(0.42, 0.55, 0.62), (0.0, 0.01, 0.02), (0.98, 0.99, 1.0), (0.1, 0.5, 0.9), (0.5, 0.5, 0.5)]
)
def test_labels_of_events_stay_apart(dossier, drawn, narrow, at):
    """Several events of one year: each label whole, inside the drawing, over no other one and not below the heading."""
    first, last = drawn["first"].min(), drawn["last"].max()
    names = ("A first event that has a long name", "A second one", "A third event, named at length")
    events = [
        replace(dossier.milestones[0], id=f"e-{place}", label=name, day=(first + (last - first) * share).date())
        for place, (share, name) in enumerate(zip(at, names, strict=True))
    ]
    chart = window_chart(drawn, events, [], narrow=narrow)
    texts = [text for text in chart.axes[0].texts if text.get_text() in names]
    boxes = [text.get_window_extent() for text in texts]

    assert sorted(names) == sorted(text.get_text() for text in texts)
    assert not any(one.overlaps(two) for place, one in enumerate(boxes) for two in boxes[:place])
    assert all(chart.bbox.x0 <= box.x0 and box.x1 <= chart.bbox.x1 and box.y1 <= chart.bbox.y1 for box in boxes)


def test_a_label_wider_than_the_drawing_is_shortened(dossier, drawn):
    """A very long name of an event ends with dots and stays inside."""
    event = replace(dossier.milestones[0], label="An event " + "with a long name " * 12)
    for narrow in (True, False):
        chart = window_chart(drawn, [event], [], narrow=narrow)
        (text,) = [text for text in chart.axes[0].texts if text.get_text().startswith("An event")]

        assert text.get_text().endswith("…")
        assert chart.bbox.x0 <= text.get_window_extent().x0
        assert text.get_window_extent().x1 <= chart.bbox.x1


@pytest.mark.parametrize("narrow", [True, False])
def test_numbers_beside_the_pair_cover_no_edge(drawn, narrow):
    """What is not of the pair has its number where it lies over no rectangle's edge, or not at all."""
    chart = window_chart(drawn, [], [], narrow=narrow)
    axes = chart.axes[0]
    shapes = [patch.get_window_extent() for patch in axes.patches]
    pair = {f"#figure-{name}" for name in drawn.index[drawn["role"].isin(["earlier", "later"])]}
    others = [text for text in axes.texts if text.get_url() not in pair]

    assert others
    for box in (text.get_window_extent() for text in others):
        for shape in shapes:
            tall, wide = box.y0 < shape.y1, box.x0 < shape.x1 and shape.x0 < box.x1
            assert not (tall and (box.x0 < shape.x0 < box.x1 or box.x0 < shape.x1 < box.x1))
            assert not (wide and box.y0 < shape.y1 < box.y1)


def test_the_pair_and_like_windows_are_labelled_first(figures):
    """Of many figures the pair and the counts of as many days between have their numbers before parts of years."""
    comparison = compare(figures, Pair("un-2020", "un-2021-so-far"))
    drawn = same_kind(figures, comparison, measure(comparison))
    starts = list(zip(drawn["first"], drawn["last"], strict=True))

    assert sorted(starts) == starts
    assert same_length(read_window("2021"), [read_window("2020")])
    assert not same_length(read_window("2021-01-01/2021-03-31"), [read_window("2020")])
    assert not same_length(read_window("2021"), [read_window("2021-05/2021-08")])
