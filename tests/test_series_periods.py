"""The periods of a series are those of the calendar."""

import itertools
from datetime import date

import pytest

from tally.windows import Step, periods_in


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
