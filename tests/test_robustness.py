"""What survives when the assumptions behind a change are loosened."""

import math
import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from tally.analysis import Count, Direction, Reading, Verdict, compare, judge, measure
from tally.analysis.rates import rate_ratio
from tally.analysis.robustness import (
    ESTIMATIVE,
    Series,
    cutoff_curve,
    estimate_words,
    find_series,
    probability_of_rise,
    stress,
    typed_estimates,
    varied_ratio,
)
from tally.evidence import change_numbers, robustness_numbers, sentence_text
from tally.records.figures import Basis, Pair, figures_frame, get_figure
from tally.text import Bound, words
from tally.windows import read_window

CONFIDENCE = re.compile(r"\bconfiden(?:ce|t|tly)\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?:])\s+")
COUNTS = st.builds(Count, st.integers(0, 500), st.integers(1, 800))
BRIEFS = {
    "part year": ("un-2020", "un-2021-so-far"),
    "same days": ("un-2020-autumn", "un-2021-autumn"),
    "full years": ("itic-2020", "itic-2021"),
    "small fall": ("un-2022-august-november", "un-2023-august-november"),
}
TEN_TIMES = "attacks came in clusters (ten times the variance of independent events)"


def mixed(text):
    """Find the sentences that speak of likelihood and of confidence at once."""
    return [part for part in SENTENCE.split(text) if ESTIMATIVE.search(part) and CONFIDENCE.search(part)]


def card(figures, earlier, later):
    comparison = compare(figures, Pair(earlier, later))
    workings = change_numbers(comparison, measure(comparison))
    return workings, robustness_numbers(stress(figures, comparison, workings.change), workings)


def counted(figures, earlier, later, names=BRIEFS["same days"]):
    """Compare two counts of the first case with other values."""
    pair = [
        replace(get_figure(figures, name), value=value) for name, value in zip(names, (earlier, later), strict=True)
    ]
    return card(figures_frame(pair), *names)


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


@pytest.mark.parametrize(
    ("earlier", "later", "factors"),
    [(1, 2, []), (2, 1, []), (0, 334, []), (334, 0, []), (0, 0, []), (2, 2, [2]), (4, 900, [2]), (900, 4, [2]),
     (5, 5, [2, 5]), (9, 60, [2, 5]), (10, 60, [2, 5, 10]), (60, 334, [2, 5, 10])],
)  # fmt: skip
def test_clusters_larger_than_a_count_are_not_tried(figures, earlier, later, factors):
    """No row has a factor above either count; a few against a few gets no end such as 0.0000000085."""
    _, found = counted(figures, earlier, later)

    assert factors == [row.factor.value for row in found.rows if row.factor]
    assert (factors != [2, 5, 10]) == found.skipped
    assert all(row.low.value == 0 or row.low.value > 1e-4 for row in found.rows)


@given(st.integers(0, 60), st.integers(0, 60))
def test_no_end_is_absurd(dossier, earlier, later):
    """Whatever the counts, no interval of the table spans more than a millionfold, and none is below its factor."""
    _, found = counted(dossier.figures, earlier, later)

    for row in found.rows:
        assert row.factor is None or row.factor.value <= min(earlier, later)
        if row.factor and row.high:
            assert row.high.value / row.low.value < 1e6


def test_a_fall_without_a_cut_off_is_read_as_short_as_a_day(figures):
    """Even if all came on one day it is a fall: the finding says so, and the row to the last day has its own ratio."""
    workings, found = counted(figures, 4000, 5, BRIEFS["part year"])
    last = next(row for row in found.rows if row.cutoff)

    assert pytest.approx(5 / 321 / (4000 / 366)) == last.ratio.value
    assert "periods are read in the way least favourable to a fall" in sentence_text("likelihood", workings, found)


def test_a_size_may_stand_where_the_direction_does_not(figures):
    """Ten thousand against hardly more: the size stands, the direction does not, and the sentence does not mix them."""
    workings, found = counted(figures, 10_000, 10_020)

    assert (
        "The direction is not clear: even if attacks were independent of each other, the 95% interval includes no "
        "change. The size is known within a factor of 2: all intervals are between"
    ) in sentence_text("survival", workings, found)


