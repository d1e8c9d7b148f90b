"""What overlapping counts say about any other window: bounds that hold and are reached."""

from datetime import date
from itertools import accumulate, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally.analysis.bounds import Bound
from tally.analysis.bounds.constraints import Model
from tally.analysis.bounds.contradictions import find_conflict
from tally.analysis.bounds.intervals import CountConstraint, Span
from tally.analysis.bounds.solve import ContradictionError, bounds, part
from tally.text import Bound as Value
from tally.windows import read_window

TAKEOVER, AUTUMN = date(2021, 8, 15).toordinal(), date(2021, 8, 19).toordinal()


def span(text, as_of=""):
    return Span.of(read_window(text, as_of))


SO_FAR = CountConstraint(span("2021-01-01/..", "2021-11-17"), 334)
TO_NOVEMBER = CountConstraint(span("2021-01-01/2021-11-17"), 334)
IN_AUTUMN = CountConstraint(span("2021-08-19/2021-12-31"), 152)


@st.composite
def spans(draw, days):
    """A window over some of the days: its edges are days, ranges that may meet or lie in each other, or missing."""
    first = draw(st.integers(0, days - 1))
    last = draw(st.integers(first + 1, days))
    start = (first, draw(st.integers(first, days)) if draw(st.booleans()) else first)
    end = (draw(st.integers(0, last)) if draw(st.booleans()) else last, last)
    missing = draw(st.sampled_from(["none", "none", "start", "end"]))
    return Span(None if missing == "start" else start, None if missing == "end" else end)


@st.composite
def systems(draw, days=4, most=3, figures=4):
    """Some counts that need not agree, and a window to ask for."""
    counts = st.builds(CountConstraint, spans(days), st.integers(0, most), st.sampled_from(Value))
    return draw(st.lists(counts, min_size=1, max_size=figures)), draw(spans(days))


