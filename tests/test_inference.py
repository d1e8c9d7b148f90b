"""What overlapping counts of one kind imply, which assumption that rests on, and where they contradict each other."""

from dataclasses import replace
from datetime import date

import pytest

from tally.analysis import compare
from tally.analysis.bounds import Bound, infer
from tally.evidence import bounds_numbers, sentence_text
from tally.records import load_dossier
from tally.records.figures import Pair, figures_frame, get_figure
from tally.windows import read_window

TAKEOVER = date(2021, 8, 15)


def inferred(figures, earlier="un-2020", later="un-2021-so-far", named=(TAKEOVER,)):
    return infer(figures, compare(figures, Pair(earlier, later)), list(named))


def answers(inference):
    return {
        (answer.question.of and answer.question.of.id, answer.question.until): answer for answer in inference.answers
    }


def test_first_case(figures):
    """At least 182 of the 334 came before 19 August; of 15 August the counts say nothing."""
    found = answers(inferred(figures))

    assert Bound(182, 334) == found["un-2021-so-far", date(2021, 8, 19)].bound
    assert Bound(0, 334) == found["un-2021-so-far", TAKEOVER].bound
    assert Bound(40, 40) == found["un-2020", date(2020, 8, 19)].bound
    assert Bound(334, 486) == found[None, None].bound


def test_each_answer_names_what_it_rests_on(figures):
    """Without the 152 nothing is known; without a closed window the year has no upper bound."""
    found = answers(inferred(figures))
    before = found["un-2021-so-far", date(2021, 8, 19)].rests_on
    year = found[None, None].rests_on

    assert [("un-2021-autumn", Bound(0, 334))] == [(one.figure.id, one.bound) for one in before]
    assert (None, Bound(334, None)) in [(one.figure and one.figure.id, one.bound) for one in year]


def test_bases_are_never_mixed(figures):
    """Only counts of the pair's own counter, unit and basis are taken together; unstated ones are named as left out."""
    found = inferred(figures)

    assert {"un-2020", "un-2021-so-far", "un-2021-autumn", "un-2020-autumn"} == {figure.id for figure in found.figures}
    assert "un-2021-may-august" in {figure.id for figure in found.unstated}
    assert not found.unstated_matter


def test_what_is_left_out_is_tried(figures):
    """If a count of unstated basis would narrow an answer, that is said."""
    quarter = replace(
        get_figure(figures, "un-2021-may-august"),
        id="quarter",
        window=get_figure(figures, "itic-2021").window,
        value=400,
    )

    assert inferred(figures_frame([*(get_figure(figures, name) for name in figures.index), quarter])).unstated_matter


@pytest.mark.parametrize(
    "words",
    [
        "Of the 334, 182 to 334 came before 19 August 2021, and none to 152 from then on.",
        "Of the 60, 40 came before 19 August 2020, and 20 from then on.",
        "The counts do not limit how many of the 334 came before 15 August 2021: none to all.",
        "In 2021: 334 to 486.",
    ],
)
def test_bounds_are_said(figures, words):
    """Each bound is a sentence."""
    assert words in sentence_text("parts", bounds_numbers(inferred(figures)))


def test_a_contradiction_is_named_with_its_remedies(project):
    """The made-up example: two halves of a year hold less than the summer that they contain."""
    figures = load_dossier(project, "made-up").figures
    found = inferred(figures, "example-2023-summer", "example-2024-summer", ())
    table = bounds_numbers(found)

    assert () == found.answers
    assert 80 == table.shortfall.value
    assert {"figure-example-2024-summer", "figure-example-2024-first-half", "figure-example-2024-second-half"} == {
        remedy.figure.id for remedy in table.remedies
    }
    assert "These counts cannot all be true" in sentence_text("parts", table)


def with_more(figures, *more):
    """Add counts made from the 152: an id, a value and a window each."""
    model = get_figure(figures, "un-2021-autumn")
    made = [replace(model, id=name, value=value, window=read_window(window)) for name, value, window in more]
    return figures_frame([*(get_figure(figures, str(name)) for name in figures.index), *made])


def test_what_two_counts_each_force_is_still_said(figures):
    """Where removing either count changes nothing, the bound rests on no one of them, but it is a bound."""
    more = with_more(figures, ("one", 100, "2021-01-01/2021-08-18"), ("two", 100, "2021-01-01/2021-08-18"))
    autumn = with_more(more, ("three", 300, "2021-08-19/2021-11-17")).drop(index="un-2021-autumn")
    row = next(row for row in bounds_numbers(inferred(autumn)).rows if row.until == TAKEOVER)

    assert () == row.rests_on
    assert not row.says_nothing
    assert "none to 100 came before 15 August 2021" in sentence_text("bound", row)


def test_a_count_without_a_cut_off_may_have_stopped_earlier(figures):
    """Counts that agree only if “so far” ended before its last day do not contradict each other; the page says when."""
    found = inferred(with_more(figures, ("to-october", 340, "2021-01-01/2021-10-31")))

    assert found.conflict is None
    assert not found.closed
    assert "agree only if a count without a stated cut-off stopped" in sentence_text("parts", bounds_numbers(found))


def test_what_a_bound_rests_on_is_named_however_far_off(figures):
    """A count that bears on the days only through another is named too."""
    more = with_more(figures, ("long", 1500, "2020-10-01/2021-12-31"), ("start", 15, "2020-10-01/2020-12-31"))
    year = answers(inferred(more))[None, None]

    assert Bound(1485, 1485) == year.bound
    assert {"long", "start"} <= {one.figure.id for one in year.rests_on if one.figure}


@pytest.mark.parametrize("pair", ["wion", "straits-times", "junge-welt"])
def test_counts_that_repeat_others_can_be_compared(dossier, pair):
    """Two figures of one relay stand for what they repeat; their originals are not counted beside them."""
    found = inferred(dossier.figures, f"un-2020-{pair}", f"un-2021-{pair}", ())

    assert {f"un-2020-{pair}", f"un-2021-{pair}"} <= {figure.id for figure in found.figures}
    assert not {"un-2020", "un-2021-so-far"} & {figure.id for figure in found.figures}


def test_figures_alone_imply_nothing(figures):
    """Where no other count cuts into the two, that is said."""
    found = inferred(figures, "un-2022-august-november", "un-2023-august-november", ())

    assert () == found.answers
    assert "Nothing follows about parts" in sentence_text("parts", bounds_numbers(found))
