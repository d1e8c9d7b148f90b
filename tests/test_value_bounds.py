"""What “up to”, “at least” and “about” make of a count, of a ratio, and of what overlapping counts imply."""

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from tally.analysis import Count, Direction, Verdict, judge, measure, same_kind
from tally.analysis.bounds import Bound as Found
from tally.analysis.bounds.contradictions import find_conflict
from tally.analysis.bounds.intervals import CountConstraint, Span
from tally.analysis.bounds.solve import ContradictionError, bounds, part
from tally.analysis.counts import ChangeError
from tally.analysis.rates import direction, rate_ratio
from tally.charts import bar_chart, describe_counts, describe_windows, window_chart
from tally.evidence import change_numbers, sentence_text
from tally.records.figures import figures_frame, get_figure
from tally.text import Bound
from tally.windows import read_window

EXACT, LEAST, MOST, ABOUT = Bound
PAIR = ("un-2020-autumn", "un-2021-autumn")  # the same 135 days of two years


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        (400, 350, 449), (60, 55, 64), (10, 5, 14), (330, 325, 334), (1_250, 1_245, 1_254), (2_000, 1_500, 2_499),
        (334, 334, 334), (1, 1, 1), (101, 101, 101), (0, 0, 0),
    ],
)  # fmt: skip
def test_about_is_what_rounds_to_it(value, least, most):
    """Worked by hand: all that is rounded to the count at its last digit that is not zero, halves upwards."""
    assert (least, most) == ABOUT.limits(value)


@given(st.integers(0, 10**7))
def test_about_holds_itself_and_all_that_is_rounded_to_it(value):
    """The reach holds the count, and the next number on either side is rounded to another."""
    least, most = ABOUT.limits(value)
    unit = 10 ** (len(str(value)) - len(str(value).rstrip("0"))) if value else 1

    assert least <= value <= most
    assert all((one * 2 + unit) // (2 * unit) * unit == value for one in {least, most})
    assert all((one * 2 + unit) // (2 * unit) * unit != value for one in (least - 1, most + 1))


def test_each_bound_has_its_limits():
    """An exact count is itself, a lower bound has no most, an upper bound no least but zero."""
    assert [(60, 60), (60, None), (0, 60), (55, 64)] == [bound.limits(60) for bound in Bound]


def interval(before, after, scale, level=0.95):
    """Find the exact interval by bisection on the binomial tails: no quantile of a beta distribution is used."""

    def end(tail):
        low, high = 0.0, 1.0
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if tail(middle) else (low, middle)
        return low / max(1 - low, 1e-12) * scale

    rest = (1 - level) / 2
    return (
        end(lambda share: binom.sf(after - 1, before + after, share) < rest),
        end(lambda share: binom.cdf(after, before + after, share) > rest),
    )


@pytest.mark.parametrize(
    ("earlier", "later", "bound", "used", "low", "high"),
    [  # the counts of the estimate, of the lower end and of the upper end, chosen by hand
        ((60, EXACT), (334, EXACT), EXACT, (60, 334), (60, 334), (60, 334)),
        ((60, EXACT), (334, LEAST), LEAST, (60, 334), (60, 334), None),
        ((60, MOST), (334, EXACT), LEAST, (60, 334), (60, 334), None),
        ((60, MOST), (334, LEAST), LEAST, (60, 334), (60, 334), None),
        ((60, LEAST), (20, EXACT), MOST, (60, 20), None, (60, 20)),
        ((60, EXACT), (20, MOST), MOST, (60, 20), None, (60, 20)),
        ((60, LEAST), (20, MOST), MOST, (60, 20), None, (60, 20)),
        ((60, ABOUT), (334, EXACT), ABOUT, (60, 334), (64, 334), (55, 334)),
        ((60, EXACT), (400, ABOUT), ABOUT, (60, 400), (60, 350), (60, 449)),
        ((60, ABOUT), (400, ABOUT), ABOUT, (60, 400), (64, 350), (55, 449)),
        ((60, ABOUT), (334, LEAST), LEAST, (64, 334), (64, 334), None),
        ((60, MOST), (400, ABOUT), LEAST, (60, 350), (60, 350), None),
        ((60, ABOUT), (20, MOST), MOST, (55, 20), None, (55, 20)),
        ((60, LEAST), (20, ABOUT), MOST, (60, 24), None, (60, 24)),
        ((61, ABOUT), (334, EXACT), EXACT, (61, 334), (61, 334), (61, 334)),
        ((0, MOST), (5, EXACT), EXACT, None, (0, 5), None),
    ],
)
def test_the_ratio_is_a_bound_or_about_right_as_the_counts_are(earlier, later, bound, used, low, high):
    """Each end is that of the counts that claim least on its side, in 366 and 321 days."""
    found = rate_ratio(Count(earlier[0], 366, earlier[1]), Count(later[0], 321, later[1]))
    scale = 366 / 321

    assert bound is found.bound
    assert found.estimate == (used and pytest.approx(used[1] / used[0] * scale))
    assert found.low == (pytest.approx(interval(*low, scale)[0], rel=1e-6) if low else 0)
    assert found.high == (pytest.approx(interval(*high, scale)[1], rel=1e-6) if high else None)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ((60, EXACT), (70, MOST), Direction.UNDECIDED),
        ((60, EXACT), (50, MOST), Direction.FALL),
        ((60, MOST), (70, EXACT), Direction.RISE),
        ((60, MOST), (50, EXACT), Direction.UNDECIDED),
        ((60, MOST), (70, LEAST), Direction.RISE),
        ((60, LEAST), (50, MOST), Direction.FALL),
        ((60, LEAST), (60, MOST), Direction.UNDECIDED),
        ((60, ABOUT), (65, EXACT), Direction.RISE),  # 64 at the most
        ((60, ABOUT), (64, EXACT), Direction.UNDECIDED),  # equal, or a rise
        ((60, ABOUT), (54, EXACT), Direction.FALL),
        ((60, ABOUT), (70, ABOUT), Direction.RISE),  # 64 at the most, 65 at the least
        ((60, ABOUT), (60, ABOUT), Direction.UNDECIDED),
        ((61, ABOUT), (61, EXACT), Direction.SAME),
        ((60, ABOUT), (64, LEAST), Direction.UNDECIDED),
        ((60, ABOUT), (65, LEAST), Direction.RISE),
        ((0, EXACT), (60, ABOUT), Direction.FROM_NONE),
        ((60, ABOUT), (0, MOST), Direction.TO_NONE),
        ((0, MOST), (0, EXACT), Direction.NONE),
    ],
)
def test_no_direction_that_another_reading_changes(earlier, later, expected):
    """In windows of one length a direction stands only if every number that the counts permit has it."""
    assert expected is direction(Count(earlier[0], 100, earlier[1]), Count(later[0], 100, later[1]))


