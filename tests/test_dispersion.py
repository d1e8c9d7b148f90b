"""The months of two windows tell how much wider an interval is than that of independent events."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally.analysis import ChangeError, Count, rate_ratio
from tally.analysis.counted import dispersed_ratio, dispersion_of, grown_ratio, wider

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Events by month of the first day in Myanmar, UCDP GED 24.1: totals only.
MYANMAR = {
    2020: (8, 8, 12, 10, 2, 11, 7, 3, 4, 8, 2, 0),
    2021: (0, 14, 115, 55, 72, 39, 57, 46, 82, 106, 159, 110),
    2022: (110, 108, 96, 104, 106, 127, 104, 145, 101, 191, 213, 143),
    2023: (159, 197, 217, 157, 159, 182, 164, 185, 168, 192, 184, 121),
}


def months(year):
    """Return the months of a year; 2020 has a leap day."""
    lengths = (31, 29, *LENGTHS[2:]) if year == 2020 else LENGTHS
    return [Count(value, days) for value, days in zip(MYANMAR[year], lengths, strict=True)]


@pytest.mark.parametrize(("earlier", "later", "factor", "ratio", "low", "high"), [
    (2020, 2021, 15.65506, 11.43123, 4.255305, 30.70828),
    (2021, 2022, 19.92772, 1.810527, 1.220356, 2.686106),
    (2022, 2023, 7.546564, 1.346899, 1.112562, 1.630595),
])  # fmt: skip
def test_values_of_r(earlier, later, factor, ratio, low, high):
    """glm(count ~ year + offset(log(days)), quasipoisson) gives the same factor and, with Student's t, interval."""
    found = dispersion_of(months(earlier), months(later))
    interval = dispersed_ratio(months(earlier), months(later))
    exact = rate_ratio(*(Count(sum(MYANMAR[year]), 366 if year == 2020 else 365) for year in (earlier, later)))

    assert (pytest.approx(factor, rel=1e-6), 22) == (found.factor, found.freedom)
    assert (ratio, low, high) == pytest.approx((interval.estimate, interval.low, interval.high), rel=1e-6)
    assert interval == wider(exact, interval)


@pytest.mark.parametrize(("earlier", "later", "ratio", "low", "high"), [
    ((60, 366), (334, 321), 6.34704, 4.80975, 8.500803),
    ((74, 322), (681, 321), 9.231372, 7.254227, 11.89934),
    ((74, 322), (691, 321), 9.366928, 7.362164, 12.07202),
    ((75, 366), (855, 365), 11.43123, 9.020409, 14.67528),
    ((49, 322), (121, 321), 2.477081, 1.76363, 3.526501),
    ((6, 365), (25, 366), 4.155282, 1.664014, 12.3853),
    ((25, 366), (18, 365), 0.7219726, 0.3710911, 1.377541),
])  # fmt: skip
def test_exact_intervals_of_r(earlier, later, ratio, low, high):
    """poisson.test(c(later, earlier), c(days, days)) prints the same ratios and intervals for counts of events."""
    interval = rate_ratio(Count(*earlier), Count(*later))

    assert (ratio, low, high) == pytest.approx((interval.estimate, interval.low, interval.high), rel=2e-6)


def test_a_part_of_a_month_is_weighed_by_its_days():
    """A window that ends on 17 November with the usual rate adds no variation."""
    steady = [Count(2 * days, days) for days in (*LENGTHS[:10], 17)]
    doubled = [*steady[:10], Count(68, 17)]

    assert 0 == dispersion_of(steady, steady).factor
    assert dispersion_of(steady, doubled).factor > 1
    assert 20 == dispersion_of(steady, doubled).freedom


def test_few_months_tell_nothing():
    """Fewer than six months on a side, or six of which one is a few days, give no dispersion and no interval."""
    year, months_of_five = [Count(3, 30)] * 12, [Count(3, 30)] * 5
    nearly = [*months_of_five, Count(1, 13)]

    assert not [
        short for short in (months_of_five, nearly, []) if dispersion_of(year, short) or dispersion_of(short, year)
    ]
    assert dispersed_ratio(year, nearly) is None
    assert dispersion_of(year, [*months_of_five, Count(1, 14)]) is not None
    assert dispersion_of([Count(0, 30)] * 6, [Count(0, 30)] * 6) is None


def test_steady_months_do_not_narrow_the_interval():
    """If months vary less than chance, the factor is told as it is, and the interval is that of independent events."""
    steady = [Count(5, 30)] * 12
    interval = dispersed_ratio(steady, steady)
    exact = rate_ratio(Count(60, 360), Count(60, 360))

    assert 0 == dispersion_of(steady, steady).factor
    assert math.exp(2.0738730679 * math.sqrt(2 / 60)) == pytest.approx(interval.high)
    assert exact == wider(exact, None)
    assert exact.low < 1 < exact.high


def test_a_window_without_events_has_one_end():
    """None before: the ratio has a lower end, further down than that of independent events; none after: an upper."""
    none, some = [Count(0, 30)] * 12, [Count(value, 30) for value in (0, 0, 9, 0, 1, 0, 0, 12, 0, 0, 2, 0)]
    before, after = dispersed_ratio(none, some), dispersed_ratio(some, none)
    totals = Count(0, 360), Count(24, 360)
    exact, reverse = rate_ratio(*totals), rate_ratio(*reversed(totals))

    assert 11 == dispersion_of(none, some).freedom
    assert before.estimate is before.high is None
    assert 0 < before.low < exact.low
    assert (0, 0) == (after.estimate, after.low)
    assert after.high > reverse.high
    assert (before, after) == (wider(exact, before), wider(reverse, after))


COUNTS = st.lists(st.builds(Count, st.integers(0, 400), st.integers(14, 31)), min_size=6, max_size=14)


@given(earlier=COUNTS, later=COUNTS, level=st.sampled_from([0.5, 0.95, 0.999]))
@settings(max_examples=60)
def test_the_leading_interval_contains_the_ratio(earlier, later, level):
    """The interval contains the ratio, is that of the reversed pair turned over, and leads if it is wider."""
    interval = dispersed_ratio(earlier, later, level)
    turned = dispersed_ratio(later, earlier, level)
    if interval is None:
        assert not any(count.value for count in (*earlier, *later))
        return
    totals = [Count(sum(one.value for one in counts), sum(one.days for one in counts)) for counts in (earlier, later)]
    exact = rate_ratio(*totals, level)
    lead = wider(exact, interval)
    high = math.inf if interval.high is None else interval.high

    assert interval.estimate is None or interval.low <= interval.estimate <= high
    assert interval.low == pytest.approx(0 if turned.high is None else 1 / turned.high)
    assert (lead.low, lead.high) in ((exact.low, exact.high), (interval.low, interval.high))
    assert (math.inf if lead.high is None else lead.high) / (lead.low or 1e-300) >= (
        math.inf if exact.high is None else exact.high
    ) / (exact.low or 1e-300)


def test_a_level_and_a_growth_are_checked():
    """A level is between 0 and 1, a growth above zero."""
    with pytest.raises(ChangeError, match="level"):
        dispersed_ratio([Count(1, 30)] * 6, [Count(1, 30)] * 6, 95)
    for growth in (0, -1, math.inf, math.nan):
        with pytest.raises(ChangeError, match="growth"):
            grown_ratio(Count(1, 30), Count(1, 30), growth)

    assert 71 / 41 * 41 / 80 == pytest.approx(grown_ratio(Count(80, 365), Count(41, 365), 71 / 41))
    assert grown_ratio(Count(0, 365), Count(4, 365), 2) is None
