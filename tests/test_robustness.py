"""What survives when the assumptions behind a change are loosened."""

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from tally.analysis import Count, compare, cutoff_curve, measure, stress
from tally.analysis.rates import rate_ratio
from tally.analysis.robustness import probability_of_rise
from tally.evidence import change_numbers, robustness_numbers, sentence_text, typed_estimates
from tally.evidence.estimative import ESTIMATIVE, Confidence, Grounds, estimative
from tally.records.figures import Pair, figures_frame, get_figure

CONFIDENCE = re.compile(r"\bconfiden(?:ce|t|tly)\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?:])\s+")
COUNTS = st.builds(Count, st.integers(0, 500), st.integers(1, 800))
BRIEFS = {
    "part year": ("un-2020", "un-2021-so-far"),
    "same days": ("un-2020-autumn", "un-2021-autumn"),
    "full years": ("itic-2020", "itic-2021"),
    "small fall": ("un-2022-august-november", "un-2023-august-november"),
}


def mixed(text):
    """Find the sentences that speak of likelihood and of confidence at once."""
    return [part for part in SENTENCE.split(text) if ESTIMATIVE.search(part) and CONFIDENCE.search(part)]


def card(figures, earlier, later):
    comparison = compare(figures, Pair(earlier, later))
    workings = change_numbers(comparison, measure(comparison))
    return workings, robustness_numbers(stress(figures, comparison, workings.change), workings)


@given(COUNTS, COUNTS, st.floats(1, 20))
def test_inflation_widens(earlier, later, factor):
    """A larger variance never narrows the interval, and leaves the ratio where it is."""
    narrow, wide = (rate_ratio(earlier, later, factor=times) for times in (factor, factor * 1.5))

    assert wide.low <= narrow.low * (1 + 1e-9)
    assert wide.high is None or (narrow.high or 0) <= wide.high * (1 + 1e-9)
    assert narrow.estimate == wide.estimate


def test_inflation_widens_by_the_root_of_the_factor():
    """For large counts the interval on a log scale grows by the root, as a normal approximation has it."""
    one, two = Count(40_000, 365), Count(50_000, 365)
    for factor in (2, 5, 10):
        interval = rate_ratio(one, two, factor=factor)
        width = math.log(interval.high / interval.low)

        assert pytest.approx(2 * norm.ppf(0.975) * math.sqrt(factor * (1 / 40_000 + 1 / 50_000)), rel=0.01) == width


@given(COUNTS, COUNTS, st.sampled_from([1, 2, 5, 10]))
def test_rise_and_fall_share_the_probability(earlier, later, factor):
    """What is not a rise is a fall: the two swap when the counts do."""
    assert pytest.approx(1) == probability_of_rise(earlier, later, factor) + probability_of_rise(later, earlier, factor)


@pytest.mark.parametrize(("one", "two"), [(Count(0, 366), Count(0, 7)), (Count(61, 366), Count(1, 6))])
def test_windows_of_unlike_length_do_not_lean(one, two):
    """Without attacks, or with equal rates, neither direction is more probable for its window's length."""
    assert pytest.approx(0.5, abs=0.05) == probability_of_rise(one, two, 10)


@pytest.mark.parametrize(("one", "two"), [(1, 5), (1, 20), (1, 0), (2, 14)])
def test_small_counts_under_a_large_variance_have_no_absurd_end(one, two):
    """Where the inflated interval has no upper end that says anything, it has none."""
    high = rate_ratio(Count(one, 100), Count(two, 100), 0.999, 10).high

    assert high is None or high < 1e9


def made(figures, earlier, later):
    """Stress the first case with other counts."""
    pair = [
        replace(get_figure(figures, "un-2020"), value=earlier),
        replace(get_figure(figures, "un-2021-so-far"), value=later),
    ]
    return card(figures_frame(pair), "un-2020", "un-2021-so-far")


def test_a_fall_without_a_cut_off_is_read_as_short_as_a_day(figures):
    """Even if all came on one day it is a fall: the finding says so, and the row to the last day has its own ratio."""
    workings, found = made(figures, 4000, 5)
    last = next(row for row in found.rows if row.cutoff)

    assert "even if the count covered only 1 day" in sentence_text("finding", workings)
    assert pytest.approx(5 / 321 / (4000 / 366)) == last.ratio.value
    assert "as the reading that claims least takes them" in sentence_text("rates", workings)