counts = st.tuples(st.integers(0, 60) | st.sampled_from([100, 200, 1000]), st.sampled_from(Bound))


@given(counts, counts, st.integers(1, 400), st.integers(1, 400), st.data())
def test_whatever_the_counts_permit_stays_within(earlier, later, days, span, data):
    """Any two numbers that agree with the counts have their ratio, its interval and its direction on the right side."""
    first, last = Count(earlier[0], days, earlier[1]), Count(later[0], span, later[1])
    try:
        said, way = rate_ratio(first, last), direction(first, last)
    except ChangeError:
        assert first.side is last.side is not EXACT
        return
    before, after = (
        data.draw(st.integers(least, least + 500 if most is None else most))
        for least, most in (first.limits, last.limits)
    )
    true = rate_ratio(Count(before, days), Count(after, span))

    assert true.low >= said.low * (1 - 1e-9)
    assert said.high is None or (true.high is not None and true.high <= said.high * (1 + 1e-9))
    if said.estimate is not None and true.estimate is not None:
        assert said.bound is not LEAST or true.estimate >= said.estimate * (1 - 1e-9)
        assert said.bound is not MOST or true.estimate <= said.estimate * (1 + 1e-9)
    if way is Direction.RISE:
        assert after * days > before * span
    if way is Direction.FALL:
        assert after * days < before * span


def figures_of(figures, earlier, later):
    """Change the two counts: each a value and its bound."""
    return [
        replace(get_figure(figures, name), value=value, bound=bound)
        for name, (value, bound) in zip(PAIR, (earlier, later), strict=True)
    ]