def test_first_case(figures):
    """The rise from 60 to 334 holds with ten times the variance; its size does not."""
    workings, found = card(figures, *BRIEFS["part year"])

    assert found.fails is None
    assert not found.size_stands
    assert [None, 2, 5, 10, None, None] == [row.factor and row.factor.value for row in found.rows]
    assert ["un-2021-ten-months", "un-2021-so-far"] == [row.figure for row in found.rows if row.cutoff]
    assert pytest.approx((5.078717, 8.976177), abs=1e-6) == (found.rows[4].low.value, found.rows[4].high.value)
    assert sentence_text("survival", workings, found) == (
        "The rise holds in every scenario tested, as long as reporting did not change. Its size is uncertain: the "
        "intervals run from 2.6 to 19 times the earlier rate."
    )
    assert sentence_text("likelihood", workings, found) == (
        f"If {TEN_TIMES}, both counts are right and the periods are read in the way least favourable to a rise, it is "
        "almost certain that the rate rose."
    )


def test_small_fall(figures):
    """A fall from 27 to 8 does not hold with five times the variance, and the page says so; ten is not tried."""
    workings, found = card(figures, *BRIEFS["small fall"])

    assert 5 == found.fails.factor.value == found.most.value
    assert found.skipped
    text = sentence_text("survival", workings, found)
    assert "does not hold in every scenario tested: if attacks came in clusters (five times the variance" in text
    assert "Stronger clusters are not tried" in sentence_text("coverage", workings, found)


@pytest.mark.parametrize("names", [BRIEFS["same days"], BRIEFS["part year"]])
@pytest.mark.parametrize(("earlier", "later"), [(0, 5), (5, 0), (0, 0), (9, 9), (27, 8), (20, 152), (1, 2), (60, 334)])
def test_the_text_has_the_ends_of_the_table(figures, names, earlier, later):
    """The sentence about the size names the lowest and the highest end in the table, and no other."""
    workings, found = counted(figures, earlier, later, names)

    assert min(row.low.value for row in found.rows) == found.low.value
    highs = [row.high for row in found.rows]
    assert (None if None in highs else max(high.value for high in highs)) == (found.high and found.high.value)
    if workings.direction not in (Direction.NONE, Direction.UNDECIDED, Direction.SAME):
        assert (found.high or found.same_size).text in sentence_text("survival", workings, found) or found.high is None


@pytest.mark.parametrize("names", [BRIEFS["same days"], BRIEFS["part year"]])
@pytest.mark.parametrize(
    ("earlier", "later"), [(0, 5), (5, 0), (0, 0), (9, 9), (27, 8), (20, 152), (1, 2), (1, 0), (30, 31), (4000, 5)]
)
def test_every_direction_has_its_sentences(figures, names, earlier, later):
    """Zero counts and equal rates are said in words; likelihood and confidence never share a sentence."""
    workings, found = counted(figures, earlier, later, names)
    parts = [sentence_text(name, workings, found) for name in ("survival", "likelihood", "reporting", "coverage")]
    said = " ".join(filter(None, [*parts, sentence_text("confidence", found)]))

    assert not re.search(r"\b(inf|nan|None)\b|(?<![\d.,])0(?![\d.,])|  |^ ", said), said
    assert [] == mixed(said)


CERTAIN = "it is almost certain that the rate rose"


@pytest.mark.parametrize(
    ("names", "earlier", "later", "assumed", "likely"),
    [
        (BRIEFS["same days"], 20, 152, f"If {TEN_TIMES} and both counts are right, ", CERTAIN),
        (
            BRIEFS["part year"],
            60,
            334,
            (f"If {TEN_TIMES}, both counts are right and the periods are read in the way least favourable to a rise, "),
            CERTAIN,
        ),
        (
            BRIEFS["same days"],
            4,
            1,
            "If attacks were independent of each other and both counts are right, ",
            "it is very likely that the rate fell",
        ),
        (BRIEFS["same days"], 0, 50, "If attacks were independent of each other and both counts are right, ", CERTAIN),
        (
            BRIEFS["same days"],
            30,
            31,
            f"If {TEN_TIMES} and both counts are right, ",
            "there is a roughly even chance that the rate rose",
        ),
        (BRIEFS["same days"], 60, 80, f"If {TEN_TIMES} and both counts are right, ", "it is likely that the rate rose"),
    ],
)
def test_likelihood_is_said_in_words_with_its_assumption(figures, names, earlier, later, assumed, likely):
    """The sentence begins with what it assumes, and has a word of the scale, but no number."""
    text = sentence_text("likelihood", *counted(figures, earlier, later, names))

    assert f"{assumed}{likely}." == text


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_no_number_says_how_likely(dossier, earlier, later):
    """For no counts does the sentence have a digit: the scale ends at 99%, and chance is not all that can be wrong."""
    text = sentence_text("likelihood", *counted(dossier.figures, earlier, later))

    assert not re.search(r"\d|%", text)
    assert not text or ("both counts are right" in text and any(word in text for _, word in words.LIKELIHOOD_SCALE))


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


