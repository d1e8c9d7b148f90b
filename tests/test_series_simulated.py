"""On made-up series with a known rate, levels and trends are what docs/series.md tabulates; a few cells, few series."""

import numpy as np
import pytest

import tally.analysis.series.flatness
from tally.analysis.series import find_changes, fit_trend, probability_if_flat
from tally.project import find_project

MONTH = 30.0
WAVES = [
    5, 7, 9, 4, 7, 13, 21, 23, 21, 13, 20, 16, 6, 8, 5, 7, 11, 12,
    16, 23, 19, 29, 21, 27, 8, 3, 5, 5, 11, 11, 22, 16, 21, 17, 17, 23,
]  # fmt: skip


def draw(rate, dispersion, size, *, doubled=False, runs=40):
    """Draw counts whose variance is `dispersion` times their mean."""
    random = np.random.default_rng(26)
    mean = np.full((runs, size), float(rate))
    if doubled:
        mean[:, size // 2 :] *= 2
    return (
        random.poisson(mean) if dispersion == 1 else random.negative_binomial(mean / (dispersion - 1), 1 / dispersion)
    )


@pytest.mark.parametrize(("rate", "dispersion", "size"), [(5, 1, 24), (2, 5, 40), (20, 10, 24)])
def test_a_flat_series_seldom_has_several_levels(rate, dispersion, size):
    """At most one flat series in twenty has a change of level, whatever its dispersion."""
    counts = draw(rate, dispersion, size)

    assert sum(bool(find_changes(row, [MONTH] * size).changes) for row in counts) <= 0.05 * len(counts)


@pytest.mark.parametrize(("rate", "dispersion", "size"), [(20, 1, 24), (50, 2, 24)])
def test_a_doubled_level_is_found(rate, dispersion, size):
    """With enough events, nine of ten doublings are found within two periods."""
    changes = [find_changes(row, [MONTH] * size).changes for row in draw(rate, dispersion, size, doubled=True)]

    assert sum(any(abs(change.at - size // 2) <= 2 for change in found) for found in changes) >= 0.9 * len(changes)


def test_a_doubled_level_is_mostly_found_in_twelve_periods():
    """With six periods at each level, nine of ten doublings are found (here: six in seven), whatever the scatter."""
    cells = [(10, 1), (20, 2), (50, 5)]
    found = [
        any(abs(change.at - 6) <= 2 for change in find_changes(row, [MONTH] * 12).changes)
        for rate, dispersion in cells
        for row in draw(rate, dispersion, 12, doubled=True, runs=100)
    ]

    assert sum(found) >= 6 / 7 * len(found)


@pytest.mark.parametrize(("rate", "dispersion", "size"), [(20, 1, 12), (50, 5, 12), (10, 2, 17), (10, 2, 18)])
def test_few_periods_have_no_more_false_alarms(rate, dispersion, size):
    """At most one flat series in twenty has a change of level, which by chance can be one in fourteen of 400."""
    counts = draw(rate, dispersion, size, runs=400)

    assert sum(bool(find_changes(row, [MONTH] * size).changes) for row in counts) <= len(counts) / 14


@pytest.mark.parametrize(
    ("counts", "places"),
    [
        ([8, 10, 9, 11, 20, 21, 18, 22, 19], [4]),
        ([9, 10, 8, 21, 19, 20, 22, 18, 20, 19, 21, 20], [3]),
        ([5, 6, 4, 5, 15, 14, 16, 15, 5, 6, 4, 5], [4, 8]),
        ([3, 2, 4, 3, 2, 9, 8, 10, 9, 8, 9, 2, 3, 2, 3, 2], [5, 11]),
        (WAVES, [5, 12, 18, 24, 30]),
        ([5, 60, 5, 6, 5, 4, 6, 5, 4, 6, 5, 4], []),
        ([5, 15, 4, 16, 5, 14, 6, 15, 4, 16, 5, 14], []),
    ],
)
@pytest.mark.parametrize("times", [1, 1000])
def test_levels_of_every_shape_are_found(counts, places, times):
    """One step, one stretch or several are levels, whatever the size of the counts; a single high count is none."""
    days = [MONTH] * len(counts)

    assert [change.at for change in find_changes(np.array(counts) * times, days).changes] == places
    assert find_changes(np.array(counts) * times, days) == find_changes(np.array(counts) * times, days)


def test_a_rate_that_is_the_same_in_periods_of_any_length_shows_nothing():
    """Counts in proportion to the days have one level, however large they are."""
    days = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=float)

    assert [probability_if_flat(days * rate, days, 3) for rate in (0.1, 1 / 3, 7, 1e6)] == [1, 1, 1, 1]


def test_a_test_that_ends_early_decides_the_same(monkeypatch):
    """All orders are compared unless the levels would not count anyway."""
    rows = [*draw(10, 2, 20), *draw(10, 2, 20, doubled=True)]
    early = [probability_if_flat(row, [MONTH] * 20, 3) for row in rows]
    monkeypatch.setattr(tally.analysis.series.flatness, "CLEARLY", 2)
    whole = [probability_if_flat(row, [MONTH] * 20, 3) for row in rows]

    assert early != whole
    assert all(one == two or min(one, two) >= 0.05 for one, two in zip(early, whole, strict=True))


def test_the_interval_of_a_trend_covers_the_truth():
    """At least 93 in 100 intervals of flat and clustered series include an unchanged rate."""
    trends = [fit_trend(row, [MONTH] * 36, np.arange(36) / 12) for row in draw(10, 5, 36, runs=60)]

    assert sum(trend.clear for trend in trends) <= 0.07 * len(trends)


def test_random_orders_are_always_the_same():
    """The same counts give the same probability; equal counts show nothing."""
    counts = draw(5, 2, 24)[0]

    assert probability_if_flat(counts, [MONTH] * 24, 3) == probability_if_flat(counts, [MONTH] * 24, 3)
    assert probability_if_flat([5] * 24, [MONTH] * 24, 3) == 1


def test_what_is_tabulated_meets_what_is_promised():
    """In docs/series.md no interval covers less than 93 per cent, and no cell of flat series has more than 5 alarms."""
    text = (find_project().root / "docs" / "series.md").read_text(encoding="utf-8")
    trend, flat, _ = text.split("\n## ")[1:]

    for part, least, most in ((trend, 93, 100), (flat, 0, 5)):
        cells = [float(cell) for row in part.splitlines() if row[:3] in ("| 0", "| 1", "| 2", "| 5")
                 for cell in row.split("|")[3:-1]]  # fmt: skip
        assert len(cells) == 7 * 4 * 4
        assert least <= min(cells) <= max(cells) <= most