@pytest.mark.parametrize(
    ("earlier", "later", "reason"),
    [
        ((20, LEAST), (28, LEAST), "are both lower bounds, so that the rate can have risen or fallen."),
        ((20, MOST), (28, MOST), "are both upper bounds, so that the rate can have risen or fallen."),
        ((20, EXACT), (0, LEAST), "un-2021-autumn is a lower bound of zero, which says nothing."),
        ((0, LEAST), (20, MOST), "un-2020-autumn is a lower bound of zero, which says nothing."),
        ((0, EXACT), (5, MOST), "un-2021-autumn is an upper bound and un-2020-autumn is zero"),
        ((5, MOST), (0, EXACT), "un-2020-autumn is an upper bound and un-2021-autumn is zero"),
        ((0, MOST), (5, MOST), "un-2021-autumn is an upper bound and un-2020-autumn is zero"),
    ],
)
def test_two_counts_from_which_no_ratio_follows(figures, earlier, later, reason):
    """They are not comparable, and one sentence says why."""
    comparison = judge(*figures_of(figures, earlier, later))

    assert Verdict.NOT_COMPARABLE is comparison.verdict
    assert [True] == [reason in text for text in comparison.reasons]


@pytest.mark.parametrize(
    ("earlier", "later", "reason"),
    [
        ((20, EXACT), (28, LEAST), "later count, un-2021-autumn, is a lower bound (at least 28 attacks): the ratio is"),
        ((20, MOST), (28, EXACT), "count, un-2020-autumn, is an upper bound (at most 20 attacks): the ratio is a lo"),
        ((20, LEAST), (8, MOST), "lower bound (at least 20 attacks), and the later count, un-2021-autumn, is an upper"),
        ((20, EXACT), (40, ABOUT), "is only about right (about 40 attacks, read as 35 to 44): the ratio is a range."),
        ((20, EXACT), (41, ABOUT), "is only about right (about 41 attacks): it leaves no other number open."),
    ],
)  # fmt: skip
def test_what_the_ratio_is_is_said(figures, earlier, later, reason):
    """The counts can be compared; the reason says which count is no exact number, and what that makes of the ratio."""
    comparison = judge(*figures_of(figures, earlier, later))

    assert Verdict.LIKE_FOR_LIKE is comparison.verdict
    assert any(reason in text for text in comparison.reasons), comparison.reasons


def test_a_vague_count_has_a_range_of_ratios(figures):
    """About 60 against about 400 on the same 135 days: 400 / 60, and from 350 / 64 to 449 / 55."""
    change = measure(judge(*figures_of(figures, (60, ABOUT), (400, ABOUT))))

    assert (60, 400, ABOUT) == (change.earlier.value, change.later.value, change.bound)
    assert pytest.approx(400 / 60) == change.ratio.estimate
    assert pytest.approx(350 / 64) == change.lowest.ratio.estimate
    assert pytest.approx(449 / 55) == change.highest.ratio.estimate
    assert change.ratio.low == change.lowest.ratio.low
    assert change.ratio.high == change.highest.ratio.high


def test_days_and_counts_are_vague_together(figures):
    """About 60 in two to four months against 400 in 135 days: the readings combine both."""
    earlier, later = figures_of(figures, (60, ABOUT), (400, EXACT))
    earlier = replace(earlier, window=read_window("2020-05/2020-08"))  # 63 to 123 days
    change = measure(judge(earlier, later))

    assert pytest.approx(400 / 135 / (64 / 63)) == change.lowest.ratio.estimate
    assert pytest.approx(400 / 135 / (55 / 123)) == change.highest.ratio.estimate
    assert (60, 63) == (change.earlier.value, change.earlier.days)  # as it is written, on the days that claim least


DAYS, TOP = 3, 18  # the days that are tried, and the most on one of them
READINGS = {(first, last): slice(first, last) for first in range(DAYS) for last in range(first + 1, DAYS + 1)}


@cache
def every_day(most):
    """List all daily counts up to a number, with the total of each stretch of days."""
    daily = np.array(list(product(range(most + 1), repeat=DAYS)))
    return {edges: daily[:, days].sum(axis=1) for edges, days in READINGS.items()}, daily


def held(span, totals):
    """List the totals of a window on each of its readings; beyond the days there is nothing."""
    start, end = span.start or (0, DAYS - 1), span.end or (1, DAYS)
    within = [totals[edges] for edges in totals if start[0] <= edges[0] <= start[1] and end[0] <= edges[1] <= end[1]]
    beyond = (span.start is None and end[0] < 1) or (span.end is None and start[1] >= DAYS)
    return [*within, *([np.zeros_like(totals[0, 1])] if beyond else [])]


