"""A series keeps apart zero, gaps, partial and provisional periods."""

import itertools
from datetime import date

import numpy as np
import pytest

from tally.analysis.counted import State
from tally.analysis.series import PeriodsError, make_periods, rolling
from tally.windows import Step, periods_in


def test_zero_is_not_a_gap():
    """A period without events is 0 where the data cover it; one outside them is a gap, and the cut one is partial."""
    spans = periods_in(date(2020, 1, 1), date(2020, 5, 31), Step.MONTH)

    found = make_periods(
        spans, [(9, 9, 9), (1, 2, 3), (0, 0, 0), (4, 4, 4), (5, 5, 5)], Step.MONTH,
        (date(2020, 2, 11), date(2020, 5, 31)), settled=date(2020, 4, 30),
    )  # fmt: skip

    states = [State.GAP, State.PARTIAL, State.KNOWN, State.KNOWN, State.PROVISIONAL]
    assert [period.state for period in found.periods] == states
    assert [period.value for period in found.periods] == [None, 2, 0, 4, 5]
    assert found.exposures.tolist() == [19, 31, 30, 31]
    assert found.counts.tolist() == [2, 0, 4, 5]
    assert np.diff(found.middles).tolist() == pytest.approx([25 / 365.25, 30.5 / 365.25, 30.5 / 365.25])


@pytest.mark.parametrize(
    ("step", "number", "second"),
    [(Step.YEAR, 2, (2020, 1, 1)), (Step.QUARTER, 5, (2020, 1, 1)), (Step.MONTH, 13, (2020, 1, 1)),
     (Step.WEEK, 54, (2019, 12, 30))],
)  # fmt: skip
def test_periods_are_those_of_the_calendar(step, number, second):
    """Periods join without a day between them; weeks start on Monday."""
    spans = periods_in(date(2019, 12, 29), date(2020, 12, 31), step)

    assert (len(spans), spans[1][0]) == (number, date(*second))
    assert all((after[0] - before[1]).days == 1 for before, after in itertools.pairwise(spans))


@pytest.mark.parametrize("counts", [[(1, 1, 1)], [(2, 1, 3), (0, 0, 0)], [(-1, 1, 3), (0, 0, 0)]])
def test_counts_that_do_not_fit_are_rejected(counts):
    """A count lies between its lowest and highest, and each period has one."""
    spans = periods_in(date(2020, 1, 1), date(2021, 12, 31), Step.YEAR)

    with pytest.raises(PeriodsError):
        make_periods(spans, counts, Step.YEAR, (date(2020, 1, 1), date(2021, 12, 31)))


def test_rolling_sums_stay_within_the_data():
    """The first window ends on its last day; too few days give none."""
    assert rolling([1, 2, 3, 4], 3).tolist() == [6, 9]
    assert rolling([1, 2], 3).tolist() == []