def test_swings_between_years_widen_the_first_case():
    """With a coefficient of variation of 0.5, 60 in 366 days and 334 in 321 are compatible with 1.5 to 26 times."""
    earlier, later = Count(60, 366), Count(334, 321)
    varied = varied_ratio(Reading(earlier, later, rate_ratio(earlier, later)), Series((), 0.5))

    # by hand: 2 × 0.25 + 1/60 + 1/334 = 0.519661, its root 0.720875, 1.959964 times that 1.412889
    assert pytest.approx((6.34704 / math.exp(1.412889), 6.34704 * math.exp(1.412889)), rel=1e-5) == (
        varied.low, varied.high
    )  # fmt: skip
    assert ("1.5", "26") == (f"{varied.low:.2g}", f"{varied.high:.2g}")


@given(st.integers(1, 500), st.integers(1, 500), st.floats(0, 3), st.floats(0.5, 0.999))
def test_larger_swings_widen_and_leave_the_ratio(earlier, later, variation, level):
    """The interval contains the ratio, is symmetric on a log scale, and is wider for larger swings."""
    pair = Count(earlier, 365), Count(later, 300)
    reading = Reading(*pair, rate_ratio(*pair, level))
    narrow, wide = (varied_ratio(reading, Series((), swing)) for swing in (variation, variation + 0.1))

    assert wide.low < narrow.low < narrow.estimate < narrow.high < wide.high
    assert pytest.approx(narrow.estimate**2) == narrow.low * narrow.high


@pytest.mark.parametrize(("earlier", "later"), [(0, 5), (5, 0), (0, 0)])
def test_zero_has_no_swing(earlier, later):
    """The logarithm of a ratio with zero does not exist, so there is no row."""
    pair = Count(earlier, 365), Count(later, 365)

    assert varied_ratio(Reading(*pair, rate_ratio(*pair)), Series((), 0.5)) is None


def years(figures, *rows):
    """Return figures of ITIC's kind, each a window and a value, or with other properties too."""
    model = get_figure(figures, "itic-2020")
    return figures_frame([
        replace(model, id=f"c{place}", window=read_window(window), value=value, **dict(*other))
        for place, (window, value, *other) in enumerate(rows)
    ])  # fmt: skip