def agreeing(count, totals, daily):
    """Find the daily counts with which a count agrees; days before and after them may hold any number."""
    (least, most), span = count.limits, count.span
    top = np.inf if most is None else most
    agreed = np.zeros(len(daily), dtype=bool)
    for total in held(span, totals):
        agreed |= (least <= total) & (total <= top)
    if span.start is None:
        agreed |= daily[:, : span.end[0]].sum(axis=1) <= top
    if span.end is None:
        agreed |= daily[:, span.start[1] :].sum(axis=1) <= top
    return agreed


def drawn_span(rng):
    """Draw a window: its edges are days, ranges that may meet or lie in each other, or missing."""
    first = rng.integers(0, DAYS)
    last = rng.integers(first + 1, DAYS + 1)
    start = (int(first), int(rng.integers(first, DAYS + 1)) if rng.random() < 0.5 else int(first))
    end = (int(rng.integers(0, last + 1)) if rng.random() < 0.5 else int(last), int(last))
    missing = rng.choice(["none", "none", "start", "end"])
    return Span(None if missing == "start" else start, None if missing == "end" else end)


def test_bounds_of_hundreds_of_systems_agree_with_brute_force():
    """All kinds of window and all four bounds: the integer program finds what trying all daily counts finds."""
    rng = np.random.default_rng(0)
    contradictions = 0
    for _ in range(300):
        givens = []
        for _ in range(rng.integers(1, 4)):
            value = int(rng.choice([0, 1, 2, 3, 10], p=[0.25, 0.2, 0.2, 0.2, 0.15]))
            givens.append(CountConstraint(drawn_span(rng), value, list(Bound)[rng.integers(0, 4)]))
        asked = drawn_span(rng)
        ceiling = sum(count.value if count.limits[1] is None else count.limits[1] for count in givens) + 1
        totals, daily = every_day(min(ceiling, TOP))
        agreed = np.logical_and.reduce([agreeing(count, totals, daily) for count in givens])
        if not agreed.any():
            contradictions += 1
            with pytest.raises(ContradictionError):
                bounds(givens, asked)
            continue
        tried = [total[agreed] for total in held(asked, totals)]
        least, most = min(total.min() for total in tried), max(total.max() for total in tried)
        found = bounds(givens, asked)

        assert least == found.least, (givens, asked)
        if None in asked.edges or most >= ceiling:
            assert found.most is None, (givens, asked)
        elif most < TOP:
            assert most == found.most, (givens, asked)
        else:
            assert found.most is None or found.most >= TOP, (givens, asked)
    assert contradictions > 10


def constraint(window, value, bound=EXACT):
    return CountConstraint(Span.of(read_window(window)), value, bound)


def test_an_upper_bound_limits_what_lies_inside_it():
    """Up to 60 in a year and at least 40 in its second half leave 20 at most for the first."""
    year, autumn = constraint("2020", 60, MOST), constraint("2020-07-01/2020-12-31", 40, LEAST)

    assert Found(0, 20) == bounds([year, autumn], Span.of(read_window("2020-01-01/2020-06-30")))
    assert Found(40, 60) == bounds([year, autumn], Span.of(read_window("2020")))


def test_about_is_a_range_in_bounds():
    """About 400 in a year of which exactly 152 came in autumn: 198 to 297 before."""
    counts = [constraint("2021", 400, ABOUT), constraint("2021-08-19/2021-12-31", 152)]

    assert Found(198, 297) == bounds(counts, Span.of(read_window("2021-01-01/2021-08-18")))


@pytest.mark.parametrize("bound", [LEAST, MOST, ABOUT])
def test_only_exact_counts_are_split(bound):
    """The rest of a count that is no exact number is not known."""
    with pytest.raises(ValueError, match="can be split"):
        part([constraint("2021", 60, bound)], 0, read_window("2021-08-15").first.toordinal())


def test_an_upper_bound_on_a_vague_window_needs_a_day():
    """Nine on each of two days: a window that covers one of them at least cannot hold two at most."""
    days = [constraint("2021-05-02", 9), constraint("2021-05-03", 9)]
    vague = CountConstraint(Span((days[0].span.start[0], days[1].span.start[0]),
                                 (days[0].span.end[0], days[1].span.end[0])), 2, MOST)  # fmt: skip

    assert (0, 1, 2) == find_conflict([*days, vague]).members
    assert find_conflict([days[0], vague]) is None


