"""A comparison comes with its verdict and its reasons."""

import re
from dataclasses import replace

import pytest

from tally.analysis import ComparisonError, Verdict, compare, competing_counts, measure, same_kind
from tally.records.figures import Pair, figures_frame, get_figure
from tally.records.figures.figure import FigureError
from tally.text import Bound
from tally.windows import read_window


def test_part_year_beside_whole_year(figures):
    """A count that stops in November is never set beside a whole year's without its rate."""
    comparison = compare(figures, Pair("un-2020", "un-2021-so-far"))

    assert Verdict.WITH_ADJUSTMENT is comparison.verdict
    assert "366 days" in comparison.reasons[0]
    assert "321 days" in comparison.reasons[0]


def test_same_days_a_year_apart(figures):
    """The same calendar days of two years are like for like."""
    comparison = compare(figures, Pair("un-2020-autumn", "un-2021-autumn"))

    assert Verdict.LIKE_FOR_LIKE is comparison.verdict
    assert () == comparison.reasons


def test_one_leap_day_is_forgiven(figures):
    """Two whole years are like for like, though one has a day more; the reason says so."""
    comparison = compare(figures, Pair("itic-2020", "itic-2021"))

    assert Verdict.LIKE_FOR_LIKE is comparison.verdict
    assert "one leap day" in comparison.reasons[0]


def test_two_days_are_not_forgiven(figures):
    """More than a leap day is a difference in length."""
    one, two = (replace(get_figure(figures, f"itic-{year}"), repeats="") for year in (2020, 2021))
    two = replace(two, window=read_window("2021-01-01/2021-12-29"))

    assert Verdict.WITH_ADJUSTMENT is compare(figures_frame([one, two]), Pair("itic-2020", "itic-2021")).verdict


@pytest.mark.parametrize(
    ("earlier", "later", "reason"),
    [
        ("un-2020", "itic-2021", "differ in basis: 'attributed_or_claimed' and 'claimed'"),
        ("itic-2020", "jihad-analytics-2021", "differ in counter: 'ITIC' and 'Jihad Analytics'"),
        ("euaa-2021-provinces", "un-2023-august-november", "differ in unit: 'provinces' and 'attacks'"),
        ("un-2020", "un-2021-may-august", "366 days and 63 to 123 days, exact days not given"),
        ("itic-2020", "extrac-2021-september-19", "differ in unit: 'attacks' and 'operations'"),
        ("un-2023-august-november", "un-2024-february-may", "is a lower bound \\(at least 6 attacks\\)"),
        ("itic-2020", "sigar-2024-five-countries", "differ in place: 'Afghanistan' and 'Afghanistan, Iran"),
        ("trt-2021-september", "un-2023-august-november", "come from different documents"),
    ],
)
def test_not_comparable(figures, earlier, later, reason):
    """Counts of different things are not comparable, and both values are named."""
    comparison = compare(figures, Pair(earlier, later))

    assert Verdict.NOT_COMPARABLE is comparison.verdict
    assert any(re.search(reason, text) for text in comparison.reasons)


@pytest.mark.parametrize(
    ("earlier", "later", "reason"),
    [
        ("2021-01-01/2021-08-20", "2021-08-19/2021-12-31", "The windows share days"),
        ("2021-05/2021-08", "2021-08/2021-12", "The windows share days"),
        ("2020-06-01/..", "2021-11-17/2022-12-31", "The windows share days"),
        ("/2020-06-30", "2022-01-01/2022-12-31", "gives no days for one of its ends"),
    ],
)
def test_windows_from_which_no_rate_follows(figures, earlier, later, reason):
    """Some attacks may stand in both counts, or a window may have any number of days."""
    one = replace(get_figure(figures, "un-2020"), window=read_window(earlier, "2021-11-17" if ".." in earlier else ""))
    two = replace(get_figure(figures, "un-2021-autumn"), window=read_window(later))

    comparison = compare(figures_frame([one, two]), Pair("un-2020", "un-2021-autumn"))

    assert Verdict.NOT_COMPARABLE is comparison.verdict
    assert reason in comparison.reasons[0]


def test_unstated_basis_twice_in_one_document(figures):
    """Two counts of one document are taken to have one basis, and that it was taken so is said."""
    comparison = compare(figures, Pair("un-2022-august-november", "un-2023-august-november"))

    assert Verdict.LIKE_FOR_LIKE is comparison.verdict
    assert "one basis is assumed" in comparison.reasons[0]


def test_unknown_figure_names_the_nearest(figures):
    """A misspelt id is answered with the id that was meant."""
    with pytest.raises(FigureError, match=r"There is no figure 'un-2o20'\. Did you mean 'un-2020'"):
        compare(figures, Pair("un-2o20", "un-2021-so-far"))


@pytest.mark.parametrize(
    ("earlier", "later", "message"),
    [
        ("un-2021-so-far", "un-2020", "swap earlier and later"),
        ("un-2020", "un-2020", "cannot be compared with itself"),
    ],
)
def test_earlier_is_earlier(figures, earlier, later, message):
    """The two must be two, in their order."""
    with pytest.raises(ComparisonError, match=message):
        compare(figures, Pair(earlier, later))


def test_kin_share_unit_and_basis(figures):
    """Only figures of the same unit and basis with exact days are drawn on the pair's axes, and no repeats."""
    comparison = compare(figures, Pair("un-2020", "un-2021-so-far"))
    drawn = same_kind(figures, comparison, measure(comparison))

    assert {"un-2020", "un-2021-so-far", "un-2021-autumn", "un-2020-autumn", "unama-2021-january-april"} == set(
        drawn.index
    )
    assert "earlier" == drawn.loc["un-2020", "role"]


def test_a_lower_bound_is_no_kin(figures):
    """A count of at least so many is not drawn as if it were one of so many."""
    pair = [get_figure(figures, name) for name in ("un-2020-autumn", "un-2021-autumn")]
    least = replace(get_figure(figures, "un-2020"), bound=Bound.AT_LEAST, id="un-2020-at-least")

    comparison = compare(figures_frame(pair), Pair(*[figure.id for figure in pair]))
    drawn = same_kind(figures_frame([*pair, least]), comparison, measure(comparison))

    assert ["un-2020-autumn", "un-2021-autumn"] == list(drawn.index)


def test_rivals_are_originals(figures):
    """Repeats of a count are no rivals to it; claims-only counts and the 88 of vague days are."""
    others = competing_counts(figures, compare(figures, Pair("un-2020", "un-2021-so-far")))

    assert {"itic-2021", "un-2021-may-august", "jihad-analytics-2021"} <= set(others.index)
    assert not {"un-2021-ten-months", "un-2021-wion"} & set(others.index)


def test_the_pair_are_rivals_to_the_others(figures):
    """Who opens another counter's card is told of the two counts that the page compares."""
    others = competing_counts(figures, compare(figures, Pair("un-2020", "un-2021-so-far")))

    assert {"un-2020", "un-2021-so-far", "itic-2020"} <= set(others.index)
