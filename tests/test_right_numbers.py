"""Numbers that were wrong once, each named after its case, with its siblings."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.analysis import Count, compare, judge, measure
from tally.analysis.bounds import Bound, infer
from tally.analysis.bounds.contradictions import find_conflict
from tally.analysis.bounds.intervals import CountConstraint, Span
from tally.analysis.bounds.solve import bounds
from tally.analysis.rates import rate_ratio
from tally.analysis.robustness import stress
from tally.evidence import bounds_numbers, change_numbers, robustness_numbers, sentence_text
from tally.records.figures import Pair, figures_frame, get_figure
from tally.text import Bound as Value
from tally.text import digits_of_range, rounded, rounded_end
from tally.windows import read_window


def constraint(window, value):
    return CountConstraint(Span.of(read_window(window)), value)


def told(figures, *counts):
    """Say what counts of one counter imply, beside two that are compared: each a window and a value."""
    first = get_figure(figures, "un-2020")
    made = [
        replace(first, id=f"count-{place}", window=read_window(window), value=value)
        for place, (window, value) in enumerate((("2023", 99), ("2025", 99), *counts))
    ]
    frame = figures_frame(made)
    return sentence_text("parts", bounds_numbers(infer(frame, compare(frame, Pair("count-0", "count-1")), [])))


@pytest.mark.parametrize(
    "window", ["2024-06-20/2024-06", "2024-06/2024-06-20", "2024-06-20/2024-07", "2024/2024-06-20"]
)
def test_n1_a_window_does_not_lack_days_outside_it(window):
    """Nine on 20 June 2024: a window with that day as an edge holds nine or more."""
    assert Bound(9, None) == bounds([constraint("2024-06-20", 9)], Span.of(read_window(window)))


@pytest.mark.parametrize("window", ["2024-06-20/2024-06", "2024-06/2024-06-20"])
def test_n1_no_remedy_is_none_or_more(window, figures):
    """Against nine on that day, two in the window are a contradiction; nine or more would agree."""
    conflict = find_conflict([constraint("2024-06-20", 9), constraint(window, 2)])
    text = told(figures, ("2024-06-20", 9), (window, 2))

    assert (Bound(0, 2), Bound(9, None)) == conflict.remedies
    assert "cannot all be true" in text
    assert "none or more" not in text
    assert "0 or more" not in text


@pytest.mark.parametrize(
    ("window", "value"), [("/2024-06-30", 0), ("2024-06-30/", 0), ("/2024-06", 0), ("/2024-07-01", 0)]
)
def test_n2_none_up_to_a_day_that_has_four(figures, window, value):
    """None up to 30 June 2024, and four on that day: a contradiction, which is named, where the day must be covered."""
    text = told(figures, (window, value), ("2024-06-30", 4))
    must = window in ("/2024-06-30", "2024-06-30/")

    assert must is ("cannot all be true" in text)


@pytest.mark.parametrize("window", ["/2024-06-30", "2024-06-30/", "2024-06-30/2024-07", "2024-06/2024-06-30"])
def test_n3_two_up_to_a_day_that_has_four(figures, window):
    """Two up to 30 June 2024, or from it on, and four on that day: the day holds no more than its window."""
    assert "cannot all be true" in told(figures, (window, 2), ("2024-06-30", 4))
    assert "cannot all be true" not in told(figures, (window, 4), ("2024-06-30", 4))


@pytest.mark.parametrize(
    ("earlier", "later", "low", "high"),
    [  # exact limits of the odds, from qbeta(0.025, b, 2) and qbeta(0.975, b + 1, 1) worked out in closed form
        (1, 2_000_000, 358_960.1081546726, 2_000_001 / -math.log(0.975) - 0.5),
        (1, 50_000_000, None, 50_000_001 / -math.log(0.975) - 0.5),
    ],
)  # fmt: skip
def test_n4_a_large_upper_end_is_a_number(earlier, later, low, high):
    """With one before, the upper limit p of the later share has 1 - p**(n + 1) = 0.975: odds of n / -log(0.975)."""
    found = rate_ratio(Count(earlier, 365), Count(later, 365))

    assert found.high == pytest.approx(high, rel=1e-6)
    assert low is None or found.low == pytest.approx(low, rel=1e-9)


@given(st.integers(1, 20), st.integers(0, 10**9), st.integers(1, 400), st.integers(1, 400))
def test_n4_an_end_is_missing_only_where_nothing_came_before(earlier, later, days, span):
    """With any count before there is an upper end, above the estimate; none before, and there is none."""
    found = rate_ratio(Count(earlier, days), Count(later, span))

    assert found.high > found.estimate >= found.low
    assert rate_ratio(Count(0, days), Count(later, span)).high is None


def test_n4_is_said_in_words(figures):
    """One against two million: “more than a billion” or “million”, never “no upper bound”."""
    pair = [
        replace(get_figure(figures, name), value=value)
        for name, value in (("un-2020-autumn", 1), ("un-2021-autumn", 200_000))
    ]
    workings = change_numbers(judge(*pair), measure(judge(*pair)))

    assert "more than a million" == workings.high.text
    for sentence in ("finding", "chance"):
        assert "more than a million" in sentence_text(sentence, workings)
        assert "no upper" not in sentence_text(sentence, workings)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (999_999, "999,999"), (1_000_000, "1,000,000"), (1_000_001, "more than a million"),
        (10**9, "more than a million"), (2e9, "more than a billion"), (3e15, "more than a trillion"), (8.5, "8.5"),
    ],
)  # fmt: skip
def test_large_ends_are_words(value, written):
    """Above a million, the digits of an end mean nothing."""
    assert written == rounded_end(value)


@pytest.mark.parametrize(
    ("estimate", "low", "high", "written"),
    [
        (1.0058, 1.0002, 1.0114, ("1.0058", "1.0002", "1.0114")),
        (6.347, 4.81, 8.501, ("6.3", "4.8", "8.5")),
        (0.95, 0.61, 1.6, ("0.95", "0.61", "1.6")),
        (12.0, 0.34, 451.0, ("12", "0.34", "451")),
        (6.3402, 6.3301, 6.3498, ("6.34", "6.33", "6.35")),
        (0.998, 0.9951, 1.004, ("0.9980", "0.9951", "1.004")),
        (None, 94.0, None, (None, "94", None)),
    ],
)
def test_an_estimate_and_its_ends_have_one_precision(estimate, low, high, written):
    """Worked by hand: as many significant digits for all three as the one needs that needs most."""
    digits = digits_of_range(estimate, low, high)

    assert written == tuple(one and rounded(one, digits) for one in (estimate, low, high))


@given(st.lists(st.floats(1e-6, 1e6), min_size=3, max_size=3).map(sorted))
def test_a_lower_end_is_never_written_above_the_estimate(values):
    """What is written is in the order of the numbers, and none reads as 1 that is not within a millionth of it."""
    digits = digits_of_range(*values)
    shown = [float(rounded(value, digits).replace(",", "")) for value in values]

    assert sorted(shown) == shown
    assert all(one != 1 or abs(value - 1) < 1e-6 for one, value in zip(shown, values, strict=True))


@pytest.mark.parametrize(
    "bounds_of", [(Value.EXACT, Value.EXACT), (Value.ABOUT, Value.EXACT), (Value.ABOUT, Value.ABOUT)]
)
@pytest.mark.parametrize("values", [(60, 334), (20, 5), (40, 38), (1000, 1006), (12, 70), (60, 400)])
def test_the_text_and_the_table_give_the_same_ends(figures, values, bounds_of):
    """The lowest and the highest end of all intervals are written as in the row of the table that has them."""
    pair = [
        replace(get_figure(figures, name), value=value, bound=bound)
        for name, value, bound in zip(("un-2020-autumn", "un-2021-autumn"), values, bounds_of, strict=True)
    ]
    comparison, frame = judge(*pair), figures_frame(pair)
    change = measure(comparison)
    card = robustness_numbers(stress(frame, comparison, change), change_numbers(comparison, change))
    ends = [end for row in card.rows for end in (row.low, row.high) if end]

    assert card.low.text == min(ends, key=lambda end: end.value).text
    assert card.high is None or card.high.text == max(ends, key=lambda end: end.value).text
    for row in card.rows:
        assert row.low.value <= row.ratio.value <= row.high.value
        written = [float(one.text.split()[-1].replace(",", "")) for one in (row.low, row.ratio, row.high)]
        assert sorted(written) == written
