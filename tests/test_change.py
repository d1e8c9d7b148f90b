"""Rates, their ratio, its exact interval and the tipping point."""

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest

from tally.analysis import Count, Direction, compare, measure
from tally.analysis.comparison import NotComparableError
from tally.analysis.rates import ChangeError, direction, rate_ratio, tipping_point
from tally.records.figures import Pair, figures_frame, get_figure
from tally.text import percent
from tally.windows import read_window

COUNTS = st.builds(Count, st.integers(0, 2000), st.integers(1, 1500))
LEVELS = st.floats(0.5, 0.999)

# worked out apart from this project
REFERENCES = {
    "first case, cut-off 17 Nov 2021": ((60, 366), (334, 321), 6.34704, 4.80975, 8.500803),
    "first case, cut-off 31 Oct 2021": ((60, 366), (334, 304), 6.701974, 5.078717, 8.976177),
    "same days, 19 Aug-31 Dec": ((20, 135), (152, 135), 7.6, 4.751779, 12.794673),
    "another counter, full years": ((82, 366), (365, 365), 4.463415, 3.503973, 5.743213),
    "a fall": ((365, 365), (181, 365), 0.49589, 0.412637, 0.594223),
    "a small fall": ((27, 99), (8, 99), 0.296296, 0.116334, 0.670462),
    "from none": ((0, 100), (5, 100), None, 0.916356, None),
    "to none": ((5, 100), (0, 100), 0, 0, 1.091279),
}


@pytest.mark.parametrize(("earlier", "later", "ratio", "low", "high"), REFERENCES.values(), ids=REFERENCES)
def test_reference_values(earlier, later, ratio, low, high):
    """The interval agrees with values worked out apart from this project."""
    interval = rate_ratio(Count(*earlier), Count(*later))

    assert (ratio, low, high) == tuple(
        value if value is None else pytest.approx(value, rel=1e-6, abs=1e-6)
        for value in (interval.estimate, interval.low, interval.high)
    )


@given(COUNTS, COUNTS, LEVELS)
def test_bounds_contain_the_ratio(earlier, later, level):
    """The ratio that was seen lies in its own interval."""
    interval = rate_ratio(earlier, later, level)
    ratio = math.inf if interval.estimate is None else interval.estimate
    assume(earlier.value or later.value)

    assert interval.low <= ratio * (1 + 1e-9)
    assert interval.high is None or ratio <= interval.high * (1 + 1e-9)


@given(COUNTS, COUNTS, LEVELS)
def test_bounds_swap(earlier, later, level):
    """Seen from the later side, the ratio is turned over, and so are its bounds."""
    there, back = rate_ratio(earlier, later, level), rate_ratio(later, earlier, level)
    if there.high is not None and there.high > 0:
        assert pytest.approx(1 / there.high, rel=1e-6) == back.low
    if there.low > 0 and back.high is not None:
        assert pytest.approx(1 / there.low, rel=1e-6) == back.high


@given(COUNTS, COUNTS, st.integers(2, 9))
def test_bounds_tighten_with_counts(earlier, later, times):
    """The same ratio from more attacks has the narrower interval."""
    assume(earlier.value and later.value)
    few = rate_ratio(earlier, later)
    many = rate_ratio(Count(earlier.value * times, earlier.days), Count(later.value * times, later.days))

    assert few.low < many.low
    assert many.high < few.high


@given(COUNTS, COUNTS, LEVELS)
def test_bounds_are_clopper_and_pearson_s(earlier, later, level):
    """The bounds are those of scipy's test of a binomial share, which seeks them and does not invert the beta."""
    assume(earlier.value or later.value)
    interval, scale = rate_ratio(earlier, later, level), earlier.days / later.days
    share = binomtest(later.value, earlier.value + later.value).proportion_ci(level, method="exact")

    assert pytest.approx(share.low / (1 - share.low) * scale, rel=1e-5) == interval.low
    assert (interval.high is None) == (not earlier.value)
    assert interval.high is None or pytest.approx(share.high / (1 - share.high) * scale, rel=1e-5) == interval.high


def test_nothing_on_either_side():
    """None and none say nothing about a ratio."""
    interval = rate_ratio(Count(0, 100), Count(0, 50))

    assert (None, 0.0, None) == (interval.estimate, interval.low, interval.high)


def test_tipping_point_of_the_first_case():
    """281.4 of the 334 (84.2 %) would have to be wrong for the rates to be equal."""
    point = tipping_point(Count(60, 366), Count(334, 321))

    assert pytest.approx(281.377049, abs=1e-6) == point.surplus
    assert pytest.approx(0.842446, abs=1e-6) == point.share


