"""Trends, seasons and changes of level of public series are those that R prints."""

from calendar import isleap, monthrange

import numpy as np
import pytest

from tally.analysis.series import (
    ChangesError,
    TrendError,
    find_changes,
    find_monotone,
    fit_seasons,
    fit_trend,
    neighbour_dispersion,
)

# Attacks on ships by month, 1993 to 2020: Benden and others 2021, "Crime at Sea" (CC BY 4.0).
PIRACY = np.array([
    [11, 13, 10, 13, 9, 18, 6, 3, 6, 6, 3, 3],
    [17, 5, 8, 3, 9, 6, 7, 9, 4, 8, 16, 3],
    [11, 11, 11, 18, 20, 14, 15, 18, 7, 19, 14, 8],
    [21, 10, 20, 15, 17, 10, 10, 17, 21, 15, 14, 5],
    [18, 21, 13, 20, 24, 21, 18, 16, 34, 14, 23, 10],
    [14, 14, 16, 23, 17, 13, 6, 16, 15, 14, 15, 23],
    [26, 13, 31, 29, 21, 12, 22, 18, 24, 38, 33, 32],
    [37, 23, 14, 35, 46, 28, 45, 51, 50, 54, 49, 37],
    [32, 19, 26, 30, 30, 39, 26, 33, 23, 20, 26, 31],
    [33, 17, 43, 27, 27, 35, 40, 28, 30, 33, 30, 26],
    [35, 30, 43, 52, 44, 38, 45, 35, 23, 37, 43, 15],
    [33, 25, 30, 31, 31, 21, 21, 25, 22, 20, 28, 27],
    [19, 14, 26, 23, 23, 25, 33, 25, 26, 26, 16, 21],
    [22, 23, 21, 28, 24, 13, 19, 10, 16, 23, 19, 18],
    [18, 15, 16, 29, 33, 19, 28, 26, 16, 37, 14, 10],
    [20, 13, 20, 30, 20, 16, 24, 24, 40, 31, 35, 20],
    [36, 27, 42, 55, 47, 36, 11, 20, 32, 34, 35, 29],
    [17, 15, 47, 53, 34, 37, 21, 42, 32, 48, 61, 38],
    [57, 39, 54, 35, 56, 32, 32, 32, 27, 37, 18, 19],
    [40, 36, 30, 27, 29, 18, 18, 17, 17, 22, 23, 19],
    [19, 28, 21, 27, 23, 24, 27, 13, 11, 28, 22, 21],
    [16, 18, 15, 21, 26, 26, 18, 24, 15, 27, 22, 15],
    [19, 16, 25, 23, 33, 30, 14, 23, 16, 20, 14, 17],
    [15, 13, 11, 28, 21, 10, 21, 9, 16, 13, 22, 7],
    [14, 12, 20, 18, 18, 13, 6, 10, 15, 19, 19, 22],
    [27, 23, 19, 19, 20, 5, 17, 14, 14, 21, 12, 11],
    [13, 12, 14, 16, 20, 2, 14, 13, 14, 14, 12, 15],
    [15, 19, 19, 18, 22, 14, 9, 8, 8, 18, 24, 16],
])  # fmt: skip
# Events by month, 2015 to 2023, UCDP GED 24.1, Myanmar (CC BY 4.0): Sundberg and Melander 2013.
MYANMAR = [
    3, 51, 29, 27, 11, 14, 11, 3, 24, 15, 5, 5, 1, 2, 5, 6, 12, 3, 2, 1, 1, 14, 6, 4,
    9, 1, 3, 2, 4, 7, 3, 47, 4, 0, 4, 4, 5, 6, 3, 8, 13, 6, 6, 5, 5, 1, 6, 7,
    15, 18, 10, 10, 9, 7, 12, 28, 5, 12, 8, 13, 8, 8, 12, 10, 2, 11, 7, 3, 4, 8, 2, 0,
    0, 14, 115, 55, 72, 39, 57, 46, 82, 106, 159, 110, 110, 108, 96, 104, 106, 127, 104, 145, 101, 191, 213, 143,
    159, 197, 217, 157, 159, 182, 164, 185, 168, 192, 184, 121,
]  # fmt: skip
# Events by year, 1989 to 2018, UCDP GED 19.1, Bangladesh (CC BY 4.0).
BANGLADESH = [
    20, 27, 36, 29, 18, 6, 13, 23, 11, 11, 18, 8, 27, 4, 15,
    37, 66, 74, 13, 11, 9, 8, 1, 2, 38, 2, 8, 25, 23, 18,
]  # fmt: skip
# Coal-mining disasters by year, 1851 to 1962: Jarrett 1979.
COAL = [
    4, 5, 4, 1, 0, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5,
    3, 4, 2, 5, 2, 2, 3, 4, 2, 1, 3, 2, 2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1,
    0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1, 1, 0, 2, 3, 3, 1, 1,
    2, 1, 1, 1, 1, 2, 3, 3, 0, 0, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1,
]  # fmt: skip


def months(first, last):
    return [monthrange(year, month)[1] for year in range(first, last + 1) for month in range(1, 13)]


def years(first, last):
    return [365 + isleap(year) for year in range(first, last + 1)]


YEARLY = PIRACY.sum(1)
SERIES = {
    "piracy by year": (YEARLY, years(1993, 2020), 8.325),
    "piracy by month": (PIRACY.ravel(), months(1993, 2020), 1.7789),
    "Myanmar": (MYANMAR, months(2015, 2023), 5.1403),
    "coal": (COAL, years(1851, 1962), 0.9732),
    "Bangladesh": (BANGLADESH, years(1989, 2018), 7.0813),
}


