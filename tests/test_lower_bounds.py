"""A lower bound supports a statement of its own kind, and never one that claims more."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.analysis import Count, Direction, Verdict, compare, judge, measure, same_kind
from tally.analysis.rates import rate_ratio
from tally.analysis.robustness import cutoff_curve, stress
from tally.charts import bar_chart, cutoff_chart, describe_counts, describe_windows, window_chart
from tally.evidence import change_numbers, robustness_numbers, sentence_text
from tally.records.figures import Pair, figures_frame, get_figure
from tally.text import Bound, rounded_bound

PAIR = ("un-2020-autumn", "un-2021-autumn")  # the same 135 days of two years
EXACT, LEAST, MOST, ABOUT = Bound
SENTENCES = ("finding", "caveat", "verdict", "rates", "chance", "tipping")


def pair(figures, earlier, later):
    """Change a pair of counts: each a value and its bound."""
    return [
        replace(get_figure(figures, name), value=value, bound=bound)
        for name, (value, bound) in zip(PAIR, (earlier, later), strict=True)
    ]


def worked(figures, earlier, later):
    comparison = judge(*pair(figures, earlier, later))
    return change_numbers(comparison, measure(comparison))


@pytest.mark.parametrize(
    ("earlier", "later", "direction", "words"),
    [
        ((20, EXACT), (28, LEAST), Direction.RISE, "at least 1.4 times as many"),
        ((20, EXACT), (27, LEAST), Direction.RISE, "at least 1.3 times as many"),  # 1.35, rounded down
        ((100, EXACT), (101, LEAST), Direction.RISE, "at least 1.01 times as many"),
        ((20, EXACT), (20, LEAST), Direction.UNDECIDED, "cannot be told, since one count is a lower bound"),
        ((20, EXACT), (8, LEAST), Direction.UNDECIDED, "the rate was at least 0.40 times the earlier one"),
        ((20, LEAST), (8, EXACT), Direction.FALL, "at most 0.40 times as many"),
        ((27, LEAST), (8, EXACT), Direction.FALL, "at most 0.30 times as many"),  # 0.2963, rounded up
        ((20, LEAST), (28, EXACT), Direction.UNDECIDED, "the rate was at most 1.4 times the earlier one"),
        ((0, EXACT), (5, LEAST), Direction.FROM_NONE, "counted at least 5 attacks"),
        ((5, LEAST), (0, EXACT), Direction.TO_NONE, "counted at least 5 attacks"),
    ],
)  # fmt: skip
def test_the_finding_is_a_bound_too(figures, earlier, later, direction, words):
    """Worked by hand: later over earlier, the days being equal, rounded to the side that claims less."""
    workings = worked(figures, earlier, later)

    assert direction is workings.direction
    assert words in sentence_text("finding", workings)
    for sentence in SENTENCES:
        assert "None " not in sentence_text(sentence, workings).replace("None of the", "")


@pytest.mark.parametrize(
    ("earlier", "later", "reason"),
    [
        ((20, LEAST), (28, LEAST), "are both lower bounds, so that the rate can have risen or fallen"),
        ((20, EXACT), (0, LEAST), "is a lower bound of zero, which says nothing"),
        ((0, LEAST), (20, EXACT), "is a lower bound of zero, which says nothing"),
    ],
)
def test_no_direction_without_support(figures, earlier, later, reason):
    """Two lower bounds, or one of zero, support nothing, and that is said."""
    comparison = judge(*pair(figures, earlier, later))

    assert Verdict.NOT_COMPARABLE is comparison.verdict
    assert any(reason in text for text in comparison.reasons)


def test_every_number_says_on_which_side_it_is_open(figures):
    """20 against at least 30 in equal windows: a floor of 1.5, and 10 of the 30, a third, would have to be wrong."""
    workings = worked(figures, (20, EXACT), (30, LEAST))

    assert "at least 1.5" == workings.ratio.text
    assert "at least +50%" == workings.raw.text
    assert ("at least 10", "at least 33.3%") == (workings.surplus.text, workings.share.text)
    assert workings.high is None
    assert "interval from 0.82 upwards" in sentence_text("finding", workings)
    assert "As the ratio is a lower bound, there is no upper limit" in sentence_text("chance", workings)
    assert workings.later.per_month.text == "at least 6.6"  # 30 in 135 days make 6.67 in thirty
    assert workings.earlier.per_month.text == "4.4"

    fall = worked(figures, (30, LEAST), (20, EXACT))
    assert "at most 0.67" == fall.ratio.text
    assert "at most −33.3%" == fall.raw.text
    assert 0 == fall.low.value
    assert f"interval up to {fall.high}" in sentence_text("finding", fall)


@given(
    st.integers(0, 400), st.integers(1, 400), st.integers(1, 400), st.integers(1, 400), st.integers(0, 300),
    st.booleans(),
)  # fmt: skip
def test_whatever_was_missed_stays_within(earlier, days, later, span, missed, rising):
    """However many more there were, the ratio and its interval stay on the side that was said."""
    if rising:
        said = rate_ratio(Count(earlier, days), Count(later, span, Bound.AT_LEAST))
        true = rate_ratio(Count(earlier, days), Count(later + missed, span))
        assert Bound.AT_LEAST is said.bound
        assert said.high is None
        assert true.low >= said.low * (1 - 1e-9)
        assert said.estimate is None or true.estimate >= said.estimate
    else:
        said = rate_ratio(Count(later, days, Bound.AT_LEAST), Count(earlier, span))
        true = rate_ratio(Count(later + missed, days), Count(earlier, span))
        assert Bound.AT_MOST is said.bound
        assert 0 == said.low
        assert true.high <= said.high * (1 + 1e-9)
        assert true.estimate <= said.estimate


@given(st.fractions(min_value=Fraction(1, 10**4), max_value=10**4))
def test_rounding_never_claims_more(value):
    """A floor is rounded down, a ceiling up, and neither reads as one unless it is."""
    low, high = (
        float(rounded_bound(float(value), bound).split()[-1].replace(",", ""))
        for bound in (Bound.AT_LEAST, Bound.AT_MOST)
    )

    assert low <= float(value) * (1 + 1e-5) + 1e-6
    assert high >= float(value) * (1 - 1e-5) - 1e-6


def test_a_count_so_far_that_is_a_lower_bound(figures):
    """The robustness card, the curve over the cut-offs and its labels are open on the same side."""
    figures = figures_frame([
        replace(get_figure(figures, name), bound=Bound.AT_LEAST if name == "un-2021-so-far" else Bound.EXACT)
        for name in ("un-2020", "un-2021-so-far", "un-2021-ten-months")
    ])  # fmt: skip
    comparison = compare(figures, Pair("un-2020", "un-2021-so-far"))
    change = measure(comparison)
    robustness = stress(figures, comparison, change)
    card = robustness_numbers(robustness, change_numbers(comparison, change))

    assert robustness.high is None
    assert not robustness.size_stands
    assert all(row.high is None for row in card.rows)
    assert all(row.ratio.text.startswith("at least ") for row in card.rows)
    assert cutoff_curve(comparison, change)["high"].isna().all()
    drawn = cutoff_chart(cutoff_curve(comparison, change), robustness.cutoffs)
    labels = [words.text for words in drawn.words]
    assert any("17 Nov: at least 6.3" in label for label in labels), labels


def test_every_chart_says_which_count_is_a_lower_bound(figures):
    """The labels of the bars and the windows, and what is read aloud, say “at least”."""
    figures = figures_frame(pair(figures, (20, EXACT), (30, LEAST)))
    comparison = compare(figures, Pair(*PAIR))
    drawn = same_kind(figures, comparison, measure(comparison))

    bars, windows = bar_chart(drawn), window_chart(drawn, [], [])
    labels = [words.text for words in bars.words]
    assert {"20", "at least 30"} <= {label.split(" · ")[0] for label in labels}
    assert {"4.4", "at least 6.6"} <= {*labels}
    assert any(words.text.startswith("at least 30") for words in windows.words)
    assert "at least 30 attacks for" in describe_windows(drawn)
    assert "at least 0.22 a day" in describe_windows(drawn)
    assert "at least 30 attacks for" in describe_counts(figures)