@given(COUNTS, COUNTS)
def test_tipping_point_makes_the_rates_equal(earlier, later):
    """Take the surplus away, or add what was missed, and the two rates are the same."""
    point = tipping_point(earlier, later)
    higher, lower = sorted((earlier, later), key=lambda count: count.per_day, reverse=True)

    assert pytest.approx(lower.per_day, abs=1e-9) == (higher.value - point.surplus) / higher.days
    assert pytest.approx(higher.per_day, abs=1e-9) == (lower.value + point.missed) / lower.days


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ((60, 366), (334, 321), Direction.RISE),
        ((27, 99), (8, 99), Direction.FALL),
        ((10, 100), (5, 50), Direction.SAME),
        ((0, 100), (5, 100), Direction.FROM_NONE),
        ((5, 100), (0, 100), Direction.TO_NONE),
        ((0, 100), (0, 50), Direction.NONE),
    ],
)
def test_direction(earlier, later, expected):
    """The rate decides, not the count; zero on a side is a case of its own."""
    assert expected is direction(Count(*earlier), Count(*later))


@pytest.mark.parametrize(("value", "days"), [(-1, 10), (1, 0)])
def test_impossible_count(value, days):
    """There is no count below zero, nor one over no days."""
    with pytest.raises(ChangeError, match=f"{value} counted in {days} days"):
        Count(value, days)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_impossible_level(level):
    """A level is a share."""
    with pytest.raises(ChangeError, match="between 0 and 1"):
        rate_ratio(Count(1, 1), Count(1, 1), level)


def test_no_change_without_comparability(figures):
    """What may not be compared has no change, and the message names what differs and what to do."""
    with pytest.raises(NotComparableError, match=r"differ in basis.*Choose figures that agree"):
        measure(compare(figures, Pair("un-2020", "itic-2021")))


def made(figures, *pair):
    """Measure a pair of UN counts after changing their value and window."""
    changed = [
        replace(
            get_figure(figures, name), value=value, window=read_window(window, "2021-11-17" if ".." in window else "")
        )
        for name, (value, window) in zip(("un-2020", "un-2021-so-far"), pair, strict=True)
    ]
    return measure(compare(figures_frame(changed), Pair("un-2020", "un-2021-so-far")))


@pytest.mark.parametrize(
    ("earlier", "later", "direction", "ratio", "lowest", "highest"),
    [
        ((100, "2020"), (30, "2021-05/2021-08"), Direction.UNDECIDED, None, 30 / 123 * 3.66, 30 / 63 * 3.66),
        ((60, "2020"), (88, "2021-05/2021-08"), Direction.RISE, 88 / 123 * 6.1, 88 / 123 * 6.1, 88 / 63 * 6.1),
        ((300, "2020"), (20, "2021-05/2021-08"), Direction.FALL, 20 / 63 * 1.22, 20 / 123 * 1.22, 20 / 63 * 1.22),
        ((90, "2020-05/2020-08"), (365, "2021"), Direction.UNDECIDED, None, 63 / 90, 123 / 90),
        ((0, "2020-05/2020-08"), (5, "2021"), Direction.FROM_NONE, None, None, None),
    ],
)  # fmt: skip
def test_vague_windows_give_a_range_and_the_finding_claims_least(
    figures, earlier, later, direction, ratio, lowest, highest
):
    """Of a rise the lowest ratio is used, of a fall the highest; where they disagree, no direction follows."""
    change = made(figures, earlier, later)

    assert direction is change.direction
    assert (lowest and pytest.approx(lowest)) == change.lowest.ratio.estimate
    assert (highest and pytest.approx(highest)) == change.highest.ratio.estimate
    if ratio:
        assert pytest.approx(ratio) == change.ratio.estimate


@pytest.mark.parametrize("value", [20, 50])
def test_no_direction_without_a_cut_off(figures, value):
    """Where a window has no cut-off and its longest reading shows no rise, an earlier cut-off turns it round."""
    assert Direction.UNDECIDED is made(figures, (60, "2020"), (value, "2021-01-01/..")).direction
    assert Direction.TO_NONE is made(figures, (60, "2020"), (0, "2021-01-01/..")).direction
    assert Direction.UNDECIDED is made(figures, (60, "2020"), (52, "2021-01-01/..")).direction


@pytest.mark.parametrize(
    ("value", "text"),
    [(84.25, "84.2%"), (95, "95%"), (99.99, "99.99%"), (0.04, "0.04%"), (100, "100%"), (0, "0%")],
)
def test_what_is_not_quite_all_is_not_written_as_all(value, text):
    """A share or a level of almost 100 per cent never reads as 100, nor one of almost none as 0."""
    assert text == percent(value)
