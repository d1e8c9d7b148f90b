"""Each step of a quoted series has a verdict and a direction."""

import pytest

from tally.analysis import Aspect, Direction, Verdict
from tally.analysis.series import PeriodsError, read_steps
from tally.records.figures import Basis
from tally.text import Bound
from test_rivals import figure


def test_a_series_that_falls_but_once():
    """Steps are counted by their direction; a leap year does not make a fall, and a missing year is a gap."""
    counts = [("2018", 81), ("2019", 60), ("2020", 60), ("2021", 70), ("2023", 18)]

    found = read_steps([figure("IMB", "attacks", Basis.RECORDED, *count) for count in reversed(counts)])

    assert [step.direction for step in found.steps] == [Direction.FALL, Direction.SAME, Direction.RISE, Direction.FALL]
    assert [step.gap for step in found.steps] == [0, 0, 0, 365]
    assert (found.number(Direction.FALL), found.comparable, found.complete) == (2, True, False)


def test_a_change_of_counter_is_a_break():
    """A step between two counters, and one that a bound leaves open, has no direction."""
    found = read_steps([
        figure("IMB", "attacks", Basis.RECORDED, "2019", 9),
        figure("IMB", "attacks", Basis.RECORDED, "2020", 5, Bound.AT_LEAST),
        figure("MDAT", "attacks", Basis.RECORDED, "2021", 4),
    ])  # fmt: skip

    assert [step.direction for step in found.steps] == [Direction.UNDECIDED] * 2
    assert found.steps[1].breaks == (Aspect.COUNTER,)
    assert found.steps[1].comparison.verdict is Verdict.NOT_COMPARABLE
    assert not found.comparable


def test_two_counts_are_not_a_series():
    """Two counts are a pair."""
    with pytest.raises(PeriodsError, match="three counts"):
        read_steps([figure("IMB", "attacks", Basis.RECORDED, year, 9) for year in ("2019", "2020")])