def sentences(figures, earlier, later, windows=("", "")):
    """Write the sentences about two counts, each a value and its bound."""
    pair = [
        replace(figure, window=read_window(window)) if window else figure
        for figure, window in zip(figures_of(figures, earlier, later), windows, strict=True)
    ]
    comparison = judge(*pair)
    workings = change_numbers(comparison, measure(comparison))
    return {name: sentence_text(name, workings) for name in ("finding", "caveat", "rates", "chance", "tipping")}


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [  # 135 days each: later over earlier, a bound rounded to the side that claims less
        ((60, ABOUT), (400, EXACT), "400 attacks … about 60 … about 6.7 times … 95% interval 4.8–9.8"),
        ((60, ABOUT), (400, ABOUT), "about 400 attacks … about 60 … about 6.7 times … 95% interval 4.2–11"),
        ((60, MOST), (400, EXACT), "400 attacks … at most 60 … at least 6.6 times … from 5.1 upwards"),
        ((60, MOST), (400, LEAST), "at least 400 attacks … at most 60 … at least 6.6 times"),
        ((60, ABOUT), (400, LEAST), "at least 400 attacks … about 60 … at least 6.2 times"),  # 400 / 64
        ((60, EXACT), (20, MOST), "at most 20 attacks … 60 … at most 0.34 times"),
        ((60, LEAST), (20, MOST), "at most 20 attacks … at least 60 … at most 0.34 times"),
        ((60, ABOUT), (20, ABOUT), "about 20 attacks … about 60 … about 67% fewer … about 0.33 times"),
        ((60, ABOUT), (64, EXACT), "cannot be told, since one count is only about right … about 1.1 times"),
        ((60, EXACT), (70, MOST), "cannot be told, since one count is an upper bound … at most 1.2 times"),
        ((60, MOST), (50, EXACT), "cannot be told, since one count is an upper bound … at least 0.83 times"),
        ((60, ABOUT), (60, ABOUT), "cannot be told, since neither count is exact … about 1.0 times"),
        ((0, EXACT), (400, ABOUT), "about 400 attacks … none … No ratio follows"),
        ((60, ABOUT), (0, MOST), "about 60 attacks … none"),
    ],
)
def test_the_finding_says_what_each_count_is(figures, earlier, later, said):
    """Each count has its words, and the ratio is called what it is; no sentence contradicts another."""
    told = sentences(figures, earlier, later)
    pieces, rest = said.split(" … "), told["finding"]
    for piece in pieces:
        assert piece in rest, (piece, told["finding"])
        rest = rest.partition(piece)[2]
    assert "None" not in " ".join(told.values())
    assert "of the at " not in told["tipping"]
    assert "of the about " not in told["tipping"]


def test_what_about_is_taken_to_mean_is_said(figures):
    """The caveat gives the numbers that both vague counts stand for, and the range of the ratio: 350/64 to 449/55."""
    caveat = sentences(figures, (60, ABOUT), (400, ABOUT))["caveat"]

    assert "About 60 is taken to mean 55 to 64 and about 400 to mean 350 to 449: the ratio is 5.5 to 8.2." in caveat
    assert "taken to mean" not in sentences(figures, (60, EXACT), (401, ABOUT))["caveat"]


def test_a_bound_over_vague_days_is_one_number(figures):
    """A lower bound over windows in months is the least of all readings, not a range of bounds."""
    finding = sentences(figures, (90, EXACT), (240, LEAST), ("2020-05/2020-08", "2021-05/2021-08"))["finding"]

    assert "at least 1.3" in finding
    assert "to at least" not in finding


@pytest.mark.parametrize("bound", [LEAST, MOST, ABOUT])
def test_every_chart_and_list_says_what_a_count_is(figures, bound):
    """Labels of bars and windows, alternative texts, the table and the words of a figure have “up to” or “about”."""
    pair = figures_of(figures, (20, EXACT), (30, bound))
    frame = figures_frame(pair)
    comparison = judge(*pair)
    drawn, written = same_kind(frame, comparison, measure(comparison)), bound.of("30")

    assert 1 == len([words for words in bar_chart(drawn).words if words.text.startswith(f"{written} ·")])
    assert any(words.text.startswith(written) for words in window_chart(drawn, [], []).words)
    assert f"{written} attacks for" in describe_windows(drawn)
    assert f"{written} attacks for" in describe_counts(frame)
    assert f"{written} attacks" in pair[1].in_words
    assert written in frame.main_columns.to_string()
