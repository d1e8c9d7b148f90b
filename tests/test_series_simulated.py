"""On made-up series with a known rate, levels and trends are what docs/series.md tabulates; a few cells, few series."""

import numpy as np
import pytest

from tally.analysis.series import find_changes, fit_trend, probability_if_flat
from tally.project import find_project

MONTH = 30.0


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