@pytest.mark.parametrize("name", SERIES)
def test_the_dispersion_of_neighbours(name):
    """Neighbouring periods give the dispersion that was computed apart from this code."""
    counts, days, wanted = SERIES[name]

    assert neighbour_dispersion(counts, days) == pytest.approx(wanted, abs=1e-3)


@pytest.mark.parametrize(
    ("name", "first", "step", "number", "places"),
    [
        ("coal", 1851, 1, None, [1892]),
        ("coal", 1851, 1, 1, [1892]),
        ("coal", 1851, 1, 2, [1892, 1948]),
        ("Bangladesh", 1989, 1, None, [2004, 2007]),
        ("piracy by year", 1993, 1, 4, [1999, 2004, 2009, 2012]),
        ("Myanmar", 2015, 12, 1, [(2021, 3)]),
        ("Myanmar", 2015, 12, 2, [(2021, 3), (2022, 10)]),
        ("Myanmar", 2015, 12, 3, [(2021, 3), (2021, 10), (2022, 10)]),
        ("Myanmar", 2015, 12, None, [(2015, 5), (2021, 3), (2021, 10), (2022, 10)]),
    ],
)
def test_levels_change_where_they_are_known_to(name, first, step, number, places):
    """The division is the one with the least deviance, as ruptures finds it with a Poisson cost."""
    found = find_changes(*SERIES[name][:2], changes=number).changes

    year = [first + change.at // step for change in found]
    assert places == (year if step == 1 else [(y, change.at % step + 1) for y, change in zip(year, found, strict=True)])


def test_the_plausible_years_of_coal():
    """The change can be from 1887 to 1894, and the two levels are the means before and after."""
    found = find_changes(*SERIES["coal"][:2])

    assert [1851 + at for at in found.changes[0].plausible] == [*range(1887, 1895)]
    assert [365.25 * rate for rate in found.rates] == pytest.approx([3.0976, 0.9014], abs=1e-3)


def test_the_levels_of_myanmar():
    """Events per thirty days of each level."""
    found = find_changes(*SERIES["Myanmar"][:2])

    assert [30 * rate for rate in found.rates] == pytest.approx([27.5, 7.602, 65.327, 113.096, 172.779], abs=1e-3)


def test_the_seasons_of_piracy():
    """The analysis of deviance of month given year."""
    found = fit_seasons(*SERIES["piracy by month"][:2])

    assert found.freedom == (11, 297)
    assert [found.statistic, found.dispersion] == pytest.approx([4.5169, 2.017884], abs=5e-5)
    assert found.probability == pytest.approx(2.505e-06, rel=1e-3)
    assert found.factors == pytest.approx(
        (1, 0.8777, 1.0153, 1.1769, 1.1359, 0.9071, 0.8748, 0.8840, 0.9055, 1.0626, 1.0444, 0.7908), abs=6e-5
    )


def test_monotone_trends_of_piracy():
    """A rise and a fall cancel; the fall alone does not."""
    whole, fall = find_monotone(YEARLY), find_monotone(YEARLY[-11:])

    assert (whole.score, whole.probability, fall.score, fall.variance) == (1, 1.0, -42, 164.0)
    assert [whole.variance, whole.tau] == pytest.approx([2558.333, 0.002656064], abs=1e-3)
    assert [fall.probability, fall.tau] == pytest.approx([0.001367, -0.7706746], abs=1e-6)
    assert find_monotone([3, 3, 3, 3]).probability == 1


@pytest.mark.parametrize("growth", [-0.4, 0.0, 0.2])
def test_a_trend_without_scatter_is_found_exactly(growth):
    """Rates that grow steadily give their growth, whatever the lengths of the periods."""
    days, middles = np.array([31, 28, 365, 90, 30]), np.array([0.0, 0.5, 1.3, 2.0, 3.1])

    found = fit_trend(40 * days * np.exp(growth * middles), days, middles)

    assert found.slope == pytest.approx(growth, abs=1e-9)
    assert found.low < growth < found.high
    assert found.dispersion == pytest.approx(0, abs=1e-9)


def test_the_trend_of_piracy():
    """Attacks fell by 7 to 13 per cent a year from 2010 to 2020, and had no steady change from 1993."""
    fall = fit_trend(YEARLY[-11:], years(2010, 2020), range(2010, 2021))

    assert fall.clear
    assert [fall.percent, *fall.bounds] == pytest.approx([-9.803, -12.675, -6.837], abs=1e-3)
    assert not fit_trend(YEARLY, years(1993, 2020), range(1993, 2021)).clear


@pytest.mark.parametrize(
    ("counts", "words"),
    [([1, 2, 3], "needs 4 periods"), ([0, 0, 0, 0], "zero"), ([0, 7, 0, 0], "there are 1"), ([0, 7, 1, 0], "are 2")],
)
def test_too_little_for_a_trend(counts, words):
    """No trend is estimated from too few periods, or too few with events."""
    with pytest.raises(TrendError, match=words):
        fit_trend(counts, [30] * len(counts), range(len(counts)))


def test_too_little_for_seasons_or_changes():
    """Seasons need three full years; a short, empty or flat series has one level."""
    with pytest.raises(TrendError, match="3 full years"):
        fit_seasons([1] * 35, [30] * 35)
    with pytest.raises(ChangesError, match="601"):
        find_changes([1] * 601, [30] * 601)
    for counts in ([], [4], [0] * 40, [5] * 600):
        assert find_changes(counts, [30] * len(counts)).changes == ()