SERIES = {
    "three years": ([("2020", 82), ("2021", 365), ("2022", 181)], [82, 365, 181], 0.68604),
    "leap years are years": ([("2020", 10), ("2021", 20), ("2024", 30)], [10, 20, 30], 0.5),
    "the same nine months": (
        [("2020-01-01/2020-09-30", 10), ("2021-01-01/2021-09-30", 20), ("2022-01-01/2022-09-30", 30)],
        [10, 20, 30], 0.5,
    ),
    "thirty days each": (
        [("2021-01-01/2021-01-30", 4), ("2021-02-01/2021-03-02", 4), ("2021-04-01/2021-04-30", 10)], [4, 4, 10], 0.5774,
    ),
    "years of which one is also a part": (
        [("2020", 10), ("2021", 20), ("2022", 30), ("2022-01-01/2022-06-30", 9)], [10, 20, 30], 0.5,
    ),
    "another length than the two": (
        [("2020-01-01/2020-03-31", 3), ("2021", 9), ("2017", 10), ("2018", 20), ("2019", 30)], [10, 20, 30, 9], 0.5707,
    ),
    "years that start in July": (
        [("2018-07-01/2019-06-30", 10), ("2019-07-01/2020-06-30", 20), ("2020-07-01/2021-06-30", 30)],
        [10, 20, 30], 0.5,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SERIES)
def test_a_series_is_found(figures, case):
    """Three or more counts of one kind over periods of one length give a variation, and a row with its evidence."""
    rows, values, variation = SERIES[case]
    frame = years(figures, *rows)
    workings, found = card(frame, "c0", "c1")

    assert values == [number.value for number in found.series.counts]
    assert pytest.approx(variation, abs=5e-4) == found.series.variation.value
    assert found.series.counts == found.series.variation.evidence.inputs
    row = next(row for row in found.rows if row.series)
    assert "differed as much as in this counter’s series (coefficient of variation" in sentence_text(
        "scenario", workings, row
    )
    assert workings.ratio in row.low.evidence.inputs
    assert found.series.variation in row.low.evidence.inputs


NO_SERIES = {
    "two years": [("2020", 82), ("2021", 365)],
    "another counter": [("2020", 82), ("2021", 365), ("2022", 181, {"counter": "Another"})],
    "another basis": [("2020", 82), ("2021", 365), ("2022", 181, {"basis": Basis.RECORDED})],
    "another unit": [("2020", 82), ("2021", 365), ("2022", 181, {"unit": "deaths"})],
    "another group": [("2020", 82), ("2021", 365), ("2022", 181, {"group": "Another"})],
    "another place": [("2020", 82), ("2021", 365), ("2022", 181, {"place": "Another"})],
    "a lower bound": [("2020", 82), ("2021", 365), ("2022", 181, {"bound": Bound.AT_LEAST})],
    "a repetition": [("2020", 82), ("2021", 365), ("2022", 181, {"repeats": "c1"})],
    "part of a year": [("2020", 82), ("2021", 365), ("2022-01-01/2022-11-30", 181)],
    "in months": [("2020", 82), ("2021", 365), ("2022-01/2022-12", 181)],
    "shared days": [("2020", 82), ("2021", 365), ("2021-07-01/2022-06-30", 181)],
    "the same year again": [("2020", 82), ("2021", 365), ("2021", 181)],
    "no basis, several documents": [
        ("2020", 82, {"basis": Basis.UNSPECIFIED}), ("2021", 365, {"basis": Basis.UNSPECIFIED}),
        ("2022", 181, {"basis": Basis.UNSPECIFIED, "source": "another"}),
    ],
    "all zero": [("2020", 0), ("2021", 0), ("2022", 0)],
    "months beside years": [
        ("2020", 82), ("2021", 365), ("2019-01-01/2019-01-31", 7), ("2019-03-01/2019-03-31", 70),
        ("2019-05-01/2019-05-31", 20),
    ],
    "years beside parts of years": [
        ("2020-08-19/2020-12-31", 20), ("2021-08-19/2021-12-31", 152), ("2017", 9), ("2018", 40), ("2019", 20),
    ],
}  # fmt: skip


@pytest.mark.parametrize("case", NO_SERIES)
def test_no_series_is_made_up(figures, case):
    """Counts of another kind, with other windows or too few of them give no variation, and the page says so."""
    frame = years(figures, *NO_SERIES[case])
    workings, found = card(frame, "c0", "c1")

    assert find_series(frame, workings.comparison) is None
    assert not [row for row in found.rows if row.series]
    said = "Nor can a count of zero show what" if case == "all zero" else "No row covers s"
    assert said in sentence_text("coverage", workings, found)


def test_a_rise_can_fail_by_swings_alone(figures):
    """82, 365 and 181: clusters do not explain the rise, swings as large as these do, and both are said."""
    workings, found = card(figures, *BRIEFS["full years"])

    assert found.fails.series is not None
    assert "0.69" == found.series.variation.text
    assert sentence_text("survival", workings, found) == (
        f"The rise does not hold in every scenario tested. It holds if {TEN_TIMES}, but not if years differed as "
        "much as in this counter’s series: then the 95% interval includes no change. The size is uncertain: the "
        "intervals run from 0.66 to 30 times the earlier rate."
    )
    assert "3 counts of this kind, each of a whole year: 82, 365 and 181." in sentence_text("coverage", workings, found)


def test_page_and_readme_agree_on_clusters(project):
    """What the interval allows for is the same in the README and in the limits of a page."""
    limits = project.root / "src" / "tally" / "templates" / "english" / "sections" / "limits.html.jinja"
    texts = [(project.root / "README.md").read_text(encoding="utf-8"), limits.read_text(encoding="utf-8")]

    for text in texts:
        assert re.search(r"interval in (?:a|the) finding allows for chance alone", text)
        assert not re.search(r"interval[^.]* allows? for chance and clusters", text)


@pytest.mark.parametrize(
    ("probability", "words"),
    [(0.01, "almost no chance"), (0.1, "very unlikely"), (0.3, "it is unlikely"), (0.5, "roughly even chance"),
     (0.7, "it is likely"), (0.9, "very likely"), (0.97, "almost certain"), (1.0, "almost certain")],
)  # fmt: skip
def test_words_of_likelihood_are_the_yardsticks(probability, words):
    """Each band of the published yardstick has its words."""
    assert words in estimate_words(probability)
    assert ESTIMATIVE.search(estimate_words(probability))


def test_a_mixed_sentence_is_found():
    """Likelihood and confidence in one sentence are caught; in two they are not."""
    assert mixed("We are highly confident that it is likely to rise.")
    assert not mixed("It is likely that it rose. Confidence in the counts is low.")


@pytest.mark.parametrize(
    "text", ["It will probably rise.", "an unlikely fall", "This might be so.", "almost certainly", "as likely as not"]
)
def test_a_typed_estimate_is_found(text):
    """A word of likelihood typed into a template is caught."""
    assert typed_estimates(text)


def test_a_ratio_of_probabilities_is_no_estimate():
    """How many times as likely something was to be counted is a number with evidence, not a judgement."""
    assert not typed_estimates("three times as likely to be counted, or equally as likely")


@given(st.integers(1, 300), st.integers(1, 300))
def test_no_direction_is_almost_certain_if_the_interval_includes_equal_rates(dossier, earlier, later):
    """The words and the interval of the same scenario do not disagree."""
    workings, found = counted(dossier.figures, earlier, later)
    row = found.rows[len([row for row in found.rows if row.factor])]

    if row.low.value <= 1 <= (row.high.value if row.high else math.inf):
        assert "almost certain" not in sentence_text("likelihood", workings, found)
    elif workings.direction in (Direction.RISE, Direction.FALL):
        assert "almost certain" in sentence_text("likelihood", workings, found)


WINDOWS = {
    "years": ("2020", "2021"),
    "parts": ("2020-08-19/2020-12-31", "2021-08-19/2021-11-30"),
    "months": ("2020-05/2020-08", "2021-05/2021-08"),
    "days within a year": ("2021-01-01/2021-03-31", "2021-04-01/2021-06-29"),
}


@pytest.mark.parametrize("windows", WINDOWS)
@pytest.mark.parametrize("bounds", list(product(Bound, repeat=2)))
@pytest.mark.parametrize("values", [(20, 152), (152, 20), (30, 31), (1, 2), (0, 50), (50, 0), (400, 400), (7, 700)])
def test_every_kind_of_count_and_window_has_its_sentences(dossier, windows, bounds, values):
    """Lower and upper bounds, counts that are about right, and windows in months: no sentence or number fails."""
    pair = [
        replace(dossier.every["un-2020"], id=name, value=value, bound=bound, window=read_window(window))
        for name, value, bound, window in zip(("one", "two"), values, bounds, WINDOWS[windows], strict=True)
    ]
    frame, comparison = figures_frame(pair), judge(*pair)
    if comparison.verdict is Verdict.NOT_COMPARABLE:
        return
    workings = change_numbers(comparison, measure(comparison))
    found = robustness_numbers(stress(frame, comparison, workings.change), workings)
    parts = [sentence_text(name, workings, found) for name in ("survival", "likelihood", "reporting", "coverage")]
    parts += [sentence_text("confidence", found), sentence_text("tipping", workings)]
    parts += [sentence_text("scenario", workings, row) for row in found.rows]

    for said in parts:
        assert not re.search(r"\b(inf|nan|None)\b|(?<![\d.,])0(?![\d.,])|  |^ |(?:at least|at most|about) a", said), (
            said
        )
    for row in found.rows:
        assert row.ratio is None or row.high is None or row.low.value <= row.ratio.value <= row.high.value
        assert row.ratio is None or row.low.value <= row.ratio.value
    if found.detection:
        assert found.detection.least.value > 1 or not found.detection.clear
        assert (workings.clear and workings.direction is not Direction.SAME) == found.detection.clear
