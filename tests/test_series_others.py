"""Trends, seasons and changes of level are those that other programs find: statsmodels, pymannkendall and ruptures."""

import numpy as np
import pytest

from tally.analysis.series import find_changes, find_monotone, fit_seasons, fit_trend, loglinear
from test_series_reference import SERIES

MONTHS = 12


def test_trends_are_those_of_statsmodels():
    """Slope, standard error and dispersion of a quasi-Poisson regression with the days as exposure."""
    from statsmodels.genmod import families
    from statsmodels.genmod.generalized_linear_model import GLM

    for counts, days, _ in SERIES.values():
        years = np.cumsum(days) / 365.25
        design = np.column_stack([np.ones(len(days)), years])
        model = GLM(counts, design, family=families.Poisson(), offset=np.log(days)).fit(scale="X2", tol=1e-12)

        slope, error, dispersion = loglinear(counts, days, years)
        trend = fit_trend(counts, days, years)

        assert [slope, dispersion] == pytest.approx([model.params[1], model.scale], rel=1e-6)
        assert float(error) == pytest.approx(model.bse[1] / np.sqrt(min(model.scale, 1)), rel=1e-6)
        assert trend.slope == slope


def test_seasons_are_those_of_statsmodels():
    """The factors of the months and the analysis of deviance of month given year."""
    from statsmodels.genmod import families
    from statsmodels.genmod.generalized_linear_model import GLM

    counts, days, _ = SERIES["piracy by month"]
    years = np.repeat(np.eye(len(days) // MONTHS), MONTHS, axis=0)
    months = np.tile(np.eye(MONTHS), (len(days) // MONTHS, 1))[:, 1:]
    models = [
        GLM(counts, design, family=families.Poisson(), offset=np.log(days)).fit(scale="X2", tol=1e-10)
        for design in (years, np.column_stack([years, months]))
    ]

    found = fit_seasons(counts, days)

    assert found.factors[1:] == pytest.approx(np.exp(models[1].params[-11:]), rel=1e-6)
    assert found.dispersion == pytest.approx(models[1].scale, rel=1e-6)
    gain = models[0].deviance - models[1].deviance
    assert found.statistic == pytest.approx(gain / found.freedom[0] / models[1].scale, rel=1e-6)


@pytest.mark.parametrize("name", ["piracy by year", "coal", "Bangladesh", "Myanmar"])
def test_monotone_trends_are_those_of_pymannkendall(name):
    """S, its variance with ties, and the probability."""
    from pymannkendall import original_test

    values = SERIES[name][0]
    found, wanted = find_monotone(values), original_test(values)

    assert [found.score, found.variance, found.probability] == pytest.approx(
        [wanted.s, wanted.var_s, wanted.p], rel=1e-9
    )


@pytest.mark.parametrize(("name", "most"), [("coal", 2), ("Bangladesh", 3), ("piracy by year", 4), ("Myanmar", 2)])
def test_changes_of_level_are_those_of_ruptures(name, most):
    """With the likelihood of Poisson counts as cost, ruptures divides each series at the same places."""
    from ruptures.base import BaseCost
    from ruptures.detection.dynp import Dynp

    class Poisson(BaseCost):
        """Minus the logarithm of the likelihood of one rate."""

        model, min_size = "poisson", 3

        def fit(self, signal):
            self.signal = signal
            return self

        def error(self, start, end):
            events, days = self.signal[start:end].sum(0)
            return -events * np.log(events / days) if events else 0.0

    counts, days, _ = SERIES[name]
    search = Dynp(custom_cost=Poisson(), min_size=3, jump=1).fit(np.column_stack([counts, days]).astype(float))

    for number in range(1, most + 1):
        found = find_changes(counts, days, changes=number).changes

        assert search.predict(n_bkps=number)[:-1] == [change.at for change in found]