def test_a_size_may_stand_where_the_direction_does_not(figures):
    """Ten thousand against hardly more: the size stands, the direction does not, and the sentence does not mix them."""
    pair = [
        replace(get_figure(figures, name), value=value)
        for name, value in (("un-2020-autumn", 10_000), ("un-2021-autumn", 10_020))
    ]
    workings, found = card(figures_frame(pair), "un-2020-autumn", "un-2021-autumn")

    assert "does not survive: the interval for chance alone takes in equal rates. The size does" in sentence_text(
        "survival", workings, found
    )


def test_first_case(figures):
    """The rise from 60 to 334 survives a variance inflated tenfold; its size does not."""
    workings, found = card(figures, *BRIEFS["part year"])

    assert found.direction_stands
    assert not found.size_stands
    assert [None, 2, 5, 10, None, None] == [row.factor and row.factor.value for row in found.rows]
    assert ["un-2021-ten-months", "un-2021-so-far"] == [row.figure for row in found.rows if row.cutoff]
    assert pytest.approx((5.078717, 8.976177), abs=1e-6) == (found.rows[4].low.value, found.rows[4].high.value)
    assert "it is almost certain (over 99 %) that the rate rose" in sentence_text("likelihood", workings, found)


def test_small_fall(figures):
    """A fall from 27 to 8 does not survive a variance inflated fivefold, and the page says at which factor."""
    workings, found = card(figures, *BRIEFS["small fall"])

    assert not found.direction_stands
    assert 5 == found.fails_at.value
    assert "with the variance inflated 5 times, the interval takes in equal rates" in sentence_text(
        "survival", workings, found
    )


@pytest.mark.parametrize(("earlier", "later"), [(0, 5), (5, 0), (0, 0), (9, 9), (27, 8), (20, 152), (1, 2)])
def test_every_direction_has_its_sentences(figures, earlier, later):
    """Zero counts and equal rates are said in words; likelihood and confidence never share a sentence."""
    pair = [
        replace(get_figure(figures, name), value=value)
        for name, value in (("un-2020-autumn", earlier), ("un-2021-autumn", later))
    ]
    workings, found = card(figures_frame(pair), "un-2020-autumn", "un-2021-autumn")
    parts = [
        sentence_text("survival", workings, found),
        sentence_text("likelihood", workings, found),
        sentence_text("confidence", found),
    ]
    said = " ".join(filter(None, parts))

    assert not re.search(r"\b(inf|nan|None|0(?![.]))\b|  ", said)
    assert [] == mixed(said)


def test_the_curve_passes_through_the_reference_values(figures):
    """The ratio at every cut-off: at the day of the speech and at the end of October it is the one worked out apart."""
    comparison = compare(figures, Pair(*BRIEFS["part year"]))
    curve = cutoff_curve(comparison, measure(comparison))

    assert 321 == len(curve)
    assert curve["estimate"].is_monotonic_decreasing
    assert pytest.approx([4.80975, 6.34704, 8.500803], abs=1e-6) == list(
        curve.loc["2021-11-17", ["low", "estimate", "high"]]
    )
    assert pytest.approx([5.078717, 6.701974, 8.976177], abs=1e-6) == list(
        curve.loc["2021-10-31", ["low", "estimate", "high"]]
    )


@pytest.mark.parametrize(
    ("probability", "words"),
    [(0.01, "almost no chance"), (0.1, "very unlikely"), (0.3, "it is unlikely"), (0.5, "roughly even chance"),
     (0.7, "it is likely"), (0.9, "very likely"), (0.97, "almost certain"), (1.0, "almost certain")],
)  # fmt: skip
def test_words_of_likelihood_are_the_yardsticks(probability, words):
    """Each band of the published yardstick has its words."""
    assert words in estimative(probability)
    assert ESTIMATIVE.search(estimative(probability))


def test_confidence_rests_on_three_conditions():
    """All met is high, two moderate, fewer low."""
    assert Confidence.HIGH is Grounds(locked=True, first_hand=True, like_for_like=True).confidence
    assert Confidence.MODERATE is Grounds(locked=True, first_hand=False, like_for_like=True).confidence
    assert Confidence.LOW is Grounds(locked=True, first_hand=False, like_for_like=False).confidence


def test_a_mixed_sentence_is_found():
    """Likelihood and confidence in one sentence are caught; in two they are not."""
    assert mixed("We are highly confident that it is likely to rise.")
    assert not mixed("It is likely that it rose. Confidence in the counts is low.")


@pytest.mark.parametrize(
    "text", ["It will probably rise.", "an unlikely fall", "This might be so.", "almost certainly"]
)
def test_a_typed_estimate_is_found(text):
    """A word of likelihood typed into a template is caught."""
    assert typed_estimates(text)