@st.composite
def truths(draw):
    """Daily counts, and what counters with windows of their own would report of them."""
    daily = draw(st.lists(st.integers(0, 9), min_size=5, max_size=60))
    total = np.concatenate([[0], np.cumsum(daily)])
    givens = []
    for window in draw(st.lists(spans(len(daily)), min_size=1, max_size=8)):
        value = draw(st.sampled_from(sorted(sums(daily, window))))
        if None in window.edges and draw(st.booleans()):  # it covers days before or after these too
            value = sum(daily[: window.end[0]] if window.end else daily[window.start[1] :]) + draw(st.integers(0, 9))
        bound = draw(st.sampled_from(Value))
        stated = {
            Value.EXACT: st.just(value), Value.AT_LEAST: st.integers(0, value),
            Value.AT_MOST: st.integers(value, value + 9), Value.ABOUT: st.just((value + 5) // 10 * 10 or value),
        }[bound]  # fmt: skip
        givens.append(CountConstraint(window, draw(stated), bound))
    return total, givens, draw(spans(len(daily)))


def sums(daily, window):
    """What a window holds of these days on each of its readings."""
    total = [0, *accumulate(daily)]
    start, end = window.start or (0, len(daily) - 1), window.end or (1, len(daily))
    beyond = {0} if (window.start is None and end[0] < 1) or (window.end is None and start[1] >= len(daily)) else set()
    return beyond | {
        total[last] - total[first]
        for first in range(start[0], min(start[1], len(daily) - 1) + 1)
        for last in range(max(end[0], first + 1), end[1] + 1)
    }


def agrees(daily, count):
    """Whether some reading of a count's window has its value; days beyond these may hold any number."""
    held, span, (fewest, most) = sums(daily, count.span), count.span, count.limits
    if any(fewest <= one and (most is None or one <= most) for one in held):
        return True
    if None not in span.edges:
        return False
    return most is None or most >= sum(daily[span.start[1] :] if span.start else daily[: span.end[0]])


def test_the_first_case():
    """With 152 from 19 August on, at least 182 of the 334 came before; about 15 August nothing follows."""
    assert Bound(182, 334) == part([SO_FAR, IN_AUTUMN], 0, AUTUMN)
    assert Bound(182, 334) == part([TO_NOVEMBER, IN_AUTUMN], 0, AUTUMN)
    assert Bound(0, 334) == part([TO_NOVEMBER, IN_AUTUMN], 0, TAKEOVER)
    assert Bound(0, 334) == part([TO_NOVEMBER], 0, AUTUMN)


def test_a_year_from_its_parts():
    """Two counts that overlap leave a range for the whole year; an open cut-off leaves it open."""
    assert Bound(334, 486) == bounds([TO_NOVEMBER, IN_AUTUMN], span("2021"))
    assert Bound(334, None) == bounds([SO_FAR, IN_AUTUMN], span("2021"))


def test_a_part_that_is_counted_is_known():
    """Where a count fills the rest of a window, what is left is one number."""
    year, autumn = CountConstraint(span("2020"), 60), CountConstraint(span("2020-08-19/2020-12-31"), 20)

    assert Bound(40, 40) == part([year, autumn], 0, date(2020, 8, 19).toordinal())
    assert Bound(40, 40) == bounds([year, autumn], span("2020-01-01/2020-08-18"))


def test_a_window_without_a_start():
    """Attacks up to a day, since nobody knows when, limit those of any stretch before it."""
    until = CountConstraint(span("/2021-09-18"), 2)

    assert Bound(0, None) == bounds([until], span("2021-09-01/2021-09-18"))
    assert Bound(0, 5) == bounds([until, CountConstraint(span("2021"), 5)], span("2021-09-01/2021-09-18"))


def test_a_window_lacks_only_days_that_it_may_cover():
    """Nine on 20 June: a window that starts on that day and ends on some day of June holds nine or more."""
    day = CountConstraint(span("2024-06-20"), 9)

    assert Bound(9, None) == bounds([day], span("2024-06-20/2024-06"))
    assert Bound(9, None) == bounds([day], span("2024-06/2024-06-20"))


@pytest.mark.parametrize("value", [0, 2])
@pytest.mark.parametrize("window", ["/2024-06-30", "2024-06-30/"])
def test_a_window_without_one_side_covers_the_day_at_the_other(window, value):
    """Four on 30 June contradict fewer up to that day, or from it on; four or more would agree."""
    counts = [CountConstraint(span(window), value), CountConstraint(span("2024-06-30"), 4)]
    conflict = find_conflict(counts)

    assert (0, 1) == conflict.members
    assert (Bound(4, None), Bound(0, value)) == conflict.remedies
    assert 4 - value == conflict.shortfall


def test_an_edge_never_falls_inside_a_day():
    """Five on one day and none on the next: a window that starts on either holds five or none, never three."""
    days = [CountConstraint(Span((10, 10), (11, 11)), 5), CountConstraint(Span((11, 11), (12, 12)), 0)]

    assert Bound(0, 5) == bounds(days, Span((10, 11), (12, 12)))
    assert Bound(0, 0) == bounds([*days, CountConstraint(Span((10, 11), (12, 12)), 0)], Span((11, 11), (12, 12)))
    with pytest.raises(ContradictionError):
        bounds([*days, CountConstraint(Span((10, 11), (12, 12)), 3)], Span((10, 10), (11, 11)))
    assert (0, 1, 2) == find_conflict([*days, CountConstraint(Span((10, 11), (12, 12)), 3)]).members


def test_a_window_covers_at_least_a_day():
    """One attack on each of two days: a window that covers one of them at least cannot hold none."""
    day = CountConstraint(span("2021-05-02"), 5)

    ones = [CountConstraint(Span((day, day), (day + 1, day + 1)), 1) for day in (2, 3)]
    assert (0, 1, 2) == find_conflict([*ones, CountConstraint(Span((2, 3), (3, 4)), 0)]).members
    assert find_conflict([ones[0], CountConstraint(Span((2, 3), (3, 4)), 0)]) is None
    assert Bound(5, None) == bounds([day], Span((day.span.start[0] - 1, day.span.start[0]), day.span.end))


def test_a_smaller_contradiction_is_not_passed_over():
    """Three counts that crowd a day contradict each other; four that simply do not add up are not named instead."""
    days = [CountConstraint(Span((day, day), (day + 1, day + 1)), 1) for day in (20, 21, 22)]
    crowd = [
        CountConstraint(Span((10, 10), (11, 11)), 5),
        CountConstraint(Span((11, 11), (12, 12)), 0),
        CountConstraint(Span((10, 11), (12, 12)), 3),
    ]

    assert (4, 5, 6) == find_conflict([*days, CountConstraint(Span((20, 20), (23, 23)), 5), *crowd]).members


def test_a_count_that_gives_way_limits_nothing():
    """A repair may raise a count; what lies inside its window is then not limited by it."""
    counts = [CountConstraint(Span((0, 0), (3, 3)), 1), CountConstraint(Span((1, 1), (3, 4)), 0),
              CountConstraint(Span((0, 3), (4, 4)), 5), CountConstraint(Span((0, 2), (3, 4)), 2)]  # fmt: skip
    conflict = find_conflict(counts)

    assert conflict is None or conflict.shortfall > 0


def test_edges_need_a_day_each():
    """Within two days there is one boundary: two windows that start there cannot hold two different parts of them."""
    both = [CountConstraint(Span((10, 10), (12, 12)), 5), CountConstraint(Span((12, 12), (13, 13)), 0)]
    three, two = (CountConstraint(Span((10, 12), (13, 13)), value) for value in (3, 2))

    assert find_conflict([*both, three]) is None
    assert find_conflict([*both, two]) is None
    assert (0, 1, 2, 3) == find_conflict([*both, three, two]).members


@settings(deadline=None, max_examples=50)
@given(truths())
def test_bounds_contain_every_truth(truth):
    """Whatever happened, if the counts report it rightly, the bounds hold it on every reading of the window."""
    total, givens, asked = truth
    found = bounds(givens, asked)

    for count in sums(np.diff(total).tolist(), asked):
        assert found.least <= count
        assert found.most is None or count <= found.most
    assert found.most is None or None not in asked.edges


@settings(deadline=None, max_examples=50)
@given(systems())
def test_bounds_agree_with_brute_force(system):
    """On small cases each bound is what trying all daily counts and all readings finds."""
    givens, asked = system
    cap = sum(count.value for count in givens) + 1
    tried = [
        held
        for daily in product(range(min(cap, 7) + 1), repeat=4)
        if all(agrees(daily, count) for count in givens)
        for held in sums(daily, asked)
    ]
    if not tried:
        with pytest.raises(ContradictionError):
            bounds(givens, asked)
        assert find_conflict(givens)
        return
    found = bounds(givens, asked)

    assert min(tried) == found.least
    if None in asked.edges:
        assert found.most is None
    elif found.most is None:
        assert max(tried) > min(6, sum(most for _, most in (count.limits for count in givens) if most is not None))
    else:
        assert max(tried) == found.most


@settings(deadline=None, max_examples=30)
@given(systems(days=6, most=9, figures=7))
def test_a_conflict_is_irreducible(system):
    """The counts named contradict each other, and without any one of them they do not."""
    givens, _ = system
    conflict = find_conflict(givens)
    if conflict is None:
        assert Model(givens).solve({}).x is not None
        return
    members = [givens[place] for place in conflict.members]

    assert Model(members).solve({}).x is None
    assert conflict.shortfall > 0
    for place, remedy in enumerate(conflict.remedies):
        others = [*members[:place], *members[place + 1 :]]
        assert Model(others).solve({}).x is not None
        mended = CountConstraint(members[place].span, remedy.least if remedy.most is None else remedy.most)
        assert Model([*others, mended]).solve({}).x is not None


def test_a_conflict_says_by_how_much_and_what_would_resolve_it():
    """Two quarters that hold more than their half-year: by sixteen, and each has a value that would fit."""
    quarters = [
        CountConstraint(span("2021-01-01/2021-03-31"), 200),
        CountConstraint(span("2021-04-01/2021-06-30"), 150),
    ]
    conflict = find_conflict([TO_NOVEMBER, IN_AUTUMN, *quarters])

    assert (0, 2, 3) == conflict.members
    assert 16 == conflict.shortfall
    assert (Bound(350, None), Bound(0, 184), Bound(0, 134)) == conflict.remedies


@pytest.mark.parametrize(
    "whole", [CountConstraint(span("2021"), 5, Value.AT_LEAST), CountConstraint(span("/2021-09-18"), 2)]
)
def test_only_an_exact_count_is_split(whole):
    """A lower bound or a window without a start cannot be split in two."""
    with pytest.raises(ValueError, match="can be split"):
        part([whole], 0, TAKEOVER)
